/** Transcripts as an honest script prints them, and what is judged of one: the pieces that the attacks on the reader share. */

import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { permissionTable } from '../../src/domain/layout.ts'
import { plainSpec } from '../../src/domain/mount-spec.ts'
import type { ScriptJob } from '../../src/domain/plan.ts'
import type { Report } from '../../src/domain/report.ts'
import type { JobResult } from '../../src/domain/run.ts'
import { buildReport } from '../../src/engine/report.ts'
import { inspectParams, makeJob, readTranscript } from '../../src/host/job.ts'
import { fileSystemId, mountPoint } from '../support/healthy-facts.ts'
import { healthyRecords } from '../support/healthy-records.ts'
import { operation, rockyId, ubuntuId } from '../support/operation.ts'

const params = inspectParams({
  fileSystemId,
  region: 'us-east-1',
  addresses: ['10.0.0.5'],
  mountPoint,
  accounts: ['ubuntu'],
  groupName: 'prism-shared',
  gid: 3000,
  paths: permissionTable(['ubuntu'], plainSpec),
  umask: '0002',
  depth: 'behaviour',
})
export const job: ScriptJob = makeJob({ runId: '01FORGED', n: 501, script: 'inspect', params, instanceIds: [ubuntuId, rockyId] })

/** A host on which much is wrong: rows that nobody may make green. */
export const sickRecords: readonly string[] = healthyRecords.map((record) =>
  record
    .replace('session=su-login how=measured umask=0002', 'session=su-login how=measured umask=0077')
    .replace(
      'path=shared exists=1 type=directory owner=root uid=0 group=prism-shared gid=3000 mode=2775',
      'path=shared exists=1 type=directory owner=eve uid=1005 group=eve gid=1005 mode=0777',
    )
    .replace(
      'try=outsider-write path=/mnt/research-data/shared outcome=refused',
      'try=outsider-write path=/mnt/research-data/shared outcome=done',
    )
    .replace('encrypted=yes', 'encrypted=no'),
)

type Told = {
  readonly job?: string
  readonly script?: string
  readonly sha?: string
  readonly state?: string
  readonly count?: number
  readonly digest?: string
  readonly packed?: boolean | string
  readonly plain?: boolean
}

/** With everything as it should be, where nothing else is said. */
export function transcriptOf(records: readonly string[], told: Told = {}): string {
  const body = records.map((record) => `${record}\n`).join('')
  const key = told.job ?? job.key
  const count = told.count ?? records.length
  const packed = typeof told.packed === 'string' ? told.packed : told.packed ? gzipSync(body).toString('base64') : '-'
  const digest = told.digest ?? createHash('sha256').update(body).digest('hex')
  const head = `PRISM/1 job=${key} script=${told.script ?? 'inspect'} sha=${told.sha ?? job.scriptSha} state=${told.state ?? 'done'} records=${count} sha256=${digest} packed=${packed}\n`
  return `${head}${told.plain === false ? '' : body}PRISM/1 end job=${key} records=${count}\n`
}

export const read = (output: string, source: 'summary' | 'full' = 'full'): JobResult | { readonly kind: 'needs-full' } =>
  readTranscript(job, ubuntuId, '2026-11-23T12:00:00.000Z', output, source)

const honest = readTranscript({ ...job }, rockyId, '2026-11-23T12:00:00.000Z', transcriptOf(healthyRecords), 'full') as JobResult

/** The report of a verify of two instances, of which one said this; the other is healthy. */
export function judged(result: JobResult): Report {
  const after = [result, honest].flatMap((r) =>
    r.kind === 'transcript' && r.observation
      ? [r.observation]
      : r.kind === 'none'
        ? [{ kind: 'unobserved' as const, instanceId: r.instanceId, finding: r.finding }]
        : [],
  )
  return buildReport({
    runId: '01FORGED',
    operation: { ...operation, verb: 'verify' },
    before: after,
    after,
    results: [],
    refused: [],
    sharing: { verdict: 'holds', cells: [], notes: [] },
    startedAt: '2026-11-23T12:00:00.000Z',
    endedAt: '2026-11-23T12:00:01.000Z',
  })
}
