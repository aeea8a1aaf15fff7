/** The public SSH keys of an account, by its numeric id: a login can be renamed, and taken over while it is asked for. */
import { z } from 'zod'
import { type AccountKeys, type GitHubClient, GitHubError } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { safely } from './client.ts'
import { loginOf } from './members.ts'
import { parse } from './parse.ts'

const keysSchema = z.array(z.object({ key: z.string() }))
const route = 'GET /users/{username}/keys'
/** More keys than anybody has; those after them are not told. */
const most = 100

/** Undefined: nobody has that id any more. Throws `GitHubError`. */
export async function publicKeysOf(client: GitHubClient, clock: Clock, id: number): Promise<AccountKeys | undefined> {
  const login = await loginOf(client, clock, id)
  if (login === undefined) return undefined
  const keys = parse(keysSchema, await safely(client, clock, route, { username: login, per_page: most }), route)
  const after = await loginOf(client, clock, id)
  if (after !== login) throw new GitHubError('unexpected', `${route}: the account was renamed meanwhile`)
  return { login, keys: keys.map(({ key }) => key) }
}
