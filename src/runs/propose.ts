/** The one place between a plan and its doing: it is recorded, and policy is asked whether it may be done. */
import { approvalsIn, type Decision, type Policy } from '../domain/decision.ts'
import type { PeoplePlan } from '../domain/people/sync.ts'
import type { Plan, VolumePlan } from '../domain/plan.ts'
import type { EventBody, Run } from '../domain/run.ts'
import type { Proposal } from '../engine/context.ts'

/** The plan needs others' approval, and the run goes on when it has it. */
export class Waits extends Error {}

type AnyPlan = Plan | VolumePlan | PeoplePlan

type Proposing = {
  readonly run: () => Run
  readonly emit: (event: EventBody) => Promise<void>
  readonly mayApply: Policy['mayApply']
}

/** Throws `Waits`. A plan that was allowed is not asked about again when the run is taken up. */
export async function propose(plan: AnyPlan, { run, emit, mayApply }: Proposing): Promise<Proposal> {
  if (known(run())?.digest !== plan.digest) await emit(planned(plan))
  if (run().dryRun) return { kind: 'show' }
  const decision = await decided(plan, { run, emit, mayApply })
  switch (decision.kind) {
    case 'allowed':
      return { kind: 'apply' }
    case 'denied':
      return { kind: 'show', refusal: decision.finding }
    case 'needs-approval':
      if (decision.by === 'asker') return { kind: 'show' }
      throw new Waits(`${run().id} waits for an approval`)
  }
}

const known = ({ plan, volumePlan, peoplePlan }: Run): AnyPlan | undefined => plan ?? volumePlan ?? peoplePlan

function planned(plan: AnyPlan): EventBody {
  if ('operation' in plan) return { type: 'planned', data: plan }
  return plan.verb === 'sync-people' ? { type: 'people-planned', data: plan } : { type: 'volume-planned', data: plan }
}

async function decided(plan: AnyPlan, { run, emit, mayApply }: Proposing): Promise<Decision> {
  const { applyDecision, request, origin } = run()
  if (applyDecision?.digest === plan.digest && applyDecision.decision.kind === 'allowed') return applyDecision.decision
  const decision = mayApply(plan, origin, approvalsIn(request, origin))
  await emit({ type: 'apply-decided', data: { digest: plan.digest, decision } })
  return decision
}
