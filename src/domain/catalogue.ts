/**
 * The one catalogue of what can be wrong: bad input, what AWS answers, what a host shows. A finding says what was seen,
 * why it matters and what to do next. The host program and adapters name a code; the words live here.
 */
import { adopting } from './findings/adopting.ts'
import { aws } from './findings/aws.ts'
import { client } from './findings/client.ts'
import { documents } from './findings/documents.ts'
import type { Entry, FindingKind } from './findings/entry.ts'
import { hostAfter } from './findings/host-after.ts'
import { hostBefore } from './findings/host-before.ts'
import { hostMounting } from './findings/host-mounting.ts'
import { hostUnseen } from './findings/host-unseen.ts'
import { instances } from './findings/instances.ts'
import { invocations } from './findings/invocations.ts'
import { ledger } from './findings/ledger.ts'
import { migrating } from './findings/migrating.ts'
import { people } from './findings/people.ts'
import { permission } from './findings/permission.ts'
import { requests } from './findings/requests.ts'
import { stores } from './findings/stores.ts'
import { volumes } from './findings/volumes.ts'

export type { FindingKind } from './findings/entry.ts'

export type FindingCode = keyof typeof catalogue

export type Finding = {
  readonly code: FindingCode
  /** What was observed, in this case. Outside text in it went through `quote` or a parser. */
  readonly seen: string
  readonly why: string
  readonly next: string
  readonly instanceId?: string
  /** Where it is known what that instance is called. */
  readonly instanceName?: string
}

export const catalogue = {
  ...requests,
  ...permission,
  ...volumes,
  ...instances,
  ...aws,
  ...documents,
  ...invocations,
  ...hostBefore,
  ...people,
  ...migrating,
  ...client,
  ...hostMounting,
  ...hostAfter,
  ...hostUnseen,
  ...adopting,
  ...ledger,
  ...stores,
} as const satisfies Record<string, Entry>

export const kindOf = (code: FindingCode): FindingKind => catalogue[code].kind

export function finding(code: FindingCode, details: Pick<Finding, 'seen' | 'instanceId' | 'instanceName'>): Finding {
  const { why, next } = catalogue[code]
  return { code, why, next, ...details }
}

export const isFindingCode = (code: string): code is FindingCode => Object.hasOwn(catalogue, code)

/** What Prism throws. Entry points show `finding`; `cause` keeps what it came from. */
export class PrismError extends Error {
  readonly finding: Finding
  /** Further findings of the same refusal, e.g. one per instance. */
  readonly others: readonly Finding[]
  constructor(f: Finding, options: { readonly cause?: unknown; readonly others?: readonly Finding[] } = {}) {
    super(`${f.code}: ${f.seen}`, { cause: options.cause })
    this.name = 'PrismError'
    this.finding = f
    this.others = options.others ?? []
  }
}

export function fail(code: FindingCode, details: { readonly seen: string; readonly instanceId?: string }, cause?: unknown): PrismError {
  return new PrismError(finding(code, details), { cause })
}
