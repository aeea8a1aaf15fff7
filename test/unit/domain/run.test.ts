import type { HostJob } from '../../../src/domain/plan.ts'
import { cancellations, type EventBody, foldRun, type Run, type RunEvent } from '../../../src/domain/run.ts'

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

const lock = { fileSystemId: 'fs-1', volume: 'v', region: 'us-east-1', by: { id: '1', name: 'ada' }, since: '', runId: 'r' }
const step = { step: 'file system', status: 'changed', detail: 'made' } as const
const approved = (id: string) => ({ digest: 'd', by: { id, name: id }, permission: { base: 'write', roleName: '' } }) as const
/** What is only handed on: its content is others' business. */
const some = <T>(value: object): T => value as T
type Data<Type extends EventBody['type']> = Extract<EventBody, { readonly type: Type }>['data']

test.each<[EventBody, Partial<Run>]>([
  [
    { type: 'decided', data: some<Data<'decided'>>({ kind: 'allowed' }) },
    { state: 'allowed', decision: some({ kind: 'allowed' }) },
  ],
  [
    { type: 'decided', data: some<Data<'decided'>>({ kind: 'denied' }) },
    { state: 'requested', decision: some({ kind: 'denied' }) },
  ],
  [
    { type: 'resolved', data: some<Data<'resolved'>>({ verb: 'mount' }) },
    { state: 'resolved', operation: some({ verb: 'mount' }) },
  ],
  [
    { type: 'observed', data: { phase: 'before', observations: [] } },
    { state: 'inspected', before: [] },
  ],
  [
    { type: 'planned', data: some<Data<'planned'>>({ digest: 'd' }) },
    { state: 'planned', plan: some({ digest: 'd' }) },
  ],
  [
    { type: 'volume-planned', data: some<Data<'volume-planned'>>({ digest: 'd' }) },
    { state: 'planned', volumePlan: some({ digest: 'd' }) },
  ],
  [
    { type: 'people-planned', data: some<Data<'people-planned'>>({ digest: 'd' }) },
    { state: 'planned', peoplePlan: some({ digest: 'd' }) },
  ],
  [
    { type: 'registry-read', data: { blob: 'b', notes: [] } },
    { state: 'requested', registryRead: { blob: 'b', notes: [] } },
  ],
  [
    { type: 'registry-applied', data: { given: [] } },
    { state: 'requested', registryApplied: { given: [] } },
  ],
  [
    { type: 'apply-decided', data: some<Data<'apply-decided'>>({ digest: 'd' }) },
    { state: 'requested', applyDecision: some({ digest: 'd' }) },
  ],
  [
    { type: 'offered', data: some<Data<'offered'>>({ digest: 'd' }) },
    { state: 'requested', offer: some({ digest: 'd' }) },
  ],
  [
    { type: 'approved', data: approved('2') },
    { state: 'requested', approved: [approved('2')] },
  ],
  [
    { type: 'released', data: { runId: 's' } },
    { state: 'requested', released: { runId: 's' } },
  ],
  [
    { type: 'locked', data: lock },
    { state: 'requested', lock },
  ],
  [
    { type: 'unlocking', data: lock },
    { state: 'requested', lock },
  ],
  [
    { type: 'batch-begun', data: { number: 1, of: 2, instances: 3, failed: 0 } },
    { state: 'requested', batch: { number: 1, of: 2, instances: 3, failed: 0 } },
  ],
  [
    { type: 'provisioned', data: step },
    { state: 'requested', provisioned: [step] },
  ],
  [requested, { state: 'requested', dryRun: false }],
])('%j is what the run knows then', (body, known) => {
  expect(foldRun(events(requested, body))).toMatchObject({ seq: 2, ...known })
})

test('approvals and steps are kept one after the other', () => {
  const run = foldRun(
    events(
      requested,
      { type: 'approved', data: approved('2') },
      { type: 'approved', data: approved('3') },
      { type: 'provisioned', data: step },
      { type: 'provisioned', data: { ...step, step: 'mount target' } },
    ),
  )
  expect(run.approved?.map((a) => a.by.id)).toEqual(['2', '3'])
  expect(run.provisioned.map((s) => s.step)).toEqual(['file system', 'mount target'])
})

test('a look after the work changes neither what was seen before it nor how far the run is', () => {
  const before = foldRun(events(requested, { type: 'observed', data: { phase: 'before', observations: [] } }))
  const after = foldRun(events(requested, { type: 'observed', data: { phase: 'after', observations: [] } }))
  expect([before.state, before.before, after.state, after.before]).toEqual(['inspected', [], 'requested', undefined])
})

describe('a job that is sent', () => {
  const planned: EventBody = { type: 'planned', data: some<Data<'planned'>>({ digest: 'd' }) }
  const sent = (script: HostJob['script'], changes = true): EventBody => ({
    ...(sending('k', 0) as Extract<EventBody, { readonly type: 'dispatching' }>),
    data: { ...some<Data<'dispatching'>>((sending('k', 0) as { readonly data: object }).data), job: { ...job('k', script), changes } },
  })
  const stateOf = (...bodies: EventBody[]) => foldRun(events(requested, ...bodies)).state

  test('after the plan is the work, if it changes something; the sharing test is the proof', () => {
    expect(stateOf(planned, sent('mount'))).toBe('applying')
    expect(stateOf(planned, sent('inspect', false))).toBe('planned')
    expect(stateOf(planned, sent('sharing-test'))).toBe('verifying')
    expect(stateOf(planned, sent('mount'), sent('sharing-test'))).toBe('verifying')
    // the state never goes back
    expect(stateOf(planned, sent('sharing-test'), sent('mount'))).toBe('verifying')
  })

  test('before there is a plan is a look', () => {
    expect(stateOf(sent('mount'))).toBe('requested')
    expect(stateOf(sent('sharing-test'))).toBe('requested')
  })

  test('that an interrupt cancels is told with its command, and with why SSM did not take that', () => {
    const cancelling = (chunk: number, refused?: string): EventBody => ({
      type: 'cancelling',
      data: { key: 'k', chunk, ...(refused === undefined ? {} : { refused }) },
    })
    const ids = [0, 1].map((chunk): EventBody => ({ type: 'dispatched', data: { key: 'k', chunk, commandId: `c-${chunk}` } }))
    const run = foldRun(
      events(requested, sending('k', 0), sending('k', 1), sending('k', 2), ...ids, cancelling(1, 'too late'), cancelling(2)),
    )
    // the third has no command, so that there is nothing to cancel
    expect(cancellations(run)).toEqual([{ commandId: 'c-1', refused: 'too late' }])
    expect(cancellations(foldRun(events(requested, sending('k', 0), ids[0]!, cancelling(0))))).toEqual([{ commandId: 'c-0' }])
    expect(cancellations(foldRun(events(requested, sending('k', 0), ids[0]!)))).toEqual([])
  })
})

test('the end has what was found, and an answer where there is one', () => {
  const findings = [{ code: 'not-looked-at', seen: '', why: '', next: '' } as const]
  const none = foldRun(events(requested, { type: 'ended', data: { state: 'failed', findings } }))
  expect(none).toMatchObject({ state: 'failed', findings })
  expect(none).not.toHaveProperty('answer')
  expect(none).not.toHaveProperty('parts')
  const answer = { kind: 'volumes', volumes: [] } as unknown as NonNullable<Run['answer']>
  expect(foldRun(events(requested, { type: 'ended', data: { state: 'done', findings: [], answer } })).answer).toEqual(answer)
})
