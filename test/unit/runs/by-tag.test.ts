/** A look at all that have a tag by one command: who is told, who is not, and what is never taken for an answer. */
import { chunksOf } from '../../../src/aws/pages.ts'
import { fail } from '../../../src/domain/catalogue.ts'
import type { Invocation } from '../../../src/domain/ports.ts'
import { dispatch } from '../../../src/runs/dispatch.ts'
import { asking, codes, ending, look, to } from '../../support/by-tag-stage.ts'
import { context, ids, invocation, jobFor } from '../../support/dispatch-stage.ts'
import { type ScriptedSsm, scriptedSsm } from '../../support/scripted-ssm.ts'

test('120 instances are looked at by one command, and the answers are in the order of the job', async () => {
  const ssm = scriptedSsm({ invocation: ending })
  const ctx = context(ssm)
  const results = await dispatch(look(120), ctx)
  expect(ssm.sent.map(to)).toEqual(['tag:team=calc'])
  expect(results.map((r) => r.instanceId)).toEqual(ids(120))
  expect(codes(results)).toEqual(['not-delivered'])
  const [sent] = ctx.events.flatMap((e) => (e.type === 'dispatching' ? [e.data] : []))
  expect(sent).toMatchObject({ tag: look(120).tag, instanceIds: ids(120), comment: `Prism ${look(0).key} 0` })
})

test('what fits one command goes by its ids', async () => {
  const ssm = scriptedSsm({ invocation: ending })
  await dispatch(look(50), context(ssm))
  expect(ssm.sent.map(to)).toEqual([50])
})

test('what only some of the instances can be sent goes to all by their ids', async () => {
  const all = ids(120)
  const own = { kind: 'own-document', document: 'Prism-Inspect', version: '2', sha256: '0'.repeat(64) } as const
  const choose = async () => ({
    routes: [
      { transport: own, instanceIds: all.slice(0, 60) },
      { transport: { kind: 'run-shell-script' } as const, instanceIds: all.slice(60) },
    ],
    refused: [],
  })
  const ssm = scriptedSsm({ invocation: ending })
  await dispatch(look(120), { ...context(ssm), transports: { choose } })
  expect(ssm.sent.map(to)).toEqual([50, 10, 50, 10])
})

test('whoever has the tag besides is not in the list, so nothing of theirs is read', async () => {
  const tagged = [...ids(140)]
  const ssm = scriptedSsm({
    tagged,
    invocation: ending,
    full: (id) => {
      throw new Error(`${id} was read`)
    },
  })
  const told: string[] = []
  const ctx = context(ssm)
  const results = await dispatch(look(120), { ...ctx, onProgress: (p) => void told.push(...p.invocations.map((i) => i.instanceId)) })
  expect(results.map((r) => r.instanceId)).toEqual(ids(120))
  const returned = ctx.events.flatMap((e) => (e.type === 'returned' ? e.data.results.map((r) => r.instanceId) : []))
  expect([...returned].sort()).toEqual(ids(120))
  expect(new Set(told)).toEqual(new Set(ids(120)))
})

test('whoever lost the tag meanwhile is looked at by id', async () => {
  const gone = ids(120).slice(0, 3)
  const ssm = scriptedSsm({ tagged: ids(120).slice(3), invocation: ending })
  const ctx = context(ssm)
  const results = await dispatch(look(120), ctx)
  expect(ssm.sent.map(to)).toEqual(['tag:team=calc', 3])
  expect(ssm.sent[1]?.instanceIds).toEqual(gone)
  expect(results.map((r) => r.instanceId)).toEqual(ids(120))
  expect(ctx.run().jobs[0]?.results).toHaveLength(120)
})

test.each([
  ['IAM lets the command reach by id alone', 'AccessDenied'],
  ['SSM does not send to together with so many others', 'RateExceeded'],
])('whom %s is looked at by id', async (_, details) => {
  const [first] = ids(1)
  const ssm = scriptedSsm({
    invocation: (id, command) => (command.tag && id === first ? { ...invocation(id, 'not-delivered'), details } : ending(id)),
  })
  await dispatch(look(60), context(ssm))
  expect(ssm.sent.map((c) => (c.tag ? 'tag' : c.instanceIds))).toEqual(['tag', [first]])
})

