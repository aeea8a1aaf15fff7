/** The world of a real process: its streams, its environment, its signals. */
import { isGone, type World } from './streams.ts'

/** Everything went as requested, but the answer could not be written: whoever reads the code must not take it for delivered. */
const unsaid = 74

/** A closed terminal and a supervisor’s stop are interrupts like Ctrl-C. */
const interrupts = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export function processWorld(compose: World['compose']): World {
  return {
    env: process.env,
    // opened where somebody is asked: to open it takes as long as to read the arguments
    get stdin() {
      return process.stdin
    },
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
export async function endWith(code: number): Promise<void> {
  // a pipe without a reader took what it wanted; a full disk lost what was to be said
  const lost = [await flushed(process.stdout), await flushed(process.stderr)].find((error) => error && !isGone(error))
  process.exit(lost && code === 0 ? unsaid : code)
}

const flushed = (stream: NodeJS.WriteStream): Promise<Error | undefined> =>
  new Promise((resolve) => {
    if (stream.errored) return resolve(stream.errored)
    stream.once('error', resolve)
    stream.write('', (error) => resolve(stream.errored ?? error ?? undefined))
  })
