/** Comments and reactions in one issue or pull request. */
import { z } from 'zod'
import { type GitHubClient, GitHubError, type OwnComment, type Repository, type Thread } from '../domain/github.ts'
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
}

/** GitHub keeps line ends as they were sent, and trims the end. */
export const endsIn = (body: string, marker: string): boolean => body.trimEnd().split('\n').at(-1)?.trim() === marker

const ours = ({ id, html_url: url }: z.infer<typeof commentSchema>): OwnComment => ({ id, url })