test.each([
  ['refuses', { kind: 'refused', finding: { code: 'aws-denied', seen: 'no tags', why: '', next: '' } } as const],
  ['cannot find somebody for', { kind: 'refused', finding: { code: 'instance-offline', seen: '', why: '', next: '' } } as const],
  ['does not answer, and does not list afterwards,', { kind: 'unknown', cause: new Error('socket hang up') } as const],
])('where AWS %s a command by tag, all are looked at by id', async (_, outcome) => {
  const ssm = scriptedSsm({
    answerSend: (command, n) => (command.tag ? outcome : { kind: 'sent', commandId: `c-${n}` }),
    invocation: ending,
    listed: false,
  })
  const results = await dispatch(look(60), context(ssm))
  expect(ssm.sent.map(to)).toEqual(['tag:team=calc', 50, 10])
  expect(codes(results)).toEqual(['not-delivered'])
})

test('the list is read when as many have ended as are waited for, and not at every question', async () => {
  const began = new Map<string, number>()
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, (began.get('asked') ?? 0) < 6 ? 'running' : 'not-delivered') })
  const { asked, runCommand } = asking(ssm)
  const counts: typeof ssm.counts = async (commandId) => {
    began.set('asked', asked.counts + 1)
    return runCommand.counts(commandId)
  }
  await dispatch(look(120), { ...context(ssm), runCommand: { ...runCommand, counts } })
  expect(asked).toEqual({ counts: 6, lists: 1 })
})

test('where others ended first the list is read again when those that are left can have', async () => {
  const others = ids(240).slice(120)
  let questions = 0
  const ssm = scriptedSsm({
    tagged: ids(240),
    invocation: (id) => invocation(id, others.includes(id) || questions > 20 ? 'not-delivered' : 'running'),
  })
  const { asked, runCommand } = asking(ssm)
  const counts: typeof ssm.counts = async (commandId) => {
    questions += 1
    return runCommand.counts(commandId)
  }
  const results = await dispatch(look(120), { ...context(ssm), runCommand: { ...runCommand, counts } })
  expect(asked.lists).toBe(2)
  expect(codes(results)).toEqual(['not-delivered'])
})

