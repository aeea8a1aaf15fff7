/** What a use case gets: ports, the run so far, and the only ways to act. */

import type { Finding } from '../domain/catalogue.ts'
import type { AnyPlan } from '../domain/decision.ts'
import type { HostJob } from '../domain/plan.ts'
import type { Cloud } from '../domain/ports.ts'
import type { EventBody, JobResult, Run } from '../domain/run.ts'

/** apply: it may be done · show: the plan is all that is asked for, or it may not be done (`refusal`), or not before it is confirmed */
export type Proposal = { readonly kind: 'apply' } | { readonly kind: 'show'; readonly refusal?: Finding }

export type EngineContext = {
  readonly runId: string
  readonly cloud: Cloud
  readonly now: () => Date
  /** The run as folded from its events so far; on re-entry it already holds what was done. */
  readonly run: () => Run
  readonly emit: (event: EventBody) => Promise<void>
  /** Records what would be done and asks whether it may be. Whatever changes a host or AWS comes through here before it does. */
  readonly propose: (plan: AnyPlan) => Promise<Proposal>
  /**
   * Sends a job at most once and waits for its results: one for every instance of the job, also where nothing came back.
   * Re-entered with a key that was sent before, it looks for what it sent and never sends again.
   * After an interrupt nothing new is sent, except a `cleanup`.
   */
  readonly dispatch: (job: HostJob, options?: { readonly cleanup: boolean }) => Promise<readonly JobResult[]>
}
