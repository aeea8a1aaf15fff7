/**
 * A file that decides, policy or registry, on a repository's default branch, and which version of it counts: the newest that came by a pull request which somebody approved
 * who wrote none of its commits. A push by one person grants that person nothing.
 */
import { z } from 'zod'
import { type GitHubClient, GitHubError, mayWrite, type PolicyFile, type Repository } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { safely } from './client.ts'
import { contentAt } from './content.ts'
import { parse } from './parse.ts'
import { livePermission } from './permission.ts'
import { whoami } from './whoami.ts'

export const policyPath = '.github/prism.yml'

const repositorySchema = z.object({ private: z.boolean(), default_branch: z.string() })
const account = z.object({ id: z.int(), login: z.string(), type: z.string() }).nullish()
const commitsSchema = z.array(
  z.object({
    sha: z.string(),
    author: account,
    committer: account,
    commit: z.object({ message: z.string(), verification: z.object({ verified: z.boolean() }).optional() }),
  }),
)
const pullsSchema = z.array(
  z.object({
    number: z.int(),
    merged_at: z.string().nullable(),
    base: z.object({ ref: z.string() }),
    head: z.object({ sha: z.string() }),
    user: account,
  }),
)
const reviewsSchema = z.array(z.object({ user: account, state: z.string(), commit_id: z.string().nullish() }))

/** Versions that are looked at for one that counts. */
const depth = 20
const pageSize = 100
/** GitHub names itself as the committer of what is merged on its pages; it wrote nothing. */
const webFlow = 'web-flow'

type Asking = {
  readonly client: GitHubClient
  readonly clock: Clock
  readonly repository: Repository
  readonly path: string
  readonly ourLogin: () => Promise<string>
}

/** Throws `GitHubError`: then nothing is known, which is no policy. */
export async function policyFile(
  client: GitHubClient,
  clock: Clock,
  repository: Repository,
  reviewed: boolean,
  path = policyPath,
  ourLogin: () => Promise<string> = () => whoami(client, clock),
): Promise<PolicyFile> {
  const on: Asking = { client, clock, repository, path, ourLogin }
  const { private: isPrivate, default_branch: branch } = await asked(on, repositorySchema, '', {})
  const newest = await contentAt(on, branch)
  if (!reviewed) return { isPublic: !isPrivate, ...(newest ? { counts: newest, newest } : {}) }
  const commits = await asked(on, commitsSchema, '/commits', { path, sha: branch, per_page: depth })
  for (const { sha } of commits) {
    if (!(await isReviewed(on, branch, sha))) continue
    const version = await contentAt(on, sha)
    return { isPublic: !isPrivate, ...(newest ? { newest } : {}), ...(version ? { counts: version } : {}) }
  }
  // the one that counts may lie behind so many pushes: that is not a repository without one
  if (commits.length === depth) throw new GitHubError('unexpected', `none of the newest ${depth} versions of ${path} was approved`)
  return { isPublic: !isPrivate, ...(newest ? { newest } : {}) }
}

/** Whether the commit came by a merged pull request whose file somebody else approved, as it is. */
async function isReviewed(on: Asking, branch: string, sha: string): Promise<boolean> {
  const pulls = await asked(on, pullsSchema, '/commits/{commit_sha}/pulls', { commit_sha: sha })
  const merged = pulls.filter((p) => p.merged_at !== null && p.base.ref === branch)
  for (const pull of merged) {
    const [there, proposed] = [await contentAt(on, sha), await contentAt(on, pull.head.sha)]
    // a merge that was made by hand may hold something else than what was approved
    if (there?.blob !== proposed?.blob) continue
    const authors = await authorsOf(on, pull.number)
    if (authors && (await isApproved(on, pull.number, pull.head.sha, [...authors, ...(pull.user ? [pull.user.id] : [])]))) return true
  }
  return false
}

/**
 * Undefined where it is not known who wrote one of the commits: it is nobody's on GitHub, or not signed. GitHub tells people by the addresses in a
 * commit, and whoever makes an unsigned one writes into it whose address they like.
 */
async function authorsOf(on: Asking, pull: number): Promise<readonly number[] | undefined> {
  const commits = await asked(on, commitsSchema, '/pulls/{pull_number}/commits', { pull_number: pull, per_page: pageSize })
  if (commits.length === 0 || commits.length === pageSize) return undefined
  if (!commits.every((c) => c.commit.verification?.verified)) return undefined
  const people = commits.flatMap(({ author, committer }) => [author, committer?.login === webFlow ? author : committer])
  if (!people.every((p) => p)) return undefined
  const askers = await askersOf(on, commits)
  return askers && [...askers, ...people.flatMap((p) => (p ? [p.id] : []))]
}

/**
 * Whoever had a bot write something wrote it. Of our own commits we say who that was; what another bot commits may have been started by the very
 * person who approves it, so nobody knows.
 */
async function askersOf(on: Asking, commits: z.infer<typeof commitsSchema>): Promise<readonly number[] | undefined> {
  const ofBots = commits.filter((c) => c.author?.type === 'Bot')
  if (ofBots.length === 0) return []
  const ours = await on.ourLogin()
  const asked = ofBots.map((c) =>
    c.author?.login === ours ? /^Prism-Asked-By: ([1-9][0-9]{0,15})$/m.exec(c.commit.message)?.[1] : undefined,
  )
  return asked.every((id) => id !== undefined) ? asked.map(Number) : undefined
}

/** By somebody who may write and wrote none of it, of the very commit that was merged, and not taken back. */
async function isApproved(on: Asking, pull: number, head: string, authors: readonly number[]): Promise<boolean> {
  const reviews = await asked(on, reviewsSchema, '/pulls/{pull_number}/reviews', { pull_number: pull, per_page: pageSize })
  // one that takes an approval back may come after those that GitHub tells at once
  if (reviews.length === pageSize) return false
  const decisive = reviews.filter((r) => r.user && ['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'].includes(r.state))
  const last = new Map(decisive.map((r) => [r.user?.id, r]))
  for (const { user, state, commit_id } of last.values()) {
    if (user?.type !== 'User' || state !== 'APPROVED' || commit_id !== head || authors.includes(user.id)) continue
    if (mayWrite(await livePermission(on.client, on.clock, on.repository, user))) return true
  }
  return false
}

async function asked<T>(on: Asking, schema: z.ZodType<T>, path: string, parameters: Record<string, unknown>): Promise<T> {
  const route = `GET /repos/{owner}/{repo}${path}`
  return parse(schema, await safely(on.client, on.clock, route, { ...on.repository, ...parameters }), route)
}
