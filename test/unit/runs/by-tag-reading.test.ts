/** When the list of a look by a tag is read: the counts may come late, be wrong or withheld, and an interrupt waits for none of it. */
import { chunksOf } from '../../../src/aws/pages.ts'
import type { Counts, Invocation } from '../../../src/domain/ports.ts'
import { patience } from '../../../src/runs/by-tag.ts'
import { dispatch } from '../../../src/runs/dispatch.ts'
import { codes, ending, look, to } from '../../support/by-tag-stage.ts'
import { context, ids, invocation } from '../../support/dispatch-stage.ts'
import { type ScriptedSsm, scriptedSsm } from '../../support/scripted-ssm.ts'

type Context = ReturnType<typeof context>

/** An SSM that says this of counts and lists, and when its list was asked for: milliseconds from the start. */
function saying(
  counts: (question: number, ctx: Context) => Counts | undefined | Promise<Counts | undefined>,
  list: (reading: number, ctx: Context) => readonly Invocation[] | Promise<readonly Invocation[]>,
) {
  const ssm = scriptedSsm({ invocation: ending })
  const ctx = context(ssm)
  const start = ctx.clock.now().getTime()
  const read: number[] = []
  let questions = 0
  const runCommand: ScriptedSsm = {
    ...ssm,
    counts: async (commandId) => {
      questions += 1
      return ssm.sent.at(-1)?.tag ? counts(questions, ctx) : ssm.counts(commandId)
    },
    invocations: async (commandId, page = (some) => some) => {
      if (!ssm.sent.at(-1)?.tag) return ssm.invocations(commandId, page)
      read.push(ctx.clock.now().getTime() - start)
      const kept: Invocation[] = []
      for (const some of chunksOf(await list(read.length, ctx), 50)) {
        const judged = await page(some)
        if (!judged) break
        kept.push(...judged)
      }
      return kept
    },
  }
  return { ssm, ctx: { ...ctx, runCommand }, read }
}
const running = (instanceId: string): Invocation => invocation(instanceId, 'running')
const slow = (n: number) => (reading: number) => ids(n).map(reading > 1 ? ending : running)

describe('while SSM works out whom the tag reaches', () => {
  test('those whom it does not list yet are not sent to by id', async () => {
    const reached = (question: number) => Math.min(120, 60 + 2 * question)
    let now = 0
    const { ssm, ctx } = saying(
      (question) => {
        now = reached(question)
        return { ended: 10, of: now, over: false }
      },
      () => ids(120).slice(0, now).map(ending),
    )
    expect(codes(await dispatch(look(120), ctx))).toEqual(['not-delivered'])
    expect(ssm.sent.map(to)).toEqual(['tag:team=calc'])
  })

  test.each([
    ['and does not say of how many', { ended: 0, of: 0, over: false }, 0],
    ['and its list is behind its counts', { ended: 60, of: 120, over: false }, 60],
  ])('%s, nobody is taken for lost', async (_, counts, first) => {
    const { ssm, ctx } = saying(
      () => counts,
      (reading) => (reading > 1 ? ids(120) : ids(first)).map(ending),
    )
    expect(codes(await dispatch(look(120), ctx))).toEqual(['not-delivered'])
    expect(ssm.sent.map(to)).toEqual(['tag:team=calc'])
  })
})

