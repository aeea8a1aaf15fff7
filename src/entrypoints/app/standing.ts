/** Whether Prism acts for the author of a comment, tells them why not, or ignores them. */
import { type Account, type GitHub, mayWrite, type Permission, type Repository, roleOf } from '../../domain/github.ts'
import type { CommentEvent } from './comment-event.ts'
import type { Log } from './log.ts'

export type Standing =
  | { readonly kind: 'allowed'; readonly permission: Permission }
  /** A collaborator without write permission: gets an answer with what is required, what they have and who can grant it. */
  | { readonly kind: 'denied'; readonly has: string; readonly administrators: readonly string[] }
  /** Gets no answer: no comment, no reaction. */
  | { readonly kind: 'stranger' }

/** Throws `GitHubError` if the permission cannot be read: then nobody is allowed anything. */
export async function standingOf(github: GitHub, log: Log, event: CommentEvent): Promise<Standing> {
  const { owner, repo, isPrivate } = event.repository
  const repository = { owner, repo }
  const permission = await github.permission(repository, event.author)
  if (mayWrite(permission)) return { kind: 'allowed', permission }
  if (await isNobody(github, { owner, repo, isPrivate }, event.author, permission)) return { kind: 'stranger' }
  const admins = await github.administrators(repository).catch((error: unknown) => {
    log.warn('the administrators could not be listed', { error })
    return []
  })
  return { kind: 'denied', has: roleOf(permission), administrators: admins }
}

type At = Repository & { readonly isPrivate: boolean }

/** Whether they would get no answer. Throws `GitHubError`. */
export async function isStranger(github: Pick<GitHub, 'permission' | 'isCollaborator'>, at: At, author: Account): Promise<boolean> {
  const permission = await github.permission({ owner: at.owner, repo: at.repo }, author)
  return !mayWrite(permission) && isNobody(github, at, author, permission)
}

async function isNobody(
  github: Pick<GitHub, 'isCollaborator'>,
  { owner, repo, isPrivate }: At,
  { login }: Account,
  { base, roleName }: Permission,
): Promise<boolean> {
  if (base === 'none') return true
  // on a public repository everybody has `read`
  return !isPrivate && roleName !== 'triage' && !(await github.isCollaborator({ owner, repo }, login))
}
