/** What a sync of people would do, and what it did: a plan and a report, by instance. */
import { type Finding, finding } from '../catalogue.ts'
import type { ScriptJob } from '../plan.ts'
import type { DidForPeople, PeopleSeen, WantedPeople } from './accounts.ts'
import { type AccountRow, accountRows, blockedGroup, isToAdopt } from './compare.ts'

/** One instance, with what it is to have. */
export type PeopleHost = { readonly instanceId: string; readonly name: string; readonly wanted: WantedPeople }

export type PlannedChange = {
  /** adopt: it was made by somebody else, and becomes Prism's · close: they left · record: the host's own note, of an image */
  readonly kind: 'group' | 'make' | 'change' | 'adopt' | 'close' | 'record'
  readonly name: string
  readonly detail: string
}

export type PlannedHost = { readonly instanceId: string; readonly name: string; readonly changes: readonly PlannedChange[] }

/** What would be done to accounts. */
export type PeoplePlan = {
  readonly verb: 'sync-people'
  readonly region: string
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

/** What a change would do there, in the order in which the host does it. */
export function changesFor({ wanted }: PeopleHost, seen: PeopleSeen): PlannedChange[] {
  const rows = accountRows(wanted, seen).filter((row) => !row.blocked)
  const groups = new Map(wanted.groups.map((g) => [g.name, g.gid]))
  const off = (row: AccountRow): string =>
    row.cells.flatMap((c) => (c.holds === false && c.what !== 'tried' ? [`${c.what}: ${c.seen} → ${c.expected}`] : [])).join(', ')
  return [
    ...(isOfImage(seen) ? [{ kind: 'record' as const, name: seen.notedOn, detail: 'this instance was made of its image' }] : []),
    ...rows.flatMap((row) =>
      row.kind === 'left' && off(row) !== '' ? [{ kind: 'close' as const, name: row.name, detail: off(row) }] : [],
    ),
    ...seen.groups.flatMap((g) =>
      g.gid === undefined && !blockedGroup(g, groups.get(g.name))
        ? [{ kind: 'group' as const, name: g.name, detail: `gid ${groups.get(g.name)}` }]
        : [],
    ),
    ...rows.flatMap((row): PlannedChange[] => {
      if (row.kind === 'left' || off(row) === '') return []
      const account = wanted.accounts.find((a) => a.name === row.name)
      const isThere = row.cells.length > 1
      const detail = isThere ? off(row) : [`uid ${row.uid}`, ...(account?.groups ?? [])].join(', ')
      return [{ kind: isToAdopt(row, seen) ? 'adopt' : isThere ? 'change' : 'make', name: row.name, detail }]
    }),
  ]
}

const isOfImage = ({ notedOn, instance }: PeopleSeen): boolean => notedOn !== '' && instance !== '' && notedOn !== instance

/** Who stays as they are there, and why. */
export function blockedOn({ instanceId, wanted }: PeopleHost, seen: PeopleSeen): Finding[] {
  const people = accountRows(wanted, seen).flatMap(({ blocked }) => (blocked ? [blocked] : []))
  const groups = seen.groups.flatMap((g) => blockedGroup(g, wanted.groups.find((w) => w.name === g.name)?.gid) ?? [])
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
    for (const change of changesFor(host, seen)) if (change.kind === 'close') lost.add(change.name)
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
    const off = row.cells.filter((c) => c.holds === false)
    return off.length === 0
      ? []
      : [finding('account-differs', { seen: `${row.name}: ${off.map((c) => `${c.what} ${c.seen}`).join(', ')}`, instanceId })]
  })
  const verdicts = rows.map((row) => (failed.some((d) => d.name === row.name) ? 'differs' : row.verdict))
  const findings = [...blocked, ...others]
  const verdict = findings.length > 0 ? 'differs' : worst(verdicts)
  return { instanceId, name, rows, did: seen.did, findings, verdict }
}

/** Nothing that was not seen is green. */
export const worst = (verdicts: readonly AccountRow['verdict'][]): AccountRow['verdict'] =>
  verdicts.includes('differs') ? 'differs' : verdicts.includes('unknown') ? 'unknown' : 'holds'
