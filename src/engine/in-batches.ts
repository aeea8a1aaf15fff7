/**
 * Work on instances in batches: the next one begins when the one before it has ended, and none after too many instances failed. An instance
 * failed where its rows in the report would not be green. Without `--batch` all are one batch.
 */
import { batchesOf } from '../domain/batches.ts'
import { type Finding, finding } from '../domain/catalogue.ts'
import { inTurns } from '../domain/in-turns.ts'
import type { Operation } from '../domain/plan.ts'
import type { EngineContext } from './context.ts'
import { type Material, reportOf } from './report.ts'

type Work<T> = {
  readonly operation: Operation
  /** In the order in which they are to begin. */
  readonly ids: readonly string[]
  /** `some`: the operation on the instances of a batch. */
  readonly on: (some: Operation) => Promise<readonly T[]>
  /** What is known of these when they are done. */
  readonly seen: (done: readonly T[], some: Operation) => Pick<Material, 'before' | 'after' | 'results'>
}

/** `left`: of each instance that was not begun, why. */
export async function inBatches<T>(
  { operation, ids, on, seen }: Work<T>,
  ctx: EngineContext,
): Promise<{ readonly done: readonly T[]; readonly left: readonly Finding[] }> {
  const { batch, maxErrors = 0 } = operation.options
  if (!batch) return { done: await on(operation), left: [] }
  const batches = batchesOf(ids, batch)
  const done: T[] = []
  let failed = 0
  for (const [i, those] of batches.entries()) {
    if (failed > maxErrors) return { done, left: batches.slice(i).flatMap((left) => stopped(left, failed, i, batches.length)) }
    const begun = { number: i + 1, of: batches.length, instances: those.length, failed }
    if ((ctx.run().batch?.number ?? 0) < begun.number) await ctx.emit({ type: 'batch-begun', data: begun })
    const wanted = new Set(those)
    const some = { ...operation, targets: operation.targets.filter((t) => wanted.has(t.instanceId)) }
    const results = await on(some)
    done.push(...results)
    failed += await failedOf(some, seen(results, some), ctx)
  }
  return { done, left: [] }
}

async function failedOf(operation: Operation, seen: Pick<Material, 'before' | 'after' | 'results'>, ctx: EngineContext): Promise<number> {
  const at = ctx.now().toISOString()
  const sharing = { verdict: 'not-tried' as const, cells: [], notes: [] }
  const material = { runId: ctx.runId, operation, ...seen, refused: [], sharing, startedAt: at, endedAt: at }
  const { instances } = await inTurns(reportOf(material), ctx.turn)
  return instances.filter((i) => i.verdict !== 'holds').length
}

const stopped = (ids: readonly string[], failed: number, batches: number, of: number): Finding[] =>
  ids.map((instanceId) => finding('rollout-stopped', { seen: `${failed} failed in batch 1 to ${batches} of ${of}`, instanceId }))
