/** The registry's accounts on one host: what is wanted, and what its look saw. As values. */
import type { FindingCode } from '../catalogue.ts'
import { group as sharedGroup } from '../layout.ts'
import type { RegisteredPerson, Registry } from './registry.ts'

export type WantedAccount = {
  readonly name: string
  /** Also the gid of its own group. */
  readonly uid: number
  readonly shell: string
  /** The day since 1970 from which shadow lets nobody in: the one after the person's last. */
  readonly ends?: number
  readonly groups: readonly string[]
}

/** Everything that a host is to have. */
export type WantedPeople = {
  readonly accounts: readonly WantedAccount[]
  readonly groups: readonly { readonly name: string; readonly gid: number }[]
}

/** Groups that a mount gives, and the registry neither gives nor takes. */
export const keptGroups: readonly string[] = [sharedGroup.name]

/** Of whoever left. On every distribution that Prism knows. */
export const closedShell = '/usr/sbin/nologin'
/** A day of 1970: expired for every program that asks. */
export const closedEnds = '1'

export type AccountSeen = {
  readonly name: string
  /** As the registry has it or, of one who left, the host's record. */
  readonly uid: number
  /** Still to have an account here; otherwise in the host's record alone. */
  readonly listed: boolean
  /** The host's record says that Prism made it, or took it over. */
  readonly ours: boolean
  /** local: in the host's own files · directory: the name service alone has it */
  readonly found: 'local' | 'directory' | 'none'
  /** Somebody else with that number; empty: nobody. */
  readonly holder: string
  /** Another group with that number. */
  readonly groupHolder: string
  /** Which number the group with the person's name has. */
  readonly groupGid?: number
  /** Absent: there is no account, or the name service did not say. */
  readonly has?: {
    readonly uid: number
    readonly gid: number
    /** As a session gets them: the own one too. */
    readonly groups: readonly number[]
    readonly shell: string
    readonly ends: string
    /** none: `*`, open to keys alone · absent: shadow has no line */
    readonly password: 'none' | 'locked' | 'empty' | 'set' | 'absent'
  }
  /** What a process that became them was: `uid:gid:group+group`; absent: not tried. */
  readonly tried?: string
}

export type GroupSeen = { readonly name: string; readonly gid?: number; readonly holder: string }

export type DidForPeople = {
  readonly kind: 'group' | 'person' | 'leaver'
  readonly name: string
  readonly status: 'changed' | 'unchanged' | 'failed'
  readonly detail: string
  readonly code?: FindingCode
}

export type PeopleSeen = {
  /** The look came to its end. */
  readonly looked: boolean
  /** On which instance the host's record was written; empty: there is none. */
  readonly notedOn: string
  /** Which one it is, by its agent; empty: it did not say. */
  readonly instance: string
  /** Programs that accounts are made by and that are not there. */
  readonly missing: readonly string[]
  readonly accounts: readonly AccountSeen[]
  readonly groups: readonly GroupSeen[]
  readonly groupNames: Readonly<Record<number, string>>
  readonly did: readonly DidForPeople[]
}

/** Of the people that are to have an account there. */
export function wantedPeople({ groups }: Registry, people: readonly RegisteredPerson[]): WantedPeople {
  const accounts = people.map(({ name, uid, shell, until, groups: of }): WantedAccount => {
    const ends = until === undefined ? {} : { ends: dayNumber(until) + 1 }
    return { name, uid, shell, ...ends, groups: [...of].sort() }
  })
  const byName = <T extends { readonly name: string }>(all: readonly T[]): T[] => all.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return { accounts: byName(accounts), groups: byName(groups.map(({ name, gid }) => ({ name, gid }))) }
}

const dayNumber = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

/** The last day of an account, from what shadow has; as it stands there where that is no day. */
export const lastDay = (ends: string): string =>
  ends === '' ? 'none' : /^[0-9]{1,6}$/.test(ends) ? new Date((Number(ends) - 1) * 86_400_000).toISOString().slice(0, 10) : ends