describe('others with the tag', () => {
  const others = ids(320).slice(120)

  test('who end one by one, while one of ours is slow, do not have all pages read each time', async () => {
    const [slow] = ids(1)
    const ssm = scriptedSsm({ tagged: ids(320), invocation: (id, _, tick) => invocation(id, tick < 0 ? 'running' : 'not-delivered') })
    const ctx = context(ssm)
    const from = ctx.clock.now().getTime()
    const seconds = () => (ctx.clock.now().getTime() - from) / 1000
    // one of them every second, and the slow one at last
    const hasEnded = (id: string) => (id === slow ? seconds() > 100 : seconds() > Math.max(1, others.indexOf(id)))
    const all = () => ids(320).map((id) => invocation(id, hasEnded(id) ? 'not-delivered' : 'running'))
    let pages = 0
    const runCommand: ScriptedSsm = {
      ...ssm,
      counts: async () => ({ ended: all().filter((i) => i.state !== 'running').length, of: 320, over: false }),
      invocations: async (_commandId, read = (page) => page) => {
        const kept = []
        for (const page of chunksOf(all(), 50)) {
          pages += 1
          await ctx.clock.sleep(100)
          kept.push(...((await read(page)) ?? []))
        }
        return kept
      },
    }
    const results = await dispatch(look(120), { ...ctx, runCommand })
    expect(codes(results)).toEqual(['not-delivered'])
    expect([pages < 350, seconds() < 105]).toEqual([true, true])
  })

  test('who are off hold nobody up, also where one of ours has lost the tag', async () => {
    const off = others.slice(0, 5)
    const tagged = [...ids(120).slice(1), ...off]
    const ssm = scriptedSsm({ tagged, invocation: (id) => (off.includes(id) ? invocation(id, 'pending') : ending(id)) })
    const ctx = context(ssm)
    const from = ctx.clock.now().getTime()
    const results = await dispatch(look(120), ctx)
    expect(codes(results)).toEqual(['not-delivered'])
    expect(ssm.sent.map(to)).toEqual(['tag:team=calc', 1])
    // by SSM's own limit it would be after 60 s
    expect(ctx.clock.now().getTime() - from).toBeLessThan(20_000)
  })

  test('who are off hold nobody up, also where the list comes later than the counts', async () => {
    const off = others.slice(0, 5)
    let lists = 0
    const ssm = scriptedSsm({
      tagged: [...ids(120), ...off],
      invocation: (id) => (off.includes(id) ? invocation(id, 'pending') : ending(id)),
    })
    const invocations: typeof ssm.invocations = async (commandId, read = (page) => page) => {
      lists += 1
      const late = lists > 1 ? read : (page: readonly Invocation[]) => read(page.map((i) => invocation(i.instanceId, 'running')))
      return ssm.invocations(commandId, late)
    }
    const ctx = context(ssm)
    const from = ctx.clock.now().getTime()
    const results = await dispatch(look(120), { ...ctx, runCommand: { ...ssm, invocations } })
    expect(codes(results)).toEqual(['not-delivered'])
    expect(ctx.clock.now().getTime() - from).toBeLessThan(20_000)
  })

  test('are not counted as ours while it is known only how many have ended', async () => {
    let questions = 0
    const ssm = scriptedSsm({
      tagged: ids(320),
      invocation: (id) => invocation(id, questions > 9 || others.includes(id) ? 'not-delivered' : 'running'),
    })
    const counts: typeof ssm.counts = async () => {
      questions += 1
      return { ended: Math.min(320, questions * 40), of: 320, over: questions > 9 }
    }
    const ctx = context(ssm)
    const told: (number | undefined)[] = []
    await dispatch(look(220), { ...ctx, runCommand: { ...ssm, counts }, onProgress: (p) => void told.push(p.ended) })
    // 40, 80, … 200 have ended, of which a hundred may be others
    expect(told.slice(0, 5)).toEqual([0, 0, 20, 60, 100])
    expect(told.at(-1)).toBeUndefined()
  })
})

describe('where ListCommands', () => {
  const denied = async () => {
    throw fail('aws-denied', { seen: 'ssm:ListCommands' })
  }
  test.each([
    ['may not be asked', denied],
    ['never shows the command', async () => undefined],
    ['says that nobody has ended', async () => ({ ended: 0, of: 120, over: false })],
    ['does not say of how many', async () => ({ ended: 0, of: 0, over: false })],
  ])('%s, the list is read a few times', async (_, counts) => {
    const ssm = scriptedSsm({ invocation: ending })
    const { asked, runCommand } = asking(ssm)
    const ctx = context(ssm)
    const from = ctx.clock.now().getTime()
    const results = await dispatch(look(120), { ...ctx, runCommand: { ...runCommand, counts } })
    expect(codes(results)).toEqual(['not-delivered'])
    expect(asked.lists).toBe(1)
    expect(ctx.clock.now().getTime() - from).toBeLessThan(10_000)
  })

  test('is asked without credentials, no more can be known', async () => {
    const counts = async () => {
      throw fail('aws-credentials', { seen: 'expired' })
    }
    const ssm = scriptedSsm({ invocation: ending })
    const { asked, runCommand } = asking(ssm)
    const results = await dispatch(look(60), { ...context(ssm), runCommand: { ...runCommand, counts } })
    expect([codes(results), asked.lists]).toEqual([['sight-lost'], 0])
  })
})

test('pages that come faster than they are judged wait for it', async () => {
  let [given, judged, most] = [0, 0, 0]
  const ssm = scriptedSsm({ invocation: ending })
  const invocations: typeof ssm.invocations = (commandId, read = (page) => page) =>
    ssm.invocations(commandId, (page) => {
      given += page.length
      most = Math.max(most, given - judged)
      return read(page)
    })
  const turn = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    judged += 1
  }
  const results = await dispatch(look(2000), { ...context(ssm), turn, runCommand: { ...ssm, invocations } })
  expect(results).toHaveLength(2000)
  expect(most).toBe(9 * 50)
})

