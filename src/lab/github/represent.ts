/** The JSON in which GitHub shows people, comments, issues, repositories and reactions; held to GitHub's OpenAPI description by tests. */
import {
  bodyOf,
  fullName,
  type LabComment,
  type LabIssue,
  type LabReaction,
  type LabRepository,
  type LabRole,
  type LabUser,
  shownIssue,
} from './model.ts'

export type Json = Readonly<Record<string, unknown>>

const nodeId = (kind: string, id: number): string => Buffer.from(`0:${kind}${id}`).toString('base64')

export function showUser(base: string, user: LabUser): Json {
  const url = `${base}/users/${encodeURIComponent(user.login)}`
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId('User', user.id),
    avatar_url: `${base}/avatars/${user.id}`,
    gravatar_id: '',
    url,
    html_url: `${base}/${encodeURIComponent(user.login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: user.type,
    site_admin: false,
  }
}

export function showCollaborator(base: string, user: LabUser, role: LabRole | 'none', roleName: string): Json {
  const at = (least: LabRole): boolean => role !== 'none' && order.indexOf(role) >= order.indexOf(least)
  return {
    ...showUser(base, user),
    permissions: { pull: at('read'), triage: at('triage'), push: at('write'), maintain: at('maintain'), admin: at('admin') },
    role_name: roleName,
  }
}

const order: readonly LabRole[] = ['read', 'triage', 'write', 'maintain', 'admin']

export function showApp(base: string, app: { readonly id: number; readonly slug: string; readonly owner: LabUser } & AppGrants): Json {
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId('App', app.id),
    owner: showUser(base, app.owner),
    name: app.slug,
    description: '',
    external_url: `${base}/apps/${app.slug}`,
    html_url: `${base}/apps/${app.slug}`,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    permissions: app.permissions,
    events: app.events,
  }
}

export type AppGrants = { readonly permissions: Readonly<Record<string, string>>; readonly events: readonly string[] }

export function showReaction(base: string, reaction: LabReaction): Json {
  return {
    id: reaction.id,
    node_id: nodeId('Reaction', reaction.id),
    user: showUser(base, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  }
}

export const reactionNames = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const

export function showComment(base: string, comment: LabComment, app: Json | null): Json {
  const repository = `${base}/repos/${fullName(comment.repository)}`
  const count = (name: string): number => comment.reactions.filter((r) => r.content === name).length
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url: `${repository}/issues/comments/${comment.id}`,
    html_url: `${base}/${fullName(comment.repository)}/issues/${comment.issue.number}#issuecomment-${comment.id}`,
    issue_url: `${repository}/issues/${comment.issue.number}`,
    body: bodyOf(comment),
    user: showUser(base, comment.user),
    created_at: comment.versions[0]?.at ?? '',
    updated_at: comment.versions.at(-1)?.at ?? '',
    author_association: association(comment.repository, comment.user),
    performed_via_github_app: app,
    reactions: {
      url: `${repository}/issues/comments/${comment.id}/reactions`,
      total_count: comment.reactions.length,
      ...Object.fromEntries(reactionNames.map((name) => [name, count(name)])),
    },
  }
}

function association(repository: LabRepository, user: LabUser): string {
  if (repository.owner.login === user.login) return 'OWNER'
  return repository.collaborators.has(user.login) ? 'COLLABORATOR' : 'NONE'
}

export function showIssue(base: string, repository: LabRepository, issue: LabIssue, comments: number, app: Json | null): Json {
  const { title, body, labels, state, stateReason, at } = shownIssue(issue)
  const url = `${base}/repos/${fullName(repository)}/issues/${issue.number}`
  const html = `${base}/${fullName(repository)}/${issue.isPullRequest ? 'pull' : 'issues'}/${issue.number}`
  const pull = `${base}/repos/${fullName(repository)}/pulls/${issue.number}`
  return {
    id: repository.id * 1000 + issue.number,
    node_id: nodeId('Issue', repository.id * 1000 + issue.number),
    url,
    repository_url: `${base}/repos/${fullName(repository)}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    number: issue.number,
    title,
    user: showUser(base, issue.author),
    labels: labels.map((name) => showLabel(base, repository, name)),
    state,
    locked: issue.locked === true,
    assignee: null,
    assignees: [],
    milestone: null,
    comments,
    created_at: issue.createdAt,
    updated_at: at,
    closed_at: state === 'closed' ? at : null,
    author_association: association(repository, issue.author),
    active_lock_reason: null,
    body,
    reactions: { url: `${url}/reactions`, total_count: 0, ...Object.fromEntries(reactionNames.map((name) => [name, 0])) },
    timeline_url: `${url}/timeline`,
    performed_via_github_app: app,
    state_reason: stateReason,
    ...(issue.isPullRequest ? { pull_request: { url: pull, html_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch` } } : {}),
  }
}

/** GitHub gives every label an id and a colour; a name that is new gets both when it is first used. */
function showLabel(base: string, repository: LabRepository, name: string): Json {
  const id = Array.from(name).reduce((sum, c) => (sum * 31 + c.codePointAt(0)!) % 1_000_000_007, repository.id)
  return {
    id,
    node_id: nodeId('Label', id),
    url: `${base}/repos/${fullName(repository)}/labels/${encodeURIComponent(name)}`,
    name,
    color: 'ededed',
    default: false,
    description: null,
  }
}
