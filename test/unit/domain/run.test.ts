import type { HostJob } from '../../../src/domain/plan.ts'
import { type EventBody, foldRun, type RunEvent } from '../../../src/domain/run.ts'

const job = (key: string, script: HostJob['script']): HostJob => ({
  key,
  script,
  scriptSha: '',
  params: {},
  instanceIds: ['i-1', 'i-2'],
  executionSeconds: 60,
  changes: true,
})
const events = (...bodies: EventBody[]): RunEvent[] =>
  bodies.map((b, i) => ({ ...b, runId: 'r', seq: i + 1, at: `2026-11-23T12:00:0${i}Z` }))
const requested: EventBody = {
  type: 'requested',
  data: { request: { verb: 'volumes' }, origin: { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } }, dryRun: false },
}
const sending = (key: string, chunk: number): EventBody => ({
  type: 'dispatching',
  data: { job: job(key, 'mount'), chunk, instanceIds: [`i-${chunk}`], comment: '', notAfter: '', transport: { kind: 'run-shell-script' } },
})

test('a run begins with its request', () => {
  expect(() => foldRun([])).toThrow('begins with its request')
  expect(foldRun(events(requested))).toMatchObject({ state: 'requested', seq: 1 })
})

test('the intent stands before the command id, chunk by chunk', () => {
  const run = foldRun(
    events(requested, sending('k', 0), sending('k', 1), { type: 'dispatched', data: { key: 'k', chunk: 1, commandId: 'c' } }),
  )
  expect(run.jobs).toHaveLength(1)
  expect(run.jobs[0]?.chunks.map((c) => [c.chunk, c.commandId])).toEqual([
    [0, undefined],
    [1, 'c'],
  ])
})

test('the same intent written twice is one', () => {
  expect(foldRun(events(requested, sending('k', 0), sending('k', 0))).jobs[0]?.chunks).toHaveLength(1)
})

test('what returned belongs to its job; the end has the last word', () => {
  const run = foldRun(
    events(
      requested,
      sending('a', 0),
      sending('b', 0),
      { type: 'returned', data: { key: 'b', results: [] } },
      { type: 'ended', data: { state: 'unknown', findings: [] } },
    ),
  )
  expect(run.jobs.map((j) => j.results)).toEqual([undefined, []])
  expect(run).toMatchObject({ state: 'unknown', endedAt: '2026-11-23T12:00:04Z' })
})
