/** Whose approval a plan needs, and whether it has it. Pure. */
import { finding } from '../domain/catalogue.ts'
import type { AnyPlan, Approval, Decision } from '../domain/decision.ts'
import { digestOf } from '../domain/digest.ts'
import type { VolumePlan } from '../domain/plan.ts'
import type { Origin } from '../domain/request.ts'
import type { ApprovalRule, NamedVolume, RepositoryRights, RightVerb } from '../domain/rights.ts'
import { covers } from './reach.ts'
import { isMeant, sayWho } from './who.ts'

/**
 * The rules that ask for others' approval of this plan: the operator's and the repository's, all of them. A rule that names volumes is about those
 * alone, by what the file says of their ids; accounts are of no volume.
 */
export function rulesFor(plan: AnyPlan, { bounds, inForce }: RepositoryRights): readonly ApprovalRule[] {
  const { verb, volume } = about(plan)
  if (!volume) {
    const rules = [...(bounds?.approvals ?? []), ...(inForce?.policy.approvals ?? [])]
    return rules.filter((rule) => rule.of.includes(verb) && rule.volumes === undefined)
  }
  return [
    ...(bounds?.approvals ?? []).filter(
      (rule) => rule.of.includes(verb) && (rule.volumes?.some((v) => v === volume.id || v === volume.name) ?? true),
    ),
    ...(inForce ? inForce.policy.approvals.filter((rule) => rule.of.includes(verb) && covers(rule, inForce.policy, volume)) : []),
  ]
}

function about(plan: AnyPlan): { readonly verb: RightVerb; readonly volume?: NamedVolume } {
  if ('hosts' in plan) return plan.volume ? { verb: 'migrate', volume: plan.volume } : { verb: 'sync-people' }
  if (!('operation' in plan)) return { verb: plan.verb as RightVerb, volume: volumeOf(plan) }
  const { operation } = plan
  const volume = { id: operation.fileSystemId, name: operation.volume, region: operation.region }
  return { verb: operation.verb as RightVerb, volume }
}

/** One that is yet to be made has no id. */
function volumeOf({ region, parameters }: VolumePlan): NamedVolume {
  const { fileSystemId: id = '', name = '' } = parameters
  return { id: String(id), name: String(name), region }
}

/**
 * What an approval is given for: the plan (operation, ids, parameters, programs, what was seen), under which policy and for whom. Another of these is
 * another digest; and so is the same plan made once more: an approval is for the one that was read. `planOf`: the run whose plan it is.
 */
export const approvalDigest = (plan: AnyPlan, { actor }: Origin, { inForce }: RepositoryRights, planOf: string): string =>
  digestOf({ plan: plan.digest, policy: inForce?.blob ?? '', asker: actor.id, run: planOf })

const changesAnything = (plan: AnyPlan): boolean =>
  'jobs' in plan ? plan.jobs.length > 0 : plan.steps.some((step) => step.status === 'planned')

type OfOthers = { readonly rights: RepositoryRights; readonly planOf: string }

export function ofOthers(plan: AnyPlan, origin: Origin, approvals: readonly Approval[], { rights, planOf }: OfOthers): Decision {
  const rules = rulesFor(plan, rights)
  if (rules.length === 0 || !changesAnything(plan)) return { kind: 'allowed' }
  const digest = approvalDigest(plan, origin, rights, planOf)
  const others = approvals.filter(({ by }) => by.id !== origin.actor.id)
  if (others.length > 0) {
    if (rights.planVoid !== undefined) return { kind: 'denied', finding: finding('approval-void', { seen: rights.planVoid }) }
    const stale = others.find((a) => a.digest !== digest)
    if (stale)
      return {
        kind: 'denied',
        finding: finding('plan-changed', { seen: `approved ${stale.digest.slice(0, 12)}; the plan is now ${digest.slice(0, 12)}` }),
      }
  }
  // those of another digest were refused above
  const missing = rules.filter((rule) => approversOf(rule, others, rights).size < rule.people)
  if (missing.length === 0) return { kind: 'allowed' }
  return {
    kind: 'needs-approval',
    by: 'others',
    digest,
    from: [...new Set(missing.flatMap((r) => r.by.map(sayWho)))],
    count: Math.max(...missing.map((rule) => rule.people - approversOf(rule, others, rights).size)),
    withinMinutes: Math.min(...rules.map((r) => r.withinMinutes)),
    ...(missing.some((r) => r.thumbs) ? { thumbs: true as const } : {}),
  }
}

/** Of those who approved, in a way that the rule takes, distinct people by their numeric ids who have the right at this moment. */
function approversOf(rule: ApprovalRule, given: readonly Approval[], { approvers }: RepositoryRights): ReadonlySet<string> {
  const ids = given.filter((a) => takes(rule, a)).map((a) => a.by.id)
  return new Set(approvers.filter((p) => ids.includes(p.id) && isMeant(rule.by, p)).map((p) => p.id))
}

const takes = ({ thumbs }: ApprovalRule, { reactionId }: Pick<Approval, 'reactionId'>): boolean =>
  reactionId === undefined || thumbs === true

/** Whether somebody's approval would count for any of the rules. */
export const mayApprove = (
  rules: readonly ApprovalRule[],
  person: RepositoryRights['approvers'][number],
  by: Pick<Approval, 'reactionId'> = {},
): boolean => rules.some((rule) => takes(rule, by) && isMeant(rule.by, person))
