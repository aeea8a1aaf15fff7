/** Whoever left and has an account on a host whose record no longer knows them. What has a number of the registry's otherwise is the site's own. Pure. */
import type { AccountSeen, PeopleSeen } from './accounts.ts'
import type { RetiredNumber } from './registry.ts'

/** What the host showed, without accounts that are nobody's of the registry; a retired number that another name has is told of whose it was. */
export function withLost(seen: PeopleSeen, retired: readonly RetiredNumber[]): PeopleSeen {
  const names = new Map(retired.map((r) => [r.number, r.name]))
  const known = new Set(seen.accounts.filter((a) => a.listed || a.ours).map((a) => a.uid))
  const accounts = seen.accounts.flatMap((account): AccountSeen[] => {
    if (account.listed || account.ours) return [account]
    const name = names.get(account.uid)
    if (name === account.name || seen.leavers.some((l) => l.name === account.name && l.uid === account.uid)) return [account]
    if (name === undefined || known.has(account.uid)) return []
    known.add(account.uid)
    const { has: _, ...rest } = account
    return [{ ...rest, name, found: 'none', holder: account.name }]
  })
  return { ...seen, accounts }
}

/** Whom a sync has to be told, as the record does not. */
export const lostOn = ({ accounts }: PeopleSeen): AccountSeen[] =>
  accounts.filter((a) => !a.listed && !a.ours && a.found === 'local' && a.has?.uid === a.uid)
