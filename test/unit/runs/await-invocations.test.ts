/** Waiting for a command: when SSM is asked, what is told meanwhile, and when waiting ends. */
import { type FindingCode, fail } from '../../../src/domain/catalogue.ts'
import type { Invocation } from '../../../src/domain/ports.ts'
import type { Progress } from '../../../src/domain/run.ts'
import { awaitInvocations, hasEnded } from '../../../src/runs/await-invocations.ts'
import type { Asked } from '../../../src/runs/pace.ts'
import { context, ids, invocation, jobFor } from '../../support/dispatch-stage.ts'
import { scriptedSsm } from '../../support/scripted-ssm.ts'

const [one, two] = ids(2) as [string, string]
const job = jobFor([one, two])
const refusing = (code: FindingCode): never => {
  throw fail(code, { seen: `refused: ${code}` })
}

type Watching = {
  /** What SSM lists at its n-th question, from 0. */
  readonly lists: (n: number, watching: { readonly abort: () => void }) => readonly Invocation[]
  readonly instanceIds?: readonly string[]
  readonly cleanup?: boolean
  readonly cancel?: (n: number) => void
  /** Milliseconds between questions. */
  readonly every?: number
}

async function watching({ lists, instanceIds = [one, two], cleanup = false, cancel = () => {}, every = 1000 }: Watching) {
  const ctx = context(scriptedSsm({ invocation: () => undefined }))
  const questions: number[] = []
  const sleeps: { readonly ms: number; readonly isInterruptible: boolean }[] = []
  const asked: Asked[] = []
  const ended: number[] = []
  const told: Progress[] = []
  const cancelled: string[] = []
  const began = ctx.clock.now().getTime()
  const watched = await awaitInvocations(
    job,
    {
      commandId: 'c-1',
      instanceIds,
      place: 3,
      pace: {
        wait: (what) => {
          asked.push(what)
          return every - (what.now - what.last)
        },
        ended: (ms) => ended.push(ms),
      },
    },
    {
      ...ctx,
      onProgress: (progress) => told.push(progress),
      clock: {
        now: ctx.clock.now,
        sleep: (ms, signal) => {
          sleeps.push({ ms, isInterruptible: signal === ctx.signal })
          return ctx.clock.sleep(ms, signal)
        },
      },
      runCommand: {
        ...ctx.runCommand,
        invocations: async (commandId) => {
          questions.push(ctx.clock.now().getTime() - began)
          expect(commandId).toBe('c-1')
          return lists(questions.length - 1, ctx)
        },
        cancel: async (commandId) => {
          cancelled.push(commandId)
          cancel(cancelled.length)
        },
      },
    },
    cleanup,
  )
  return { watched, questions, sleeps, asked, ended, told, cancelled, states: [...watched.seen.values()].map((i) => i.state) }
}
const running = (...of: string[]) => of.map((id) => invocation(id, 'running'))

test('an invocation has ended when SSM says how, and one that is not listed has not', () => {
  expect([undefined, invocation(one, 'pending'), invocation(one, 'running')].map(hasEnded)).toEqual([false, false, false])
  for (const state of ['success', 'failed', 'cancelled', 'timed-out', 'not-delivered'] as const)
    expect(hasEnded(invocation(one, state))).toBe(true)
})

test('it asks when the pace says so, until each instance has ended, and teaches the pace how long that took', async () => {
  const { watched, questions, ended, asked, sleeps } = await watching({
    lists: (n) => (n < 2 ? running(one, two) : [invocation(two, 'failed'), invocation(one, 'success')]),
  })
  expect(questions).toEqual([1000, 2000, 3000])
  expect(watched).toEqual({
    seen: new Map([
      [two, invocation(two, 'failed')],
      [one, invocation(one, 'success')],
    ]),
  })
  expect(ended).toEqual([3000])
  expect(asked[0]).toEqual({ last: 0, now: 0, place: 3 })
  // what other commands of the job teach is heard of in between
  expect(sleeps.slice(0, 2)).toEqual([500, 500].map((ms) => ({ ms, isInterruptible: true })))
  expect(asked.slice(0, 4).map(({ last, now }) => [last, now])).toEqual([
    [0, 0],
    [0, 500],
    [0, 1000],
    [1000, 1000],
  ])
})

test('one of two that has ended is no end, and neither is one that SSM does not list', async () => {
  const { questions, states } = await watching({
    lists: (n) => [[], [invocation(one, 'success')], [invocation(one, 'success'), invocation(two, 'success')]][n] ?? [],
  })
  expect(questions).toHaveLength(3)
  expect(states).toEqual(['success', 'success'])
})

test('after each question it tells how each instance stands; one that is not listed is pending', async () => {
  const { told } = await watching({ lists: (n) => (n === 0 ? running(one) : [invocation(one, 'success'), invocation(two, 'cancelled')]) })
  expect(told).toEqual(
    [
      ['running', 'pending'],
      ['success', 'cancelled'],
    ].map((states) => ({
      runId: 'r',
      job: job.key,
      script: 'inspect',
      invocations: [one, two].map((instanceId, i) => ({ instanceId, state: states[i] })),
    })),
  )
})

