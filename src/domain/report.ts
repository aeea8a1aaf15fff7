/** The answer: rows per instance, the sharing matrix, one verdict. Computed by `compare`, rendered by `render/`. */
import type { Finding } from './catalogue.ts'
import type { InstanceDiagnosis } from './doctor-report.ts'
import type { EnforcedUser } from './enforced-user.ts'
import type { SharingFact, StepFact } from './facts.ts'
import type { Operation } from './plan.ts'
import type { Row } from './row.ts'

export type { Row, RowVerdict, Section } from './row.ts'

export type InstanceReport = {
  readonly instanceId: string
  readonly name: string
  /** E.g. `Ubuntu 24.04 · us-east-1a`; empty when unknown. */
  readonly about: string
  readonly verdict: 'holds' | 'differs' | 'unknown'
  readonly steps: readonly StepFact[]
  readonly rows: readonly Row[]
  readonly findings: readonly Finding[]
}

/**
 * A cell of the matrix with its meaning: equal uids prove nothing; `read-only`: read, and refused to append, as asked; `as-one`: read and
 * appended as the one user that an access point makes of both, so that the folder is shared, and nothing is claimed about different people.
 */
export type SharingCell = SharingFact & {
  readonly verdict: 'shared' | 'as-one' | 'read-only' | 'not-shared' | 'same-identity' | 'unknown'
}

/** An account on an instance, with its number. */
export type AccountAt = { readonly instanceId: string; readonly account: string; readonly uid: number }

/** Whether an account can, and how that is known: tried by the account itself, or read off mode bits and its real uid and gids. */
export type Access =
  | { readonly can: 'yes' | 'no'; readonly how: 'tried' | 'mode-bits' }
  | { readonly can: 'unknown'; readonly how: 'not-tried' | 'tried' }

export type SpaceAccess = {
  /** `users/ada`. */
  readonly path: string
  /** As seen; absent where nobody saw the space. */
  readonly owner?: { readonly uid: number; readonly mode: string }
  readonly access: readonly (AccountAt & { readonly read: Access; readonly change: Access })[]
}

/** Who is who to EFS, and whose space is open to whom: as observed. */
export type IdentityReport = {
  /** By uid; several accounts under one uid are one person to EFS. */
  readonly people: readonly { readonly uid: number; readonly accounts: readonly AccountAt[] }[]
  readonly spaces: readonly SpaceAccess[]
  /** Personal spaces on the volume that were not looked at, beyond the first 40. */
  readonly notLookedAt: number
  /** Instances that come through an access point that enforces a user; absent: none. */
  readonly through?: readonly Through[]
}

/** As whom people of one instance came through an access point that enforces a user: seen on what they made, else not known. */
export type Through = {
  readonly instanceId: string
  readonly user: EnforcedUser
  readonly seen: readonly AccountAt[]
  readonly unseen: readonly string[]
}

export type Report = {
  readonly runId: string
  readonly operation: Operation
  readonly instances: readonly InstanceReport[]
  readonly sharing: {
    readonly verdict: 'holds' | 'differs' | 'unknown' | 'not-tried'
    readonly cells: readonly SharingCell[]
    readonly notes: readonly string[]
  }
  /** holds only if every expected row on every instance holds, including sharing; unknown beats nothing: it ends non-zero. */
  readonly verdict: 'holds' | 'differs' | 'unknown'
  readonly findings: readonly Finding[]
  /** Absent where an unmount was asked. */
  readonly identity?: IdentityReport
  /** The identity section in a few sentences. */
  readonly notes: readonly string[]
  /** After a mount or an adopt that failed: why, for each instance that it failed on. */
  readonly diagnoses?: readonly InstanceDiagnosis[]
  readonly startedAt: string
  readonly endedAt: string
}
