/** Our own bounded polling: the SDK has no EFS waiters, and its SSM waiter retries every error. */
import type { Clock } from '../domain/ports.ts'

export type Patience = {
  /** Seconds in all; the look after the last pause still counts. */
  readonly seconds: number
  /** Milliseconds of the first pause; pauses grow by half up to `longest`. */
  readonly first: number
  readonly longest: number
}

/** What EFS and EC2 need for their life cycles. */
export const provisioning: Patience = { seconds: 600, first: 500, longest: 5000 }

/** Asks until an answer comes that is not undefined; undefined when the time is over. */
export async function waitUntil<T>(clock: Clock, patience: Patience, look: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = clock.now().getTime() + patience.seconds * 1000
  for (let pause = patience.first; ; pause = Math.min(pause * 1.5, patience.longest)) {
    const answer = await look()
    if (answer !== undefined) return answer
    if (clock.now().getTime() >= end) return undefined
    await clock.sleep(pause)
  }
}
