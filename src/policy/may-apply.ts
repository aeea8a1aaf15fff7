/** Whether a plan may be applied: asked when it is known what would be done, where and to what. Pure. */
import { finding } from '../domain/catalogue.ts'
import { type Approval, covers, type Decision } from '../domain/decision.ts'
import type { PeoplePlan } from '../domain/people/sync.ts'
import type { Plan, VolumePlan } from '../domain/plan.ts'
import type { Origin } from '../domain/request.ts'

/**
 * Who may ask for something may have it done (`mayAsk`), but for what was made by hand: that is changed only as a plan says which was read, so
 * the one who asks says it back. A schedule changes nothing, whatever it asked for.
 */
export function mayApply(plan: Plan | VolumePlan | PeoplePlan, origin: Origin, approvals: readonly Approval[]): Decision {
  if (origin.entrypoint === 'schedule') return { kind: 'denied', finding: finding('denied', { seen: 'a schedule only looks' }) }
  if (takesOver(plan) || ('hosts' in plan && approvals.length > 0)) return saidBack(plan, origin, approvals)
  return { kind: 'allowed' }
}

/** What somebody made by hand becomes Prism's. */
const takesOver = (plan: Plan | VolumePlan | PeoplePlan): boolean =>
  'operation' in plan
    ? plan.operation.verb === 'adopt'
    : 'hosts' in plan && plan.hosts.some((h) => h.changes.some((c) => c.kind === 'adopt'))

function saidBack(plan: { readonly digest: string }, { actor }: Origin, approvals: readonly Approval[]): Decision {
  const own = approvals.filter(({ by }) => by.id === actor.id)
  const [first] = own
  if (!first) return { kind: 'needs-approval', by: 'asker', from: [actor.name], count: 1 }
  if (own.some((approval) => covers(approval, plan))) return { kind: 'allowed' }
  const seen = `agreed to ${first.digest}; the plan is now ${plan.digest.slice(0, first.digest.length)}`
  return { kind: 'denied', finding: finding('plan-changed', { seen }) }
}
