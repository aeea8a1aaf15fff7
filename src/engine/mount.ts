/** mount: look → plan → apply → look again → prove the sharing. */
import type { Answer } from '../domain/run.ts'
import { applyMounts } from './apply.ts'
import type { EngineContext } from './context.ts'
import { reportWithCauses } from './explain.ts'
import { firstLook } from './inspect.ts'
import { observationsAfter } from './observations.ts'
import { planMount, shown } from './plan.ts'
import { buildReport } from './report.ts'
import { type HostRequest, resolveOperation } from './resolve.ts'
import { sharingTest } from './sharing-test.ts'

export async function mount(request: Extract<HostRequest, { readonly verb: 'mount' }>, ctx: EngineContext): Promise<Answer> {
  const operation = await resolveOperation(request, ctx)
  const before = await firstLook(operation, ctx)
  const plan = ctx.run().plan ?? planMount(ctx.runId, operation, before)
  const proposal = await ctx.propose(plan)
  if (proposal.kind === 'show') return shown(plan, proposal)
  const results = await applyMounts(plan, ctx)
  const after = observationsAfter(operation, plan.refused, results)
  await ctx.emit({ type: 'observed', data: { phase: 'after', observations: after } })
  const sharing = await sharingTest(operation, after, ctx)
  const times = { startedAt: ctx.run().startedAt, endedAt: ctx.now().toISOString() }
  const report = buildReport({ runId: ctx.runId, operation, before, after, results, refused: plan.refused, sharing, ...times })
  return { kind: 'report', report: await reportWithCauses(operation, report, { before, after, refused: plan.refused }, ctx) }
}
