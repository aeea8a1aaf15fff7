/** Accounts, by login and by number, and what an installation reaches. */
import type { Exchange, Lab } from './lab.ts'
import type { LabUser } from './model.ts'
import { badCredentials, notFound, ok, type Reply } from './replies.ts'
import { type Json, showUser } from './represent.ts'
import { showRepository } from './represent-repository.ts'

export const routes = {
  'GET /users/{username}': ({ lab, params }: Exchange): Reply => {
    const user = [...lab.world.users.values()].find((u) => u.login.toLowerCase() === (params.username ?? '').toLowerCase())
    return user ? ok(userJson(lab, user)) : notFound
  },

  'GET /users/{username}/keys': ({ lab, params }: Exchange): Reply => {
    const user = [...lab.world.users.values()].find((u) => u.login.toLowerCase() === (params.username ?? '').toLowerCase())
    return user ? ok((user.keys ?? []).map((key, n) => ({ id: user.id * 100 + n, key, created_at: '2026-01-01T00:00:00Z' }))) : notFound
  },

  'GET /user/{account_id}': ({ lab, params }: Exchange): Reply => {
    const user = [...lab.world.users.values()].find((u) => String(u.id) === params.account_id)
    return user ? ok(userJson(lab, user)) : notFound
  },

  'GET /installation/repositories': ({ lab, caller, query }: Exchange): Reply => {
    if (caller.kind !== 'token') return badCredentials
    const all = [...lab.world.repositories.values()].filter(caller.reaches)
    const size = Number(query.get('per_page') ?? 30)
    const page = Number(query.get('page') ?? 1)
    const repositories = all.slice((page - 1) * size, page * size).map((r) => showRepository(lab.base(), r))
    return ok({ total_count: all.length, repository_selection: 'all', repositories })
  },
}

const userJson = (lab: Lab, user: LabUser): Json => ({
  ...showUser(lab.base(), user),
  name: null,
  company: null,
  blog: null,
  location: null,
  email: null,
  hireable: null,
  bio: null,
  public_repos: 0,
  public_gists: 0,
  followers: 0,
  following: 0,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
})
