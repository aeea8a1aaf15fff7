/** What a sync of people would do, and what it did: a plan and a report, by instance. */
import { peopleGroup } from '../account-numbers.ts'
import { type Finding, type FindingCode, finding } from '../catalogue.ts'
import type { ScriptJob } from '../plan.ts'
import type { NamedVolume } from '../rights.ts'
import type { DataSeen, DidForPeople, PeopleSeen, WantedAccount, WantedPeople } from './accounts.ts'
import { type AccountCell, type AccountRow, accountRows, blockedGroup, type CellName, isToAdopt } from './compare.ts'
import type { GivenNumber } from './given.ts'
import type { KeyNews } from './key-news.ts'
import { type NumbersOf, overlapsOf } from './ranges.ts'
import type { RetiredNumber } from './registry.ts'
import { keysFile } from './ssh.ts'

/** One instance, with what it is to have. */
export type PeopleHost = {
  readonly instanceId: string
  readonly name: string
  readonly wanted: WantedPeople
  /** Whose last day is over: that they leave was announced. */
  readonly ended: readonly string[]
  /** Numbers that somebody had, by the registry. */
  readonly retired: readonly RetiredNumber[]
  /** The registry's, against what the host gives out by itself; absent: the usual ones. */
  readonly numbers?: NumbersOf
  /** Whom the host itself keeps out, as they left before the registry said so: from which day on it may say that they are back. */
  readonly held?: readonly { readonly name: string; readonly uid: number; readonly from: number }[]
}

export type PlannedChange = {
  /** adopt: it was made by somebody else, and becomes Prism's · close: they left · record: the host's own note, of an image · move: old data becomes a person's */
  readonly kind: 'group' | 'make' | 'change' | 'adopt' | 'close' | 'record' | 'sshd' | 'sudo' | 'move'
  readonly name: string
  readonly detail: string
}

export type PlannedHost = {
  readonly instanceId: string
  readonly name: string
  readonly changes: readonly PlannedChange[]
  /** Keys that come or go there as somebody's account on GitHub shows them, by nobody's pull request. */
  readonly keyNews?: readonly KeyNews[]
}

/** What would be done to accounts. */
export type PeoplePlan = {
  readonly verb: 'sync-people' | 'deprovision' | 'person-status' | 'migrate'
  readonly region: string
  /** Of a migration: whose data it is. Accounts are of no volume. */
  readonly volume?: NamedVolume
  readonly hosts: readonly PlannedHost[]
  readonly jobs: readonly ScriptJob[]
  /** Instances and people that must not be touched, with the reason. */
  readonly refused: readonly Finding[]
  /** SHA-256 of what would be done, where, and what is left out. */
  readonly digest: string
}

export type HostPeople = {
  readonly instanceId: string
  readonly name: string
  readonly rows: readonly AccountRow[]
  readonly did: readonly DidForPeople[]
  /** What those who were ended have there; it stays. */
  readonly data: readonly DataSeen[]
  readonly findings: readonly Finding[]
  readonly verdict: AccountRow['verdict']
}

export type PeopleReport = {
  readonly runId: string
  readonly region: string
  readonly hosts: readonly HostPeople[]
  /** Of no instance, or of one that could not be asked. */
  readonly findings: readonly Finding[]
  readonly verdict: AccountRow['verdict']
  readonly startedAt: string
  readonly endedAt: string
}

const rootBySudo = 'root by sudo'

/** Whoever approves it is to read that somebody becomes root. */
const offWords = ({ what, seen, expected }: AccountCell): string =>
  `${what}: ${seen} → ${what === 'sudo' && expected !== 'none' ? `${rootBySudo} (${expected})` : expected}`

