import { type FindingCode, fail } from '../../../src/domain/catalogue.ts'
import type { HostJob } from '../../../src/domain/plan.ts'
import type { Invocation } from '../../../src/domain/ports.ts'
import { cancellations, type Progress, type RunEvent } from '../../../src/domain/run.ts'
import { sentBy } from '../../../src/domain/sent-by.ts'
import { makeJob, readTranscript, scriptSha } from '../../../src/host/job.ts'
import type { Transports } from '../../../src/runs/choose-transports.ts'
import { dispatch } from '../../../src/runs/dispatch.ts'
import { context, ids, invocation, jobFor, params } from '../../support/dispatch-stage.ts'
import { fileSystemId } from '../../support/healthy-facts.ts'
import { type ScriptedSsm, scriptedSsm } from '../../support/scripted-ssm.ts'

test('the intent is written before the send, the command id after it', async () => {
  const seen: string[][] = []
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'not-delivered') })
  const ctx = context(ssm)
  const runCommand: typeof ssm = {
    ...ssm,
    send: async (command) => {
      seen.push(ctx.events.map((e) => e.type))
      return ssm.send(command)
    },
  }
  await dispatch(jobFor(ids(1)), { ...ctx, runCommand })
  expect(seen).toEqual([['requested', 'dispatching']])
  expect(ctx.events.map((e) => e.type)).toEqual(['requested', 'dispatching', 'dispatched', 'returned'])
})

test('120 instances go in three commands of at most 50, and each has a result of its own', async () => {
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'not-delivered') })
  const results = await dispatch(jobFor(ids(120)), context(ssm))
  expect(ssm.sent.map((c) => c.instanceIds.length)).toEqual([50, 50, 20])
  expect(results.map((r) => r.instanceId)).toEqual(ids(120))
})

test('no event of 120 instances names more than its own command’s, and what has come is not asked for again', async () => {
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'not-delivered') })
  const ctx = context(ssm)
  const results = await dispatch(jobFor(ids(120)), ctx)
  expect(ctx.events.flatMap((e) => (e.type === 'dispatching' ? [e.data.instanceIds.length] : []))).toEqual([50, 50, 20])
  const told = ctx.events.flatMap((e) => (e.type === 'returned' ? [e.data] : []))
  expect(told.map(({ results: some }) => some.length).sort((a, b) => b - a)).toEqual([50, 50, 20])
  expect(told.map(({ more }) => more)).toEqual([true, true, undefined])
  expect(ctx.events.filter((e) => e.type === 'dispatching').some((e) => 'instanceIds' in e.data.job)).toBe(false)
  expect(new Set(ctx.run().jobs[0]?.results)).toEqual(new Set(results))

  const again = context(ssm, ctx.events.slice(0, -1))
  expect(again.run().jobs[0]).not.toHaveProperty('results')
  const asked: string[] = []
  const runCommand: typeof ssm = {
    ...ssm,
    invocations: async (commandId) => {
      asked.push(commandId)
      return ssm.invocations(commandId)
    },
  }
  expect(await dispatch(jobFor(ids(120)), { ...again, runCommand })).toMatchObject(results)
  const untold = told.at(-1)?.results[0]?.instanceId ?? ''
  const [command] = ctx.run().jobs.flatMap((j) => j.chunks.filter((c) => c.instanceIds.includes(untold)))
  expect([...new Set(asked)]).toEqual([command?.commandId])
  expect(ssm.sent).toHaveLength(3)
})

test('what waits for its turn to be sent is not sent after an interrupt', async () => {
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'cancelled') })
  const ctx = context(ssm)
  const runCommand: typeof ssm = {
    ...ssm,
    send: async (command) => {
      ctx.abort()
      return ssm.send(command)
    },
  }
  const results = await dispatch(jobFor(ids(600)), { ...ctx, runCommand })
  const sent = ssm.sent.flatMap((c) => c.instanceIds).length
  expect(sent).toBeGreaterThan(0)
  expect(sent).toBeLessThan(600)
  expect(results).toHaveLength(600)
  expect(results.filter((r) => r.kind === 'none' && r.finding.seen === 'interrupted before anything was sent')).toHaveLength(600 - sent)
})

