/** One instance’s result: the transcript decides; without one SSM’s status tells what may have happened, and silence is never green. */
import { type FindingCode, fail, finding } from '../../../src/domain/catalogue.ts'
import type { HostJob } from '../../../src/domain/plan.ts'
import type { Invocation } from '../../../src/domain/ports.ts'
import type { Watched } from '../../../src/runs/await-invocations.ts'
import type { DispatchContext } from '../../../src/runs/dispatch-context.ts'
import { resultOf } from '../../../src/runs/result-of.ts'
import { context, ids, invocation, jobFor, transcriptOf } from '../../support/dispatch-stage.ts'
import { healthyRecords } from '../../support/healthy-records.ts'
import { scriptedSsm } from '../../support/scripted-ssm.ts'

const [id] = ids(1) as [string]
const job = jobFor([id])
const whole = transcriptOf(job, healthyRecords)
const found = (state: Invocation['state'], output = '', more: Partial<Invocation> = {}): Invocation => ({
  ...invocation(id, state, output),
  details: `SSM says ${state}`,
  ...more,
})

/** `seen`: what the list showed; `outputs`: what each question for the whole output comes to. */
async function judged(
  seen: Invocation | undefined,
  outputs: ((() => Invocation) | Invocation)[] = [],
  more: Partial<Watched> = {},
  of: HostJob = job,
) {
  const asked: string[] = []
  const ctx = context(scriptedSsm({ invocation: () => undefined }))
  let turns = 0
  const stage: DispatchContext = {
    ...ctx,
    turn: async () => void turns++,
    runCommand: {
      ...ctx.runCommand,
      output: async (commandId, instanceId) => {
        asked.push(`${commandId} ${instanceId}`)
        const next = outputs[asked.length - 1] ?? outputs.at(-1)
        if (next === undefined) throw fail('aws-denied', { seen: 'ssm:GetCommandInvocation: no' })
        return typeof next === 'function' ? next() : next
      },
    },
  }
  const watched = { seen: new Map(seen ? [[id, seen]] : []), ...more }
  const result = await resultOf(of, id, 'c-1', watched, stage)
  const waited = ctx.clock.now().getTime() - Date.parse('2026-11-23T12:00:00Z')
  return { result, asked, waited, turns, why: result.kind === 'none' ? [result.finding.code, result.finding.seen] : result.kind }
}
const refusing = (code: FindingCode) => (): never => {
  throw fail(code, { seen: `refused: ${code}` })
}

describe('a command of which no end was seen', () => {
  test('is in doubt at the time limit, with its last state where there was one', async () => {
    expect((await judged(undefined)).why).toEqual(['outcome-unknown', 'the command did not end within the time limit (command c-1)'])
    expect((await judged(found('running'))).why).toEqual([
      'outcome-unknown',
      'the command did not end within the time limit, last state SSM says running (command c-1)',
    ])
    expect((await judged(undefined)).result).toMatchObject({ instanceId: id, finding: { instanceId: id } })
  })

  test.each<[string, Partial<Watched>, FindingCode, string]>([
    ['AWS refused the question', { lost: finding('aws-denied', { seen: 'no' }) }, 'sight-lost', 'no, last state SSM says running'],
    ['it was cancelled', { cancel: {} }, 'cancelled', 'interrupted while the command was running'],
    ['SSM did not cancel it', { cancel: { refused: finding('aws-denied', { seen: 'not you' }) } }, 'not-cancelled', 'not you'],
    [
      'SSM did not cancel it and refuses more questions',
      { cancel: { refused: finding('aws-denied', { seen: 'not you' }) }, lost: finding('aws-denied', { seen: 'no' }) },
      'not-cancelled',
      'not you',
    ],
    [
      'it was cancelled and AWS refuses more questions',
      { cancel: {}, lost: finding('aws-denied', { seen: 'no' }) },
      'sight-lost',
      'no, last state SSM says running',
    ],
  ])('says what kept it: %s', async (_, more, code, seen) => {
    expect((await judged(found('running'), [], more)).why).toEqual([code, `${seen} (command c-1)`])
  })
})

test('a transcript in the list is the result, whatever SSM’s status is, and nothing more is asked', async () => {
  for (const state of ['success', 'failed', 'timed-out'] as const) {
    const { result, asked, turns } = await judged(found(state, whole))
    expect(result).toMatchObject({
      kind: 'transcript',
      state: 'done',
      observation: { kind: 'observed', instanceId: id, at: '2026-11-23T12:00:00.000Z', facts: { host: { distribution: 'ubuntu' } } },
    })
    expect([asked, turns]).toEqual([[], 1])
  }
})

