/** Comments of a whole repository, by when they were posted; and whether one of them has our answer. */
import { z } from 'zod'
import type { GitHubClient, Posted, PostedComment, Repository } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { safely } from './client.ts'
import { parse } from './parse.ts'
import { isPublic } from './visibility.ts'

const commentsSchema = z.array(
  z.object({
    id: z.int(),
    issue_url: z.string(),
    body: z.string().nullish(),
    user: z.object({ id: z.int(), login: z.string(), type: z.string() }).nullable(),
    created_at: z.string(),
    performed_via_github_app: z.object({ id: z.int() }).nullish(),
  }),
)
const issueSchema = z.object({ locked: z.boolean().nullish(), pull_request: z.object({}).nullish() })
const reactionsSchema = z.array(z.object({ content: z.string(), user: z.object({ login: z.string() }).nullable() }))

const pageSize = 100
/** Ten thousand comments. */
const maxPages = 100

/** GitHub's `since` is when a comment was last edited; who posted before is left out here. Throws `GitHubError`. */
export async function postedSince(
  client: GitHubClient,
  clock: Clock,
  repository: Repository,
  since: Date,
  wanted: (body: string) => boolean,
): Promise<Posted> {
  const route = 'GET /repos/{owner}/{repo}/issues/comments'
  const found: z.infer<typeof commentsSchema> = []
  let isWhole = false
  for (let page = 1; page <= maxPages && !isWhole; page++) {
    const asked = { ...repository, since: since.toISOString(), sort: 'created', direction: 'asc', per_page: pageSize, page }
    const comments = parse(commentsSchema, await safely(client, clock, route, asked), route)
    found.push(...comments.filter((c) => c.user?.type === 'User' && Date.parse(c.created_at) >= since.getTime() && wanted(c.body ?? '')))
    isWhole = comments.length < pageSize
  }
  if (found.length === 0) return { isPrivate: true, comments: [], isWhole }
  const comments: PostedComment[] = []
  const issues = new Map<string, PostedComment['issue']>()
  for (const { id, issue_url: url, body, user, created_at: createdAt, performed_via_github_app: app } of found) {
    if (!user) continue
    const issue = issues.get(url) ?? (await issueOf(client, clock, repository, Number(url.slice(url.lastIndexOf('/') + 1))))
    issues.set(url, issue)
    comments.push({ id, issue, body: body ?? '', author: user, viaApp: Boolean(app), createdAt })
  }
  return { isPrivate: !(await isPublic(client, clock, repository)), comments, isWhole }
}

async function issueOf(client: GitHubClient, clock: Clock, repository: Repository, number: number): Promise<PostedComment['issue']> {
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}'
  const { locked, pull_request: pull } = parse(
    issueSchema,
    await safely(client, clock, route, { ...repository, issue_number: number }),
    route,
  )
  return { number, isPull: Boolean(pull), locked: locked === true }
}

/** Who answers looks first (👀), and reacts with how it ended when the answer stands. Throws `GitHubError`. */
export async function isAnswered(
  client: GitHubClient,
  clock: Clock,
  repository: Repository,
  commentId: number,
  ourLogin: () => Promise<string>,
): Promise<boolean> {
  const route = 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions'
  const asked = { ...repository, comment_id: commentId, per_page: pageSize }
  const reactions = parse(reactionsSchema, await safely(client, clock, route, asked), route).filter((r) => r.content !== 'eyes')
  if (reactions.length === 0) return false
  const ours = await ourLogin()
  return reactions.some((r) => r.user?.login === ours)
}
