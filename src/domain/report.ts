/** The answer: rows per instance, the sharing matrix, one verdict. Computed by `compare`, rendered by `render/`. */
import type { Finding, FindingCode } from './catalogue.ts'
import type { SharingFact, StepFact } from './facts.ts'
import type { Operation } from './plan.ts'

/** holds: seen and as expected · differs: seen and otherwise · unknown: expected and not seen · note: worth saying, proves nothing */
export type RowVerdict = 'holds' | 'differs' | 'unknown' | 'note'

export type Section = 'mount' | 'group' | 'permissions' | 'persistence' | 'umask' | 'behaviour' | 'contents'

export type Row = {
  readonly section: Section
  /** E.g. `/mnt/research-data/shared` or `ubuntu · cron`. */
  readonly subject: string
  readonly expected: string
  readonly observed: string
  readonly verdict: RowVerdict
  readonly code?: FindingCode
}

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

/** A cell of the matrix with its meaning: equal uids prove nothing. */
export type SharingCell = SharingFact & { readonly verdict: 'shared' | 'not-shared' | 'same-identity' | 'unknown' }

export type Report = {
  readonly runId: string
  readonly operation: Operation
  readonly instances: readonly InstanceReport[]
  readonly sharing: {
    readonly verdict: 'holds' | 'differs' | 'unknown' | 'not-tried'
    readonly cells: readonly SharingCell[]
    readonly notes: readonly string[]
  }
  /** holds only if every expected row on every instance holds, sharing too; unknown beats nothing: it ends non-zero. */
  readonly verdict: 'holds' | 'differs' | 'unknown'
  readonly findings: readonly Finding[]
  /** The volume's identity statement: which accounts are one person to EFS, whether spaces are private. */
  readonly notes: readonly string[]
  readonly startedAt: string
  readonly endedAt: string
}
