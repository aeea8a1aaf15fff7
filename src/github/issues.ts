/** Issues that we keep: found by label and author, opened, changed, and their history in comments. */
import { z } from 'zod'
import { type GitHubClient, GitHubError, type Issues, type MarkedComment, type OwnIssue, type Repository } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { once, safely } from './client.ts'
import { parse } from './parse.ts'
import { endsIn } from './thread.ts'

const issueSchema = z.object({
  number: z.number(),
  html_url: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  user: z.object({ login: z.string() }).nullish(),
  /** Lists of issues hold pull requests too. */
  pull_request: z.object({}).optional(),
})
const commentSchema = z.object({ id: z.number(), body: z.string().nullish(), user: z.object({ login: z.string() }).nullish() })

const pageSize = 100
/** More of our own with one label than this is no list that we made. */
const maxPages = 20
/** Longest wait that a rate limit may impose on a write, in seconds. */
const patience = 60

const one = '/repos/{owner}/{repo}/issues/{issue_number}'

export function issuesOf(client: GitHubClient, clock: Clock, repository: Repository): Issues {
  const change = async (issue: number, wanted: Record<string, unknown>): Promise<void> => {
    await safely(client, clock, `PATCH ${one}`, { ...repository, issue_number: issue, ...wanted })
  }
  return {
    labelled: async (label, author) => {
      const all = await pages(issueSchema, 'GET /repos/{owner}/{repo}/issues', { labels: label, state: 'all' })
      return all
        .filter((i) => i.pull_request === undefined && i.user?.login === author)
        .map(toIssue)
        .sort((a, b) => a.number - b.number)
    },
    open: async ({ label, ...text }) => {
      const route = 'POST /repos/{owner}/{repo}/issues'
      return toIssue(parse(issueSchema, await unlessLimited(route, { ...repository, ...text, labels: [label] }), route))
    },
    change: (issue, wanted) => change(issue, wanted),
    closeAsDuplicate: (issue) => change(issue, { state: 'closed', state_reason: 'not_planned' }),
    sayOnce: async (issue, said) => {
      if ((await own(issue, said)).length > 0) return
      await unlessLimited(`POST ${one}/comments`, { ...repository, issue_number: issue, body: said.body })
      // another process may have said it at the same moment; the first one stays
      const [, ...more] = await own(issue, said)
      for (const { id } of more) await removeComment(id)
    },
  }

  async function own(issue: number, { author, marker, since }: MarkedComment) {
    const comments = await pages(commentSchema, `GET ${one}/comments`, { issue_number: issue, since: since.toISOString() })
    return comments.filter((c) => c.user?.login === author && endsIn(c.body ?? '', marker)).sort((x, y) => x.id - y.id)
  }

  async function removeComment(id: number): Promise<void> {
    const route = 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}'
    try {
      await safely(client, clock, route, { ...repository, comment_id: id })
    } catch (error) {
      // the other process looked too
      if (!(error instanceof GitHubError && error.code === 'not-found')) throw error
    }
  }

  async function pages<T>(schema: z.ZodType<T>, route: string, parameters: Record<string, unknown>): Promise<T[]> {
    const found: T[] = []
    for (let page = 1; page <= maxPages; page++) {
      const asked = { ...repository, ...parameters, per_page: pageSize, page }
      const items = parse(z.array(schema), await safely(client, clock, route, asked), route)
      found.push(...items)
      if (items.length < pageSize) return found
    }
    // what is on the next page could be what is looked for: not having seen it must not look like its absence
    throw new GitHubError('unexpected', `${route}: more than ${maxPages * pageSize}`)
  }

  /** A request that GitHub refused for its rate was not carried out, so it may be sent again. Nothing else may. */
  async function unlessLimited(route: string, parameters: Record<string, unknown>): Promise<unknown> {
    try {
      return await once(client, clock, route, parameters)
    } catch (error) {
      const seconds = error instanceof GitHubError && error.code === 'rate-limited' ? (error.retryAfterSeconds ?? patience) : undefined
      if (seconds === undefined || seconds > patience) throw error
      await clock.sleep(seconds * 1_000)
      return once(client, clock, route, parameters)
    }
  }
}

const toIssue = ({ number, html_url: url, title, body, state }: z.infer<typeof issueSchema>): OwnIssue => ({
  number,
  url,
  title,
  body: body ?? '',
  state,
})
