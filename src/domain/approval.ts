/** What others approve, and where they were told what it is. */
import type { Approval } from './decision.ts'
import type { Permission } from './github.ts'

/** The comment that says a plan: never edited, so that what stands there is what was approved. `body`: its very bytes. */
export type Told = {
  readonly repository: string
  readonly issue: number
  readonly commentId: number
  readonly url: string
  readonly body: string
}

/** A plan that others were told of. `code`: the beginning of the digest that they say, of no other open plan. */
export type Offer = { readonly digest: string; readonly code: string; readonly expiresAt: string; readonly told?: Told }

/**
 * With the right that its giver had at that moment, for the record; what counts is asked again. `principal`: the name of the token by which it was
 * said, where it was no comment.
 */
export type Approved = Approval & { readonly permission: Permission; readonly commentId?: number; readonly principal?: string }

/** `gone`: reactions by which it had been approved, and that did not stand any more. */
export type Released = { readonly runId: string; readonly gone?: readonly number[] }

/** Without what was taken away before the plan was released. */
export const standing = (approved: readonly Approved[], released: Released | undefined): readonly Approved[] =>
  approved.filter(({ reactionId }) => reactionId === undefined || !released?.gone?.includes(reactionId))

/** Of the run that carries a plan out: whose plan it is. */
export type Agreed = { readonly planOf: string; readonly approvals: readonly Approval[]; readonly expiresAt: string; readonly told?: Told }
