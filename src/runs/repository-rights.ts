/** The rights of whoever asks under a repository's policy: the repository's policy that counts, the operator's bounds, and people as they are at this moment. */
import type { Approval } from '../domain/decision.ts'
import { type Account, type GitHub, GitHubError, type Permission, type PolicyFile, type Repository } from '../domain/github.ts'
import { quote } from '../domain/names.ts'
import type { Origin } from '../domain/request.ts'
import {
  type ApprovalRule,
  type Bounds,
  idOfPrincipal,
  type Person,
  type PolicyInForce,
  type RepositoryPolicy,
  type Rights,
  type Who,
} from '../domain/rights.ts'
import type { Run } from '../domain/run.ts'
import type { Operated } from '../policy/operator.ts'
import { parsePolicy } from '../policy/parse.ts'
import { principalIn } from '../policy/principals.ts'

export type RightsSource = (run: Pick<Run, 'origin' | 'agreed'>) => Promise<Rights>

export type RightsOptions = {
  /** With leave to read this repository. */
  readonly github: (repository: Repository) => Promise<Pick<GitHub, 'permission' | 'policyFile' | 'teamsOf' | 'thread'>>
  /** Undefined: the operator's file does not name the repository. */
  readonly operated: (repository: string) => Operated | undefined
  /** Of a repository that never had a policy; default: administrators look. `unbounded`: something else than a policy decides there. */
  readonly withoutPolicy?: 'unbounded'
}

type Asked = Extract<Origin, { readonly repository: string }>

/** What was not asked through a repository is not bounded by one. Never throws: what GitHub does not tell gives nobody a right. */
export function repositoryRights(options: RightsOptions): RightsSource {
  return async ({ origin, agreed }) => {
    if (!('repository' in origin)) return { kind: 'unbounded' }
    try {
      return await rightsOf(options, origin, agreed)
    } catch (error) {
      if (error instanceof GitHubError) return { kind: 'unknown', why: `GitHub could not be asked: ${error.message}` }
      throw error
    }
  }
}

async function rightsOf({ github, operated, withoutPolicy }: RightsOptions, origin: Asked, agreed: Run['agreed']): Promise<Rights> {
  const [owner = '', repo = ''] = origin.repository.split('/')
  const operator = operated(origin.repository)
  if (!operator) return { kind: 'repository', isPublic: true, notes: [], bounds: undefined, approvers: [] }
  const asked = await github({ owner, repo })
  const file = await asked.policyFile({ owner, repo }, !operator.reviewWaived)
  if (withoutPolicy === 'unbounded' && !file.newest && !file.counts) return { kind: 'unbounded' }
  if (origin.entrypoint === 'workflow' && origin.rerunBy !== undefined)
    return { kind: 'unknown', why: `${quote(origin.rerunBy)} started again what ${quote(origin.actor.name)} had started` }
  const { inForce, notes } = inForceOf(file, operator.reviewWaived)
  const teams = teamIds(inForce?.policy, operator.bounds)
  const missing: string[] = []
  const person = async ({ id, name }: Origin['actor']): Promise<Person> => {
    const account: Account = { id: Number(id), login: name }
    const permission = await asked.permission({ owner, repo }, account)
    return { id, permission: teams.length === 0 ? permission : await withTeams(permission, account) }
  }
  const withTeams = async (permission: Permission, { login }: Account): Promise<Permission> => {
    try {
      return { ...permission, teams: await asked.teamsOf(owner, login, teams) }
    } catch (error) {
      if (!(error instanceof GitHubError && (error.code === 'forbidden' || error.code === 'not-found'))) throw error
      missing.push('teams cannot be asked for without organization members: read')
      return permission
    }
  }
  const asker = isOfNobody(origin) ? undefined : await askerOf(origin, inForce?.policy, person)
  const approvers: Person[] = []
  const given = await standing(asked, agreed)
  for (const { by } of given.approvals) approvers.push(await person(by))
  const planVoid = (agreed?.told && (await changed(asked, agreed.told))) ?? given.planVoid
  return {
    kind: 'repository',
    isPublic: file.isPublic,
    notes: [...new Set([...notes, ...missing])],
    bounds: operator.bounds,
    approvers,
    ...(inForce ? { inForce } : {}),
    ...(asker ? { asker } : {}),
    ...(planVoid === undefined ? {} : { planVoid }),
  }
}