test('how long a whole fleet took is not expected of one instance afterwards', async () => {
  let questions = 0
  const ssm = scriptedSsm({ invocation: (id, { tag: by }) => invocation(id, by && questions < 30 ? 'running' : 'not-delivered') })
  const counts: typeof ssm.counts = async (commandId) => {
    questions += 1
    return ssm.counts(commandId)
  }
  const ctx = context(ssm)
  const now = () => ctx.clock.now().getTime()
  const from = now()
  await dispatch(look(60), { ...ctx, runCommand: { ...ssm, counts } })
  expect(now() - from).toBeGreaterThan(20_000)
  const then = now()
  await dispatch({ ...jobFor(ids(1)), key: 'another' }, { ...context(ssm), clock: ctx.clock, durations: ctx.durations })
  expect(now() - then).toBeLessThan(1000)
})

test('what does not fit the list is fetched for a few at a time', async () => {
  let under = 0
  let most = 0
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'success', 'PRISM/1 cut') })
  const output: typeof ssm.output = async (_commandId, instanceId) => {
    under += 1
    most = Math.max(most, under)
    await new Promise((resolve) => setImmediate(resolve))
    under -= 1
    return invocation(instanceId, 'success', 'PRISM/1 cut')
  }
  await dispatch(look(120), { ...context(ssm), runCommand: { ...ssm, output } })
  expect(most).toBe(10)
})

test('a result that cannot be kept ends the job, as one that was sent by ids does', async () => {
  const ssm = scriptedSsm({ invocation: ending })
  const ctx = context(ssm)
  const emit: typeof ctx.emit = async (event) => {
    if (event.type === 'returned') throw new Error('the disk is full')
    await ctx.emit(event)
  }
  await expect(dispatch(look(120), { ...ctx, emit })).rejects.toThrow('the disk is full')
})

test('while counts do not come the list is read all the same, and after ever longer pauses', async () => {
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'running') })
  const { runCommand } = asking(ssm)
  const ctx = context(ssm)
  const read: number[] = []
  const invocations: typeof ssm.invocations = async (commandId, page) => {
    read.push(ctx.clock.now().getTime())
    return ssm.invocations(commandId, page)
  }
  await dispatch(look(120), { ...ctx, runCommand: { ...runCommand, counts: async () => undefined, invocations } })
  const pauses = read.slice(1, -1).map((at, n) => at - read[n]!)
  expect(pauses.length).toBeGreaterThan(2)
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
  expect(pauses.at(-1)).toBeGreaterThan(2 * pauses[0]!)
})

test('who is still at it at the time limit is unknown, and the others have their results', async () => {
  const [slow] = ids(1)
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, id === slow ? 'running' : 'not-delivered') })
  const results = await dispatch(look(60), context(ssm))
  expect(ssm.sent.map(to)).toEqual(['tag:team=calc'])
  expect(results.map((r) => r.kind === 'none' && r.finding.code)).toEqual(['outcome-unknown', ...Array(59).fill('not-delivered')])
})

test('where the list may not be read any more, what was judged before stands and of the others no more is known', async () => {
  let pages = 0
  const ssm = scriptedSsm({ invocation: ending })
  const invocations: typeof ssm.invocations = (commandId, read = (page) => page) =>
    ssm.invocations(commandId, (page) => {
      pages += 1
      if (pages > 1) throw fail('aws-credentials', { seen: 'expired' })
      return read(page)
    })
  const results = await dispatch(look(120), { ...context(ssm), runCommand: { ...ssm, invocations } })
  const told = results.map((r) => r.kind === 'none' && r.finding.code)
  expect(told).toEqual([...Array(50).fill('not-delivered'), ...Array(70).fill('sight-lost')])
  expect(ssm.sent).toHaveLength(1)
})