test('the same job again is not sent again', async () => {
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'failed') })
  const ctx = context(ssm)
  const first = await dispatch(jobFor(ids(2)), ctx)
  expect(await dispatch(jobFor(ids(2)), ctx)).toEqual(first)
  expect(ssm.sent).toHaveLength(1)
})

describe('what is stored of a job', () => {
  const other = { ...params, mountPoint: '/mnt/elsewhere' }
  const stored = async () => {
    const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'failed') })
    const ctx = context(ssm)
    return { ssm, ctx, first: await dispatch(jobFor(ids(2)), ctx) }
  }

  test('is kept under its parameters: the same number with others is another job', async () => {
    const { ssm, ctx } = await stored()
    const sameNumber = makeJob({ runId: '01JDM3C0000000000000000000', n: 1, script: 'inspect', params: other, instanceIds: ids(2) })
    expect(sameNumber.key).not.toBe(jobFor(ids(2)).key)
    await dispatch(sameNumber, ctx)
    expect(ssm.sent).toHaveLength(2)
  })

  test('is refused where the key alone would decide: other parameters under it are no answer, and are not sent', async () => {
    const { ssm, ctx } = await stored()
    const results = await dispatch({ ...jobFor(ids(2)), params: other }, ctx)
    expect(results.map((r) => r.kind === 'none' && [r.instanceId, r.finding.code])).toEqual(ids(2).map((id) => [id, 'job-differs']))
    expect(ssm.sent).toHaveLength(1)
  })

  test('answers for the instances that it is of, in the order that is asked for; others are sent to', async () => {
    const { ssm, ctx, first } = await stored()
    const [one, two, three] = ids(3) as [string, string, string]
    const results = await dispatch(jobFor([three, two, one]), ctx)
    expect(results.map((r) => r.instanceId)).toEqual([three, two, one])
    expect(results.slice(1)).toEqual(first.toReversed())
    expect(ssm.sent.map((c) => c.instanceIds)).toEqual([[one, two], [three]])
    expect(await dispatch(jobFor([three]), ctx)).toEqual(results.slice(0, 1))
    expect(ctx.run().jobs[0]!.chunks.map((c) => c.chunk)).toEqual([0, 1])
    expect(ssm.sent).toHaveLength(2)
  })

  test('names the program that it was made with', async () => {
    const { ctx } = await stored()
    expect(ctx.run().jobs[0]?.job.scriptSha).toBe(scriptSha('inspect'))
  })
})

describe('a run that another version of Prism began', () => {
  const older = (instanceIds: readonly string[]): HostJob => ({ ...jobFor(instanceIds), scriptSha: 'a'.repeat(64) }) as HostJob

  test('has nothing sent for it with this one’s program, and says so', async () => {
    const ssm = scriptedSsm({ invocation: () => undefined })
    const [result] = await dispatch(older(ids(1)), context(ssm))
    expect(result).toMatchObject({ finding: { code: 'program-changed', seen: expect.stringContaining('aaaaaaaaaaaa') } })
    expect(ssm.sent).toEqual([])
  })

  test('has what was under way read by the program that it was sent with', async () => {
    const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'success', 'PRISM/1 …') })
    const ctx = context(ssm)
    await dispatch(jobFor(ids(1)), ctx)
    const [requested, dispatching, dispatched] = ctx.events as [RunEvent, Extract<RunEvent, { type: 'dispatching' }>, RunEvent]
    const sentByOlder = { ...dispatching, data: { ...dispatching.data, job: older(ids(1)) } }
    const again = context(ssm, [requested, sentByOlder, dispatched])
    const read: string[] = []
    const scripts = {
      ...again.scripts,
      readTranscript: (job: Parameters<typeof readTranscript>[0], ...rest: [string, string, string, 'summary' | 'full']) => {
        read.push(job.scriptSha)
        return readTranscript(job, ...rest)
      },
    }
    await dispatch(jobFor(ids(1)), { ...again, scripts })
    expect(new Set(read)).toEqual(new Set(['a'.repeat(64)]))
    expect(ssm.sent).toHaveLength(1)
  })
})

