/** What a use case gets: ports, the run so far, and the only ways to act. */

import type { Finding } from '../domain/catalogue.ts'
import type { AnyPlan, Decision } from '../domain/decision.ts'
import type { GitHub } from '../domain/github.ts'
import type { Turn } from '../domain/in-turns.ts'
import type { Lock } from '../domain/lock.ts'
import type { GivenNumber } from '../domain/people/given.ts'
import type { Held } from '../domain/people/held.ts'
import type { Registry } from '../domain/people/registry.ts'
import type { HostJob } from '../domain/plan.ts'
import type { Cloud, Instances } from '../domain/ports.ts'
import type { EventBody, JobResult, Run } from '../domain/run.ts'

/** apply: it may be done · show: the plan is all that is asked for, or it may not be done (`refusal`), or not before it is confirmed */
export type Proposal = { readonly kind: 'apply' } | { readonly kind: 'show'; readonly refusal?: Finding }

/** `why`: nobody is asked. `of` throws `GitHubError`. */
export type KeysAsked = { readonly kind: 'asked'; readonly of: GitHub['keysOf'] } | { readonly kind: 'not'; readonly why: string }

export type EngineContext = {
  readonly runId: string
  readonly cloud: Cloud
  readonly now: () => Date
  /** Others of this process, between two slices of what grows with the instances. */
  readonly turn: Turn
  /** The run as folded from its events so far; on re-entry it already holds what was done. */
  readonly run: () => Run
  readonly emit: (event: EventBody) => Promise<void>
  /** All instances of the region, also those that whoever asks does not reach: how many of these have a volume mounted is all that may be told. */
  readonly everywhere: Pick<Instances, 'list'>
  /** The registry of people that counts for whoever asks; recorded. Throws `registry-unread`, `bad-registry`. */
  readonly registry: () => Promise<Registry>
  /** Keys that somebody's account on GitHub shows, by its id, for whoever's keys follow it; asked after the registry. */
  readonly gitHubKeys: () => KeysAsked
  /** Every number that was given by what was applied before from the same repository; none where nothing remembers. */
  readonly given: () => Promise<readonly GivenNumber[]>
  /** Who left and was deprovisioned before the registry of that place said so; none where nothing remembers. */
  readonly held: () => Promise<readonly Held[]>
  /** Set by hand on volumes that whoever asks reaches. `put`: to the one that stands then. `removers`: in words. */
  readonly locks: {
    readonly put: (lock: Lock) => Promise<Lock>
    readonly remove: (lock: Lock) => Promise<void>
    /** None can stand, as nothing keeps them: of others’ nothing is known. */
    readonly nowhere?: true
    readonly standing: () => Promise<readonly Lock[]>
    readonly mayRemove: (lock: Lock) => Decision
    readonly removers: (lock: Lock) => string
  }
  /** Records what would be done and asks whether it may be. Whatever changes a host or AWS comes through here before it does. */
  readonly propose: (plan: AnyPlan) => Promise<Proposal>
  /**
   * Sends a job at most once and waits for its results: one for every instance of the job, also where nothing came back.
   * Re-entered with a key that was sent before, it looks for what it sent and never sends again.
   * After an interrupt nothing new is sent, except a `cleanup`.
   */
  readonly dispatch: (job: HostJob, options?: { readonly cleanup: boolean }) => Promise<readonly JobResult[]>
}
