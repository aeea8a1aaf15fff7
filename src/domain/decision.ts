/** What policy is asked, twice in a run, and what it answers. */
import type { Finding } from './catalogue.ts'
import type { PeoplePlan } from './people/sync.ts'
import type { Plan, VolumePlan } from './plan.ts'
import type { Actor, Origin, Request } from './request.ts'

export type Decision =
  | { readonly kind: 'allowed' }
  /**
   * The plan has to be confirmed first. By the asker: the run ends with its plan, and the same request with the plan's digest is another run. By
   * others: the run waits for them.
   */
  | { readonly kind: 'needs-approval'; readonly by: 'asker' | 'others'; readonly from: readonly string[]; readonly count: number }
  | { readonly kind: 'denied'; readonly finding: Finding }

/** Somebody said a plan back, by its digest or the beginning of it: that plan and no other. */
export type Approval = { readonly digest: string; readonly by: Actor }

export const covers = ({ digest }: Approval, plan: { readonly digest: string }): boolean => digest !== '' && plan.digest.startsWith(digest)

/** Pure: the entry point has already found out, by its own means, who is speaking. Each question is asked once in a run, and its answer recorded. */
export type Policy = {
  /** Before anything is looked at. */
  readonly mayAsk: (request: Request, origin: Origin) => Decision
  /** After the plan, before any of it is done; a dry run does not ask. */
  readonly mayApply: (plan: Plan | VolumePlan | PeoplePlan, origin: Origin, approvals: readonly Approval[]) => Decision
}

/** What was said of a plan before the run knew it. */
export const approvalsIn = (request: Request, { actor }: Origin): readonly Approval[] =>
  'plan' in request && request.plan !== undefined ? [{ digest: request.plan, by: actor }] : []