test('re-entered between intent and command id: it looks for what it sent and goes on with it', async () => {
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'cancelled') })
  const ctx = context(ssm)
  await dispatch(jobFor(ids(1)), ctx)
  const cut = ctx.events.slice(0, 2)
  const again = context(ssm, cut)
  await dispatch(jobFor(ids(1)), again)
  expect(ssm.sent).toHaveLength(1)
  expect(again.events.map((e) => e.type)).toEqual(['requested', 'dispatching', 'dispatched', 'returned'])
})

test('a send without an answer that SSM does not list is unknown, and never sent a second time', async () => {
  const ssm = scriptedSsm({
    answerSend: () => ({ kind: 'unknown', cause: new Error('socket hang up') }),
    invocation: () => undefined,
    listed: false,
  })
  const [result] = await dispatch(jobFor(ids(1)), context(ssm))
  expect(result).toMatchObject({ kind: 'none', finding: { code: 'outcome-unknown' } })
  expect(ssm.sent).toHaveLength(1)
})

test('a send without an answer that SSM lists is followed', async () => {
  const ssm = scriptedSsm({
    answerSend: () => ({ kind: 'unknown', cause: new Error('socket hang up') }),
    invocation: (id) => invocation(id, 'not-delivered'),
  })
  const [result] = await dispatch(jobFor(ids(1)), context(ssm))
  expect(result).toMatchObject({ kind: 'none', finding: { code: 'not-delivered' } })
  expect(ssm.sent).toHaveLength(1)
})

test('two commands of a job whose answers were lost are settled each by a command of its own, and both are kept', async () => {
  const ssm = scriptedSsm({
    answerSend: () => ({ kind: 'unknown', cause: new Error('socket hang up') }),
    invocation: (id) => invocation(id, 'not-delivered'),
  })
  const changing = { ...jobFor(ids(60)), changes: true }
  // what settles it came to SSM, the job itself never did
  const recent: typeof ssm.recent = async (since) =>
    (await ssm.recent(since)).filter((c) => !c.comment.startsWith(`Prism ${changing.key} `))
  const ctx = context({ ...ssm, recent })
  const results = await dispatch(changing, ctx)
  const told = results.map((r) => (r.kind === 'none' ? / \(command (.*)\)$/.exec(r.finding.seen)?.[1] : r.kind))
  expect(told).toEqual([...Array(50).fill('c-3'), ...Array(10).fill('c-4')])
  const settling = ctx.run().jobs.find((j) => j.job.params.burn === changing.key)
  expect(settling?.chunks.map((c) => [c.chunk, c.instanceIds.length, c.commandId])).toEqual([
    [0, 50, 'c-3'],
    [1, 10, 'c-4'],
  ])
  expect(settling?.results).toHaveLength(60)
})

test('one id that SSM refuses does not stop the others', async () => {
  const bad = ids(3)[1]!
  const ssm = scriptedSsm({
    answerSend: ({ instanceIds }, n) =>
      instanceIds.includes(bad)
        ? { kind: 'refused', finding: { code: 'instance-offline', seen: 'InvalidInstanceId', why: '', next: '' } }
        : { kind: 'sent', commandId: `c-${n}` },
    invocation: (id) => invocation(id, 'not-delivered'),
  })
  const results = await dispatch(jobFor(ids(3)), context(ssm))
  expect(results.map((r) => (r.kind === 'none' ? r.finding.code : r.kind))).toEqual(['not-delivered', 'instance-offline', 'not-delivered'])
})

test('success without a transcript is not success', async () => {
  const ssm = scriptedSsm({
    invocation: (id) => invocation(id, 'success', 'all good!'),
    full: (id) => invocation(id, 'success', 'all good!'),
  })
  const [result] = await dispatch(jobFor(ids(1)), context(ssm))
  expect(result).toMatchObject({ kind: 'none', finding: { code: 'transcript-missing' } })
})

