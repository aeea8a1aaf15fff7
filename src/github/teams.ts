/** Which of some teams of the organization somebody is in, by the teams' ids. */
import { z } from 'zod'
import { type GitHubClient, GitHubError, type Team } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { safely } from './client.ts'
import { parse } from './parse.ts'

const teamsSchema = z.array(z.object({ id: z.int(), slug: z.string() }))
const membershipSchema = z.object({ state: z.string() })
const pageSize = 100
const maxPages = 10

/** Throws `GitHubError`; `forbidden` where the App has no leave to read members. An invitation that was not accepted is no membership. */
export async function teamsOf(
  client: GitHubClient,
  clock: Clock,
  org: string,
  login: string,
  ids: readonly number[],
): Promise<readonly Team[]> {
  const all = await teamsIn(client, clock, org)
  const asked = all.filter((team) => ids.includes(team.id))
  const member = await Promise.all(asked.map((team) => isMember(client, clock, org, team.slug, login)))
  return asked.filter((_, i) => member[i])
}

/** Undefined: the organization has no such team. Throws `GitHubError`. */
export const slugOf = async (client: GitHubClient, clock: Clock, org: string, id: number): Promise<string | undefined> =>
  (await teamsIn(client, clock, org)).find((team) => team.id === id)?.slug

async function teamsIn(client: GitHubClient, clock: Clock, org: string): Promise<readonly Team[]> {
  const all: Team[] = []
  const route = 'GET /orgs/{org}/teams'
  for (let page = 1; page <= maxPages; page++) {
    const items = parse(teamsSchema, await safely(client, clock, route, { org, per_page: pageSize, page }), route)
    all.push(...items)
    if (items.length < pageSize) break
  }
  return all
}

async function isMember(client: GitHubClient, clock: Clock, org: string, slug: string, login: string): Promise<boolean> {
  const route = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}'
  try {
    const answer = await safely(client, clock, route, { org, team_slug: slug, username: login })
    return parse(membershipSchema, answer, route).state === 'active'
  } catch (error) {
    if (error instanceof GitHubError && error.code === 'not-found') return false
    throw error
  }
}