describe('the list is read', () => {
  test('at once when as many have ended as are waited for, whoever else has the tag', async () => {
    const { ctx, read } = saying(
      () => ({ ended: 120, of: 140, over: false }),
      () => ids(120).map(ending),
    )
    await dispatch(look(120), ctx)
    expect([read.length, read[0]! < 1000]).toEqual([1, true])
  })

  test('once where many end slowly, however long that takes', async () => {
    const { ctx, read } = saying(
      (question) => ({ ended: Math.min(120, question), of: 120, over: false }),
      () => ids(120).map(ending),
    )
    await dispatch(look(120), ctx)
    expect([read.length, read[0]! > 60_000]).toEqual([1, true])
  })

  test.each([
    [120, patience.least],
    [5000, 100 * patience.ofPage],
  ])('of %d without counts not before %d ms, as it is so long', async (n, least) => {
    const { ctx, read } = saying(() => undefined, slow(n))
    const told: (number | undefined)[] = []
    await dispatch(look(n), { ...ctx, onProgress: (p) => void told.push(p.ended) })
    expect(read.map((at) => at >= least)).toEqual([true, true])
    expect(new Set(told)).toEqual(new Set([0, undefined]))
  })

  test('and is then left alone for twice as long as that took, whatever the counts say', async () => {
    const { ctx, read } = saying(
      (question) => ({ ended: 1000 * question, of: 1_000_000, over: false }),
      async (reading, { clock }) => {
        await clock.sleep(5000)
        return ids(120).map(reading > 4 ? ending : running)
      },
    )
    await dispatch(look(120), ctx)
    expect(read).toHaveLength(5)
    expect(read.slice(1).map((at, n) => at - read[n]! >= 15_000)).toEqual([true, true, true, true])
  })

  test('and of what was judged no text is kept', async () => {
    const { ctx } = saying(
      () => undefined,
      () => ids(60).map((id) => ({ ...invocation(id, 'success', 'PRISM/1 cut'), errorOutput: 'x' })),
    )
    const texts = new Set<string>()
    const { invocations } = ctx.runCommand
    const watching: typeof invocations = async (commandId, page) => {
      const kept = await invocations(commandId, page)
      for (const { output, errorOutput } of kept) texts.add(output + errorOutput)
      return kept
    }
    await dispatch(look(60), { ...ctx, runCommand: { ...ctx.runCommand, invocations: watching } })
    expect(texts).toEqual(new Set(['']))
  })
})

test.each(['NotAccessDenied', 'AccessDenied by a plugin', 'RateExceeded twice'])(
  '%s is no word of SSM’s for whom it left out',
  async (details) => {
    const ssm = scriptedSsm({ invocation: (id) => ({ ...ending(id), details }) })
    await dispatch(look(60), context(ssm))
    expect(ssm.sent.map(to)).toEqual(['tag:team=calc'])
  },
)

describe('an interrupt', () => {
  test('cancels the command also while many pages wait to be judged', async () => {
    const { promise: isCancelled, resolve } = Promise.withResolvers<void>()
    const { ctx } = saying(
      () => ({ ended: 1000, of: 1000, over: false }),
      () => ids(1000).map(ending),
    )
    const runCommand: ScriptedSsm = { ...ctx.runCommand, cancel: async () => resolve() }
    const turn = async () => {
      setImmediate(ctx.abort)
      await isCancelled
    }
    expect(await dispatch(look(1000), { ...ctx, runCommand, turn })).toHaveLength(1000)
  })

  test('leaves SSM time to say who was cancelled before the list is read for the last time', async () => {
    let aborted = 0
    const { ctx, read } = saying(
      (_, { abort, clock }) => {
        if (aborted === 0) aborted = clock.now().getTime()
        abort()
        return { ended: 0, of: 60, over: false }
      },
      () => ids(60).map(running),
    )
    const start = ctx.clock.now().getTime()
    await dispatch(look(60), ctx)
    expect(read.length).toBeGreaterThan(0)
    expect(read.every((at) => at >= aborted - start + 2000)).toBe(true)
  })

  test('has one page read however late it is', async () => {
    const { ctx } = saying(
      async (_, { abort, clock }) => {
        abort()
        await clock.sleep(6000)
        return undefined
      },
      () => ids(120).map(ending),
    )
    const told = (await dispatch(look(120), ctx)).map((r) => r.kind === 'none' && r.finding.code)
    expect(told).toEqual([...Array(50).fill('not-delivered'), ...Array(70).fill('cancelled')])
  })
})
