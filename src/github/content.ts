/** One file of a repository at a commit or a branch. */
import { z } from 'zod'
import { type GitHubClient, GitHubError, type PolicyVersion, type Repository } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { safely } from './client.ts'
import { parse } from './parse.ts'

const schema = z.object({ type: z.literal('file'), sha: z.string(), encoding: z.literal('base64'), content: z.string() })

export type At = { readonly client: GitHubClient; readonly clock: Clock; readonly repository: Repository; readonly path: string }

/** Undefined where there is no such file. Throws `GitHubError`. */
export async function contentAt({ client, clock, repository, path }: At, ref: string): Promise<PolicyVersion | undefined> {
  const route = 'GET /repos/{owner}/{repo}/contents/{path}'
  try {
    const { sha, content } = parse(schema, await safely(client, clock, route, { ...repository, path, ref }), route)
    return { blob: sha, text: Buffer.from(content, 'base64').toString('utf8') }
  } catch (error) {
    if (error instanceof GitHubError && error.code === 'not-found') return undefined
    throw error
  }
}
