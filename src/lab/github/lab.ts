/** What the routes share: the world, the App, who calls, and the webhooks that follow from what is done. */
import type { Caller, Callers, LabApp } from './callers.ts'
import type { Deliveries } from './deliveries.ts'
import {
  bodyOf,
  fullName,
  type LabComment,
  type LabIssue,
  type LabIssueVersion,
  type LabRepository,
  type LabUser,
  type LabWorld,
  shownIssue,
} from './model.ts'
import { type Json, showApp, showComment, showIssue, showUser } from './represent.ts'
import { showRepository } from './represent-repository.ts'

export type Lab = {
  readonly world: LabWorld
  readonly app: LabApp
  readonly appOwner: LabUser
  readonly callers: Callers
  readonly deliveries: Deliveries
  readonly now: () => Date
  readonly base: () => string
  /** Lets what follows from a request happen after its answer, and be waited for at the end. */
  /** GitHub's lists lag behind: what was just opened may not be in the next one. */
  readonly isListed: (issue: LabIssue) => boolean
  readonly onNewIssue: (issue: LabIssue) => void
  readonly later: (work: () => Promise<unknown>) => void
}

export type Exchange = {
  readonly lab: Lab
  readonly caller: Caller
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

/** One installation for each owner; its id is the owner's. */
export const installationId = (repository: LabRepository): number => repository.owner.id

export function appJson(lab: Lab): Json {
  return showApp(lab.base(), { ...lab.app, owner: lab.appOwner })
}

export function commentJson(lab: Lab, comment: LabComment): Json {
  return showComment(lab.base(), comment, comment.appId === lab.app.id ? appJson(lab) : null)
}

export function issueJson(lab: Lab, repository: LabRepository, issue: LabIssue): Json {
  const app = issue.appId === lab.app.id ? appJson(lab) : null
  return showIssue(lab.base(), repository, issue, commentsOf(lab, repository, issue).length, app)
}

export function commentsOf(lab: Lab, repository: LabRepository, issue: LabIssue): LabComment[] {
  return [...lab.world.comments.values()].filter((c) => c.repository === repository && c.issue === issue)
}

export function addComment(
  lab: Lab,
  repository: LabRepository,
  issue: LabIssue,
  author: LabUser,
  body: string,
  appId?: number,
): LabComment {
  const comment: LabComment = {
    id: lab.world.nextId(),
    repository,
    issue,
    user: author,
    ...(appId === undefined ? {} : { appId }),
    versions: [{ at: lab.now().toISOString(), body }],
    reactions: [],
  }
  lab.world.comments.set(comment.id, comment)
  return comment
}

export function editComment(lab: Lab, comment: LabComment, body: string): { readonly before: string } {
  const before = bodyOf(comment)
  comment.versions.push({ at: lab.now().toISOString(), body })
  return { before }
}

export type IssueChange = Partial<Pick<LabIssueVersion, 'title' | 'body' | 'labels' | 'state' | 'stateReason'>>

/** Numbers are shared with pull requests and never used twice. */
export function addIssue(lab: Lab, repository: LabRepository, author: LabUser, wanted: IssueChange, appId?: number): LabIssue {
  const at = lab.now().toISOString()
  const first: LabIssueVersion = { at, by: author, title: '', body: '', labels: [], state: 'open', stateReason: null, ...wanted }
  const number = Math.max(0, ...repository.issues.keys()) + 1
  const about = { number, author, isPullRequest: false, createdAt: at, versions: [first] }
  const issue: LabIssue = appId === undefined ? about : { ...about, appId }
  repository.issues.set(number, issue)
  return issue
}

export function changeIssue(lab: Lab, issue: LabIssue, by: LabUser, change: IssueChange): void {
  const before = shownIssue(issue)
  const reopened = change.state === 'open' && before.state === 'closed' ? { stateReason: 'reopened' as const } : {}
  const closed = change.state === 'closed' && before.state === 'open' ? { stateReason: 'completed' as const } : {}
  issue.versions.push({ ...before, ...reopened, ...closed, ...change, at: lab.now().toISOString(), by })
}

/** The payload of `issue_comment`, as an App's installation gets it. */
export function commentEvent(lab: Lab, comment: LabComment, sender: LabUser, change: 'created' | { readonly before: string }): Json {
  const { repository, issue } = comment
  return {
    action: change === 'created' ? 'created' : 'edited',
    issue: issueJson(lab, repository, issue),
    comment: commentJson(lab, comment),
    ...(change === 'created' ? {} : { changes: { body: { from: change.before } } }),
    repository: showRepository(lab.base(), repository),
    sender: showUser(lab.base(), sender),
    installation: { id: installationId(repository), node_id: Buffer.from(`installation${installationId(repository)}`).toString('base64') },
  }
}

export function repositoryAt(lab: Lab, owner: string, name: string): LabRepository | undefined {
  const found = lab.world.repositories.get(`${owner}/${name}`)
  // GitHub's names are the same in any case
  return found ?? [...lab.world.repositories.values()].find((r) => fullName(r).toLowerCase() === `${owner}/${name}`.toLowerCase())
}
