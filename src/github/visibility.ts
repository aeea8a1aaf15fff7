/** Who can read a repository. */
import { z } from 'zod'
import type { GitHubClient, Repository } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { safely } from './client.ts'
import { parse } from './parse.ts'

const schema = z.object({ private: z.boolean() })

/** Everybody; one that a whole enterprise reads is private to GitHub. Throws `GitHubError`. */
export async function isPublic(client: GitHubClient, clock: Clock, repository: Repository): Promise<boolean> {
  const route = 'GET /repos/{owner}/{repo}'
  return !parse(schema, await safely(client, clock, route, { ...repository }), route).private
}
