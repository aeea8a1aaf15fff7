/** Comments and reactions in one issue or pull request. */
import { z } from 'zod'
import { type GitHubClient, GitHubError, type OwnComment, type Repository, type Thread, type Thumb } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { once, safely } from './client.ts'
import { parse } from './parse.ts'

const commentSchema = z.object({
  id: z.number(),
  html_url: z.string(),
  body: z.string().nullish(),
  user: z.object({ id: z.number() }).nullish(),
  performed_via_github_app: z.object({ id: z.number() }).nullish(),
})

const timedSchema = z.object({ created_at: z.string(), updated_at: z.string() })
const thumbSchema = z.object({
  id: z.int().positive(),
  content: z.string(),
  created_at: z.string(),
  user: z.object({ id: z.int().positive(), login: z.string(), type: z.string() }).nullish(),
})

const pageSize = 100
const pagesToLookAt = 5

export function threadOf(
  client: GitHubClient,
  options: { readonly clock: Clock; readonly repository: Repository; readonly issue: number; readonly appId: number },
): Thread {
  const { clock, repository, issue, appId } = options
  const oneComment = 'issues/comments/{comment_id}'
  return {
    create: async (body) => {
      const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
      return ours(parse(commentSchema, await once(client, clock, route, { ...repository, issue_number: issue, body }), route))
    },
    edit: async (id, body) => {
      await once(client, clock, `PATCH /repos/{owner}/{repo}/${oneComment}`, { ...repository, comment_id: id, body })
    },
    remove: async (id) => {
      try {
        await safely(client, clock, `DELETE /repos/{owner}/{repo}/${oneComment}`, { ...repository, comment_id: id })
      } catch (error) {
        if (!(error instanceof GitHubError && error.code === 'not-found')) throw error
      }
    },
    read: async (id) => {
      const route = `GET /repos/{owner}/{repo}/${oneComment}`
      try {
        const comment = parse(commentSchema, await safely(client, clock, route, { ...repository, comment_id: id }), route)
        return { body: comment.body ?? '', authorId: comment.user?.id }
      } catch (error) {
        if (error instanceof GitHubError && error.code === 'not-found') return undefined
        throw error
      }
    },
    react: async (id, content) => {
      await safely(client, clock, `POST /repos/{owner}/{repo}/${oneComment}/reactions`, { ...repository, comment_id: id, content })
    },
    thumbs: async (id) => {
      const route = `GET /repos/{owner}/{repo}/${oneComment}`
      try {
        const written = parse(timedSchema, await safely(client, clock, route, { ...repository, comment_id: id }), route)
        return { writtenAt: written.created_at, changedAt: written.updated_at, thumbs: await thumbsOf(id) }
      } catch (error) {
        if (error instanceof GitHubError && error.code === 'not-found') return undefined
        throw error
      }
    },
    findOurs: async (marker, since) => {
      const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments'
      for (let page = 1; page <= pagesToLookAt; page++) {
        const parameters = { ...repository, issue_number: issue, since: since.toISOString(), per_page: pageSize, page }
        const comments = parse(z.array(commentSchema), await safely(client, clock, route, parameters), route)
        const found = comments.find((c) => c.performed_via_github_app?.id === appId && endsIn(c.body ?? '', marker))
        if (found) return ours(found)
        if (comments.length < pageSize) return undefined
      }
      return undefined
    },
  }

  async function thumbsOf(id: number): Promise<readonly Thumb[]> {
    const route = `GET /repos/{owner}/{repo}/${oneComment}/reactions`
    const found: Thumb[] = []
    for (let page = 1; page <= pagesToLookAt; page++) {
      const parameters = { ...repository, comment_id: id, content: '+1', per_page: pageSize, page }
      const all = parse(z.array(thumbSchema), await safely(client, clock, route, parameters), route)
      for (const { id: thumb, content, created_at: at, user } of all)
        if (content === '+1' && user) found.push({ id: thumb, by: { id: user.id, login: user.login }, isPerson: user.type === 'User', at })
      if (all.length < pageSize) break
    }
    return found
  }
}

/** GitHub keeps line ends as they were sent, and trims the end. */
export const endsIn = (body: string, marker: string): boolean => body.trimEnd().split('\n').at(-1)?.trim() === marker

const ours = ({ id, html_url: url }: z.infer<typeof commentSchema>): OwnComment => ({ id, url })
