/** verify: look and let every account try, prove the sharing; nothing is repaired. */
import { inTurns } from '../domain/in-turns.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { apartNotes, lookAtPeople, rowsOfPeople, takingPart } from './enrol.ts'
import { inBatches } from './in-batches.ts'
import { emitObserved, firstLook, look, lookAgain } from './inspect.ts'
import { nobodyFound } from './nobody.ts'
import { planVerify } from './plan.ts'
import { withMemory } from './remember.ts'
import { withPoints } from './remembered-points.ts'
import { reportOf } from './report.ts'
import { type HostRequest, resolveOperation } from './resolve.ts'
import { sharingTest } from './sharing-test.ts'

export async function verify(request: Extract<HostRequest, { readonly verb: 'verify' }>, ctx: EngineContext): Promise<Answer> {
  const resolved = await resolveOperation(request, ctx)
  // The first look finds each instance's login user and what it remembers, so that the second can make those accounts try.
  const first = await firstLook(resolved, ctx)
  const operation = await withPoints(withMemory(resolved, first), ctx)
  const before = ctx.run().dryRun ? await lookAgain(operation, first, 500, ctx) : first
  if (ctx.run().dryRun) {
    const plan = ctx.run().plan ?? planVerify(operation, before)
    await ctx.emit({ type: 'planned', data: plan })
    return { kind: 'plan', plan }
  }
  const { done: after, left } = await inBatches(
    {
      operation,
      ids: operation.targets.map((t) => t.instanceId),
      on: (some) => look(some, 'behaviour', 1000, ctx, before),
      seen: (looked) => ({ before, after: looked, results: [] }),
    },
    ctx,
  )
  await emitObserved('after', after, ctx)
  const enrolment = await lookAtPeople(request.people, operation, after, ctx)
  const sharing = await sharingTest(operation, after, ctx, 0, takingPart(enrolment))
  const people = rowsOfPeople(enrolment, after, sharing)
  const times = { startedAt: ctx.run().startedAt, endedAt: ctx.now().toISOString() }
  return {
    kind: 'report',
    report: await inTurns(
      reportOf({
        runId: ctx.runId,
        operation,
        before,
        after,
        results: [],
        refused: [...nobodyFound(operation, before), ...left],
        sharing,
        ...(people ? { people } : {}),
        ...(enrolment ? { notes: [...enrolment.notes, ...apartNotes(enrolment)] } : {}),
        ...times,
      }),
      ctx.turn,
    ),
  }
}
