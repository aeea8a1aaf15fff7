/**
 * The lies to the reader, and the transcripts that chance makes, in a process of their own: instances are attacked meanwhile. Its floods take
 * memory, and every program that a process starts costs it a copy of the tables of its memory.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Outcome } from './attack.ts'

/** `chance`: how many chance makes from this seed; without it the lies that are fixed. */
type Ask = { readonly chance?: { readonly seed: number; readonly count: number } }

export function readApart(ask: Ask): Promise<readonly Outcome[]> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(ask)])
    child.once('message', (said) => resolve(said as readonly Outcome[]))
    child.once('exit', (code) => reject(new Error(`the reader’s process ended with ${code}`)))
  })
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  const { fuzzReader, lieToReader } = await import('./transcripts.ts')
  const { chance } = JSON.parse(process.argv[2] ?? '{}') as Ask
  process.send(chance ? [fuzzReader(chance.seed, chance.count)] : lieToReader())
  process.disconnect()
}
