/** Comments and reactions in one issue or pull request. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../domain/ports.ts'
import { type GitHubClient, once, type Repository, safely } from './client.ts'
import { GitHubError } from './errors.ts'

export type Reaction = 'eyes' | 'rocket' | '-1' | 'confused'

export type ReadComment = { readonly body: string; readonly sha256: string; readonly authorId: number | undefined }

export type Thread = {
  /** One attempt: after `unavailable` nobody knows whether it was created (look with `findOurs`). Returns the comment's id. */
  readonly create: (body: string) => Promise<number>
  /** One attempt, so that a stale body is never what is repeated. */
  readonly edit: (commentId: number, body: string) => Promise<void>
  /** Undefined when the comment is gone. */
  readonly read: (commentId: number) => Promise<ReadComment | undefined>
  /** GitHub keeps one reaction of a kind for each user, so repeating is safe. */
  readonly react: (commentId: number, reaction: Reaction) => Promise<void>
  /** The comment that our App wrote and that ends in this marker; anybody else's is no marker. */
  readonly findOurs: (marker: string, since: Date) => Promise<number | undefined>
}

const commentSchema = z.object({
  id: z.number(),
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
      return parse(commentSchema, await once(client, route, { ...repository, issue_number: issue, body }), route).id
    },
    edit: async (id, body) => {
      await once(client, `PATCH /repos/{owner}/{repo}/${oneComment}`, { ...repository, comment_id: id, body })
    },
    read: async (id) => {
      const route = `GET /repos/{owner}/{repo}/${oneComment}`
      try {
        const comment = parse(commentSchema, await safely(client, clock, route, { ...repository, comment_id: id }), route)
        const body = comment.body ?? ''
        return { body, sha256: sha256(body), authorId: comment.user?.id }
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
        const ours = comments.find((c) => c.performed_via_github_app?.id === appId && endsIn(c.body ?? '', marker))
        if (ours) return ours.id
        if (comments.length < pageSize) return undefined
      }
      return undefined
    },
  }
}

/** GitHub keeps line ends as they were sent, and trims the end. */
const endsIn = (body: string, marker: string): boolean => body.trimEnd().split('\n').at(-1)?.trim() === marker

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function parse<T>(schema: z.ZodType<T>, data: unknown, route: string): T {
  const parsed = schema.safeParse(data)
  if (!parsed.success) throw new GitHubError('unexpected', `${route}: an answer of another shape`, { cause: parsed.error })
  return parsed.data
}
