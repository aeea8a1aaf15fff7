import type { BatchBegun } from '../../../src/domain/batches.ts'
import { parseBatch } from '../../../src/domain/batches.ts'
import { finding } from '../../../src/domain/catalogue.ts'
import type { Observation } from '../../../src/domain/facts.ts'
import type { Operation } from '../../../src/domain/plan.ts'
import type { EventBody, Run } from '../../../src/domain/run.ts'
import type { EngineContext } from '../../../src/engine/context.ts'
import { inBatches } from '../../../src/engine/in-batches.ts'
import { arnOf, observed, operation } from '../../support/operation.ts'

const ids = Array.from({ length: 6 }, (_, n) => `i-0000000000000000${n}`)
const [spec] = operation.targets.map((t) => t.spec)
const six = (batch?: string, maxErrors?: number): Operation => ({
  ...operation,
  targets: ids.map((instanceId) => ({ instanceId, arn: arnOf(instanceId), name: instanceId, spec: spec! })),
  options: {
    ...operation.options,
    ...(batch === undefined ? {} : { batch: parseBatch(batch) }),
    ...(maxErrors === undefined ? {} : { maxErrors }),
  },
})

/** Each instance is looked at; those do not answer. */
async function looking(of: Operation, silent: readonly string[], begunBefore?: BatchBegun, order = ids) {
  const rounds: (readonly string[])[] = []
  const told: EventBody[] = []
  const ctx: Pick<EngineContext, 'runId' | 'now' | 'turn' | 'run' | 'emit'> = {
    runId: 'r',
    now: () => new Date('2026-11-23T12:00:00Z'),
    turn: async () => {},
    run: () => (begunBefore ? { batch: begunBefore } : {}) as Run,
    emit: async (event) => void told.push(event),
  }
  const { done, left } = await inBatches<Observation>(
    {
      operation: of,
      ids: order,
      on: async (some) => {
        rounds.push(some.targets.map((t) => t.instanceId))
        return some.targets.map(({ instanceId }) =>
          silent.includes(instanceId)
            ? { kind: 'unobserved', instanceId, finding: finding('not-delivered', { seen: 'x' }) }
            : observed(instanceId),
        )
      },
      seen: (looked) => ({ before: looked, after: looked, results: [] }),
    },
    ctx as EngineContext,
  )
  return { rounds, done: done.map((o) => o.instanceId), left, told }
}

test('without --batch all are one, and nobody is told of it', async () => {
  expect(await looking(six(), ids)).toEqual({ rounds: [ids], done: ids, left: [], told: [] })
})

test('each begins when the one before has ended, and each is told', async () => {
  const { rounds, done, left, told } = await looking(six('4'), [])
  expect(rounds).toEqual([ids.slice(0, 4), ids.slice(4)])
  expect({ done, left }).toEqual({ done: ids, left: [] })
  expect(told).toEqual([
    { type: 'batch-begun', data: { number: 1, of: 2, instances: 4, failed: 0 } },
    { type: 'batch-begun', data: { number: 2, of: 2, instances: 2, failed: 0 } },
  ])
})

test('after one that failed none begins; each that was not begun says why', async () => {
  const { rounds, left } = await looking(six('2'), [ids[1]!])
  expect(rounds).toEqual([ids.slice(0, 2)])
  expect(left.map((f) => [f.instanceId, f.code, f.seen])).toEqual(
    ids.slice(2).map((id) => [id, 'rollout-stopped', '1 failed in batch 1 to 1 of 3']),
  )
})

test('as many as --max-errors says may fail, in all batches together', async () => {
  expect((await looking(six('2', 1), [ids[1]!])).left).toEqual([])
  const { rounds, left } = await looking(six('2', 1), [ids[1]!, ids[2]!])
  expect(rounds).toHaveLength(2)
  expect(left.map((f) => f.instanceId)).toEqual(ids.slice(4))
})

test('what failed in the last batch leaves nobody out', async () => {
  expect((await looking(six('50%'), ids.slice(3))).left).toEqual([])
})

test('the order is the one that is given', async () => {
  const order = [...ids.slice(3), ...ids.slice(0, 3)]
  expect((await looking(six('3'), [], undefined, order)).rounds).toEqual([ids.slice(3), ids.slice(0, 3)])
})

test('a run that is taken up goes through its batches again, and tells only of those that it had not begun', async () => {
  const { rounds, told } = await looking(six('2'), [], { number: 2, of: 3, instances: 2, failed: 0 })
  expect(rounds).toHaveLength(3)
  expect(told.map((e) => e.type === 'batch-begun' && e.data.number)).toEqual([3])
})
