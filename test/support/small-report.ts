/** Reports that are written down row by row, so that what is shown of them can be read beside them. */
import { plainSpec } from '../../src/domain/mount-spec.ts'
import type { InstanceReport, Report, Row } from '../../src/domain/report.ts'
import { manyId, manyRunId } from './many.ts'
import { arnOf, operation } from './operation.ts'

/** One that holds, of the mount. */
export const row = (subject: string, more: Partial<Row> = {}): Row => ({
  section: 'mount',
  subject,
  expected: 'as asked',
  observed: 'as asked',
  verdict: 'holds',
  ...more,
})

/** `calc-1` for 1, with one row that holds. */
export const host = (n: number, more: Partial<InstanceReport> = {}): InstanceReport => ({
  instanceId: manyId(n),
  name: `calc-${n}`,
  about: 'ubuntu 24.04',
  verdict: 'holds',
  steps: [],
  rows: [row('/mnt/research-data')],
  findings: [],
  ...more,
})

const order = ['differs', 'unknown', 'holds'] as const

/** Of a verify of these, whose sharing test did not run. */
export const smallReport = (instances: readonly InstanceReport[], more: Partial<Report> = {}): Report => ({
  runId: manyRunId,
  operation: {
    ...operation,
    verb: 'verify',
    targets: instances.map(({ instanceId, name }) => ({ instanceId, arn: arnOf(instanceId), name, spec: plainSpec })),
  },
  instances,
  sharing: { verdict: 'not-tried', cells: [], notes: [] },
  verdict: order.find((verdict) => instances.some((i) => i.verdict === verdict)) ?? 'unknown',
  findings: [],
  notes: [],
  startedAt: '2026-11-23T12:00:00.000Z',
  endedAt: '2026-11-23T12:00:03.500Z',
  ...more,
})
