/** Who can read a repository. */
import { z } from 'zod'
import { type GitHubClient, GitHubError, type Repository } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { safely } from './client.ts'
import { parse } from './parse.ts'

const schema = z.object({ private: z.boolean(), full_name: z.string() })

/**
 * Everybody; one that a whole enterprise reads is private to GitHub. One that was given to another owner is not there any more, though GitHub leads on to it.
 * Throws `GitHubError`.
 */
export async function isPublic(client: GitHubClient, clock: Clock, repository: Repository): Promise<boolean> {
  const route = 'GET /repos/{owner}/{repo}'
  const found = parse(schema, await safely(client, clock, route, { ...repository }), route)
  const [owner = ''] = found.full_name.split('/')
  if (owner.toLowerCase() !== repository.owner.toLowerCase()) throw new GitHubError('not-found', `${route}: it is another owner’s by now`)
  return !found.private
}
