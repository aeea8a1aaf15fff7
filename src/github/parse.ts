/** An answer of GitHub's, held to the shape that its documentation promises. */
import type { z } from 'zod'
import { GitHubError } from '../domain/github.ts'

/** Throws `unexpected`. */
export function parse<T>(schema: z.ZodType<T>, data: unknown, route: string): T {
  const parsed = schema.safeParse(data)
  if (!parsed.success) throw new GitHubError('unexpected', `${route}: an unexpected answer`, { cause: parsed.error })
  return parsed.data
}
