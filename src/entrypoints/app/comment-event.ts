/** What the App reads of an `issue_comment` webhook: parsed once, here. */
import { z } from 'zod'
import type { Repository } from '../../domain/github.ts'

export type CommentEvent = {
  /** X-GitHub-Delivery: stays the same when GitHub delivers again. */
  readonly deliveryId: string
  readonly repository: Repository & { readonly isPrivate: boolean }
  readonly issue: number
  /** The conversation is a pull request's. */
  readonly isPull: boolean
  /** The conversation is locked: GitHub may refuse every answer. */
  readonly locked: boolean
  readonly commentId: number
  readonly body: string
  readonly author: { readonly id: number; readonly login: string }
  /** An App wrote it in the author's name. */
  readonly viaApp: boolean
  /** ISO 8601. */
  readonly createdAt: string
  /** Absent: to be asked for. */
  readonly installationId?: number
}

/** Longer bodies cannot come from GitHub; they are not worth parsing. Characters. */
const longestBody = 65_536

const account = z.object({ id: z.int().positive(), login: z.string().min(1).max(100), type: z.string() })
const schema = z.object({
  action: z.string(),
  issue: z.object({ number: z.int().positive(), locked: z.boolean().nullish(), pull_request: z.looseObject({}).nullish() }),
  comment: z.object({
    id: z.int().positive(),
    body: z.string().nullish(),
    user: account.nullable(),
    created_at: z.iso.datetime(),
    performed_via_github_app: z.looseObject({}).nullish(),
  }),
  repository: z.object({
    name: z.string().min(1).max(100),
    private: z.boolean(),
    owner: z.object({ login: z.string().min(1).max(100) }),
  }),
  sender: z.object({ id: z.number() }),
  installation: z.object({ id: z.int().positive() }).nullish(),
})

export type Parsed =
  /** `content`: of the payload only what is read here, so that it can be kept and parsed again. */
  | { readonly kind: 'comment'; readonly event: CommentEvent; readonly content: unknown }
  /** Nothing for us, and why: for the log. */
  | { readonly kind: 'ignored'; readonly why: string }

/** Only what a person wrote just now: edits would run old text with today's rights, and bots could talk to each other forever. */
export function parseCommentEvent(deliveryId: string, payload: unknown): Parsed {
  const parsed = schema.safeParse(payload)
  if (!parsed.success) return { kind: 'ignored', why: 'the payload is not an issue_comment of the documented shape' }
  const { action, issue, comment, repository, sender, installation } = parsed.data
  if (action !== 'created') return { kind: 'ignored', why: 'not a new comment' }
  if (comment.user?.type !== 'User') return { kind: 'ignored', why: 'not written by a person' }
  if (sender.id !== comment.user.id) return { kind: 'ignored', why: 'not sent by its author' }
  const body = comment.body ?? ''
  if (body.length > longestBody) return { kind: 'ignored', why: 'longer than a GitHub comment can be' }
  return {
    kind: 'comment',
    content: parsed.data,
    event: {
      deliveryId,
      repository: { owner: repository.owner.login, repo: repository.name, isPrivate: repository.private },
      issue: issue.number,
      isPull: Boolean(issue.pull_request),
      locked: issue.locked === true,
      commentId: comment.id,
      body,
      author: { id: comment.user.id, login: comment.user.login },
      viaApp: Boolean(comment.performed_via_github_app),
      createdAt: comment.created_at,
      ...(installation ? { installationId: installation.id } : {}),
    },
  }
}

/**
 * Whether `/prism` can be in a payload, told from its bytes before it is parsed: most comments of a busy repository have nothing to do with
 * Prism. JSON may write a letter or the slash as an escape; who does is parsed.
 */
export const mayMention = (body: Buffer): boolean => /\/prism|\\u00(?:2f|[4-7])/i.test(body.toString('latin1'))
