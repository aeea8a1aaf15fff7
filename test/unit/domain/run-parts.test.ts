import { type EventBody, foldRun, type RunEvent } from '../../../src/domain/run.ts'
import { inParts } from '../../../src/domain/run-parts.ts'
import { fleetReport, manyReport } from '../../support/many.ts'

const events = (...bodies: EventBody[]): RunEvent[] => bodies.map((b, i) => ({ ...b, runId: 'r', seq: i + 1, at: '2026-11-23T12:00:00Z' }))
const requested: EventBody = {
  type: 'requested',
  data: { request: { verb: 'volumes' }, origin: { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } }, dryRun: false },
}
const reported = (report: ReturnType<typeof fleetReport>): EventBody[] => {
  const { parts, rest } = inParts(report)
  return [
    ...parts.map((data) => ({ type: 'reported', data }) as const),
    { type: 'ended', data: { state: 'done', findings: [], answer: { kind: 'report', report: rest } } },
  ]
}
const answerOf = (...bodies: EventBody[]) => foldRun(events(requested, ...bodies)).answer

test('a report that was told in parts is whole again', () => {
  const report = { ...fleetReport(500, [3]), sharing: manyReport({ instances: 9, accounts: 12 }).sharing }
  expect(reported(report).length).toBeGreaterThan(20)
  expect(answerOf(...reported(report))).toEqual({ kind: 'report', report })
})

test('a small one is one event', () => {
  const report = manyReport({ instances: 2, accounts: 1 })
  expect(reported(report)).toHaveLength(1)
  expect(answerOf(...reported(report))).toEqual({ kind: 'report', report })
})

test('no part grows with the instances', () => {
  const longest = (instances: number) =>
    Math.max(...inParts(fleetReport(instances, [])).parts.map((p) => ('instances' in p ? p.instances : p.cells).length))
  expect(longest(5_000)).toBe(longest(500))
})

test('whoever takes up a run that died between two parts tells all of them again', () => {
  const report = fleetReport(120, [])
  const all = reported(report)
  expect(answerOf(...all.slice(0, 3), ...all)).toEqual({ kind: 'report', report })
})

test('a look of which the last part is missing was not made', () => {
  const unseen = (n: number) => ({
    kind: 'unobserved' as const,
    instanceId: `i-${n}`,
    finding: { code: 'not-looked-at' as const, seen: '', why: '', next: '' },
  })
  const part = (ns: readonly number[], more?: true): EventBody => ({
    type: 'observed',
    data: { phase: 'before', observations: ns.map(unseen), ...(more ? { more } : {}) },
  })
  expect(foldRun(events(requested, part([1, 2], true))).before).toBeUndefined()
  const taken = foldRun(events(requested, part([1, 2], true), part([1, 2], true), part([3])))
  expect(taken.before?.map((o) => o.instanceId)).toEqual(['i-1', 'i-2', 'i-3'])
})
