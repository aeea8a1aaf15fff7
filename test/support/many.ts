/** Reports of many instances with many accounts each, made as the engine makes them, from hosts that are described and not run. */

import type { HostFacts, Identity, SharingFact } from '../../src/domain/facts.ts'
import { plainSpec } from '../../src/domain/mount-spec.ts'
import type { Report } from '../../src/domain/report.ts'
import type { MountOptions } from '../../src/domain/request.ts'
import type { Run } from '../../src/domain/run.ts'
import { identitiesFor, judgeSharing } from '../../src/domain/sharing.ts'
import { buildReport } from '../../src/engine/report.ts'
import { healthyFacts } from './healthy-facts.ts'
import { arnOf, observed, operation, saying } from './operation.ts'

export const manyRunId = '01JDQ3N5T8V1WY2XZ4A6B7C8D9'
export const manyId = (n: number): string => `i-${n.toString(16).padStart(17, '0')}`

export type Many = {
  readonly instances: number
  /** The same people on each of them, by the same numbers. */
  readonly accounts: number
  /** What is wrong with one of them. */
  readonly change?: (facts: HostFacts, n: number) => HostFacts
  readonly options?: Partial<MountOptions>
}

const person = (a: number): string => `person-${a + 1}`

/** A host where all of them are enrolled and everything holds. */
export function crowdedFacts(accounts: number): HostFacts {
  const facts = healthyFacts()
  const people = Array.from({ length: accounts }, (_, a) => healthyFacts(person(a), 70_000 + a))
  const names = people.map((_, a) => person(a))
  return {
    ...facts,
    accounts: people.flatMap((p) => p.accounts),
    group: { ...facts.group, members: names },
    paths: [...facts.paths.slice(0, 3), ...people.map((p) => p.paths[3]!)],
    umasks: people.flatMap((p) => p.umasks),
    behaviours: [...people.flatMap((p) => p.behaviours.slice(0, 3)), facts.behaviours[3]!],
    spaces: {
      found: accounts,
      seen: people.map((p, a) => ({ name: person(a), uid: p.accounts[0]!.uid!, gid: 3000, mode: '0755' })),
      tries: names.flatMap((account) =>
        names.map((space) => ({ account, space, read: 'done', change: space === account ? 'done' : 'refused' })),
      ),
    },
  }
}

/** What the sharing test reports where everything is shared. */
export const everyPair = (identities: readonly Identity[]): SharingFact[] =>
  identities.flatMap((writer) =>
    identities.filter((reader) => reader !== writer).map((reader) => ({ writer, reader, read: 'done' as const, append: 'done' as const })),
  )

export function manyIdentities({ instances, accounts }: Many): Identity[] {
  const people = Array.from({ length: accounts }, (_, a) => ({ name: person(a), uid: 70_000 + a }))
  return identitiesFor(Array.from({ length: instances }, (_, n) => ({ instanceId: manyId(n + 1), accounts: people })))
}

/** `facts`: of the sharing test; every pair shared where it is left out. */
export function manyReport(many: Many, facts?: readonly SharingFact[]): Report {
  const { instances, accounts, change = (same: HostFacts) => same, options = {} } = many
  const identities = manyIdentities(many)
  const names = Array.from({ length: accounts }, (_, a) => person(a))
  const targets = Array.from({ length: instances }, (_, n) => ({
    instanceId: manyId(n + 1),
    arn: arnOf(manyId(n + 1)),
    name: `calc-${n + 1}`,
    spec: plainSpec,
  }))
  const asked = saying({ ...operation, verb: 'verify', targets }, { people: names.map((name) => ({ name })), ...options })
  const after = targets.map(({ instanceId }, n) => observed(instanceId, change(crowdedFacts(accounts), n)))
  return buildReport({
    runId: manyRunId,
    operation: asked,
    before: after,
    after,
    results: [],
    refused: [],
    sharing: judgeSharing(identities, facts ?? everyPair(identities)),
    startedAt: '2026-11-23T12:00:00.000Z',
    endedAt: '2026-11-23T12:00:20.000Z',
  })
}

/** Thousands of instances with one account, of which those have a red row. Its sharing test is that of two. */
export function fleetReport(instances: number, red: readonly number[]): Report {
  const one = manyReport({ instances: 2, accounts: 1, change: (facts, n) => (n === 1 ? { ...facts, fstab: [] } : facts) })
  const named = Array.from({ length: instances }, (_, n) => ({
    ...one.instances[red.includes(n) ? 1 : 0]!,
    instanceId: manyId(n + 1),
    name: `calc-${n + 1}`,
  }))
  const targets = named.map(({ instanceId, name }) => ({ instanceId, arn: arnOf(instanceId), name, spec: one.operation.targets[0]!.spec }))
  const people = [{ uid: 70_000, accounts: named.map(({ instanceId }) => ({ instanceId, account: 'person-1', uid: 70_000 })) }]
  const identity = { people, spaces: [], notLookedAt: 0 }
  return { ...one, instances: named, operation: { ...one.operation, targets }, identity, verdict: red.length > 0 ? 'differs' : 'holds' }
}

/** The run that ended with that report. */
export function runOf(report: Report): Run {
  const { operation: what } = report
  return {
    id: manyRunId,
    state: ({ holds: 'done', differs: 'failed', unknown: 'unknown' } as const)[report.verdict],
    request: {
      verb: 'verify',
      volume: { kind: 'name', name: what.volume },
      selectors: [{ kind: 'tag', key: 'team', value: 'calc' }],
      options: what.options,
    },
    origin: { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } },
    dryRun: false,
    startedAt: report.startedAt,
    endedAt: report.endedAt,
    operation: what,
    jobs: [],
    provisioned: [],
    answer: { kind: 'report', report },
    findings: [],
    seq: 9,
  }
}
