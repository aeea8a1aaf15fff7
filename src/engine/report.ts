/** From what came back to the answer. Pure. */
import { askedNotes } from '../domain/asked-notes.ts'
import { type Finding, finding } from '../domain/catalogue.ts'
import { distributorPackage } from '../domain/client/ways.ts'
import { mountedRows, unmountRows } from '../domain/compare.ts'
import { accountsFor, desiredFor, isReadOnlyOn } from '../domain/desired.ts'
import type { HostFacts, Observation, StepFact } from '../domain/facts.ts'
import { identityNotes, identityOf } from '../domain/identity.ts'
import { judgeInstance, judgeReport } from '../domain/judge.ts'
import type { Operation, Target } from '../domain/plan.ts'
import type { InstanceReport, Report } from '../domain/report.ts'
import type { JobResult } from '../domain/run.ts'
import { failuresOf } from './failures-of.ts'
import { factsOf } from './inspect.ts'

type Material = {
  readonly runId: string
  readonly operation: Operation
  readonly before: readonly Observation[]
  readonly after: readonly Observation[]
  readonly results: readonly JobResult[]
  readonly refused: readonly Finding[]
  readonly sharing: Report['sharing']
  readonly startedAt: string
  readonly endedAt: string
}

export function buildReport(m: Material): Report {
  const { operation } = m
  const instances = operation.targets.map((target) => instanceReport(m, target))
  const parts = {
    instances,
    sharing: m.sharing,
    findings: [...operation.unresolved, ...m.refused.filter((f) => f.instanceId === undefined)],
  }
  const identity = operation.verb === 'unmount' ? undefined : identityOf(operation, m.after)
  return {
    runId: m.runId,
    operation,
    ...parts,
    verdict: judgeReport(parts, isSharingExpected(operation)),
    ...(identity ? { identity } : {}),
    notes: [...askedNotes(operation, m.after), ...(identity ? identityNotes(operation, identity) : [])],
    startedAt: m.startedAt,
    endedAt: m.endedAt,
  }
}

/** Where every instance is read-only nobody may write, so there is no sharing to prove; that a write was refused stands in the rows. */
const isSharingExpected = (operation: Operation): boolean =>
  operation.verb !== 'unmount' && (operation.targets.length === 0 || operation.targets.some((t) => !isReadOnlyOn(operation, t.instanceId)))

function instanceReport(m: Material, { instanceId, name }: Target): InstanceReport {
  const facts = factsOf(m.after, instanceId)
  const earlier = factsOf(m.before, instanceId)
  const desired = desiredFor(m.operation, accountsFor(m.operation, facts ?? earlier, instanceId), instanceId)
  const rows = m.operation.verb === 'unmount' ? unmountRows(desired, facts) : mountedRows(desired, facts)
  const findings = findingsOf(m, instanceId)
  return {
    instanceId,
    name,
    about: about(facts ?? earlier),
    verdict: judgeInstance(rows, findings),
    steps: stepsOf(m.results, instanceId),
    rows,
    findings,
  }
}

function findingsOf(m: Material, instanceId: string): Finding[] {
  const refused = m.refused.filter((f) => f.instanceId === instanceId)
  if (refused.length > 0) return refused
  const fromJobs = m.results
    .filter((r) => r.instanceId === instanceId)
    .flatMap(failuresOf)
    .map((f) => ({ ...f, instanceId }))
  if (fromJobs.length > 0) return fromJobs
  const after = m.after.find((o) => o.instanceId === instanceId)
  if (after?.kind === 'unobserved') return [{ ...after.finding, instanceId }]
  return after ? [] : [finding('not-looked-at', { seen: 'nothing came back from this instance', instanceId })]
}

function stepsOf(results: readonly JobResult[], instanceId: string): readonly StepFact[] {
  return results.flatMap((r) => (r.instanceId === instanceId ? stepsIn(r) : []))
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