test('an interrupt cancels it, and nobody is sent to by id', async () => {
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'running') })
  const ctx = context(ssm)
  const counts: typeof ssm.counts = async (commandId) => {
    ctx.abort()
    return ssm.counts(commandId)
  }
  const results = await dispatch(look(60), { ...ctx, runCommand: { ...ssm, counts } })
  expect(ssm.cancelled).toEqual(['c-1'])
  expect(ssm.sent).toHaveLength(1)
  expect(codes(results)).toEqual(['cancelled'])
  expect(ctx.events.some((e) => e.type === 'cancelling')).toBe(true)
})

test('after an interrupt nobody is asked for the output of what was cancelled', async () => {
  const ssm = scriptedSsm({
    invocation: (id) => invocation(id, ssm.cancelled.length > 0 ? 'cancelled' : 'running'),
    full: (id) => {
      throw new Error(`${id} was asked`)
    },
  })
  const ctx = context(ssm)
  const counts: typeof ssm.counts = async (commandId) => {
    ctx.abort()
    return ssm.counts(commandId)
  }
  const results = await dispatch(look(60), { ...ctx, runCommand: { ...ssm, counts } })
  expect(codes(results)).toEqual(['invocation-cancelled'])
})

test('an interrupt while pages are read cancels the command before the next one', async () => {
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, id === ids(1)[0] ? 'running' : 'not-delivered') })
  const ctx = context(ssm)
  const asked: string[] = []
  const runCommand: ScriptedSsm = {
    ...ssm,
    counts: async () => ({ ended: 5000, of: 5000, over: false }),
    cancel: async () => void asked.push('cancel'),
    invocations: (commandId, read = (page) => page) =>
      ssm.invocations(commandId, (page) => {
        asked.push('page')
        if (asked.length === 3) ctx.abort()
        return read(page)
      }),
  }
  await dispatch(look(5000), { ...ctx, runCommand })
  expect(asked.indexOf('cancel')).toBe(3)
})

test('after an interrupt no pages are read for longer than there is time', async () => {
  const ssm = scriptedSsm({ invocation: (id) => invocation(id, 'running') })
  const ctx = context(ssm)
  let pages = 0
  const counts: typeof ssm.counts = async (commandId) => {
    ctx.abort()
    return ssm.counts(commandId)
  }
  const invocations: typeof ssm.invocations = async (_commandId, read = (page) => page) => {
    for (const page of chunksOf(ids(5000), 50)) {
      pages += 1
      await ctx.clock.sleep(200)
      if (!(await read(page.map(ending)))) break
    }
    return []
  }
  const from = ctx.clock.now().getTime()
  const results = await dispatch(look(5000), { ...ctx, runCommand: { ...ssm, counts, invocations } })
  expect(results).toHaveLength(5000)
  expect(codes(results)).toEqual(['not-delivered', 'cancelled'])
  expect([pages > 5, ctx.clock.now().getTime() - from < 6000]).toEqual([true, true])
})

describe('a run that is taken up again', () => {
  const whole = async () => {
    const ssm = scriptedSsm({ tagged: ids(120).slice(3), invocation: ending })
    const ctx = context(ssm)
    const results = await dispatch(look(120), ctx)
    return { ssm, events: ctx.events, results }
  }

  test('from any of its events on ends with the same answers, and what SSM has is not sent once more', async () => {
    const { ssm, events, results } = await whole()
    for (let n = 2; n <= events.length; n++) {
      const again = context(ssm, events.slice(0, n))
      const answers = await dispatch(look(120), again)
      expect([n, answers.map((r) => r.instanceId), codes(answers)]).toEqual([n, ids(120), codes(results)])
      // the first three of the list are sent to by id once at most
      const begun = events.slice(0, n).filter((e) => e.type === 'dispatching').length
      expect(again.events.filter((e) => e.type === 'dispatching').length - begun).toBeLessThanOrEqual(2 - begun)
    }
  })

  test('between the intent and the command’s id, with nothing listed, goes on by ids', async () => {
    const { events, results } = await whole()
    const ssm = scriptedSsm({ invocation: ending, listed: false })
    expect((await dispatch(look(120), context(ssm, events.slice(0, 2)))).length).toBe(results.length)
    expect(ssm.sent.map(to)).toEqual([50, 50, 20])
  })
})
