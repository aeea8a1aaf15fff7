/** Waiting that ends. */
import type { Clock } from './ports.ts'

/** Waits for the work, and no longer than so many milliseconds; the work itself goes on. Throws what the work throws in that time. */
export async function atMost(work: Promise<unknown>, milliseconds: number, clock: Pick<Clock, 'sleep'>): Promise<'ended' | 'late'> {
  const over = new AbortController()
  const ended = work.then(() => 'ended' as const)
  const late = clock.sleep(milliseconds, over.signal).then(() => 'late' as const)
  try {
    return await Promise.race([ended, late])
  } finally {
    over.abort()
  }
}
