/** Events of a run as `execute` appends them: two instances, one command, a report. */

import { finding } from '../../../../src/domain/catalogue.ts'
import { plainSpec } from '../../../../src/domain/mount-spec.ts'
import type { Operation } from '../../../../src/domain/plan.ts'
import type { InstanceReport, Report } from '../../../../src/domain/report.ts'
import { defaultMountOptions } from '../../../../src/domain/request.ts'
import type { EventBody } from '../../../../src/domain/run.ts'
import { arnOf } from '../../../support/operation.ts'
import { runId } from './stand-ins.ts'

export const commandId = '0831e1a8-a1ac-4257-a1fd-c831b48c4107'
export const key = `${runId}.mount.0`

export const operation: Operation = {
  verb: 'mount',
  volume: 'research-data',
  fileSystemId: 'fs-0123456789abcdef0',
  region: 'us-east-1',
  accountId: '111122223333',
  mountPoint: '/mnt/research-data',
  zones: ['us-east-1a'],
  addresses: ['10.0.0.5'],
  targets: [
    { instanceId: 'i-0aaaaaaaaaaaaaaaa', arn: arnOf('i-0aaaaaaaaaaaaaaaa'), name: 'ubuntu-instance', spec: plainSpec },
    { instanceId: 'i-0bbbbbbbbbbbbbbbb', arn: arnOf('i-0bbbbbbbbbbbbbbbb'), name: 'rocky-instance', spec: plainSpec },
  ],
  options: defaultMountOptions,
  lazy: false,
  unresolved: [],
}

export const allowed: EventBody = { type: 'decided', data: { kind: 'allowed' } }
export const resolved: EventBody = { type: 'resolved', data: operation }
export const dispatching: EventBody = {
  type: 'dispatching',
  data: {
    job: {
      key,
      script: 'mount',
      scriptSha: '0'.repeat(64),
      params: {},
      executionSeconds: 300,
      changes: true,
    },
    chunk: 0,
    instanceIds: operation.targets.map((t) => t.instanceId),
    comment: `prism ${key}`,
    notAfter: '2026-11-23T12:10:00Z',
    transport: { kind: 'run-shell-script' },
  },
}
export const dispatched: EventBody = { type: 'dispatched', data: { key, chunk: 0, commandId } }
export const returned: EventBody = { type: 'returned', data: { key, results: [] } }

export function ended(state: 'done' | 'failed' | 'unknown', verdict: Report['verdict'], more: Partial<Report> = {}): EventBody {
  return { type: 'ended', data: { state, findings: [], answer: { kind: 'report', report: report(verdict, more) } } }
}

export function report(verdict: Report['verdict'], more: Partial<Report> = {}): Report {
  return {
    runId,
    operation,
    instances: operation.targets.map((t, i) => instance(t.instanceId, t.name, i === 0 ? 'holds' : verdict)),
    sharing: { verdict: verdict === 'holds' ? 'holds' : 'unknown', cells: [], notes: [] },
    verdict,
    findings: [],
    notes: [],
    startedAt: '2026-11-23T12:00:00Z',
    endedAt: '2026-11-23T12:00:20Z',
    ...more,
  }
}

export function instance(instanceId: string, name: string, verdict: InstanceReport['verdict'], rows = 1): InstanceReport {
  return {
    instanceId,
    name,
    about: 'Ubuntu 24.04',
    verdict,
    steps: [],
    rows: Array.from({ length: rows }, (_, i) => ({
      section: 'permissions' as const,
      subject: `/mnt/research-data/shared/${i}`,
      expected: 'root:prism-shared 2775',
      observed: 'root:prism-shared 2775',
      verdict,
    })),
    findings: verdict === 'differs' ? [finding('gid-taken', { seen: 'gid 3000 is `docker`', instanceId })] : [],
  }
}