test('what two hosts say alike is kept once', async () => {
  const ctx = context(scriptedSsm({ invocation: () => undefined }))
  const of = (instanceId: string) =>
    resultOf(job, instanceId, 'c-1', { seen: new Map([[instanceId, { ...found('success', whole), instanceId }]]) }, ctx)
  const facts = async (instanceId: string) => {
    const result = await of(instanceId)
    return result.kind === 'transcript' && result.observation?.kind === 'observed' ? result.observation.facts : undefined
  }
  const [one, other] = [await facts('i-1'), await facts('i-2')]
  expect(one?.host).toBeDefined()
  expect(one?.host).toBe(other?.host)
  const missing = async () => resultOf(job, id, 'c-1', { seen: new Map() }, ctx)
  expect(await missing()).toBe(await missing())
})

describe('what does not fit the list', () => {
  const cut = transcriptOf(job, healthyRecords, false).slice(0, 400)
  const plain = transcriptOf(job, healthyRecords, false)

  test('is fetched, and is the result', async () => {
    const { result, asked, waited } = await judged(found('success', cut), [found('success', plain)])
    expect(result).toMatchObject({ kind: 'transcript', observation: { kind: 'observed' } })
    expect([asked, waited]).toEqual([[`c-1 ${id}`], 0])
  })

  test('is fetched of a failed command too: what it says of itself counts', async () => {
    expect((await judged(found('failed', cut), [found('failed', plain)])).result.kind).toBe('transcript')
    const truncated = found('failed', plain.slice(0, 900))
    expect((await judged(found('failed', cut), [truncated])).why).toEqual(['transcript-truncated', expect.any(String)])
  })

  test('is asked for again while SSM lags behind its list: up to five times, with longer pauses', async () => {
    const late = await judged(found('success', cut), [found('running'), found('success', ''), found('success', plain)])
    expect([late.result.kind, late.asked.length, late.waited]).toEqual(['transcript', 3, 1500])
    const never = await judged(found('success', cut), [found('running')])
    expect([never.why, never.asked.length, never.waited]).toEqual([
      ['transcript-missing', 'SSM lists the command as ended but does not show its output (command c-1)'],
      5,
      7500,
    ])
  })

  test('where AWS refuses it is said to be out of sight: at once for good, else after as many questions', async () => {
    const denied = await judged(found('success', cut), [refusing('aws-denied')])
    expect([denied.why, denied.asked.length]).toEqual([['sight-lost', 'refused: aws-denied (command c-1)'], 1])
    const throttled = await judged(found('success', cut), [refusing('aws-throttled')])
    expect([throttled.why, throttled.asked.length]).toEqual([['sight-lost', 'refused: aws-throttled (command c-1)'], 5])
    const once = await judged(found('success', cut), [refusing('aws-throttled'), found('success', plain)])
    expect(once.result.kind).toBe('transcript')
  })

  test('an output that stays empty, and was empty in the list too, is one', async () => {
    const { why, asked } = await judged(found('success'), [found('success')])
    expect([why, asked.length]).toEqual([['transcript-missing', 'the output is empty'], 1])
  })
})

describe('an end without a transcript is what SSM says of it', () => {
  test.each<[Invocation['state'], FindingCode]>([
    ['cancelled', 'invocation-cancelled'],
    ['timed-out', 'invocation-timed-out'],
  ])('%s', async (state, code) => {
    const { why, asked } = await judged(found(state, 'partly'), [found(state, 'partly')])
    expect(why).toEqual([code, `SSM says ${state} (command c-1)`])
    expect(asked).toHaveLength(1)
  })

  test('not-delivered, which printed nothing, so nothing is fetched', async () => {
    const { why, asked } = await judged(found('not-delivered'))
    expect([why, asked]).toEqual([['not-delivered', 'SSM says not-delivered (command c-1)'], []])
  })

  test('failed, with the exit code and the end of what it said: of the whole output where it was fetched', async () => {
    const errorOutput = `${'x'.repeat(300)}no space left  `
    expect((await judged(found('failed', 'x', { errorOutput, exitCode: 3 }))).why).toEqual([
      'invocation-failed',
      `SSM says failed, exit 3: "${`${'x'.repeat(300)}no space left`.slice(-200)}" (command c-1)`,
    ])
    const full = found('failed', 'x', { errorOutput: 'the whole of it' })
    expect((await judged(found('failed', 'x', { errorOutput: 'the whole' }), [full])).why).toEqual([
      'invocation-failed',
      'SSM says failed, exit ?: "the whole of it" (command c-1)',
    ])
  })

  test('success, which proves nothing', async () => {
    expect((await judged(found('success', 'all good!'), [found('success', 'all good!')])).why).toEqual([
      'transcript-missing',
      'the output does not begin with a transcript',
    ])
  })
})

test('AWS’s own installer has no transcript: its end is read as it is', async () => {
  const distributor: HostJob = { ...job, script: 'distributor' } as HostJob
  expect((await judged(found('success', 'Installed 2.1.0'), [], {}, distributor)).result).toEqual({
    kind: 'installed',
    instanceId: id,
    said: '"Installed 2.1.0"',
  })
})
