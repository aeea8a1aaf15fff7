/** The machine's own clock: the one place of the product that reads the time and waits. Everybody else is given a clock. */
import type { Clock } from './domain/ports.ts'

export const machineClock: Clock = {
  now: () => new Date(),
  /** Ends early, without an error, when the signal aborts. */
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const timer = setTimeout(done, milliseconds)
      function done() {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      signal?.addEventListener('abort', done, { once: true })
    }),
}
