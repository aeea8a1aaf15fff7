import { finding } from '../../../src/domain/catalogue.ts'
import { judgeInstance, judgeReport } from '../../../src/domain/judge.ts'
import type { InstanceReport, Row, RowVerdict } from '../../../src/domain/report.ts'

const rows = (...verdicts: RowVerdict[]): Row[] =>
  verdicts.map((verdict) => ({ section: 'mount', subject: '', expected: '', observed: '', verdict }))
const fault = finding('gid-taken', { seen: 'video' })
const doubt = finding('transcript-truncated', { seen: '' })

test.each([
  ['nothing seen at all', [], [], 'unknown'],
  ['all rows hold', rows('holds', 'holds'), [], 'holds'],
  ['a note changes nothing', rows('holds', 'note'), [], 'holds'],
  ['one row unknown', rows('holds', 'unknown'), [], 'unknown'],
  ['a known fault beats doubt', rows('unknown', 'differs'), [], 'differs'],
  ['a finding of doubt', rows('holds'), [doubt], 'unknown'],
  ['a finding of a fault', rows('unknown'), [fault, doubt], 'differs'],
] as const)('an instance with %s', (_name, given, findings, verdict) => {
  expect(judgeInstance(given, findings)).toBe(verdict)
})

const instance = (verdict: InstanceReport['verdict']) => ({ verdict }) as InstanceReport
const report = (
  verdicts: InstanceReport['verdict'][],
  sharing: 'holds' | 'differs' | 'unknown' | 'not-tried',
  findings = [] as (typeof fault)[],
) => ({
  instances: verdicts.map(instance),
  sharing: { verdict: sharing, cells: [], notes: [] },
  findings,
})

test.each([
  [report(['holds', 'holds'], 'holds'), true, 'holds'],
  [report(['holds'], 'not-tried'), true, 'unknown'],
  [report(['holds'], 'not-tried'), false, 'holds'],
  [report(['holds'], 'differs'), true, 'differs'],
  [report(['holds', 'unknown'], 'holds'), true, 'unknown'],
  [report(['differs', 'unknown'], 'unknown'), true, 'differs'],
  [report([], 'not-tried'), false, 'unknown'],
  [report(['holds'], 'holds', [fault]), true, 'differs'],
  [report(['holds'], 'holds', [doubt]), true, 'unknown'],
])('report %#', (parts, sharingExpected, verdict) => {
  expect(judgeReport(parts, sharingExpected)).toBe(verdict)
})
