/**
 * Who could read or change what is on a volume, by a ledger: whom it was mounted for, and who had an account of the registry's on an instance while it was
 * mounted there. It knows what was asked of the App, and nothing else. Pure.
 */
import { type AccountSpan, accountsOf } from './accounts.ts'
import type { Entry } from './entry.ts'
import { historyOf, type Span } from './history.ts'
import { type Time, wasThen } from './time.ts'

export type WhoCould = {
  /** Its name, or its fs- id. */
  readonly volume: string
  /** An instance's name or id; absent: all. */
  readonly instance?: string
  /** A day or a moment; absent: ever. */
  readonly at?: string
  /** Only what was asked in this one, `owner/name`. */
  readonly repository?: string
}

export type Access = {
  /** Empty: whoever logs in to the instance as its own login user. */
  readonly person: string
  /** As the host had it; empty: no sync says. */
  readonly number: string
  readonly groups: readonly string[]
  readonly instance: string
  readonly name: string
  readonly mountPoint: string
  /** Everybody there becomes the user of that access point, if it has one. */
  readonly accessPoint?: string
  /** change: what is shared, and their own space · read: what others may, or a mount that only reads */
  readonly may: 'change' | 'read'
  /** The later one of mount and account; `n`: its entry. */
  readonly from: Time
  /** Absent: nobody asked the App to end it. */
  readonly to?: Time
  /** A run that brought it about did not end green. */
  readonly doubtful: boolean
}

/** In the order of people, then instances. */
export function whoCould(entries: readonly Entry[], asked: WhoCould): readonly Access[] {
  const { volume, instance, at, repository } = asked
  const here = { ...(instance === undefined ? {} : { instance }), ...(repository === undefined ? {} : { repository }) }
  const mounted = historyOf(entries, { volume, ...here }).spans
  const accounts = accountsOf(entries, here).spans
  const all = mounted.flatMap((mount) => {
    const there = accounts.filter((a) => a.instance === mount.instance && overlap(mount, a))
    const named = mount.people.length > 0 ? mount.people : ['']
    const withAccount = there.filter((a) => spans(a, mount)).map((a) => a.person)
    return [
      ...named.filter((person) => !withAccount.includes(person)).map((person) => access(mount, person, undefined)),
      ...there.map((account) => access(mount, account.person, account)),
    ]
  })
  return all.filter((one) => at === undefined || wasThen(one, at)).sort((a, b) => keyOf(a).localeCompare(keyOf(b)) || a.from.n - b.from.n)
}

/** The group that a mount gives, and that may change what is shared. */
const sharing = 'prism-shared'

function access(mount: Span, person: string, account: AccountSpan | undefined): Access {
  const { instance, name, mountPoint, accessPoint, readOnly } = mount
  const isGiven = account === undefined || account.groups.includes(sharing) || mount.people.includes(person)
  const to = [mount.to, account?.to].filter((t) => t !== undefined).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))[0]
  const from = account?.from && Date.parse(account.from.at) > Date.parse(mount.from.at) ? account.from : mount.from
  return {
    person,
    number: account?.number ?? '',
    groups: account?.groups ?? [],
    instance,
    name,
    mountPoint,
    ...(accessPoint === undefined ? {} : { accessPoint }),
    may: readOnly || !isGiven ? 'read' : 'change',
    from: momentOf(from),
    ...(to === undefined ? {} : { to: momentOf(to) }),
    doubtful: mount.doubtful || account?.doubtful === true,
  }
}

const momentOf = ({ at, n, by }: Time): Time => ({ at, n, by })

/** Whether the account was there all the time. */
const spans = (account: AccountSpan, mount: Span): boolean =>
  (account.from === undefined || isBefore(account.from, mount.from)) &&
  (account.to === undefined || (mount.to !== undefined && isBefore(mount.to, account.to)))

/** Whether the account was there at any time while the volume was. */
const overlap = (mount: Span, account: AccountSpan): boolean =>
  isBefore(mount.from, account.to) && (account.from === undefined || isBefore(account.from, mount.to))

const isBefore = (one: Time, other: Time | undefined): boolean => other === undefined || Date.parse(one.at) <= Date.parse(other.at)

const keyOf = ({ person, name, instance, mountPoint }: Access): string => JSON.stringify([person, name, instance, mountPoint])
