/** Who may ask for what, before anything is looked at. Pure. */
import { type FindingCode, finding } from '../domain/catalogue.ts'
import type { Decision } from '../domain/decision.ts'
import { mayWrite, roleOf } from '../domain/github.ts'
import { formatVolumeRef, quote } from '../domain/names.ts'
import type { Origin, Request } from '../domain/request.ts'
import { type Grant, type RepositoryRights, type Rights, shownInPublic } from '../domain/rights.ts'
import { isOffered } from '../domain/verbs.ts'
import { grantsOf, rightsFor, withoutPolicy } from './reach.ts'
import { sayAny } from './who.ts'

const allowed: Decision = { kind: 'allowed' }

/**
 * - github: anybody can comment, so the permission that the App has just read comes first: host verbs give root on instances, and less than
 *   write on the repository must not. Then the repository's policy says who may do what; without one administrators may look.
 * - workflow: whoever may change or start the workflow was let in by GitHub, and the job's AWS role bounds what it can do. Where its repository has a
 *   policy, that decides too (docs/decisions/rights-of-workflows.md).
 * - schedule: nobody asked, so it looks and does nothing else, whatever an issue that it reads has been made to say.
 * - leaving: nobody asked either, and GitHub told that somebody left. The policy says whether they are deprovisioned at once; nothing else is.
 * - terminal: the AWS credentials in the person's own hands are the proof; Prism adds nothing to what they may do anyway.
 * - api: the server let in only the bearer of a named token. Where it has a repository, the policy decides what its principal may do.
 */
export function mayAsk(request: Request, origin: Origin, rights: Rights): Decision {
  switch (origin.entrypoint) {
    case 'github':
      return firstDenial(
        firstDenial(ofComment(request, origin), () => ofWord(request, origin, rights)),
        () => (rights.kind === 'unbounded' ? unknown(noPolicy) : ofRights(request, rights)),
      )
    case 'schedule':
      return firstDenial(
        isOffered(request.verb, 'schedule') ? allowed : denied('denied', `${request.verb} is not allowed on a schedule, which only looks`),
        () => ofRights(request, rights),
      )
    case 'leaving':
      return request.verb === 'deprovision' && rights.kind === 'repository'
        ? ofRights(request, rights)
        : denied('denied', `${request.verb} is not what follows when somebody leaves`)
    case 'workflow':
    case 'terminal':
    case 'api':
      return firstDenial(ofWord(request, origin, rights), () => ofRights(request, rights))
  }
}

/** Where a policy says that a leaving is acted upon, this is said of GitHub's word alone: a run that nobody asked for has nothing of it. */
function ofWord({ verb }: Request, { entrypoint }: Origin, rights: Rights): Decision {
  if (verb !== 'deprovision' || rights.kind !== 'repository' || (rights.asker && entrypoint !== 'workflow')) return allowed
  return denied('denied', 'under a policy deprovision is done in a comment, by REST, at a terminal, or when somebody leaves')
}

const noPolicy = 'nobody asked the repository for its policy'

function firstDenial(decision: Decision, next: () => Decision): Decision {
  return decision.kind === 'allowed' ? next() : decision
}

function ofComment(request: Request, { actor, permission }: Extract<Origin, { entrypoint: 'github' }>): Decision {
  if (!isOffered(request.verb, 'comment')) return denied('denied', `${request.verb} is not offered in comments`)
  if (request.verb === 'verify-all' && request.volume === undefined)
    return denied('denied', 'verify --all without a volume is not offered in comments')
  return mayWrite(permission) ? allowed : denied('denied', `${quote(actor.name)} has ${quote(roleOf(permission))} permission`)
}

function ofRights(request: Request, rights: Rights): Decision {
  switch (rights.kind) {
    case 'unbounded':
      return allowed
    case 'unknown':
      return unknown(rights.why)
    case 'repository':
      return ofRepository(request, rights)
  }
}

function ofRepository(request: Request, rights: RepositoryRights): Decision {
  const { isPublic, inForce, bounds, asker, notes } = rights
  const also = notes.length === 0 ? '' : ` (${notes.join('; ')})`
  if (!bounds) return denied('repository-unknown', 'the operator’s file does not name this repository')
  if (isPublic) {
    const hidden = shownInPublic.filter((what) => !inForce?.policy.shows.includes(what))
    if (hidden.length > 0) return denied('policy-public', `the policy does not say that ${hidden.join(' and ')} may be seen here${also}`)
  }
  const has = asker ? quote(roleOf(asker.permission)) : 'a schedule'
  if (!inForce) return withoutPolicy(rights, request.verb) ? allowed : denied('policy-missing', `${request.verb}, asked with ${has}${also}`)
  const { grants } = inForce.policy
  const wanted = rightsFor(request.verb)
  const those = grants.filter((g) => g.may.some((may) => wanted.includes(may)))
  const mine = grantsOf(rights, request.verb)
  const who = sayAny(those.flatMap((g) => g.who)) || 'nobody'
  if (mine.length === 0) return denied('policy-denied', `${request.verb} is for ${who}; you have ${has}${also}`)
  const unbounded = unboundedIn(request)
  if (unbounded !== undefined) return denied('policy-denied', `${unbounded}, which no policy bounds`)
  if (request.verb === 'create') return ofNewVolume(request.name, rights, mine)
  const volume = 'volume' in request && request.volume ? formatVolumeRef(request.volume) : undefined
  // by its name only to say so early; what is reached is decided by ids
  const rule = inForce.policy.volumes.find((v) => v.name === volume || v.id === volume)
  if (rule && !mine.some((g) => g.volumes === undefined || g.volumes.includes(rule.name))) {
    const theirs = sayAny(those.filter((g) => g.volumes === undefined || g.volumes.includes(rule.name)).flatMap((g) => g.who)) || 'nobody'
    return denied('policy-denied', `${request.verb} ${quote(rule.name)} is for ${theirs}; you have ${has}${also}`)
  }
  return allowed
}

/** One that is yet to be made has no id: only a rule that goes by the name can mean it. */
function ofNewVolume(name: string, { inForce }: RepositoryRights, mine: readonly Grant[]): Decision {
  const rules = (inForce?.policy.volumes ?? []).filter((v) => v.name === name && v.id === undefined)
  const isMine = rules.some((rule) => mine.some((g) => g.volumes === undefined || g.volumes.includes(rule.name)))
  return isMine
    ? allowed
    : denied('policy-denied', `no rule lets you create ${quote(name)}: the policy has to have that name, without an id`)
}

/** What reaches beyond a volume: the account's network, its keys, tags that other rights may hang on; and who somebody is on a volume. */
function unboundedIn(request: Request): string | undefined {
  if (request.verb === 'create-access-point')
    return request.wanted.enforced ? 'an access point with a user of its own acts as anybody' : undefined
  if (request.verb !== 'create') return undefined
  const { subnetIds, securityGroupIds, kmsKeyId, tags } = request.options
  const said = {
    subnets: subnetIds.length,
    'security groups': securityGroupIds.length,
    'a KMS key': kmsKeyId,
    tags: Object.keys(tags).length,
  }
  const [first] = Object.entries(said).flatMap(([what, given]) => (given ? [what] : []))
  return first && `${first} of the AWS account`
}

const unknown = (seen: string): Decision => denied('policy-unread', seen)
const denied = (code: FindingCode, seen: string): Decision => ({ kind: 'denied', finding: finding(code, { seen }) })
