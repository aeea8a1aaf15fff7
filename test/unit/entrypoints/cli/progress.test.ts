import { finding } from '../../../../src/domain/catalogue.ts'
import { plainSpec } from '../../../../src/domain/mount-spec.ts'
import type { EventBody, RunEvent } from '../../../../src/domain/run.ts'
import { afterEvent, afterProgress, noStages, type Stages } from '../../../../src/entrypoints/cli/progress.ts'
import { liveLines, plainChanges } from '../../../../src/entrypoints/cli/show-progress.ts'
import { arnOf } from '../../../support/operation.ts'
import { operation, runId } from './stage.ts'

const second = 1_000
const event = (body: EventBody, at: number): RunEvent => ({ ...body, runId, seq: 0, at: new Date(at).toISOString() })
const ids = ['i-0123456789abcdef0', 'i-0123456789abcdef1'] as const
const two = {
  ...operation,
  targets: [
    { instanceId: ids[0], arn: arnOf(ids[0]), name: 'ubuntu-instance', spec: plainSpec },
    { instanceId: ids[1], arn: arnOf(ids[1]), name: 'rocky', spec: plainSpec },
  ],
}
const job = { key: 'k', script: 'mount', scriptSha: '0', params: {}, instanceIds: ids, executionSeconds: 9, changes: true } as const

function mounting(): Stages {
  const resolved = afterEvent(noStages, event({ type: 'resolved', data: two }, 0))
  return afterEvent(
    resolved,
    event(
      {
        type: 'dispatching',
        data: { job, chunk: 0, instanceIds: ids, comment: '', notAfter: '', transport: { kind: 'run-shell-script' } },
      },
      5 * second,
    ),
  )
}
const running = (stages: Stages, state: 'pending' | 'running'): Stages =>
  afterProgress(stages, { runId, job: 'k', script: 'mount', invocations: [{ instanceId: ids[1], state }] })

describe('the lines of a run', () => {
  test('are one per instance, with the seconds of the stage', () => {
    expect(liveLines(noStages, 0)).toEqual(['asking …'])
    expect(liveLines(running(mounting(), 'running'), 9 * second)).toEqual([
      'ubuntu-instance  mounting  sending  4 s',
      'rocky            mounting  running  4 s',
    ])
  })

  test('stand still when an instance is done, whatever SSM says later', () => {
    const offline = finding('not-delivered', { seen: 'x' })
    const result = { kind: 'none', instanceId: ids[1], finding: offline } as const
    const returned = afterEvent(mounting(), event({ type: 'returned', data: { key: 'k', results: [result] } }, 7 * second))
    expect(liveLines(running(returned, 'pending'), 60 * second)).toEqual([
      'ubuntu-instance  mounting  sending        55 s',
      'rocky            mounting  not-delivered  2 s',
    ])
  })

  test('of more than twenty are counts, said again whenever another tenth has ended', () => {
    const many = Array.from({ length: 5000 }, (_, n) => `i-${String(n).padStart(17, '0')}`)
    const targets = many.map((instanceId) => ({ instanceId, arn: arnOf(instanceId), name: instanceId, spec: plainSpec }))
    const data = { job, chunk: 0, instanceIds: many, comment: '', notAfter: '', transport: { kind: 'run-shell-script' } } as const
    const begun = afterEvent(
      afterEvent(noStages, event({ type: 'resolved', data: { ...two, targets } }, 0)),
      event({ type: 'dispatching', data }, 0),
    )
    const done = (count: number) =>
      afterProgress(begun, {
        runId,
        job: 'k',
        script: 'mount',
        invocations: many.slice(0, count).map((instanceId) => ({ instanceId, state: 'success' })),
      })
    expect(plainChanges(begun, done(499), second)).toEqual([])
    expect(plainChanges(done(499), done(500), second)).toEqual(['4500 of 5000  mounting  sending', '500 of 5000  mounting  done'])
    expect(liveLines(done(4999), second)).toEqual(['4999 of 5000  mounting  done', '1 of 5000  mounting  sending'])

    // of one command to all of them it is known how many have ended before it is known who
    const counted = (stages: Stages, count: number) =>
      afterProgress(stages, {
        runId,
        job: 'k',
        script: 'mount',
        invocations: many.map((instanceId) => ({ instanceId, state: 'pending' })),
        ended: count,
      })
    const some = counted(begun, 1500)
    expect(plainChanges(begun, some, second)).toEqual(['3500 of 5000  mounting  waiting for the agent', '1500 of 5000  mounting  ended'])
    expect(plainChanges(some, counted(some, 1600), second)).toEqual([])
    // then they are told one page after the other
    const results = many
      .slice(0, 1000)
      .map((instanceId) => ({ kind: 'none', instanceId, finding: finding('not-delivered', { seen: '', instanceId }) }) as const)
    const told = afterEvent(some, event({ type: 'returned', data: { key: 'k', results, more: true } }, second))
    expect(liveLines(told, second)).toEqual([
      '3500 of 5000  mounting  waiting for the agent',
      '1000 of 5000  mounting  not-delivered',
      '500 of 5000  mounting  ended',
    ])
    expect(liveLines(counted(told, 1500), second)).toEqual(liveLines(told, second))
  })

  test('are said again only where something changed', () => {
    const before = mounting()
    expect(plainChanges(before, before, 9 * second)).toEqual([])
    expect(plainChanges(before, running(before, 'running'), 9 * second)).toEqual(['rocky  mounting  running  4 s'])
  })

  test('say which batch is under way, above them and once where lines stay', () => {
    const before = mounting()
    const begun = event({ type: 'batch-begun', data: { number: 2, of: 3, instances: 2, failed: 1 } }, second)
    const after = afterEvent(before, begun)
    expect(plainChanges(before, after, second)).toEqual(['batch 2 of 3 (2 instances); failed so far: 1'])
    expect(plainChanges(after, afterEvent(after, begun), second)).toEqual([])
    expect(liveLines(after, second)[0]).toBe('batch 2 of 3 (2 instances); failed so far: 1')
  })

  test('are the same ones after what changes none of them: of thousands none is looked at then', () => {
    const before = running(mounting(), 'running')
    expect(running(before, 'running')).toBe(before)
    expect(afterEvent(before, event({ type: 'dispatched', data: { key: 'k', chunk: 0, commandId: 'c' } }, second))).toBe(before)
  })

  test('say why nothing is known, once, and not that the agent is waited for', () => {
    const before = running(mounting(), 'running')
    const trouble = finding('aws-error', { seen: 'ssm:ListCommandInvocations: ValidationException' })
    const troubled = (stages: Stages): Stages =>
      afterProgress(stages, { runId, job: 'k', script: 'mount', invocations: [{ instanceId: ids[1], state: 'pending' }], trouble })
    const after = troubled(before)
    expect(plainChanges(before, after, 9 * second)).toEqual([
      'rocky  mounting  not known: ssm:ListCommandInvocations: ValidationException  4 s',
    ])
    expect(plainChanges(after, troubled(after), 11 * second)).toEqual([])
  })

  test('tell the steps of making a volume', () => {
    const step = { step: 'mount target', status: 'changed', detail: 'us-east-1a\u001b[2J' } as const
    expect(liveLines(afterEvent(noStages, event({ type: 'provisioned', data: step }, 0)), 0)).toEqual([
      'mount target: us-east-1a\\u{1b}[2J …',
    ])
  })
})
