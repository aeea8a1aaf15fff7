/** Where the evidence of a repository's runs may lie: what its policy says, and who can read there. Pure. */
import { type RepositoryPolicy, shownInPublic } from '../domain/rights.ts'

export type EvidenceRules = {
  /** Of the repository that the runs were asked in, `owner/name`. */
  readonly repository: string
  /** Which has the ledger, `owner/name`. */
  readonly ledger: string
  /** The policy that counts; absent: none does. */
  readonly policy: Pick<RepositoryPolicy, 'evidence' | 'shows'> | undefined
  /** Whether the operator lets the App work for a repository at all. */
  readonly isOperated: (repository: string) => boolean
}

/** `into`: `owner/name`. `publicly`: also where everybody can read. refused: a repository that the policy of this one cannot name. */
export type EvidenceWish =
  | { readonly kind: 'none'; readonly without: 'policy' | 'refused' }
  | { readonly kind: 'beside' | 'elsewhere'; readonly into: string; readonly publicly: boolean }

/**
 * Whatever is not said stays where few read: without a word evidence lies beside the entries where the ledger is private, and nowhere where it is
 * public. In public it lies only where the policy says both where, and that everybody may see ids and accounts: evidence has them all.
 */
export function evidenceWish({ repository, ledger, policy, isOperated }: EvidenceRules): EvidenceWish {
  const publicly = policy?.evidence !== undefined && shownInPublic.every((what) => policy.shows.includes(what))
  const wanted = policy?.evidence ?? 'beside'
  if (wanted === 'none') return { kind: 'none', without: 'policy' }
  if (wanted === 'beside') return { kind: 'beside', into: ledger, publicly }
  // else whoever writes one repository's policy would have the App write into everybody's
  if (ownerOf(wanted.repository) !== ownerOf(repository) || !isOperated(wanted.repository)) return { kind: 'none', without: 'refused' }
  return { kind: 'elsewhere', into: wanted.repository, publicly }
}

const ownerOf = (name: string): string => (name.split('/')[0] ?? '').toLowerCase()
