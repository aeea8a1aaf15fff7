/** The one place between a plan and its doing: it is recorded, and policy is asked whether it may be done. */
import { finding } from '../domain/catalogue.ts'
import { type AnyPlan, approvalsIn, type Decision, type Policy } from '../domain/decision.ts'
import { hostsDiffer } from '../domain/people/sync.ts'
import { planDifference, stepsDiffer } from '../domain/plan-difference.ts'
import type { Clock, Instances } from '../domain/ports.ts'
import type { Rights } from '../domain/rights.ts'
import { type EventBody, foldRun, type Run } from '../domain/run.ts'
import type { Proposal } from '../engine/context.ts'
import type { Journal } from './journal.ts'
import type { Locks } from './locks.ts'
import { lockedOut } from './locks-for.ts'

/** The plan needs others' approval, and the run goes on when it has it. */
export class Waits extends Error {}

type Proposing = {
  readonly run: () => Run
  readonly emit: (event: EventBody) => Promise<void>
  readonly policy: Pick<Policy, 'mayApply'>
  readonly rights: (run: Run) => Promise<Rights>
  readonly cloud: { readonly instances: Pick<Instances, 'nodes'> }
  readonly journal: Pick<Journal, 'read'>
  readonly locks: Pick<Locks, 'standing'>
  readonly clock: Pick<Clock, 'now'>
}

/** Throws `Waits`. A plan of which something was begun is not asked about again when the run is taken up: what was begun is finished. */
export async function propose(plan: AnyPlan, on: Proposing): Promise<Proposal> {
  const { run, emit } = on
  if (known(run())?.digest !== plan.digest) await emit(planned(plan))
  if (run().dryRun) return { kind: 'show' }
  const decision = await decided(plan, on)
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
  return 'hosts' in plan ? { type: 'people-planned', data: plan } : { type: 'volume-planned', data: plan }
}

async function decided(plan: AnyPlan, { run, emit, policy, rights, cloud, journal, locks, clock }: Proposing): Promise<Decision> {
  const { applyDecision, request, origin, agreed, decision: asked } = run()
  if (isBegun(run()) && applyDecision?.digest === plan.digest && applyDecision.decision.kind === 'allowed') return applyDecision.decision
  const now = await rights(run())
  const nodes = now.kind === 'repository' ? await cloud.instances.nodes(instancesOf(plan)) : []
  const approvals = [...approvalsIn(request, origin), ...(agreed?.approvals ?? [])]
  const byPolicy = await told(
    policy.mayApply(plan, origin, approvals, { rights: now, nodes, blobAsked: asked?.policy, planOf: agreed?.planOf ?? run().id }),
  )
  const locked = byPolicy.kind === 'denied' ? undefined : await lockedOut(plan, locks, now, clock.now())
  const decision: Decision = locked ? { kind: 'denied', finding: locked } : byPolicy
  if (!isSame(applyDecision?.decision, decision)) await emit({ type: 'apply-decided', data: { digest: plan.digest, decision } })
  return decision

  /** A run that carries out an approved plan does not wait for another approval, and says what is otherwise by now. */
  async function told(decision: Decision): Promise<Decision> {
    if (!agreed) return decision
    if (Date.parse(agreed.expiresAt) <= clock.now().getTime())
      return { kind: 'denied', finding: finding('approval-void', { seen: `the plan waited until ${agreed.expiresAt}` }) }
    if (decision.kind === 'needs-approval' && decision.by === 'others') {
      const seen = `still missing by the rights of this moment: ${decision.count} of ${decision.from.join(', or ')}`
      return { kind: 'denied', finding: finding('approval-void', { seen }) }
    }
    if (decision.kind !== 'denied' || decision.finding.code !== 'plan-changed') return decision
    const before = foldRun(await journal.read(agreed.planOf))
    const differs = differences(before, plan)
    if (differs.length === 0) return decision
    return { kind: 'denied', finding: { ...decision.finding, seen: `${decision.finding.seen}: ${differs.join('; ')}` } }
  }
}

function differences(before: Run, plan: AnyPlan): readonly string[] {
  if ('hosts' in plan) return hostsDiffer(before.peoplePlan, plan)
  if (!('operation' in plan)) return before.volumePlan ? stepsDiffer(before.volumePlan, plan) : []
  return before.plan ? planDifference(before.plan, plan) : []
}

/** Something of it was handed to SSM, perhaps, or done at AWS. */
const isBegun = ({ jobs, provisioned }: Run): boolean => jobs.some((j) => j.job.changes) || provisioned.some((s) => s.status === 'changed')

export const instancesOf = (plan: AnyPlan): readonly string[] =>
  'operation' in plan ? plan.operation.targets.map((t) => t.instanceId) : 'hosts' in plan ? plan.hosts.map((h) => h.instanceId) : []

const isSame = (one: Decision | undefined, other: Decision): boolean =>
  one?.kind === 'needs-approval' && JSON.stringify(one) === JSON.stringify(other)
