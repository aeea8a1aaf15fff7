/** The world of a real process: its streams, its environment, its signals. */
import type { World } from './streams.ts'

/** A closed terminal and a supervisor’s stop are interrupts like Ctrl-C. */
const interrupts = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export function processWorld(compose: World['compose']): World {
  return {
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    compose,
    onInterrupt: (listener) => {
      for (const signal of interrupts) process.on(signal, listener)
      return () => {
        for (const signal of interrupts) process.off(signal, listener)
      }
    },
    leave: (code) => process.exit(code),
  }
}

/** Ends the process when what was written is out; an SDK client may keep sockets open, so it is not waited for. */
export function endWith(code: number): void {
  process.exitCode = code
  process.stdout.write('', () => process.stderr.write('', () => process.exit()))
}
