/** Whoever left and has an account on a host whose record no longer knows them. What has a number of the registry's otherwise is the site's own. Pure. */
import { type AccountSeen, dayOfNumber, type PeopleSeen } from './accounts.ts'
import type { RetiredNumber } from './registry.ts'
import type { PeopleHost } from './sync.ts'

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

/** Whom the host keeps out, as they left before the registry said so and it does not say that they are back: nobody that is to have an account there. */
export function withHeldThere(host: PeopleHost, { accounts }: PeopleSeen): PeopleHost {
  const held = accounts.flatMap(({ name, uid, listed, held: from }) =>
    !listed && from !== undefined && host.wanted.accounts.some((a) => a.name === name && a.uid === uid) ? [{ name, uid, from }] : [],
  )
  if (held.length === 0) return host
  const names = held.map((one) => one.name)
  const wanted = { ...host.wanted, accounts: host.wanted.accounts.filter((a) => !names.includes(a.name)) }
  return { ...host, wanted, ended: [...host.ended, ...names], held }
}

/**
 * What a reader is to know of them, once each. Another instance is not changed for the word of this one, whose root can write it: where they have an
 * account by the registry still, that is told.
 */
export function heldThereNotes(hosts: readonly PeopleHost[]): string[] {
  const all = hosts.flatMap(({ held = [] }) => held)
  return [...new Map(all.map((one) => [`${one.uid}`, one])).values()].map(({ name, uid, from }) => {
    const is = (a: { readonly name: string; readonly uid: number }): boolean => a.name === name && a.uid === uid
    const [out, stays] = [hosts.filter(({ held = [] }) => held.some(is)), hosts.filter(({ wanted }) => wanted.accounts.some(is))]
    const told = `${name} (${uid}) was deprovisioned as they left, though the registry lists them: they stay out of ${named(out)} until it says since: ${dayOfNumber(from)}, or a later day`
    if (stays.length === 0) return told
    return `${told}; ${named(stays)} knows nothing of that, and they have an account there: if they left, prism user deprovision ${name} ends it`
  })
}

const named = (hosts: readonly PeopleHost[]): string =>
  [...hosts.slice(0, 3).map((h) => h.name), ...(hosts.length > 3 ? [`${hosts.length - 3} more`] : [])].join(', ')
