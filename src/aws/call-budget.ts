/**
 * The budgets of AWS calls of a process, one for each service: whatever adapter, client or retry makes a call takes it from here. AWS counts
 * by account, region and service, and two hundred calls at once are refused where the same calls in ten seconds are not. Others of the account
 * call too, so the rate that AWS grants is found by what it refuses: halved then, and grown again slowly.
 */
import type { Clock } from '../domain/ports.ts'
import type { Service } from './endpoint.ts'

export type CallBudget = {
  /** Resolves when the call may be made; in the order of asking. */
  readonly take: () => Promise<void>
  /** AWS said "slow down": what is saved up is gone, and from now on calls are fewer. */
  readonly throttled: () => void
}

export type CallBudgets = Readonly<Record<Service, CallBudget>>

export type Rate = {
  /** Calls at once after a quiet time. */
  readonly burst: number
  readonly perSecond: number
}

/** Calls that were under way together are refused together: that is one refusal. Seconds. */
const oneRefusal = 1
/** Seconds from a half of the rate to the whole of it. */
const recovery = 30
/** So many calls a second are made however often AWS refuses. */
const least = 1

export function createCallBudget({ burst, perSecond }: Rate, clock: Clock): CallBudget {
  const now = () => clock.now().getTime()
  let rate = perSecond
  let saved = burst
  let at = now()
  let lowered = Number.NEGATIVE_INFINITY
  let last: Promise<void> = Promise.resolve()
  const refill = (): void => {
    const time = now()
    // a clock may be set back
    const passed = Math.max(0, time - at) / 1000
    at = time
    saved = Math.min(burst, saved + passed * rate)
    rate = Math.min(perSecond, rate + (passed * perSecond) / 2 / recovery)
  }
  const next = async (): Promise<void> => {
    for (refill(); saved < 1; refill()) await clock.sleep(Math.ceil(((1 - saved) / rate) * 1000))
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
      if (at - lowered < oneRefusal * 1000) return
      lowered = at
      rate = Math.max(least, rate / 2)
    },
  }
}

/** EC2 documents a bucket of 100 and 20 a second for what Prism asks it; SSM and EFS say less, so theirs stay below. */
const rates: Readonly<Record<Service, Rate>> = {
  EC2: { burst: 100, perSecond: 20 },
  SSM: { burst: 50, perSecond: 20 },
  EFS: { burst: 50, perSecond: 20 },
  STS: { burst: 50, perSecond: 20 },
}

export const createCallBudgets = (clock: Clock): CallBudgets => ({
  EC2: createCallBudget(rates.EC2, clock),
  SSM: createCallBudget(rates.SSM, clock),
  EFS: createCallBudget(rates.EFS, clock),
  STS: createCallBudget(rates.STS, clock),
})