describe('output that SSM does not show yet', () => {
  const listed = 'PRISM/1 job='
  const lagging = (full: (n: number) => Invocation) => {
    let asked = 0
    const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'success', listed), full: () => full(++asked) })
    return { ssm, asked: () => asked }
  }

  test.each([
    [
      'the command still runs by what it answers',
      (n: number) => invocation('i', n < 3 ? 'running' : 'success', n < 3 ? '' : 'no transcript'),
    ],
    ['the output is empty', (n: number) => invocation('i', 'success', n < 3 ? '' : 'no transcript')],
  ])('is asked for again where %s', async (_, full) => {
    const { ssm, asked } = lagging(full)
    const [result] = await dispatch(jobFor(ids(1)), context(ssm))
    expect(asked()).toBe(3)
    expect(result).toMatchObject({ finding: { code: 'transcript-missing', seen: 'the output does not begin with a transcript' } })
  })

  test('is not asked for without end', async () => {
    const { ssm, asked } = lagging(() => invocation('i', 'running'))
    const [result] = await dispatch(jobFor(ids(1)), context(ssm))
    expect(asked()).toBe(5)
    expect(result).toMatchObject({ finding: { code: 'transcript-missing', seen: expect.stringContaining('does not show its output') } })
  })

  test('and that may not be asked for is said to be out of sight', async () => {
    const { ssm, asked } = lagging(() => {
      throw fail('aws-denied', { seen: 'ssm:GetCommandInvocation: no' })
    })
    const [result] = await dispatch(jobFor(ids(1)), context(ssm))
    expect(result).toMatchObject({ finding: { code: 'sight-lost', seen: expect.stringContaining('ssm:GetCommandInvocation: no') } })
    expect(asked()).toBe(1)
  })
})

test('an empty list right after sending is waited out', async () => {
  const ssm = scriptedSsm({ invocation: (id, _c, tick) => (tick < 3 ? undefined : invocation(id, 'not-delivered')) })
  const [result] = await dispatch(jobFor(ids(1)), context(ssm))
  expect(result).toMatchObject({ finding: { code: 'not-delivered' } })
})

test('an invocation that never ends is unknown at the time limit, not waited for for ever', async () => {
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'running') })
  const ctx = context(ssm)
  const [result] = await dispatch(jobFor(ids(1)), ctx)
  expect(result).toMatchObject({ finding: { code: 'outcome-unknown' } })
})

describe('a poll that AWS refuses', () => {
  const refusing = (code: FindingCode) =>
    scriptedSsm({
      invocation: () => {
        throw fail(code, { seen: 'ssm:ListCommandInvocations: refused' })
      },
    })

  test.each([
    ['aws-denied', 1],
    ['aws-credentials', 1],
    ['aws-error', 3],
  ] as const)('as %s is given up after %i, and the result says that no more is known, with the command', async (code, polls) => {
    const ssm = refusing(code)
    const troubles: (string | undefined)[] = []
    const ctx = { ...context(ssm), onProgress: (p: Progress) => void troubles.push(p.trouble?.seen) }
    const results = await dispatch(jobFor(ids(2)), ctx)
    expect(results.map((r) => r.kind === 'none' && r.finding)).toMatchObject([
      { code: 'sight-lost', seen: 'ssm:ListCommandInvocations: refused (command c-1)', instanceId: ids(2)[0] },
      { code: 'sight-lost', instanceId: ids(2)[1] },
    ])
    // said from the first on
    expect(troubles).toEqual(Array(polls).fill('ssm:ListCommandInvocations: refused'))
  })

  test('for a reason that passes is asked again until the job’s own limit, and then says what kept it', async () => {
    const ctx = context(refusing('aws-unreachable'))
    const began = ctx.clock.now().getTime()
    const [result] = await dispatch(jobFor(ids(1)), ctx)
    expect(result).toMatchObject({ finding: { code: 'sight-lost', seen: expect.stringContaining('refused') } })
    expect(ctx.clock.now().getTime() - began).toBeGreaterThan(jobFor([]).executionSeconds * 1000)
  })

  test('keeps what was seen before: an instance that had ended has its result', async () => {
    const [first, second] = ids(2) as [string, string]
    const ssm = scriptedSsm({
      invocation: (id, _c, tick) => {
        if (tick > 1) throw fail('aws-credentials', { seen: 'expired' })
        return id === first ? invocation(id, 'not-delivered') : invocation(id, 'running')
      },
    })
    const results = await dispatch(jobFor([first, second]), context(ssm))
    expect(results.map((r) => r.kind === 'none' && r.finding.code)).toEqual(['not-delivered', 'sight-lost'])
  })
})

