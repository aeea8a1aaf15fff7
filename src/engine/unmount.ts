/** unmount: look → plan → apply → look again. Data is left alone. */
import { inTurns } from '../domain/in-turns.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { emitObserved, firstLook } from './inspect.ts'
import { observationsAfter } from './observations.ts'
import { planUnmount, shown } from './plan.ts'
import { reportOf } from './report.ts'
import { type HostRequest, resolveOperation } from './resolve.ts'

export async function unmount(request: Extract<HostRequest, { readonly verb: 'unmount' }>, ctx: EngineContext): Promise<Answer> {
  const operation = await resolveOperation(request, ctx)
  const before = await firstLook(operation, ctx)
  const plan = ctx.run().plan ?? planUnmount(ctx.runId, operation, before)
  const proposal = await ctx.propose(plan)
  if (proposal.kind === 'show') return shown(plan, proposal)
  const results = (await Promise.all(plan.jobs.map((job) => ctx.dispatch(job)))).flat()
  const after = observationsAfter(operation, plan.refused, results)
  await emitObserved('after', after, ctx)
  const times = { startedAt: ctx.run().startedAt, endedAt: ctx.now().toISOString() }
  const sharing = { verdict: 'not-tried' as const, cells: [], notes: [] }
  return {
    kind: 'report',
    report: await inTurns(
      reportOf({ runId: ctx.runId, operation, before, after, results, refused: plan.refused, sharing, ...times }),
      ctx.turn,
    ),
  }
}