/** What a change would do there, in the order in which the host does it. */
export function changesFor({ wanted }: PeopleHost, seen: PeopleSeen): PlannedChange[] {
  const rows = accountRows(wanted, seen).filter((row) => !row.blocked)
  const gids = gidsOf(wanted)
  const off = (row: AccountRow): string =>
    row.cells.flatMap((c) => (c.holds === false && !proofs.includes(c.what) ? [offWords(c)] : [])).join(', ')
  return [
    ...(isOfImage(seen) ? [{ kind: 'record' as const, name: seen.notedOn, detail: 'this instance was made of its image' }] : []),
    ...rows.flatMap((row) =>
      row.kind === 'left' && off(row) !== '' ? [{ kind: 'close' as const, name: row.name, detail: off(row) }] : [],
    ),
    ...seen.groups.flatMap((g) =>
      g.gid === undefined && !blockedGroup(g, gids.get(g.name))
        ? [{ kind: 'group' as const, name: g.name, detail: `gid ${gids.get(g.name)}` }]
        : [],
    ),
    ...rows.flatMap((row): PlannedChange[] => {
      if (row.kind === 'left' || off(row) === '') return []
      const { groups, sudo } = wanted.accounts.find((a) => a.name === row.name)!
      const isThere = row.cells.length > 1
      const detail = isThere ? off(row) : [`uid ${row.uid}`, ...groups, ...(sudo ? [rootBySudo] : [])].join(', ')
      return [{ kind: isToAdopt(row, seen) ? 'adopt' : isThere ? 'change' : 'make', name: row.name, detail }]
    }),
    ...(seen.sudo.strange.length > 0
      ? [{ kind: 'sudo' as const, name: peopleGroup.name, detail: `nobody’s: ${seen.sudo.strange.join(', ')}` }]
      : []),
    ...(lacksWayIn(rows, seen) ? [{ kind: 'sshd' as const, name: peopleGroup.name, detail: `comes in by ${keysFile} alone` }] : []),
  ]
}

const gidsOf = ({ groups }: WantedPeople): ReadonlyMap<string, number> => new Map(groups.map((g) => [g.name, g.gid]))

/** What is tried or asked of a program, or is the host’s own to change: nothing of it is changed by itself. */
const proofs: readonly CellName[] = [
  'tried',
  'sshd',
  'other keys',
  'login',
  'root by sudo',
  'other sudo',
  'other root',
  'named in',
  'number alone',
  'their keys',
  'comes in',
  'set-id files',
  'still open',
]

/** sshd is to be told whom it lets in by the registry's keys alone. */
const lacksWayIn = (rows: readonly AccountRow[], { sshd }: PeopleSeen): boolean =>
  sshd.there &&
  rows.some((row) => row.kind === 'listed' && (sshd.way === 'none' || row.cells.some((c) => c.what === 'sshd' && c.holds === false)))

/** Whose files of keys a change has to write. */
export function keysToWrite({ wanted }: PeopleHost, seen: PeopleSeen): readonly WantedAccount[] {
  const rows = accountRows(wanted, seen).filter((row) => row.cells.some((c) => c.what === 'keys' && c.holds))
  const right = new Set(rows.map((row) => row.name))
  return wanted.accounts.filter((account) => account.keys.length > 0 && !right.has(account.name))
}

const isOfImage = ({ notedOn, instance }: PeopleSeen): boolean => notedOn !== '' && instance !== '' && notedOn !== instance

/** Who stays as they are there, and why. */
export function blockedOn({ instanceId, wanted }: PeopleHost, seen: PeopleSeen): Finding[] {
  const people = accountRows(wanted, seen).flatMap(({ blocked }) => (blocked ? [blocked] : []))
  const gids = gidsOf(wanted)
  const groups = seen.groups.flatMap((g) => blockedGroup(g, gids.get(g.name)) ?? [])
  return distinct([...people, ...groups]).map(({ code, seen: words }) => finding(code, { seen: words, instanceId }))
}

const distinct = <T extends { readonly code: string; readonly seen: string }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [`${one.code} ${one.seen}`, one])).values(),
]

/**
 * Who would lose an account somewhere, and whether so many that somebody has to say so: more than a fifth of those who have one on these
 * instances. An outage, a wrong file or a bad merge must not off-board a team.
 */
export function lossOn(looks: readonly (readonly [PeopleHost, PeopleSeen])[]): {
  readonly lost: readonly string[]
  readonly needsWord: boolean
} {
  const lost = new Set<string>()
  const had = new Set<string>()
  for (const [host, seen] of looks) {
    for (const change of changesFor(host, seen)) if (change.kind === 'close' && !host.ended.includes(change.name)) lost.add(change.name)
    for (const { name, listed, ours, found } of seen.accounts) if (listed && ours && found === 'local') had.add(name)
  }
  const before = new Set([...had, ...lost])
  return { lost: [...lost].sort(), needsWord: lost.size * 5 > before.size }
}