test('a poll that fails now and then is made again', async () => {
  const ssm = scriptedSsm({
    invocation: (id, _c, tick) => {
      if (tick < 3) throw fail('aws-throttled', { seen: 'ssm:ListCommandInvocations' })
      return invocation(id, 'not-delivered')
    },
  })
  const [result] = await dispatch(jobFor(ids(1)), context(ssm))
  expect(result).toMatchObject({ finding: { code: 'not-delivered' } })
})

test('an interrupt cancels what is under way and says that its outcome is in doubt', async () => {
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'running') })
  const ctx = context(ssm)
  const dispatched = dispatch(jobFor(ids(1)), { ...ctx, onProgress: ctx.abort })
  const [result] = await dispatched
  expect(ssm.cancelled).toEqual(['c-1'])
  expect(result).toMatchObject({ finding: { code: 'cancelled' } })
})

describe('a cancellation that SSM refuses', () => {
  const interrupted = async (refuse: (n: number) => void) => {
    const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'running') })
    let asked = 0
    const runCommand = { ...ssm, cancel: async () => refuse(++asked) }
    const ctx = context(ssm)
    const [result] = await dispatch(jobFor(ids(1)), { ...ctx, runCommand, onProgress: ctx.abort })
    return { result, cancelled: cancellations(ctx.run()), asked }
  }

  test('is not called one: the command goes on, and the result says so', async () => {
    const { result, cancelled, asked } = await interrupted(() => {
      throw fail('aws-denied', { seen: 'ssm:CancelCommand: no' })
    })
    expect(result).toMatchObject({ finding: { code: 'not-cancelled', seen: 'ssm:CancelCommand: no (command c-1)' } })
    expect(cancelled).toEqual([{ commandId: 'c-1', refused: 'ssm:CancelCommand: no' }])
    expect(asked).toBe(1)
  })

  test('for a moment is asked for again', async () => {
    const { result, cancelled } = await interrupted((n) => {
      if (n < 3) throw fail('aws-throttled', { seen: 'slow down' })
    })
    expect(result).toMatchObject({ finding: { code: 'cancelled' } })
    expect(cancelled).toEqual([{ commandId: 'c-1' }])
  })
})

test('after an interrupt nothing new is sent, except a clean-up', async () => {
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'not-delivered') })
  const ctx = context(ssm)
  ctx.abort()
  await dispatch(jobFor(ids(1)), ctx)
  expect(ssm.sent).toHaveLength(0)
  await dispatch({ ...jobFor(ids(1)), key: 'r.clean.1' }, ctx, { cleanup: true })
  expect(ssm.sent).toHaveLength(1)
})

