import { finding } from '../../../src/domain/catalogue.ts'
import type { Report } from '../../../src/domain/report.ts'
import type { JobResult } from '../../../src/domain/run.ts'
import { observationsAfter } from '../../../src/engine/observations.ts'
import { buildReport } from '../../../src/engine/report.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'
import { observed, operation, rockyId, ubuntuId } from '../../support/operation.ts'

const held: Report['sharing'] = { verdict: 'holds', cells: [], notes: [] }
const green = (id: string, account = 'ubuntu'): JobResult => ({
  kind: 'transcript',
  instanceId: id,
  state: 'done',
  steps: [],
  failures: [],
  sharing: [],
  observation: observed(id, healthyFacts(account)),
})
const silent = (id: string): JobResult => ({
  kind: 'none',
  instanceId: id,
  finding: finding('transcript-truncated', { seen: 'no end record' }),
})

function report(results: readonly JobResult[], changes: Partial<Parameters<typeof buildReport>[0]> = {}) {
  const refused = changes.refused ?? []
  const after = observationsAfter(operation, refused, results)
  return buildReport({
    runId: 'r',
    operation,
    before: [],
    after,
    results,
    refused,
    sharing: held,
    startedAt: '2026-11-23T12:00:00Z',
    endedAt: '2026-11-23T12:00:09Z',
    ...changes,
  })
}

test('every instance seen and sharing proven: holds', () => {
  expect(report([green(ubuntuId), green(rockyId, 'rocky')]).verdict).toBe('holds')
})

test('an instance without a transcript is unknown in every row, and the whole is unknown', () => {
  const { verdict, instances } = report([green(ubuntuId), silent(rockyId)])
  expect(verdict).toBe('unknown')
  expect(instances[1]?.verdict).toBe('unknown')
  expect(new Set(instances[1]?.rows.map((r) => r.verdict))).toEqual(new Set(['unknown']))
})

test('an instance that is not even mentioned is unknown', () => {
  expect(report([green(ubuntuId)]).instances[1]).toMatchObject({ verdict: 'unknown', findings: [{ code: 'not-looked-at' }] })
})

test('what did not resolve is in the report, and it does not hold', () => {
  const unresolved = [finding('instance-offline', { seen: 'rocky-instance' })]
  const one = { ...operation, targets: operation.targets.slice(0, 1), unresolved }
  const { verdict, findings } = report([green(ubuntuId)], { operation: one })
  expect({ verdict, findings }).toEqual({ verdict: 'differs', findings: unresolved })
})

test('sharing that was left out is not green', () => {
  expect(report([green(ubuntuId), green(rockyId, 'rocky')], { sharing: { verdict: 'not-tried', cells: [], notes: [] } }).verdict).toBe(
    'unknown',
  )
})

test('a step that failed is said once, with its instance', () => {
  const failure = finding('foreign-root', { seen: 'permissions: 5 entries' })
  const failed: JobResult = { kind: 'transcript', instanceId: rockyId, state: 'done', steps: [], failures: [failure], sharing: [] }
  expect(report([green(ubuntuId), failed]).instances[1]).toMatchObject({
    verdict: 'differs',
    findings: [{ code: 'foreign-root', instanceId: rockyId }],
  })
})

test('equal uids under different names are named as one person', () => {
  expect(report([green(ubuntuId), green(rockyId, 'rocky')]).notes[0]).toContain(
    'uid 1000 is ubuntu on ubuntu-instance and rocky on rocky-instance: one person to EFS',
  )
})
