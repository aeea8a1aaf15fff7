/** mount: look → plan → apply → look again → prove the sharing. */
import { inTurns } from '../domain/in-turns.ts'
import type { Answer } from '../domain/run.ts'
import { rollOut } from './apply.ts'
import type { EngineContext } from './context.ts'
import { apartNotes, enrol, lookAtPeople, rowsOfPeople, takingPart, withPeople } from './enrol.ts'
import { reportWithCauses } from './explain.ts'
import { emitObserved, firstLook } from './inspect.ts'
import { observationsAfter } from './observations.ts'
import { planMount, shown } from './plan.ts'
import { reportOf } from './report.ts'
import { type HostRequest, resolveOperation } from './resolve.ts'
import { sharingTest } from './sharing-test.ts'

export async function mount(request: Extract<HostRequest, { readonly verb: 'mount' }>, ctx: EngineContext): Promise<Answer> {
  const operation = await resolveOperation(request, ctx)
  const before = await firstLook(operation, ctx)
  const enrolment = await lookAtPeople(request.people, operation, before, ctx)
  const plan = ctx.run().plan ?? withPeople(planMount(ctx.runId, operation, before), enrolment, ctx)
  if (enrolment?.refusal) return { kind: 'plan', plan, refusal: enrolment.refusal }
  const proposal = await ctx.propose(plan)
  if (proposal.kind === 'show') return shown(plan, proposal)
  const { results, refused } = await rollOut(plan, before, ctx)
  const after = observationsAfter(operation, refused, results)
  await emitObserved('after', after, ctx)
  const enrolled = await enrol(plan, enrolment, results, ctx)
  const sharing = await sharingTest(operation, after, ctx, 0, takingPart(enrolment, enrolled))
  const people = rowsOfPeople(enrolment, after, sharing, enrolled)
  const times = { startedAt: ctx.run().startedAt, endedAt: ctx.now().toISOString() }
  const report = await inTurns(
    reportOf({
      runId: ctx.runId,
      operation,
      before,
      after,
      results,
      refused,
      sharing,
      ...(people ? { people } : {}),
      ...(enrolment ? { notes: [...enrolment.notes, ...apartNotes(enrolment, enrolled)] } : {}),
      ...times,
    }),
    ctx.turn,
  )
  return { kind: 'report', report: await reportWithCauses(operation, report, { before, after, refused }, ctx) }
}
