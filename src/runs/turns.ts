/** When others of this process are due. One of these for all that it carries out, as they share one event loop. */
import type { Turn } from '../domain/in-turns.ts'
import type { Clock } from '../domain/ports.ts'

/** Milliseconds. A stretch ends at the first place after it where it may, so it is a good deal shorter than what nobody should notice. */
const longest = 8

export function turnsOf(clock: Clock): Turn {
  let since = Number.NEGATIVE_INFINITY
  let last: Promise<void> = Promise.resolve()
  const now = () => clock.now().getTime()
  const next = async (): Promise<void> => {
    await clock.sleep(0)
    since = now()
  }
  return async () => {
    if (now() - since < longest) return
    // one after the other: all that wait would else go on in the same turn of the loop
    last = last.then(next)
    await last
  }
}
