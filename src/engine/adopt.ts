/** adopt: look → plan → apply, once the plan's digest was given back → look again → prove the sharing; why, where it fails. */
import { inTurns } from '../domain/in-turns.ts'
import type { Plan } from '../domain/plan.ts'
import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import { rollOut } from './apply.ts'
import type { EngineContext } from './context.ts'
import { explainPlan, reportWithCauses } from './explain.ts'
import { emitObserved, firstLook } from './inspect.ts'
import { observationsAfter } from './observations.ts'
import { shown } from './plan.ts'
import { planAdopt } from './plan-adopt.ts'
import { reportOf } from './report.ts'
import { resolveOperation } from './resolve.ts'
import { sharingTest } from './sharing-test.ts'

type AdoptRequest = Extract<Request, { readonly verb: 'adopt' }>

export async function adopt(request: AdoptRequest, ctx: EngineContext): Promise<Answer> {
  const operation = await resolveOperation(request, ctx)
  const before = await firstLook(operation, ctx)
  const plan = ctx.run().plan ?? planAdopt(ctx.runId, operation, before)
  const proposal = await ctx.propose(plan)
  if (proposal.kind === 'show') return { ...shown(plan, proposal), ...agreeTo(plan, request), ...(await explainPlan(plan, before, ctx)) }
  const { results, refused } = await rollOut(plan, before, ctx)
  const after = observationsAfter(operation, refused, results)
  await emitObserved('after', after, ctx)
  const sharing = await sharingTest(operation, after, ctx)
  const times = { startedAt: ctx.run().startedAt, endedAt: ctx.now().toISOString() }
  const report = await inTurns(reportOf({ runId: ctx.runId, operation, before, after, results, refused, sharing, ...times }), ctx.turn)
  return { kind: 'report', report: await reportWithCauses(operation, report, { before, after, refused }, ctx) }
}

/** What to ask next; a plan without a job has nothing to agree to. */
const agreeTo = ({ digest, jobs }: Plan, request: AdoptRequest): { readonly agree?: Request } =>
  jobs.length === 0 ? {} : { agree: { ...request, plan: digest.slice(0, 16) } }
