/** Who may do what on a repository, read now. `author_association` in a payload is no permission and is never read. */
import { z } from 'zod'
import { type Account, type GitHubClient, GitHubError, type Permission, type Repository } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { safely } from './client.ts'

const answerSchema = z.object({
  permission: z.string(),
  role_name: z.string().nullish(),
  user: z.object({ id: z.number() }).nullable(),
})

/**
 * The permission of the account with this id. The route takes a login; logins can be renamed and taken by others, so the answer
 * must be about the same id. Throws `GitHubError`: then nothing is known, which is not a permission.
 */
export async function livePermission(client: GitHubClient, clock: Clock, repository: Repository, actor: Account): Promise<Permission> {
  const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission'
  let data: unknown
  try {
    data = await safely(client, clock, route, { ...repository, username: actor.login })
  } catch (error) {
    if (error instanceof GitHubError && error.code === 'not-found') return { base: 'none', roleName: '' }
    throw error
  }
  const answer = answerSchema.safeParse(data)
  if (!answer.success) throw new GitHubError('unexpected', `${route}: an unexpected answer`, { cause: answer.error })
  if (answer.data.user?.id !== actor.id) throw new GitHubError('unexpected', `${route}: the answer is about another account`)
  const roleName = answer.data.role_name ?? ''
  switch (answer.data.permission) {
    case 'admin':
    case 'write':
    case 'read':
    case 'none':
      return { base: answer.data.permission, roleName }
    default:
      throw new GitHubError('unexpected', `${route}: a permission that GitHub does not document`)
  }
}

/** Tells a collaborator with read permission from a passer-by: on a public repository everybody has `read`. */
export async function isCollaborator(client: GitHubClient, clock: Clock, repository: Repository, login: string): Promise<boolean> {
  try {
    await safely(client, clock, 'GET /repos/{owner}/{repo}/collaborators/{username}', { ...repository, username: login })
    return true
  } catch (error) {
    if (error instanceof GitHubError && error.code === 'not-found') return false
    throw error
  }
}

const collaboratorsSchema = z.array(z.object({ login: z.string(), type: z.string() }))

/** Logins of some administrators: who can grant a permission. At most five. */
export async function administrators(client: GitHubClient, clock: Clock, repository: Repository): Promise<readonly string[]> {
  const route = 'GET /repos/{owner}/{repo}/collaborators'
  const data = await safely(client, clock, route, { ...repository, permission: 'admin', per_page: 10 })
  const people = collaboratorsSchema.safeParse(data)
  if (!people.success) throw new GitHubError('unexpected', `${route}: an unexpected answer`, { cause: people.error })
  return people.data
    .filter((p) => p.type === 'User')
    .map((p) => p.login)
    .slice(0, 5)
}