describe('by several ways', () => {
  const own = { kind: 'own-document', document: 'Prism-Inspect', version: '2', sha256: '0'.repeat(64) } as const
  const [first, second, third] = ids(3) as [string, string, string]
  const refused = { code: 'agent-too-old', seen: 'agent 3.2', why: '', next: '', instanceId: third } as const
  const mixed: Transports = {
    choose: async () => ({
      routes: [
        { transport: own, instanceIds: [second] },
        { transport: { kind: 'run-shell-script' }, instanceIds: [first] },
      ],
      refused: [refused],
    }),
  }

  test('each instance is sent to by its own, the event says which, and results are in the order of the job', async () => {
    const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'not-delivered') })
    const ctx = { ...context(ssm), transports: mixed }
    const results = await dispatch(jobFor([first, second, third]), ctx)
    expect(results.map((r) => [r.instanceId, r.kind === 'none' && r.finding.code])).toEqual([
      [first, 'not-delivered'],
      [second, 'not-delivered'],
      [third, 'agent-too-old'],
    ])
    expect(ssm.sent.map((c) => [c.by.kind, c.instanceIds])).toEqual([
      ['own-document', [second]],
      ['run-shell-script', [first]],
    ])
    const [sent] = ssm.sent
    expect(sent!.by).toMatchObject({ ...own, parameters: { fileSystemId: [fileSystemId], job: [jobFor([]).key] } })
    expect(sentBy(ctx.run()).map((s) => [s.transport, s.instanceIds])).toEqual([
      [own, [second]],
      [{ kind: 'run-shell-script' }, [first]],
    ])
  })

  test('re-entered after one of two commands was begun: that one is looked for, the other instances are divided anew', async () => {
    const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'not-delivered') })
    const ctx = { ...context(ssm), transports: mixed }
    await dispatch(jobFor([first, second]), ctx)
    const asked: (readonly string[])[] = []
    const again = context(ssm, ctx.events.slice(0, 2))
    const otherwise: Transports = {
      choose: async (_, instanceIds) => {
        asked.push(instanceIds)
        return { routes: [{ transport: { kind: 'run-shell-script' }, instanceIds }], refused: [] }
      },
    }
    await dispatch(jobFor([first, second]), { ...again, transports: otherwise })
    expect(asked).toEqual([[first]])
    // twice to the one whose intent was not written down by then, once to the other
    expect(ssm.sent.map((c) => c.instanceIds)).toEqual([[second], [first], [first]])
    expect(again.run().jobs[0]!.chunks.map((c) => [c.chunk, c.instanceIds])).toEqual([
      [0, [second]],
      [1, [first]],
    ])
  })

  test('what SSM’s documents cannot be used for is a finding of every instance, and nothing is sent', async () => {
    const ssm = scriptedSsm({ invocation: () => undefined })
    const transports: Transports = { choose: () => Promise.reject(fail('aws-denied', { seen: 'ssm:DescribeDocument' })) }
    const results = await dispatch(jobFor([first, second]), { ...context(ssm), transports })
    expect(results.map((r) => r.kind === 'none' && [r.instanceId, r.finding.code])).toEqual([
      [first, 'aws-denied'],
      [second, 'aws-denied'],
    ])
    expect(ssm.sent).toEqual([])
  })
})

test('a job that is sent to further instances is open until they have answered, and those before are not asked again', async () => {
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'not-delivered') })
  const ctx = context(ssm)
  const [first, second] = [ids(2), ids(4).slice(2)]
  await dispatch(jobFor(first), ctx)
  expect(ctx.run().jobs[0]?.results).toHaveLength(2)
  let open: boolean | undefined
  const runCommand: typeof ssm = {
    ...ssm,
    send: async (command) => {
      open = ctx.run().jobs[0]?.results === undefined
      return ssm.send(command)
    },
  }
  await dispatch(jobFor(second), { ...ctx, runCommand })
  expect(open).toBe(true)
  expect(ctx.run().jobs[0]?.results?.map((r) => r.instanceId)).toEqual(ids(4))
  expect(await dispatch(jobFor(ids(4)), ctx)).toHaveLength(4)
  expect(ssm.sent.map((c) => c.instanceIds)).toEqual([first, second])
})

describe('many jobs of one run at once', () => {
  const jobNumbered = (n: number): HostJob =>
    makeJob({ runId: '01JDM3C0000000000000000000', n, script: 'inspect', params, instanceIds: ids(1) })
  const settled = () => new Promise((resolve) => setImmediate(resolve))

  /** SSM that answers a send when it is told to. */
  function slowSsm() {
    const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'not-delivered') })
    const waiting: (() => void)[] = []
    const held: ScriptedSsm = {
      ...ssm,
      send: async (command) => {
        await new Promise<void>((resolve) => waiting.push(resolve))
        return ssm.send(command)
      },
    }
    return { held, waiting }
  }

  test('have eight commands on their way together, and all are sent', async () => {
    const { held, waiting } = slowSsm()
    const ctx = context(held)
    const jobs = Promise.all(Array.from({ length: 20 }, (_, n) => dispatch(jobNumbered(n + 1), ctx)))
    let most = 0
    let answered = 0
    while (answered < 20) {
      await settled()
      most = Math.max(most, waiting.length)
      for (const answer of waiting.splice(0)) {
        answer()
        answered++
      }
    }
    await jobs
    expect(most).toBe(8)
    expect(held.sent).toHaveLength(20)
  })

  test('do not hold back the one that cleans up', async () => {
    const { held, waiting } = slowSsm()
    const ctx = context(held)
    const jobs = Array.from({ length: 9 }, (_, n) => dispatch(jobNumbered(n + 1), ctx))
    await settled()
    const cleaning = dispatch(jobNumbered(10), ctx, { cleanup: true })
    await settled()
    // the eight that wait for SSM, and the one that cleans up
    expect(waiting).toHaveLength(9)
    waiting.at(-1)!()
    expect(await cleaning).toHaveLength(1)
    expect(held.sent).toHaveLength(1)
    while (held.sent.length < 10) {
      for (const answer of waiting.splice(0)) answer()
      await settled()
    }
    await Promise.all(jobs)
  })
})

