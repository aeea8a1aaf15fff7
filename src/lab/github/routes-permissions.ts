/** Who may do what on a repository. Reading it needs no more than the metadata permission that every App has. */
import { type Exchange, type Lab, repositoryAt } from './lab.ts'
import { type LabRepository, type LabRole, type LabUser, permissionOf } from './model.ts'
import { noContent, notFound, ok, type Reply } from './replies.ts'
import { showCollaborator } from './represent.ts'

const onRepository = (handler: (exchange: Exchange, repository: LabRepository) => Reply) => (exchange: Exchange) => {
  const { lab, caller, params } = exchange
  const repository = repositoryAt(lab, params.owner ?? '', params.repo ?? '')
  if (!repository || caller.kind !== 'token' || !caller.reaches(repository)) return notFound
  return handler(exchange, repository)
}

export const routes = {
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': onRepository(({ lab, params }, repository) => {
    const user = lab.world.users.get(params.username ?? '')
    if (!user) return notFound
    const { permission, roleName } = permissionOf(repository, user.login)
    return ok({ permission, role_name: roleName, user: collaborator(lab, repository, user) })
  }),

  'GET /repos/{owner}/{repo}/collaborators/{username}': onRepository(({ params }, repository) =>
    repository.collaborators.has(params.username ?? '') ? noContent : notFound,
  ),

  'GET /repos/{owner}/{repo}/collaborators': onRepository(({ lab, query }, repository) => {
    const asked = query.get('permission')
    const users = [...repository.collaborators.keys()].flatMap((login) => lab.world.users.get(login) ?? [])
    const shown = users.map((user) => ({ base: baseRole(repository, user), json: collaborator(lab, repository, user) }))
    const size = Number(query.get('per_page') ?? 30)
    return ok(
      shown
        .filter(({ base }) => asked === null || names[base] === asked)
        .map(({ json }) => json)
        .slice(0, size),
    )
  }),
}

/** The filter's words are git's: pull, push. */
const names: Readonly<Record<LabRole | 'none', string>> = {
  admin: 'admin',
  maintain: 'maintain',
  write: 'push',
  triage: 'triage',
  read: 'pull',
  none: 'none',
}

function baseRole(repository: LabRepository, user: LabUser): LabRole | 'none' {
  const role = repository.collaborators.get(user.login)
  if (role === undefined) return repository.isPrivate ? 'none' : 'read'
  return typeof role === 'string' ? role : role.base
}

function collaborator(lab: Lab, repository: LabRepository, user: LabUser) {
  return showCollaborator(lab.base(), user, baseRole(repository, user), permissionOf(repository, user.login).roleName)
}
