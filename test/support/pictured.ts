/** The three results that docs/pictures shows: all green, one red row of nine instances, and a doctor. Described hosts, judged as always. */
import { type DoctorReport, judgeDoctor, judgeEvidence } from '../../src/domain/doctor-report.ts'
import type { HostFacts, Identity } from '../../src/domain/facts.ts'
import { plainSpec } from '../../src/domain/mount-spec.ts'
import type { Operation } from '../../src/domain/plan.ts'
import type { Report } from '../../src/domain/report.ts'
import type { HostVerb } from '../../src/domain/request.ts'
import type { Answer, Run } from '../../src/domain/run.ts'
import { identitiesFor, judgeSharing } from '../../src/domain/sharing.ts'
import { buildReport } from '../../src/engine/report.ts'
import { formatAsked } from '../../src/language/format.ts'
import { renderRunMarkdown } from '../../src/render/markdown.ts'
import { healthy } from './evidence.ts'
import { healthyFacts } from './healthy-facts.ts'
import { everyPair, manyId, manyRunId } from './many.ts'
import { arnOf, observed, operation } from './operation.ts'

type Host = { readonly name: string; readonly user: string; readonly distribution: string; readonly version: string; readonly red?: true }

const two: readonly Host[] = [
  { name: 'ubuntu-instance', user: 'ubuntu', distribution: 'ubuntu', version: '24.04' },
  { name: 'rocky-instance', user: 'rocky', distribution: 'rocky', version: '9.4' },
]
const nine: readonly Host[] = [
  ...['al-1', 'al-2'].map((name) => ({ name, user: 'ec2-user', distribution: 'amzn', version: '2023' })),
  ...['calc-1', 'calc-2', 'calc-3'].map((name) => ({ name, user: 'rocky', distribution: 'rocky', version: '9.4' })),
  ...['deb-1', 'deb-2'].map((name) => ({ name, user: 'admin', distribution: 'debian', version: '12' })),
  ...['web-1', 'web-2'].map((name) => ({ name, user: 'ubuntu', distribution: 'ubuntu', version: '24.04' })),
].map((host) => (host.name === 'calc-2' ? { ...host, red: true } : host))

function factsOf({ user, distribution, version, red }: Host): HostFacts {
  const facts = healthyFacts(user, 1000)
  return { ...facts, host: { ...facts.host, distribution, version }, ...(red ? { fstab: [] } : {}) }
}

function reportOf(hosts: readonly Host[], verb: HostVerb, seconds: number): Report {
  const targets = hosts.map(({ name }, n) => ({ instanceId: manyId(n + 1), arn: arnOf(manyId(n + 1)), name, spec: plainSpec }))
  const asked: Operation = { ...operation, verb, targets }
  const after = hosts.map((host, n) => observed(manyId(n + 1), factsOf(host)))
  const identities: Identity[] = identitiesFor(
    hosts.map(({ user }, n) => ({ instanceId: manyId(n + 1), accounts: [{ name: user, uid: 1000 }] })),
  )
  return buildReport({
    runId: manyRunId,
    operation: asked,
    before: after,
    after,
    results: [],
    refused: [],
    sharing: judgeSharing(identities, everyPair(identities)),
    startedAt: '2026-11-23T12:00:00.000Z',
    endedAt: new Date(Date.UTC(2026, 10, 23, 12, 0, 0, seconds * 1000)).toISOString(),
  })
}

const ended = (answer: Answer, verb: 'mount' | 'verify' | 'doctor', hosts: readonly Host[], state: Run['state']): Run => ({
  id: manyRunId,
  state,
  request: {
    verb,
    volume: { kind: 'name', name: operation.volume },
    selectors: hosts.map(({ name }) => ({ kind: 'name', name })),
    options: operation.options,
  },
  origin: { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } },
  dryRun: false,
  startedAt: '2026-11-23T12:00:00.000Z',
  endedAt: '2026-11-23T12:00:09.000Z',
  jobs: [],
  provisioned: [],
  answer,
  findings: [],
  seq: 9,
})

function doctorOf(hosts: readonly Host[]): DoctorReport {
  // the second host's security group no longer lets it reach the mount target
  const shut = { ...healthy, facts: { ...healthy.facts!, mounts: [] } }
  const instances = hosts.map(({ name }, n) => ({ ...judgeEvidence(name, n === 1 ? shut : healthy), instanceId: manyId(n + 1) }))
  const parts = { instances, findings: [] }
  return {
    ...parts,
    runId: manyRunId,
    volume: operation.volume,
    fileSystemId: operation.fileSystemId,
    region: operation.region,
    mountPoint: operation.mountPoint,
    verdict: judgeDoctor(parts),
    startedAt: '2026-11-23T12:00:00.000Z',
    endedAt: '2026-11-23T12:00:04.000Z',
  }
}

/** By the name of their pictures, as Markdown. */
export function results(): Record<string, string> {
  const green = reportOf(two, 'mount', 3.5)
  const red = reportOf(nine, 'verify', 4.2)
  const shown = (run: Run): string => renderRunMarkdown(run, formatAsked)
  return {
    green: shown(ended({ kind: 'report', report: green }, 'mount', two, 'done')),
    red: shown(ended({ kind: 'report', report: red }, 'verify', nine, 'failed')),
    doctor: shown(ended({ kind: 'doctor', report: doctorOf(two) }, 'doctor', two, 'failed')),
  }
}
