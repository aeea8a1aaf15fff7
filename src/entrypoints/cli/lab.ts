/** `prism lab up` and `prism lab run`: the lab is a program of its own; the product shares no code with it, not even here. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { fail } from '../../domain/catalogue.ts'
import type { Env } from './streams.ts'

const labProgram = fileURLToPath(new URL('../../lab/main.js', import.meta.url))

export type LabVerb = 'up' | 'run'
export const isLabVerb = (word: string | undefined): word is LabVerb => word === 'up' || word === 'run'

/** The lab's exit code, which is that of the command with `run`. It gets the arguments, the streams and the signals. Throws `missing-input` where the lab is not installed. */
export function startLab(verb: LabVerb, args: readonly string[], env: Env, program = labProgram): Promise<number> {
  if (!existsSync(program)) throw fail('missing-input', { seen: 'this installation of Prism has no lab' })
  const child = spawn(process.execPath, [program, ...(verb === 'run' ? ['run'] : []), ...args], { stdio: 'inherit', env: { ...env } })
  const passOn = (signal: NodeJS.Signals): void => {
    child.kill(signal)
  }
  // Ctrl-C and Ctrl-\ reach the child by themselves (one terminal, one process group); a signal sent to us alone must be passed on
  const fromKeys = verb === 'run' && !process.stdin.isTTY ? passOn : (): void => {}
  const taken = { SIGINT: fromKeys, SIGTERM: passOn, SIGHUP: passOn, ...(verb === 'run' ? { SIGQUIT: fromKeys } : {}) }
  for (const [signal, listener] of Object.entries(taken)) process.on(signal, listener)
  return new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  }).finally(() => {
    for (const [signal, listener] of Object.entries(taken)) process.off(signal, listener)
  })
}
