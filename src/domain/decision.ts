/** What policy is asked, twice in a run, and what it answers. */
import type { Finding } from './catalogue.ts'
import type { PeoplePlan } from './people/sync.ts'
import type { Plan, VolumePlan } from './plan.ts'
import type { Actor, Origin, Request } from './request.ts'
import type { Node, Rights } from './rights.ts'

export type AnyPlan = Plan | VolumePlan | PeoplePlan

export type Decision =
  | { readonly kind: 'allowed' }
  /**
   * The plan has to be confirmed first. By the asker: the run ends with its plan, and the same request with the plan's digest is another run. By
   * others: the run waits for them.
   */
  | { readonly kind: 'needs-approval'; readonly by: 'asker'; readonly from: readonly string[]; readonly count: number }
  | NeedsOthers
  | { readonly kind: 'denied'; readonly finding: Finding }

/** `policy`: SHA of the blob under which it was decided. */
export type Judged = Decision & { readonly policy?: string }

/** `from`: any of these, in words. `digest`: what they approve, whole. */
export type NeedsOthers = {
  readonly kind: 'needs-approval'
  readonly by: 'others'
  readonly digest: string
  readonly from: readonly string[]
  readonly count: number
  readonly withinMinutes: number
  /** A 👍 on the comment that tells the plan counts for some of it. */
  readonly thumbs?: true
}

/**
 * Somebody confirmed a plan: its own digest or the beginning of it, by the asker; the whole of what others approve, by them. `reactionId`: by a 👍 on the
 * comment that told it, which counts where the rule says so, and as long as it stands.
 */
export type Approval = { readonly digest: string; readonly by: Actor; readonly reactionId?: number }

export const covers = ({ digest }: Approval, plan: { readonly digest: string }): boolean => digest !== '' && plan.digest.startsWith(digest)

/** What is known at the moment of applying. */
export type Applying = {
  readonly rights: Rights
  readonly nodes: readonly Node[]
  /** Of the policy under which the run was let in. */
  readonly blobAsked: string | undefined
  /** The run whose plan is approved: this one, or the one that it carries on. */
  readonly planOf: string
}

/** Pure: the entry point has already found out, by its own means, who is speaking. Each question is asked once in a run, and its answer recorded. */
export type Policy = {
  /** Before anything is looked at. */
  readonly mayAsk: (request: Request, origin: Origin, rights: Rights) => Decision
  /** After the plan, before any of it is done; a dry run does not ask. */
  readonly mayApply: (plan: AnyPlan, origin: Origin, approvals: readonly Approval[], now: Applying) => Decision
}

/** What was said of a plan before the run knew it. */
export const approvalsIn = (request: Request, { actor }: Origin): readonly Approval[] =>
  'plan' in request && request.plan !== undefined ? [{ digest: request.plan, by: actor }] : []
