/** `prism lab up`: the lab is a program of its own; the product shares no code with it, not even here. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { fail } from '../../domain/catalogue.ts'
import type { Env } from './streams.ts'

const labProgram = fileURLToPath(new URL('../../lab/main.js', import.meta.url))

/** The lab's exit code. It gets the arguments, the streams and the signals. Throws `missing-input` where the lab is not installed. */
export function labUp(args: readonly string[], env: Env, program = labProgram): Promise<number> {
  if (!existsSync(program)) throw fail('missing-input', { seen: 'this installation of Prism has no lab' })
  const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit', env: { ...env } })
  // Ctrl-C reaches the child by itself (one terminal, one process group); a signal sent to us alone must be passed on
  const passOn = (signal: NodeJS.Signals): void => {
    child.kill(signal)
  }
  const stay = (): void => {}
  process.on('SIGINT', stay).on('SIGTERM', passOn).on('SIGHUP', passOn)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  }).finally(() => {
    process.off('SIGINT', stay).off('SIGTERM', passOn).off('SIGHUP', passOn)
  }) as Promise<number>
}
