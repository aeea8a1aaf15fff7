/** Whether somebody is in an organization at this moment, by their numeric id, and which repositories an installation reaches. */
import { z } from 'zod'
import { type GitHubClient, GitHubError, type Repository } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { safely } from './client.ts'
import { parse } from './parse.ts'

const accountSchema = z.object({ id: z.int(), login: z.string() })
const membershipSchema = z.object({ state: z.string(), user: z.object({ id: z.int() }).nullable() })
const reachedSchema = z.object({ repositories: z.array(z.object({ name: z.string(), owner: z.object({ login: z.string() }) })) })
const pageSize = 100
const maxPages = 10

/** An invitation that was not accepted is no membership. Throws `GitHubError`: then nothing is known, which is not that somebody left. */
export async function isMember(client: GitHubClient, clock: Clock, org: string, id: number): Promise<boolean> {
  const login = await loginOf(client, clock, id)
  if (login === undefined) return false
  const route = 'GET /orgs/{org}/memberships/{username}'
  const answer = await orUndefined(safely(client, clock, route, { org, username: login }))
  if (answer === undefined) return false
  const { state, user } = parse(membershipSchema, answer, route)
  if (user?.id !== id) throw new GitHubError('unexpected', `${route}: the answer is about another account`)
  return state === 'active'
}

/** Undefined: nobody has that id any more. */
export async function loginOf(client: GitHubClient, clock: Clock, id: number): Promise<string | undefined> {
  const route = 'GET /user/{account_id}'
  const answer = await orUndefined(safely(client, clock, route, { account_id: id }))
  if (answer === undefined) return undefined
  const account = parse(accountSchema, answer, route)
  if (account.id !== id) throw new GitHubError('unexpected', `${route}: the answer is about another account`)
  return account.login
}

/** Those of whoever's installation the client is; a thousand at most. Throws `GitHubError`. */
export async function reachedRepositories(client: GitHubClient, clock: Clock): Promise<readonly Repository[]> {
  const route = 'GET /installation/repositories'
  const all: Repository[] = []
  for (let page = 1; page <= maxPages; page++) {
    const { repositories } = parse(reachedSchema, await safely(client, clock, route, { per_page: pageSize, page }), route)
    all.push(...repositories.map(({ name, owner }) => ({ owner: owner.login, repo: name })))
    if (repositories.length < pageSize) break
  }
  return all
}

async function orUndefined(asked: Promise<unknown>): Promise<unknown> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof GitHubError && error.code === 'not-found') return undefined
    throw error
  }
}