/** Of a principal only as far as the policy of this moment says that it speaks for this very actor. */
async function askerOf(
  origin: Asked,
  policy: RepositoryPolicy | undefined,
  person: (actor: Origin['actor']) => Promise<Person>,
): Promise<Person> {
  const { actor } = origin
  if (origin.entrypoint !== 'api') return person(actor)
  const speaksFor = principalIn(policy, origin.principal)
  const nobodys = { base: 'none', roleName: '' } as const
  if (speaksFor?.id !== actor.id) return { id: '', permission: nobodys }
  return actor.id === idOfPrincipal(origin.principal) ? { id: actor.id, permission: nobodys } : person(speaksFor)
}

const isOfNobody = (origin: Asked): boolean =>
  origin.entrypoint === 'schedule' || origin.entrypoint === 'leaving' || (origin.entrypoint === 'workflow' && origin.scheduled === true)

/** A file with an error in it counts for nothing at all, not for its good half. */
function inForceOf(
  { counts, newest }: PolicyFile,
  waived: boolean,
): { readonly inForce?: PolicyInForce; readonly notes: readonly string[] } {
  const notes = waived && newest ? ['the operator waived the review of the policy'] : []
  if (newest && newest.blob !== counts?.blob)
    notes.push(`policy ${newest.blob.slice(0, 12)} does not count: nobody who did not write it approved it in a pull request`)
  if (!counts) return { notes }
  const parsed = parsePolicy(counts.text)
  if (parsed.kind === 'policy') return { inForce: { blob: counts.blob, policy: parsed.policy }, notes }
  const [first] = parsed.errors
  return { notes: [...notes, `policy ${counts.blob.slice(0, 12)} has errors, line ${first?.line}: ${first?.message}`] }
}

/**
 * Of the approvals those that stand: by a 👍 as long as it is there, and is a person's who gave it after the plan was told. Of a comment that was edited and
 * put back nobody knows what they saw.
 */
async function standing(
  github: Pick<GitHub, 'thread'>,
  agreed: Run['agreed'],
): Promise<{ readonly approvals: readonly Approval[]; readonly planVoid?: string }> {
  const { approvals = [], told } = agreed ?? {}
  if (approvals.every((a) => a.reactionId === undefined)) return { approvals }
  const [owner = '', repo = ''] = told?.repository.split('/') ?? []
  const seen = told && (await github.thread({ owner, repo }, told.issue).thumbs(told.commentId))
  const stands = ({ reactionId, by }: Approval): boolean =>
    reactionId === undefined ||
    (seen?.thumbs.some(
      (t) => t.id === reactionId && t.isPerson && String(t.by.id) === by.id && Date.parse(t.at) > Date.parse(seen.writtenAt),
    ) ??
      false)
  const edited = seen !== undefined && seen.changedAt !== seen.writtenAt
  return {
    approvals: approvals.filter(stands),
    ...(edited ? { planVoid: 'the comment that told the plan was edited, and put back' } : {}),
  }
}

/** The comment that told the plan, read again: writers of a repository may edit what the App wrote. */
async function changed(github: Pick<GitHub, 'thread'>, told: NonNullable<NonNullable<Run['agreed']>['told']>): Promise<string | undefined> {
  const [owner = '', repo = ''] = told.repository.split('/')
  const comment = await github.thread({ owner, repo }, told.issue).read(told.commentId)
  if (!comment) return 'the comment that told the plan is gone'
  return comment.body === told.body ? undefined : 'the comment that told the plan was edited'
}

function teamIds(policy: RepositoryPolicy | undefined, { approvals }: Bounds): readonly number[] {
  const rules: readonly (readonly Who[])[] = [
    ...(policy?.grants.map((g) => g.who) ?? []),
    ...[...(policy?.approvals ?? []), ...approvals].map((rule: ApprovalRule) => rule.by),
  ]
  return [...new Set(rules.flat().flatMap((who) => (who.kind === 'team' ? [who.id] : [])))]
}