describe('AWS’s own installer', () => {
  const installing: HostJob = {
    key: '01JDM3C0000000000000000000.1.x',
    script: 'distributor',
    params: { name: 'AmazonEFSUtils' },
    instanceIds: ids(2),
    executionSeconds: 600,
    changes: true,
  } as unknown as HostJob

  test('is sent by AWS’s own document with its parameters, whatever documents there are, and has no program to differ', async () => {
    const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'success', 'Installed 2.1.0') })
    const transports: Transports = { choose: () => Promise.reject(new Error('no document of ours is asked for')) }
    const ctx = { ...context(ssm), transports }
    const results = await dispatch(installing, ctx)
    expect(results).toEqual(ids(2).map((instanceId) => ({ kind: 'installed', instanceId, said: '"Installed 2.1.0"' })))
    expect(ssm.sent).toMatchObject([
      { by: { kind: 'distributor', parameters: { name: 'AmazonEFSUtils' } }, instanceIds: ids(2), executionSeconds: 600 },
    ])
    expect(sentBy(ctx.run()).map((s) => s.transport)).toEqual([{ kind: 'distributor' }])
  })

  test('carries no script of ours', async () => {
    const ssm = scriptedSsm({ invocation: () => undefined })
    const transports: Transports = {
      choose: async (_, instanceIds) => ({ routes: [{ transport: { kind: 'distributor' }, instanceIds }], refused: [] }),
    }
    await expect(dispatch(jobFor(ids(1)), { ...context(ssm), transports })).rejects.toThrow('is a script of ours')
  })
})

test('a command says until when it may be begun: as long as SSM may take to deliver it', async () => {
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'not-delivered') })
  const ctx = context(ssm)
  await dispatch(jobFor(ids(1)), ctx)
  expect(ctx.events[1]?.data).toMatchObject({ notAfter: '2026-11-23T12:01:00.000Z', comment: `Prism ${jobFor([]).key} 0` })
  expect(ssm.sent[0]).toMatchObject({ deliverySeconds: 60, executionSeconds: jobFor([]).executionSeconds })
  expect(ssm.sent[0]?.by).toMatchObject({ kind: 'run-shell-script', commands: expect.arrayContaining([expect.any(String)]) })
})

test('what is known of every instance is answered without asking anybody, and nothing is told again', async () => {
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'not-delivered') })
  const ctx = context(ssm)
  const first = await dispatch(jobFor(ids(2)), ctx)
  const { length } = ctx.events
  ctx.abort()
  const transports: Transports = { choose: () => Promise.reject(new Error('nobody is asked')) }
  expect(await dispatch(jobFor(ids(2)), { ...ctx, transports })).toEqual(first)
  expect(ctx.events).toHaveLength(length)
})

test('instances that are refused beforehand are told in the end of the job, and that is its end', async () => {
  const ssm = scriptedSsm({ invocation: () => undefined })
  const refused = { code: 'agent-too-old', seen: 'agent 3.2', why: '', next: '', instanceId: ids(1)[0]! } as const
  const ctx = { ...context(ssm), transports: { choose: async () => ({ routes: [], refused: [refused] }) } as Transports }
  expect(await dispatch(jobFor(ids(1)), ctx)).toEqual([{ kind: 'none', instanceId: ids(1)[0], finding: refused }])
  expect(ctx.events.slice(1).map((e) => [e.type, 'more' in e.data])).toEqual([['returned', false]])
})

test('a fault of ours while documents are looked at is none of AWS’s', async () => {
  const ssm = scriptedSsm({ invocation: () => undefined })
  const transports: Transports = { choose: () => Promise.reject(new TypeError('x is undefined')) }
  await expect(dispatch(jobFor(ids(1)), { ...context(ssm), transports })).rejects.toThrow(TypeError)
})

