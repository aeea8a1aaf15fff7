/** A 👍 on the comment that told a plan: GitHub sends no webhook for it, so it is found by looking, and kept as a delivery is. */
import { z } from 'zod'
import type { Account, Repository } from '../../domain/github.ts'

export type ThumbEvent = {
  readonly thumbId: number
  readonly by: Account
  /** ISO 8601. */
  readonly at: string
  readonly repository: Repository
  readonly issue: number
  /** The run whose plan it is. */
  readonly planOf: string
}

const schema = z.object({
  thumb: z.object({
    thumbId: z.int().positive(),
    by: z.object({ id: z.int().positive(), login: z.string() }),
    at: z.iso.datetime(),
    repository: z.object({ owner: z.string(), repo: z.string() }),
    issue: z.int().positive(),
    planOf: z.string(),
  }),
})

export const isThumb = (content: unknown): boolean => typeof content === 'object' && content !== null && 'thumb' in content

export function parseThumbEvent(
  content: unknown,
): { readonly kind: 'thumb'; readonly event: ThumbEvent } | { readonly kind: 'ignored'; readonly why: string } {
  const parsed = schema.safeParse(content)
  if (!parsed.success) return { kind: 'ignored', why: 'not a 👍 as it is kept' }
  return { kind: 'thumb', event: parsed.data.thumb }
}
