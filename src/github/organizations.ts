/** The organizations that the App is installed in, asked as the App; and who is in one of them, in its teams, or a collaborator from outside. */
import { z } from 'zod'
import { type AccountsOf, type GitHubClient, GitHubError } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { once, safely } from './client.ts'
import { parse } from './parse.ts'
import { slugOf } from './teams.ts'

const installationsSchema = z.array(
  z.object({
    id: z.int(),
    account: z.object({ login: z.string() }).nullable(),
    target_type: z.string(),
    suspended_at: z.string().nullish(),
  }),
)
const accountsSchema = z.array(z.object({ id: z.int() }))
const pageSize = 100
/** Five thousand accounts. */
const maxPages = 50

export type InstalledOrganization = { readonly organization: string; readonly installationId: number }

/** At most 100. Throws `GitHubError`. */
export async function installedOrganizations(asApp: GitHubClient, clock: Pick<Clock, 'now'>): Promise<readonly InstalledOrganization[]> {
  const route = 'GET /app/installations'
  const all = parse(installationsSchema, await once(asApp, clock, route, { per_page: pageSize }), route)
  return all.flatMap(({ id, account, target_type: type, suspended_at: suspended }) =>
    account && type === 'Organization' && !suspended ? [{ organization: account.login, installationId: id }] : [],
  )
}

/** By their ids, all of them: what is too long to be read whole throws, as who is missing on it would count as gone. Undefined: there is no such team. Throws `GitHubError`. */
export async function accountsIn(
  client: GitHubClient,
  clock: Clock,
  org: string,
  of: AccountsOf,
): Promise<ReadonlySet<number> | undefined> {
  if (of === 'members') return all(client, clock, 'GET /orgs/{org}/members', { org })
  if (of === 'outside') return all(client, clock, 'GET /orgs/{org}/outside_collaborators', { org })
  const slug = await slugOf(client, clock, org, of.team)
  return slug === undefined ? undefined : all(client, clock, 'GET /orgs/{org}/teams/{team_slug}/members', { org, team_slug: slug })
}

async function all(
  client: GitHubClient,
  clock: Clock,
  route: string,
  about: Readonly<Record<string, string>>,
): Promise<ReadonlySet<number>> {
  const found = new Set<number>()
  for (let page = 1; page <= maxPages; page++) {
    const items = parse(accountsSchema, await safely(client, clock, route, { ...about, per_page: pageSize, page }), route)
    for (const { id } of items) found.add(id)
    if (items.length < pageSize) return found
  }
  throw new GitHubError('unexpected', `${route}: more than ${maxPages * pageSize} accounts`)
}
