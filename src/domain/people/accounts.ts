/** The registry's accounts on one host: what is wanted, and what its look saw. As values. */
import { peopleGroup } from '../account-numbers.ts'
import type { FindingCode } from '../catalogue.ts'
import { group as sharedGroup } from '../layout.ts'
import { type Held, saidBack, stillHeld } from './held.ts'
import type { PublicKey } from './public-key.ts'
import { type NumbersOf, numbersOf, type RangeSeen } from './ranges.ts'
import type { RegisteredPerson, Registry, RetiredNumber } from './registry.ts'
import type { KeyFileSeen, SshdSeen, WayInSeen } from './ssh-seen.ts'
import type { OwnSudoSeen, SudoSeen } from './sudo-seen.ts'

/** none: GitHub tells none that is taken, which is as it is to be where none is there · unknown: nobody knows which they are */
export type KeysStay = { readonly shown: 'none' | 'unknown'; readonly why: string }

export type WantedAccount = {
  readonly name: string
  /** Also the gid of its own group. */
  readonly uid: number
  readonly shell: string
  /** The day since 1970 from which shadow lets nobody in: the one after the person's last. */
  readonly ends?: number
  /** The day since 1970 since which they are back, after a leaving that was acted upon. */
  readonly since?: number
  /** Also the one by which sshd knows them. */
  readonly groups: readonly string[]
  readonly keys: readonly PublicKey[]
  /** Whose keys follow GitHub, which did not tell them: why; those that are there stay, and none is judged. */
  readonly keysStay?: KeysStay
  /** May become root. */
  readonly sudo: boolean
}

/** Everything that a host is to have. */
export type WantedPeople = {
  readonly accounts: readonly WantedAccount[]
  readonly groups: readonly { readonly name: string; readonly gid: number }[]
  /** Everybody is to be in the group of what is mounted: by a mount that enrols them. */
  readonly joins?: true
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
    /** none: `*`, open to keys alone · absent: shadow has no line, or /etc/passwd has something in its place, so that nobody asks it */
    readonly password: 'none' | 'locked' | 'empty' | 'set' | 'absent'
  }
  /** Groups that they administer: they can make themselves a member of each. */
  readonly manages: readonly string[]
  /** By what they could become root there, besides sudo. */
  readonly ways: readonly string[]
  /** Of one who left before the registry said so: the day since 1970 from which it may say that they are back. */
  readonly held?: number
  /** What a process that became them was: `uid:gid:group+group`; absent: not tried. */
  readonly tried?: string
  readonly keyFile: KeyFileSeen
  /** Absent: there is no sshd, it did not say, or the account is not to be let in. */
  readonly wayIn?: WayInSeen
  readonly sudo: OwnSudoSeen
}

/** What is there still of an account that is not to be: told by number. */
export type LeaverSeen = {
  readonly name: string
  readonly uid: number
  readonly processes: number
  readonly commands: readonly string[]
  /** False: there were more processes than are looked at. */
  readonly whole: boolean
  readonly session: boolean
  readonly lingers: boolean
  readonly crontab: boolean
  readonly at: number
  /** Units, cron tables and sudoers of the host that name it. */
  readonly named: readonly string[]
  /** False: sudo reads what Prism does not, and did not say what it gives them. */
  readonly namedAll: boolean
  /** Why it could become root there; empty: it could not, as far as was seen. */
  readonly root: string
  /** The account is open still: set-id files and sshd's word are looked at once it is closed. */
  readonly later?: true
  /** Files of anybody's that hold a key that was theirs. */
  readonly keyFiles: readonly string[]
  /** False: some file of keys could not be read. */
  readonly allRead: boolean
  /** With a key where sshd reads it, by the name in `by`; absent: not tried. */
  readonly login?: 'yes' | 'more' | 'no'
  /** Whether sshd took a key of theirs that was offered; absent: none was. */
  readonly taken?: boolean
  /** Which of `SshdSeen.says` is theirs. */
  readonly says?: number
  readonly by: string
  readonly said: string
  /** Files of theirs that make whoever starts them that person, where others can go; below which folders, some of them; and whether everywhere was looked. */
  readonly setIds: { readonly count: number; readonly places: readonly string[]; readonly whole: boolean }
}

/** What somebody who left has there, counted by number. */
export type DataSeen = {
  readonly name: string
  readonly place: string
  readonly entries: number
  readonly bytes: number
  readonly whole: boolean
}

export type GroupSeen = { readonly name: string; readonly gid?: number; readonly holder: string }

export type DidForPeople = {
  readonly kind: 'group' | 'person' | 'leaver' | 'ending' | 'keys' | 'sshd' | 'sudo'
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
  readonly sshd: SshdSeen
  readonly sudo: SudoSeen
  readonly did: readonly DidForPeople[]
  readonly leavers: readonly LeaverSeen[]
  /** Of those that this job ended. */
  readonly data: readonly DataSeen[]
  /** That reach into where registries have their numbers; absent: an older look. */
  readonly ranges?: readonly RangeSeen[]
}

/** Before somebody asked GitHub. */
const unasked: KeysStay = { shown: 'unknown', why: 'GitHub is not asked from here' }

/** Of the people that are to have an account there. */
export function wantedPeople({ groups }: Registry, people: readonly RegisteredPerson[]): WantedPeople {
  const accounts = people.map(({ name, uid, shell, until, since, groups: of, keys, sudo, follows }): WantedAccount => {
    const ends = until === undefined ? {} : { ends: dayNumber(until) + 1 }
    const back = since === undefined ? {} : { since: dayNumber(since) }
    const stay = follows ? { keysStay: unasked } : {}
    return { name, uid, shell, ...ends, ...back, groups: [...of, peopleGroup.name].sort(), keys, ...stay, sudo }
  })
  const byName = <T extends { readonly name: string }>(all: readonly T[]): T[] => all.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return { accounts: byName(accounts), groups: byName([...groups.map(({ name, gid }) => ({ name, gid })), peopleGroup]) }
}

/** As wantedPeople on that day: whose last one is over, and who left and is not back, is to have no account any more. */
export function wantedOn(
  registry: Registry,
  people: readonly RegisteredPerson[],
  day: string,
  held: readonly Held[] = [],
): {
  readonly wanted: WantedPeople
  readonly ended: readonly string[]
  readonly retired: readonly RetiredNumber[]
  readonly numbers: NumbersOf
} {
  const out = new Set(stillHeld(held, registry, day).map((one) => one.number))
  const isOver = ({ uid, until }: RegisteredPerson): boolean => out.has(uid) || (until !== undefined && until < day)
  const [over, here] = [people.filter(isOver), people.filter((p) => !isOver(p)).map(asSaidBy(day))]
  return { wanted: wantedPeople(registry, here), ended: over.map((p) => p.name), retired: registry.retired, numbers: numbersOf(registry) }
}

function asSaidBy(day: string): (person: RegisteredPerson) => RegisteredPerson {
  return (person) => {
    if (person.since === undefined || saidBack(person, day) !== undefined) return person
    const { since: _, ...others } = person
    return others
  }
}

export const dayNumber = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

export const dayOfNumber = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** The last day of an account, from what shadow has; as it stands there where that is no day. */
export const lastDay = (ends: string): string => (ends === '' ? 'none' : /^[0-9]{1,6}$/.test(ends) ? dayOfNumber(Number(ends) - 1) : ends)
