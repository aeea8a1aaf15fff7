/** What others approved, and where they were told what it is. */
import type { Approval } from './decision.ts'

/** The comment that says a plan: never edited, so that what stands there is what was approved. `body`: its very bytes. */
export type Told = { readonly repository: string; readonly issue: number; readonly commentId: number; readonly body: string }

/** Of the run that carries a plan out: whose plan it is. */
export type Agreed = { readonly planOf: string; readonly approvals: readonly Approval[]; readonly told?: Told }