test('what SSM refuses for everybody is everybody’s finding; each is tried alone only where one of them is not known', async () => {
  const refusing = (code: FindingCode) =>
    scriptedSsm({
      answerSend: () => ({ kind: 'refused', finding: { code, seen: 'no', why: '', next: '' } }),
      invocation: () => undefined,
    })
  const denied = refusing('aws-denied')
  const results = await dispatch(jobFor(ids(3)), context(denied))
  expect(results.map((r) => r.kind === 'none' && [r.instanceId, r.finding.code, r.finding.instanceId])).toEqual(
    ids(3).map((id) => [id, 'aws-denied', id]),
  )
  expect(denied.sent).toHaveLength(1)
  const offline = refusing('instance-offline')
  const ctx = context(offline)
  await dispatch(jobFor(ids(3)), ctx)
  expect(offline.sent.map((c) => c.instanceIds.length)).toEqual([3, 1, 1, 1])
  // none of them is taken for a whole part where the job is taken up again
  const numbers = ctx.events.flatMap((e) => (e.type === 'dispatching' ? [e.data.chunk] : []))
  expect(numbers[0]).toBe(0)
  expect(new Set(numbers).size).toBe(4)
  expect(Math.min(...numbers.slice(1))).toBe(1_000_000)
})

describe('taken up again', () => {
  test('after a part was sent instance by instance: the others are looked for under the whole part', async () => {
    const bad = ids(60)[1]!
    const ssm = scriptedSsm({
      answerSend: ({ instanceIds }, n) =>
        instanceIds.includes(bad)
          ? { kind: 'refused', finding: { code: 'instance-offline', seen: 'InvalidInstanceId', why: '', next: '' } }
          : { kind: 'sent', commandId: `c-${n}` },
      invocation: (id) => invocation(id, 'not-delivered'),
    })
    const ctx = context(ssm)
    await dispatch(jobFor(ids(60)), ctx)
    const numbers = ctx.events.flatMap((e) => (e.type === 'dispatching' ? [e.data.chunk] : []))
    expect(new Set(numbers).size).toBe(numbers.length)
    const sent = ssm.sent.length
    const further = ids(61).slice(60)
    await dispatch(jobFor(further), ctx)
    expect(ssm.sent).toHaveLength(sent + 1)
    // the number after those of whole parts
    expect(ctx.events.flatMap((e) => (e.type === 'dispatching' ? [e.data.chunk] : [])).at(-1)).toBe(2)
  })

  test('a part of which some have answered is gone on with for the rest alone', async () => {
    const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'not-delivered') })
    const ctx = context(ssm)
    await dispatch(jobFor(ids(2)), ctx)
    const [requested, dispatching, dispatched, returned] = ctx.events as [
      RunEvent,
      RunEvent,
      RunEvent,
      Extract<RunEvent, { type: 'returned' }>,
    ]
    const half = { ...returned, data: { ...returned.data, results: returned.data.results.slice(0, 1), more: true as const } }
    const again = context(ssm, [requested, dispatching, dispatched, half])
    expect((await dispatch(jobFor(ids(2)), again)).map((r) => r.instanceId)).toEqual(ids(2))
    expect(ssm.sent).toHaveLength(1)
  })

  test('what burns a key and got no answer is given again, as twice is as good as once', async () => {
    const lost = scriptedSsm({ invocation: (id) => invocation(id, 'not-delivered'), listed: false })
    const burning = context(lost).scripts.burningJob({ ...jobFor(ids(1)), changes: true } as never, ids(1))
    const ctx = context(lost)
    await dispatch(burning, ctx)
    const again = context(lost, ctx.events.slice(0, 2))
    expect(await dispatch(burning, again)).toMatchObject([{ finding: { code: 'not-delivered' } }])
    expect(lost.sent).toHaveLength(2)
    const unanswered = scriptedSsm({ answerSend: () => ({ kind: 'unknown', cause: 'x' }), invocation: () => undefined, listed: false })
    expect(await dispatch(burning, context(unanswered))).toMatchObject([{ finding: { code: 'outcome-unknown' } }])
    expect(unanswered.sent).toHaveLength(1)
  })
})
