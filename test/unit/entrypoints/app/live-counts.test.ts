import type { InvocationState } from '../../../../src/domain/ports.ts'
import { defaultMountOptions } from '../../../../src/domain/request.ts'
import { type EventBody, foldRun, type Run } from '../../../../src/domain/run.ts'
import { makeLiveCounts } from '../../../../src/entrypoints/app/live-counts.ts'

const request = { verb: 'mount', volume: { kind: 'name', name: 'data' }, selectors: [], options: defaultMountOptions } as const
const origin = { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } } as const

function runAfter(...bodies: readonly EventBody[]): Run {
  const all: readonly EventBody[] = [{ type: 'requested', data: { request, origin, dryRun: false } }, ...bodies]
  return foldRun(all.map((body, seq) => ({ ...body, runId: 'R1', seq, at: '2026-01-01T00:00:00Z' })))
}

const sent = (key: string, chunk: number, ...instanceIds: string[]): EventBody => {
  const job = { key, script: 'mount', scriptSha: '', params: {}, instanceIds, executionSeconds: 60, changes: true } as const
  return { type: 'dispatching', data: { job, chunk, instanceIds, comment: '', notAfter: '', transport: { kind: 'run-shell-script' } } }
}
const seen = (job: string, states: Readonly<Record<string, InvocationState>>) => ({
  runId: 'R1',
  job,
  script: 'mount',
  invocations: Object.entries(states).map(([instanceId, state]) => ({ instanceId, state })),
})

test('before anything is sent, and after everything has returned, nothing is counted', () => {
  const live = makeLiveCounts()
  expect(live.of(runAfter())).toBeUndefined()
  live.take(seen('a', { one: 'success' }))
  expect(live.of(runAfter(sent('a', 0, 'one'), { type: 'returned', data: { key: 'a', results: [] } }))).toBeUndefined()
})

test('an instance has answered when its invocation has ended, however it ended', () => {
  const live = makeLiveCounts()
  const run = runAfter(sent('a', 0, 'one', 'two', 'three', 'four', 'five', 'six'))
  expect(live.of(run)).toEqual({ answered: 0, of: 6 })
  live.take(seen('a', { one: 'success', two: 'failed', three: 'timed-out', four: 'not-delivered', five: 'running', six: 'pending' }))
  expect(live.of(run)).toEqual({ answered: 4, of: 6 })
})

test('jobs side by side and in several chunks are counted together; an earlier job’s answers are not', () => {
  const live = makeLiveCounts()
  live.take(seen('inspect', { one: 'success', two: 'success' }))
  live.take(seen('a', { one: 'success' }))
  live.take(seen('a', { two: 'running' }))
  live.take(seen('b', { three: 'success' }))
  expect(live.of(runAfter(sent('a', 0, 'one'), sent('a', 1, 'two'), sent('b', 0, 'three')))).toEqual({ answered: 2, of: 3 })
})

test('a tick that tells nothing new is no reason to write', () => {
  const live = makeLiveCounts()
  expect(live.take(seen('a', { one: 'running' }))).toBe(true)
  expect(live.take(seen('a', { one: 'running' }))).toBe(false)
  expect(live.take(seen('a', { one: 'success' }))).toBe(true)
})

test('where it is known only how many have ended, they are counted, and at most as many as were asked', () => {
  const live = makeLiveCounts()
  const run = runAfter(sent('a', 0, 'one', 'two', 'three'))
  expect(live.take({ ...seen('a', { one: 'pending', two: 'pending', three: 'pending' }), ended: 2 })).toBe(true)
  expect(live.of(run)).toEqual({ answered: 2, of: 3 })
  expect(live.take({ ...seen('a', { one: 'pending', two: 'pending', three: 'pending' }), ended: 2 })).toBe(false)
  live.take({ ...seen('a', {}), ended: 5 })
  expect(live.of(run)).toEqual({ answered: 3, of: 3 })
})

test('whom one command did not reach and another is sent to is one', () => {
  const live = makeLiveCounts()
  live.take(seen('a', { one: 'success' }))
  expect(live.of(runAfter(sent('a', 0, 'one', 'two'), sent('a', 1, 'two')))).toEqual({ answered: 1, of: 2 })
})