/** One instance as it is in the end. `did`: of the change, where there was one. */
export function hostReport(host: PeopleHost, seen: PeopleSeen): HostPeople {
  const { instanceId, name, wanted } = host
  const rows = accountRows(wanted, seen)
  const failed = seen.did.filter((d) => d.status === 'failed')
  const blocked = blockedOn(host, seen)
  const others = rows.flatMap((row) => {
    const own = failed.find((d) => d.name === row.name)
    if (row.blocked) return []
    if (own) return [finding(own.code ?? 'step-failed', { seen: own.detail, instanceId })]
    const told = failed.some((d) => d.kind === 'sshd')
    return differing(row)
      .filter(({ code }) => !told || code !== causes.sshd)
      .map(({ code, seen: words }) => finding(code, { seen: `${row.name}: ${words}`, instanceId }))
  })
  const byItself = failed.filter((d) => !rows.some((row) => row.name === d.name) && !blocked.some((f) => f.code === d.code))
  const overlaps = overlapsOf(seen.ranges ?? [], host.numbers).map((words) => finding('number-ranges-overlap', { seen: words, instanceId }))
  const findings = [
    ...blocked,
    ...overlaps,
    ...byItself.map((d) => finding(d.code ?? 'step-failed', { seen: d.detail, instanceId })),
    ...others,
  ]
  const verdict = findings.length > 0 ? 'differs' : worst(rows.map((row) => row.verdict))
  return { instanceId, name, rows, did: seen.did, data: seen.data, findings, verdict }
}

/** Each cause of a row once, with all that is seen of it. */
function differing({ cells }: AccountRow): { readonly code: FindingCode; readonly seen: string }[] {
  const off = Map.groupBy(
    cells.filter((c) => c.holds === false),
    (c) => causes[c.what] ?? 'account-differs',
  )
  return [...off].map(([code, those]) => ({ code, seen: those.map((c) => `${c.what} ${c.seen}`).join(', ') }))
}

/** Why a row differs, where that is one thing: what to do follows from it. */
export function causeOf(row: AccountRow): FindingCode {
  const [one, ...more] = differing(row)
  return one && more.length === 0 ? one.code : 'account-differs'
}

const causes: Partial<Readonly<Record<CellName, FindingCode>>> = {
  'shared group': 'shared-group-missing',
  keys: 'keys-differ',
  sshd: 'sshd-not-ours',
  'other keys': 'keys-elsewhere',
  login: 'login-refused',
  sudo: 'sudo-differs',
  'root by sudo': 'sudo-refused',
  'other sudo': 'sudo-elsewhere',
  'other root': 'root-elsewhere',
  processes: 'leaver-stays',
  'runs again': 'leaver-stays',
  'named in': 'leaver-stays',
  'number alone': 'leaver-stays',
  'their keys': 'leaver-stays',
  'comes in': 'leaver-stays',
  'set-id files': 'leaver-stays',
  'still open': 'leaver-open',
}

/** Nothing that was not seen is green. */
export const worst = (verdicts: readonly AccountRow['verdict'][]): AccountRow['verdict'] =>
  verdicts.includes('differs') ? 'differs' : verdicts.includes('unknown') ? 'unknown' : 'holds'

/** What a plan says otherwise than the one before it. */
export function hostsDiffer(before: PeoplePlan | undefined, after: PeoplePlan): string[] {
  const said = ({ hosts }: PeoplePlan): string[] =>
    hosts.flatMap((h) => h.changes.map((c) => `${h.name}: ${c.kind} ${c.name} (${c.detail})`))
  const [was, is] = [before ? said(before) : [], said(after)]
  return [
    ...is.filter((line) => !was.includes(line)).map((line) => `new: ${line}`),
    ...was.filter((l) => !is.includes(l)).map((l) => `gone: ${l}`),
  ]
}

/** Numbers that hosts keep for whoever has no account there any more: their records know them even where a store forgot. */
export const givenOnHosts = (looks: readonly (readonly [PeopleHost, PeopleSeen])[]): GivenNumber[] => [
  ...new Map(
    looks.flatMap(([, { accounts }]) =>
      accounts.flatMap(({ name, uid, listed }) =>
        listed ? [] : [[`${name} ${uid}`, { kind: 'person' as const, name, number: uid }] as const],
      ),
    ),
  ).values(),
]
