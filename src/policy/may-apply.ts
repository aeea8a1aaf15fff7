/** Whether a plan may be applied: asked when it is known what would be done, where and to what, with the rights as they are at that moment. Pure. */
import { type FindingCode, finding } from '../domain/catalogue.ts'
import { type AnyPlan, type Applying, type Approval, covers, type Decision } from '../domain/decision.ts'
import { allowancesOf } from '../domain/mount-flags.ts'
import { quote } from '../domain/names.ts'
import type { Operation, VolumePlan } from '../domain/plan.ts'
import type { Origin } from '../domain/request.ts'
import type { Allowance, NamedVolume, RepositoryRights, VolumeRule } from '../domain/rights.ts'
import { ofOthers } from './approvals.ts'
import { reachOf, rulesOf } from './reach.ts'

const allowed: Decision = { kind: 'allowed' }

/**
 * Who may ask for something may have it done (`mayAsk`), as far as its policy still reaches what the names turned out to be, and once those have
 * agreed whom it names. What was made by hand is changed only as a plan says which was read, so the one who asks confirms it. A schedule changes
 * nothing, whatever it asked for.
 */
export function mayApply(plan: AnyPlan, origin: Origin, approvals: readonly Approval[], now: Applying): Decision {
  if (origin.entrypoint === 'schedule') return denied('denied', 'a schedule only looks')
  if (now.rights.kind === 'repository' && !isAskedFor(plan, origin, now.rights))
    return denied('denied', 'who leaves is deprovisioned when GitHub tells it or somebody asks for it, and nothing else is done then')
  const byRights = ofRights(plan, now)
  if (byRights.kind === 'denied') return byRights
  if (takesOver(plan) || ('hosts' in plan && approvals.some(({ by }) => by.id === origin.actor.id))) {
    const own = confirmed(plan, origin, approvals)
    if (own.kind !== 'allowed') return own
  }
  if (now.rights.kind !== 'repository') return allowed
  const decision = ofOthers(plan, origin, approvals, { rights: now.rights, planOf: now.planOf })
  // nobody is there who could be told whose approval is missing, or told it in a thread
  if ((origin.entrypoint === 'workflow' || origin.entrypoint === 'leaving') && decision.kind === 'needs-approval')
    return denied('approval-elsewhere', `missing: ${decision.count} of ${decision.from.join(', or ')}`)
  return decision
}

function ofRights(plan: AnyPlan, { rights, nodes, blobAsked }: Applying): Decision {
  if (rights.kind === 'unbounded') return allowed
  if (rights.kind === 'unknown') return denied('policy-unread', rights.why)
  if (rights.inForce?.blob !== blobAsked) return denied('policy-changed', `asked under ${say(blobAsked)}; now ${say(rights.inForce?.blob)}`)
  const known = new Map(nodes.map((n) => [n.id, n]))
  const nodeOf = (id: string) => known.get(id) ?? { id, tags: {} }
  if ('hosts' in plan) {
    const reach = reachOf(rights, plan.verb)
    if (plan.volume && !reach.volume(plan.volume)) return denied('policy-denied', `${plan.volume.id} is not in reach any more`)
    return ofReach(plan.hosts.map((h) => h.instanceId).filter((id) => !reach.instance(nodeOf(id), plan.volume)))
  }
  if (!('operation' in plan)) return ofVolume(plan, rights)
  const { operation } = plan
  const volume = { id: operation.fileSystemId, name: operation.volume, region: operation.region }
  const reach = reachOf(rights, operation.verb)
  if (!reach.volume(volume)) return denied('policy-denied', `${operation.fileSystemId} is not in reach any more`)
  const inReach = ofReach(operation.targets.map((t) => t.instanceId).filter((id) => !reach.instance(nodeOf(id), volume)))
  return inReach.kind === 'denied' ? inReach : ofRules(operation, rights, volume)
}

/** Of a volume that is yet to be made by its name, else by its id; of an access point by its volume’s. */
function ofVolume({ verb, region, parameters }: VolumePlan, rights: RepositoryRights): Decision {
  const { fileSystemId: id = '', name } = parameters
  if (typeof id !== 'string' || typeof name !== 'string') return denied('policy-denied', `${verb} of nothing that is named`)
  return reachOf(rights, verb).volume({ id, name, region }) ? allowed : denied('policy-denied', `${id || name} is not in reach`)
}

const ofReach = (outside: readonly string[]): Decision =>
  outside.length > 0 ? denied('policy-denied', `not in reach any more: ${outside.join(', ')}`) : allowed

/** What the volume's rules allow of where and how it is mounted. */
function ofRules(operation: Operation, rights: RepositoryRights, volume: NamedVolume): Decision {
  const decisions = rulesOf(rights, operation.verb, volume).map((rule) => ofRule(operation, rule))
  return decisions.find((d) => d.kind === 'allowed') ?? decisions[0] ?? denied('policy-denied', `${volume.id} is not in the policy`)
}

function ofRule(operation: Operation, rule: VolumeRule): Decision {
  if (rule.mountPoint !== undefined && rule.mountPoint !== operation.mountPoint)
    return denied('policy-denied', `${quote(rule.name)} may be mounted at ${rule.mountPoint} alone; asked for ${operation.mountPoint}`)
  const over = used(operation).filter((what) => !rule.allow.includes(what))
  return over.length === 0 ? allowed : denied('policy-denied', `the policy does not allow ${over.join(', ')} for ${quote(rule.name)}`)
}

function used({ options, targets, verb }: Operation): Allowance[] {
  if (verb === 'unmount') return []
  const anySpec = (is: (spec: Operation['targets'][number]['spec']) => boolean): boolean => targets.some((t) => is(t.spec))
  const { kind } = options.client
  return [
    ...(kind === 'plain-nfs' || anySpec((s) => !s.encrypted) ? ['plain-nfs' as const] : []),
    ...allowancesOf((flag) => options[flag] === true || anySpec((s) => s[flag])),
    ...(kind === 'installer' || kind === 'package' ? ['packages' as const] : []),
  ]
}

/** When somebody leaves they are ended, and nothing else is done; else they are because somebody asked for it. */
function isAskedFor(plan: AnyPlan, { entrypoint }: Origin, { asker }: RepositoryRights): boolean {
  const ends = 'hosts' in plan && plan.verb === 'deprovision'
  if (entrypoint === 'leaving') return ends
  return !ends || (asker !== undefined && entrypoint !== 'workflow')
}

/** What somebody made by hand becomes Prism's, or somebody's old data another's. */
const takesOver = (plan: AnyPlan): boolean =>
  'operation' in plan
    ? plan.operation.verb === 'adopt'
    : 'hosts' in plan && plan.hosts.some((h) => h.changes.some((c) => c.kind === 'adopt' || c.kind === 'move'))

function confirmed(plan: AnyPlan, { actor }: Origin, approvals: readonly Approval[]): Decision {
  const own = approvals.filter(({ by }) => by.id === actor.id)
  const [first] = own
  if (!first) return { kind: 'needs-approval', by: 'asker', from: [actor.name], count: 1 }
  if (own.some((approval) => covers(approval, plan))) return allowed
  return denied('plan-changed', `agreed to ${first.digest}; the plan is now ${plan.digest.slice(0, first.digest.length)}`)
}

const say = (blob: string | undefined): string => (blob === undefined ? 'no policy' : `policy ${blob.slice(0, 12)}`)
const denied = (code: FindingCode, seen: string): Decision => ({ kind: 'denied', finding: finding(code, { seen }) })
