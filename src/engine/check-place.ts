/** One volume at one mount point: verified on the instances that have it there, and what a mount would do, from the same look. */

import type { Observation } from '../domain/facts.ts'
import { inTurns } from '../domain/in-turns.ts'
import { isMountedAnywhere } from '../domain/mounted-anywhere.ts'
import type { Operation } from '../domain/plan.ts'
import type { CheckedPlace } from '../domain/volume-check.ts'
import type { EngineContext } from './context.ts'
import { look, lookAgain } from './inspect.ts'
import { nobodyFound } from './nobody.ts'
import { planMount } from './plan.ts'
import { withMemory } from './remember.ts'
import { withPoints } from './remembered-points.ts'
import { reportOf } from './report.ts'
import { sharingTest } from './sharing-test.ts'

/** `seen`: a look that was already had at this place. `offset`: of the numbers of its jobs. `named`: instances that should have it all the same. */
export async function checkPlace(
  at: Operation,
  seen: readonly Observation[] | undefined,
  offset: number,
  ctx: EngineContext,
  named: ReadonlySet<string>,
): Promise<{ readonly checked?: CheckedPlace; readonly left: readonly string[] }> {
  const startedAt = ctx.now().toISOString()
  await ctx.emit({ type: 'resolved', data: at })
  const ids = new Set(at.targets.map((t) => t.instanceId))
  const before = seen?.filter((o) => ids.has(o.instanceId)) ?? (await look(at, 'facts', offset, ctx))
  const operation = await withPoints(withMemory(at, before, { byLine: true }), ctx)
  const { dryRun } = ctx.run()
  const after = dryRun
    ? await lookAgain(operation, before, offset + 500, ctx)
    : await look(operation, 'behaviour', offset + 1000, ctx, before)
  const left = leftMeanwhile(operation, after).filter((id) => !named.has(id))
  const staying = { ...operation, targets: operation.targets.filter((t) => !left.includes(t.instanceId)) }
  if (staying.targets.length === 0) return { left }
  const kept = after.filter((o) => !left.includes(o.instanceId))
  const options = { ...operation.options, sharingTest: operation.options.sharingTest && !dryRun }
  const sharing = await sharingTest({ ...staying, options }, kept, ctx, offset)
  const refused = nobodyFound(staying, kept)
  const endedAt = ctx.now().toISOString()
  const report = await inTurns(
    reportOf({
      runId: ctx.runId,
      operation: staying,
      before,
      after: kept,
      results: [],
      refused,
      sharing,
      startedAt,
      endedAt,
    }),
    ctx.turn,
  )
  // of the look that the report is made from: it knows the accounts, and so their spaces
  return { checked: { report, plan: planMount(ctx.runId, { ...staying, verb: 'mount' }, kept) }, left }
}

/** Somebody had Prism unmount it while it was being looked at; the second look waits for the host's lock, and so sees that to its end. */
function leftMeanwhile({ fileSystemId, mountPoint }: Operation, after: readonly Observation[]): string[] {
  return after.flatMap((o) => {
    if (o.kind !== 'observed' || !o.facts.left) return []
    return isMountedAnywhere(o.facts, fileSystemId).state === 'not-mounted' && !o.facts.fstab.some((l) => l.ours && l.place === mountPoint)
      ? [o.instanceId]
      : []
  })
}
