/** Time in the lab. Life cycles and deliveries happen `after` a while; a test may pass a clock that it advances itself. */
export type LabClock = {
  readonly now: () => Date
  /** Runs `then` once, after the time; the returned function calls it off. */
  readonly after: (milliseconds: number, then: () => void) => () => void
}

/** The machine's own clock; its timers keep no process alive. */
export const realClock: LabClock = {
  now: () => new Date(),
  after: (milliseconds, then) => {
    const timer = setTimeout(then, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** The same clock with every pending timer known, so that a stopped lab changes nothing any more. */
export function stoppable(clock: LabClock): LabClock & { readonly stop: () => void } {
  const pending = new Set<() => void>()
  let stopped = false
  return {
    now: clock.now,
    after: (milliseconds, then) => {
      if (stopped) return () => undefined
      const callOff = clock.after(milliseconds, () => {
        pending.delete(callOff)
        then()
      })
      pending.add(callOff)
      return () => {
        pending.delete(callOff)
        callOff()
      }
    },
    stop: () => {
      stopped = true
      for (const callOff of pending) callOff()
      pending.clear()
    },
  }
}
