import type { Execution } from '../../../../src/compose/prism.ts'
import { type Finding, finding } from '../../../../src/domain/catalogue.ts'
import { exitCodeOf, exitCodeOfFindings } from '../../../../src/domain/meaning/exit.ts'

const fault = finding('gid-taken', { seen: 'video' })
const doubt = finding('transcript-truncated', { seen: '' })
const input = finding('bad-volume-name', { seen: '' })
const aws = finding('aws-error', { seen: '' })

const ended = (run: object, state: Execution['state'] = 'done') => ({ state, run: { findings: [], ...run } }) as unknown as Execution
const of = (verdict: string, instances: number, findings: readonly Finding[]) => ({
  report: { verdict, findings, instances: Array.from({ length: instances }, () => ({ findings: [] })) },
})
const report = (verdict: string, instances = 1, findings: readonly Finding[] = []) => ({
  kind: 'report',
  ...of(verdict, instances, findings),
})
const doctor = (verdict: string, instances = 1, findings: readonly Finding[] = []) => ({
  kind: 'doctor',
  ...of(verdict, instances, findings),
})
const missing = finding('instance-not-found', { seen: 'typo' })
const checks = (verdict: string) => ({
  kind: 'checks',
  checks: [{ places: [{ report: { verdict } }], findings: [], unasked: [] }],
})
const plan = (refused: readonly Finding[], unresolved: readonly Finding[]) => ({
  kind: 'plan',
  plan: { refused, operation: { unresolved } },
})

test.each<[string, Execution, number]>([
  ['doubt, whatever the report says', ended({ state: 'done', answer: report('holds') }, 'unknown'), 3],
  ['a run in doubt', ended({ state: 'unknown', answer: report('holds') }), 3],
  ['a run that waits for an approval', ended({ state: 'planned', answer: report('holds') }, 'waiting'), 4],
  ['a denial', ended({ state: 'denied', findings: [fault] }), 4],
  ['a report that holds', ended({ state: 'done', answer: report('holds') }), 0],
  ['one in which something differs', ended({ state: 'failed', answer: report('differs'), findings: [doubt] }), 1],
  ['one in doubt', ended({ state: 'failed', answer: report('unknown') }), 3],
  ['a healthy instance', ended({ state: 'done', answer: doctor('healthy') }), 0],
  ['an ill one', ended({ state: 'failed', answer: doctor('ill'), findings: [doubt] }), 1],
  ['one of which not everything was seen', ended({ state: 'failed', answer: doctor('unknown') }), 3],
  ['volumes that hold', ended({ state: 'done', answer: checks('holds') }), 0],
  ['volumes of which one differs', ended({ state: 'failed', answer: checks('differs'), findings: [doubt] }), 1],
  ['volumes of which one is in doubt', ended({ state: 'failed', answer: checks('unknown') }), 3],
  ['a report of a name that nobody has', ended({ state: 'failed', answer: report('differs', 0, [missing]) }), 4],
  ['a doctor for a name that nobody has', ended({ state: 'failed', answer: doctor('ill', 0, [missing]) }), 4],
  ['one instance, and a name that nobody has', ended({ state: 'failed', answer: report('differs', 1, [missing]) }), 1],
  ['a report in doubt, and a name that nobody has', ended({ state: 'failed', answer: report('unknown', 0, [missing]) }), 3],
  ['a report of nobody that nobody knows', ended({ state: 'unknown', answer: report('unknown', 0) }), 3],
  ['a list', ended({ state: 'done', answer: { kind: 'volumes', volumes: [] } }), 0],
  ['no answer at all', ended({ state: 'done' }), 0],
  ['a plan', ended({ state: 'done', answer: plan([], []) }), 0],
  ['a plan without an instance that is not fit', ended({ state: 'done', answer: plan([fault], []) }), 1],
  ['a plan without an instance that nobody knows', ended({ state: 'done', answer: plan([], [aws]) }), 1],
  ['a failure by what AWS refused', ended({ state: 'failed', findings: [aws] }), 4],
  ['a plan that failed', ended({ state: 'failed', answer: plan([fault], []), findings: [input] }), 2],
  ['a run that has not ended', ended({ state: 'applying', findings: [input] }), 3],
])('%s', (_, execution, code) => expect(exitCodeOf(execution)).toBe(code))

test.each<[string, readonly Finding[], number]>([
  ['nothing', [], 1],
  ['doubt, which weighs most', [fault, input, doubt], 3],
  ['a host’s fault', [aws, fault], 1],
  ['words that were not understood', [input, input], 2],
  ['those, and what AWS refused', [input, aws], 4],
  ['what AWS refused', [aws], 4],
])('by its findings: %s', (_, findings, code) => expect(exitCodeOfFindings(findings)).toBe(code))

test('a run that another worker took over is not known to have ended well', () => {
  expect(exitCodeOf({ ...ended({ state: 'done' }), state: 'taken' })).toBe(3)
})
