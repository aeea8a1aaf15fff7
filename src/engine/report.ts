/** From the results to the answer. Pure. */
import { type Finding, finding } from '../domain/catalogue.ts'
import { distributorPackage } from '../domain/client/sources.ts'
import { mountedRows, unmountRows } from '../domain/compare.ts'
import { desiredFor } from '../domain/desired.ts'
import type { HostFacts, Observation, StepFact } from '../domain/facts.ts'
import { identityNotes, identityOf } from '../domain/identity.ts'
import { atOnce, type Slices } from '../domain/in-turns.ts'
import { judgeInstance, judgeReport } from '../domain/judge.ts'
import type { Operation, Target } from '../domain/plan.ts'
import { rememberedNotes, unlookedPeople } from '../domain/remembered-notes.ts'
import type { InstanceReport, Report, Row } from '../domain/report.ts'
import { openSpaceRows } from '../domain/rows/open-spaces.ts'
import type { JobResult } from '../domain/run.ts'
import { sharing } from '../domain/shared-values.ts'
import { failuresOf } from './failures-of.ts'
import { lookRefused } from './sight-lost.ts'

export type Material = {
  readonly runId: string
  readonly operation: Operation
  readonly before: readonly Observation[]
  readonly after: readonly Observation[]
  readonly results: readonly JobResult[]
  readonly refused: readonly Finding[]
  readonly sharing: Report['sharing']
  /** Of the registry's people, by instance; absent: no registry was given. */
  readonly people?: ReadonlyMap<string, readonly Row[]>
  /** Beside what is remembered and who is who. */
  readonly notes?: readonly string[]
  readonly startedAt: string
  readonly endedAt: string
}

export const buildReport = (m: Material): Report => atOnce(reportOf(m))

/** By slices of one instance. */
export function* reportOf(m: Material): Slices<Report> {
  const { operation } = m
  const of = byInstance(m)
  const identity = operation.verb === 'unmount' ? undefined : identityOf(operation, m.after)
  const open = identity ? openSpaceRows(operation, identity) : undefined
  const instances: InstanceReport[] = []
  const share = sharing()
  for (const target of operation.targets) {
    yield
    const report = instanceReport(m, target, of(target.instanceId), open?.get(target.instanceId) ?? [])
    instances.push({ ...report, rows: report.rows.map(share) })
  }
  const parts = {
    instances,
    sharing: m.sharing,
    findings: [...operation.unresolved, ...m.refused.filter((f) => f.instanceId === undefined)],
  }
  return {
    runId: m.runId,
    operation,
    ...parts,
    verdict: judgeReport(parts, isSharingExpected(operation)),
    ...(identity ? { identity } : {}),
    notes: [
      ...(m.notes ?? []),
      ...(m.people || operation.verb === 'unmount' ? [] : unlookedPeople(operation, m.after)),
      ...rememberedNotes(operation, m.after),
      ...(identity ? identityNotes(operation, identity) : []),
    ],
    startedAt: m.startedAt,
    endedAt: m.endedAt,
  }
}

/** Where every instance is read-only nobody may write, so there is no sharing to prove; that a write was refused stands in the rows. Who leaves the test out chose so: the headline says it, and the verdict is of the rest. */
const isSharingExpected = (operation: Operation): boolean =>
  operation.verb !== 'unmount' &&
  operation.options.sharingTest &&
  (operation.targets.length === 0 || operation.targets.some((t) => !t.spec.readOnly))

/** What the material says of one instance. */
type Own = {
  readonly facts: HostFacts | undefined
  readonly earlier: HostFacts | undefined
  readonly after: Observation | undefined
  readonly results: readonly JobResult[]
  readonly refused: readonly Finding[]
}

function byInstance(m: Material): (instanceId: string) => Own {
  // of two looks at one instance the first counts
  const first = (all: readonly Observation[]) => new Map(all.toReversed().map((o) => [o.instanceId, o]))
  const before = first(m.before)
  const after = first(m.after)
  const results = Map.groupBy(m.results, (r) => r.instanceId)
  const refused = Map.groupBy(m.refused, (f) => f.instanceId)
  const facts = (o: Observation | undefined) => (o?.kind === 'observed' ? o.facts : undefined)
  return (id) => ({
    facts: facts(after.get(id)),
    earlier: facts(before.get(id)),
    after: after.get(id),
    results: results.get(id) ?? [],
    refused: refused.get(id) ?? [],
  })
}

function instanceReport(m: Material, target: Target, own: Own, open: readonly Row[]): InstanceReport {
  const { instanceId, name } = target
  const seen = own.facts ?? own.earlier
  const desired = desiredFor(m.operation, target, seen)
  const facts = own.facts && withMissing(own.facts, own.earlier)
  const expected = m.operation.verb === 'unmount' ? unmountRows(desired, facts) : mountedRows(desired, facts)
  const told = new Set(expected.filter((r) => r.verdict !== 'holds').map((r) => r.subject))
  const rows = [...expected, ...open.filter((r) => !told.has(r.subject)), ...(m.people?.get(instanceId) ?? [])]
  const findings = findingsOf(instanceId, own)
  return {
    instanceId,
    name,
    about: about(seen),
    verdict: judgeInstance(rows, findings),
    steps: own.results.flatMap(stepsIn),
    rows,
    findings,
  }
}

/** A mount is not sent for accounts that are not there, so its own look does not look for them: the look before saw it. */
function withMissing(facts: HostFacts, earlier: HostFacts | undefined): HostFacts {
  const missing = earlier?.accounts.filter((a) => !a.exists && !facts.accounts.some((known) => known.name === a.name)) ?? []
  return missing.length === 0 ? facts : { ...facts, accounts: [...facts.accounts, ...missing] }
}

function findingsOf(instanceId: string, { refused, results, after }: Own): readonly Finding[] {
  if (refused.length > 0) return refused
  const fromJobs = results.flatMap(failuresOf).map((f) => ({ ...f, instanceId }))
  if (fromJobs.length > 0) return fromJobs
  if (after?.kind === 'unobserved') return [{ ...lookRefused(after.finding), instanceId }]
  return after ? [] : [finding('not-looked-at', { seen: 'this instance returned nothing', instanceId })]
}

function stepsIn(result: JobResult): readonly StepFact[] {
  switch (result.kind) {
    case 'none':
      return []
    case 'transcript':
      return result.steps
    case 'installed':
      return [{ step: 'distributor', status: 'changed', detail: `${distributorPackage}: ${result.said}`, milliseconds: 0 }]
  }
}

function about(facts: HostFacts | undefined): string {
  if (!facts) return ''
  const { distribution, version } = facts.host
  return [
    `${distribution} ${version}`,
    facts.zone?.availabilityZone,
    facts.login ? `login user ${facts.login.user} (${facts.login.how})` : undefined,
  ]
    .filter(Boolean)
    .join(' · ')
}
