/**
 * The one budget of AWS calls of a process: whatever adapter, client or retry makes a call takes it from here. AWS counts by account and
 * region, and two hundred calls at once are refused where the same calls in ten seconds are not.
 */
export type CallBudget = {
  /** Resolves when the call may be made; in the order of asking. */
  readonly take: () => Promise<void>
  /** AWS throttled a call: the saved-up budget is gone. */
  readonly throttled: () => void
}

type Options = {
  /** Calls at once after a quiet time. */
  readonly burst: number
  readonly perSecond: number
  /** Milliseconds. */
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
}

export function createCallBudget({ burst, perSecond, now, sleep }: Options): CallBudget {
  let saved = burst
  let at = now()
  let last: Promise<void> = Promise.resolve()
  const refill = (): void => {
    const time = now()
    saved = Math.min(burst, saved + (Math.max(0, time - at) / 1000) * perSecond)
    at = time
  }
  const next = async (): Promise<void> => {
    for (refill(); saved < 1; refill()) await sleep(Math.ceil(((1 - saved) / perSecond) * 1000))
    saved -= 1
  }
  return {
    take: () => {
      last = last.then(next)
      return last
    },
    throttled: () => {
      refill()
      saved = Math.min(saved, 0)
    },
  }
}

/** EC2 documents a bucket of 100 and 20 a second for what Prism asks it; SSM and EFS say less, so this stays below. */
export const processBudget = createCallBudget({
  burst: 50,
  perSecond: 20,
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
})
