/** A command that sees the lab where AWS would be, and nothing of the AWS of the shell that started it. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The caller's environment with the lab's in the place of everything that AWS clients read: credentials, profiles, files, roles, endpoints
 * of single services. The lab is asked directly, past any proxy.
 */
export function labEnvironment(caller: Environment, lab: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(caller).flatMap(([name, value]) =>
    value === undefined || /^AWS_/i.test(name) ? [] : [[name, value] as const],
  )
  const direct = ['127.0.0.1', 'localhost', caller.NO_PROXY ?? caller.no_proxy ?? ''].filter(Boolean).join(',')
  return { ...Object.fromEntries(kept), NO_PROXY: direct, no_proxy: direct, ...lab }
}

export type Running = {
  /** Its exit status; 128 and the signal's number where a signal ended it; 126 or 127 where it could not be started. */
  readonly status: Promise<number>
  readonly signal: (signal: NodeJS.Signals) => void
}

/** Its streams are ours. `say`: for what a shell would say. */
export function runCommand(
  words: readonly [string, ...string[]],
  env: Readonly<Record<string, string>>,
  say: (text: string) => void,
): Running {
  const [program, ...args] = words
  const child = spawn(program, args, { stdio: 'inherit', env })
  const status = new Promise<number>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      say(`${program} cannot be started: ${error.code === 'ENOENT' ? 'no such program' : error.message}`)
      resolve(error.code === 'ENOENT' ? 127 : 126)
    })
    child.once('exit', (code, signal) => resolve(code ?? exitOf(signal!)))
  })
  return {
    status,
    signal: (signal) => {
      child.kill(signal)
    },
  }
}

export const exitOf = (signal: NodeJS.Signals): number => 128 + constants.signals[signal]