test('a pace that would ask at once still goes on', async () => {
  const { asked, questions } = await watching({ every: 0, lists: (n) => (n < 3 ? [] : [invocation(one, 'success')]), instanceIds: [one] })
  expect(questions).toEqual([0, 1, 2, 3])
  expect([...new Set(asked.map(({ last }) => last))]).toEqual([0, 1, 2, 3])
})

test('waiting ends when delivery, execution and half a minute are over, and nothing is said to be lost', async () => {
  const { watched, questions, ended } = await watching({ every: 7000, lists: () => running(one, two) })
  expect(questions.at(-1)).toBe((60 + job.executionSeconds + 30) * 1000)
  expect(watched).not.toHaveProperty('lost')
  expect(watched).not.toHaveProperty('cancel')
  expect(ended).toEqual([])
})

describe('a question that AWS refuses', () => {
  test.each(['aws-denied', 'aws-credentials'] as const)('to who asks (%s) is not asked again', async (code) => {
    const { watched, questions, told } = await watching({ lists: () => refusing(code) })
    expect(questions).toHaveLength(1)
    expect(watched).toMatchObject({ lost: { code } })
    expect(told).toMatchObject([{ trouble: { code } }])
  })

  test('three times in a row for no reason that passes is not asked again; an answer in between counts anew', async () => {
    const { questions, watched } = await watching({
      lists: (n) => (n === 2 ? running(one) : n === 4 ? refusing('aws-throttled') : refusing('aws-error')),
    })
    // 0, 1 · answered · 3 · throttled · 5, 6, 7
    expect(questions).toHaveLength(8)
    expect(watched).toMatchObject({ lost: { code: 'aws-error' } })
    expect([...watched.seen.keys()]).toEqual([one])
  })

  test('for a reason that passes is asked until the time is over, and then that is what kept it', async () => {
    const { watched, questions } = await watching({ every: 60_000, lists: () => refusing('aws-throttled') })
    expect(questions.at(-1)).toBe((60 + job.executionSeconds + 30) * 1000)
    expect(watched).toMatchObject({ lost: { code: 'aws-throttled' } })
  })

  test('for a moment keeps what was seen before', async () => {
    const { states } = await watching({
      lists: (n) => [running(one, two), undefined, [invocation(one, 'failed'), invocation(two, 'success')]][n] ?? refusing('aws-throttled'),
    })
    expect(states).toEqual(['failed', 'success'])
  })
})

describe('an interrupt', () => {
  /** Interrupted while the first question is under way. */
  const interrupted = (more: Partial<Watching> = {}) =>
    watching({
      lists: (n, { abort }) => {
        if (n === 0) abort()
        return running(one, two)
      },
      ...more,
    })

  test('has SSM asked once to cancel, at once, and is waited for four seconds more at most', async () => {
    const { cancelled, watched, questions, sleeps } = await interrupted()
    expect(cancelled).toEqual(['c-1'])
    expect(watched).toMatchObject({ cancel: {} })
    expect(watched.cancel).not.toHaveProperty('refused')
    expect(questions.slice(0, 2)).toEqual([1000, 1000])
    expect(questions.at(-1)).toBe(5000)
    // a second interrupt does not cut short the wait for what SSM says of it
    expect(sleeps.map((s) => s.isInterruptible)).toEqual(sleeps.map((_, n) => n < 2))
  })

  test('ends as soon as SSM says how it ended', async () => {
    const { states, questions, watched } = await interrupted({
      lists: (n, { abort }) => {
        if (n === 0) abort()
        return n < 2 ? running(one, two) : [invocation(one, 'cancelled'), invocation(two, 'success')]
      },
    })
    expect([states, questions]).toEqual([
      ['cancelled', 'success'],
      [1000, 1000, 2001],
    ])
    expect(watched).toHaveProperty('cancel')
  })

  test('that SSM refuses for a moment is asked for again; for good it is not', async () => {
    const passing = await interrupted({ cancel: (n) => (n < 3 ? refusing('aws-throttled') : undefined) })
    expect(passing.cancelled).toHaveLength(3)
    expect(passing.watched.cancel).toEqual({})
    const final = await interrupted({ cancel: () => refusing('aws-denied') })
    expect(final.cancelled).toHaveLength(1)
    expect(final.watched.cancel).toMatchObject({ refused: { code: 'aws-denied' } })
    expect(final.questions.at(-1)).toBe(5000)
  })

  test('that comes when the time is nearly over gives no more of it', async () => {
    const limit = (60 + job.executionSeconds + 30) * 1000
    const { questions } = await watching({
      every: limit - 1000,
      lists: (n, { abort }) => {
        if (n === 0) abort()
        return running(one, two)
      },
    })
    expect(questions.at(-1)).toBe(limit)
  })

  test('does not touch what cleans up: it is waited for, and not cut short', async () => {
    const { cancelled, questions, sleeps, watched } = await interrupted({
      cleanup: true,
      lists: (n, { abort }) => {
        abort()
        return n < 6 ? running(one, two) : [invocation(one, 'success'), invocation(two, 'success')]
      },
    })
    expect([cancelled, questions.at(-1)]).toEqual([[], 7000])
    expect(watched).not.toHaveProperty('cancel')
    expect(new Set(sleeps.map((s) => s.isInterruptible))).toEqual(new Set([false]))
  })
})
