/** A clock that jumps to the end of every sleep. */
import type { Clock } from '../../src/domain/ports.ts'

export function fakeClock(start = Date.parse('2026-11-23T12:00:00Z')): Clock & { readonly elapsed: () => number } {
  let now = start
  return {
    now: () => new Date(now),
    elapsed: () => now - start,
    sleep: async (milliseconds) => {
      now += milliseconds
    },
  }
}
