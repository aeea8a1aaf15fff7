/** What the stand-in remembers: people, repositories, threads, and every version of every comment. */
import { type GitStore, makeGitStore } from './git-store.ts'
import { type LabHistory, makeHistory, mergePull, openPull } from './history.ts'
import type { LabUser } from './people.ts'

export type { LabUser } from './people.ts'

export type LabRole = 'admin' | 'maintain' | 'write' | 'triage' | 'read'
/** A custom role of an organisation: GitHub answers with its name and the base it extends. */
export type LabCustomRole = { readonly roleName: string; readonly base: LabRole }

export type LabIssue = {
  readonly number: number
  readonly author: LabUser
  /** Set when an App wrote it. */
  readonly appId?: number
  readonly isPullRequest: boolean
  /** A locked conversation takes comments of people with write access, and none of an App. */
  locked?: boolean
  readonly createdAt: string
  /** All versions, oldest first; the last one is what the page shows. */
  readonly versions: LabIssueVersion[]
}

export type LabIssueVersion = {
  readonly at: string
  readonly by: LabUser
  readonly title: string
  readonly body: string
  readonly labels: readonly string[]
  readonly state: 'open' | 'closed'
  readonly stateReason: 'completed' | 'not_planned' | 'reopened' | null
}

export type LabReaction = { readonly id: number; readonly content: string; readonly user: LabUser; readonly createdAt: string }

export type LabComment = {
  readonly id: number
  readonly repository: LabRepository
  readonly issue: LabIssue
  readonly user: LabUser
  /** Set when an App wrote it. */
  readonly appId?: number
  /** All versions, oldest first; the last one is what the thread shows. */
  readonly versions: { readonly at: string; readonly body: string }[]
  readonly reactions: LabReaction[]
}

export type LabRepository = {
  readonly id: number
  readonly owner: LabUser
  readonly name: string
  readonly isPrivate: boolean
  readonly collaborators: Map<string, LabRole | LabCustomRole>
  readonly issues: Map<number, LabIssue>
  readonly history: LabHistory
  readonly git: GitStore
}

export type Membership = 'active' | 'pending'

/** `members`: login → state of the membership. */
export type LabTeam = {
  readonly id: number
  readonly organization: string
  readonly slug: string
  readonly members: Map<string, Membership>
}

export type LabWorld = {
  readonly users: Map<string, LabUser>
  readonly repositories: Map<string, LabRepository>
  readonly comments: Map<number, LabComment>
  readonly teams: Map<number, LabTeam>
  /** Organization → login → state of the membership. */
  readonly members: Map<string, Map<string, Membership>>
  readonly nextId: () => number
}

export type LabRepositorySeed = {
  /** `owner/name`. */
  readonly fullName: string
  readonly private?: boolean
  readonly collaborators?: Readonly<Record<string, LabRole | LabCustomRole>>
  readonly issues?: readonly LabIssueSeed[]
  /** Path → text. They came by pull requests of the owner's, each approved by `librarian`, who may write. */
  readonly files?: Readonly<Record<string, string>>
}

export type LabIssueSeed = { readonly number: number; readonly title: string; readonly author?: string; readonly pullRequest?: boolean }

export type LabUserSeed = { readonly login: string; readonly type?: 'User' | 'Bot' }

export const fullName = (repository: LabRepository): string => `${repository.owner.login}/${repository.name}`

export function makeWorld(users: readonly LabUserSeed[], repositories: readonly LabRepositorySeed[]): LabWorld {
  let last = 1000
  const world: LabWorld = {
    users: new Map(),
    repositories: new Map(),
    comments: new Map(),
    teams: new Map(),
    members: new Map(),
    nextId: () => ++last,
  }
  for (const seed of users) addUser(world, seed)
  for (const seed of repositories) {
    const [ownerLogin = '', name = ''] = seed.fullName.split('/')
    const owner = userOf(world, ownerLogin)
    const repository: LabRepository = {
      id: world.nextId(),
      owner,
      name,
      isPrivate: seed.private ?? false,
      collaborators: new Map([[owner.login, 'admin'], ...Object.entries(seed.collaborators ?? {})]),
      issues: new Map(),
      history: makeHistory(),
      git: makeGitStore(),
    }
    for (const login of repository.collaborators.keys()) userOf(world, login)
    for (const i of seed.issues ?? []) repository.issues.set(i.number, issueFrom(i, userOf(world, i.author ?? owner.login)))
    for (const [path, text] of Object.entries(seed.files ?? {})) seedFile(world, repository, path, text)
    world.repositories.set(seed.fullName, repository)
  }
  return world
}

const seededAt = '2026-01-01T00:00:00Z'

/** GitHub's own account: the committer of what is merged on its pages. */
export const webFlow = (world: LabWorld): LabUser => userOf(world, 'web-flow')

function seedFile(world: LabWorld, repository: LabRepository, path: string, text: string): void {
  const librarian = userOf(world, 'librarian')
  if (!repository.collaborators.has(librarian.login)) repository.collaborators.set(librarian.login, 'write')
  const pull = openPull(repository.history, repository.owner, { path, text }, seededAt)
  pull.reviews.push({ id: world.nextId(), user: librarian, state: 'APPROVED', commitId: pull.commits[0]?.sha ?? '', at: seededAt })
  mergePull(repository.history, pull, seededAt, webFlow(world))
}

function issueFrom({ number, title, pullRequest = false }: LabIssueSeed, author: LabUser): LabIssue {
  const at = '2026-01-01T00:00:00Z'
  const version: LabIssueVersion = { at, by: author, title, body: '', labels: [], state: 'open', stateReason: null }
  return { number, author, isPullRequest: pullRequest, createdAt: at, versions: [version] }
}

/** What the issue's page shows now. */
export const shownIssue = (issue: LabIssue): LabIssueVersion => issue.versions.at(-1)!

export function addUser(world: LabWorld, { login, type = 'User' }: LabUserSeed): LabUser {
  const user = { id: world.nextId(), login, type }
  world.users.set(login, user)
  return user
}

/** The user of that login, made on first mention: anybody on GitHub can comment on a public repository. */
export const userOf = (world: LabWorld, login: string): LabUser => world.users.get(login) ?? addUser(world, { login })

/** As GitHub answers it: strangers have `read` on a public repository and `none` on a private one. */
export function permissionOf(repository: LabRepository, login: string): { readonly permission: string; readonly roleName: string } {
  const role = repository.collaborators.get(login)
  if (role === undefined) return repository.isPrivate ? { permission: 'none', roleName: '' } : { permission: 'read', roleName: 'read' }
  if (typeof role === 'string') return { permission: legacy[role], roleName: role }
  return { permission: legacy[role.base], roleName: role.roleName }
}

const legacy: Readonly<Record<LabRole, string>> = { admin: 'admin', maintain: 'write', write: 'write', triage: 'read', read: 'read' }

export const bodyOf = (comment: LabComment): string => comment.versions.at(-1)?.body ?? ''
