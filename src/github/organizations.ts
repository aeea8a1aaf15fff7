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
const installationPages = 10

export type InstalledOrganization = { readonly organization: string; readonly installationId: number }
/** `account`: an organization, or somebody's own. */
export type Installed = { readonly account: string; readonly isOrganization: boolean; readonly installationId: number }

/** Those that are not suspended, a thousand at most. Throws `GitHubError`. */
export async function installed(asApp: GitHubClient, clock: Pick<Clock, 'now'>): Promise<readonly Installed[]> {
  const route = 'GET /app/installations'
  const found: Installed[] = []
  for (let page = 1; page <= installationPages; page++) {
    const some = parse(installationsSchema, await once(asApp, clock, route, { per_page: pageSize, page }), route)
    for (const { id, account, target_type: type, suspended_at: suspended } of some)
      if (account && !suspended) found.push({ account: account.login, isOrganization: type === 'Organization', installationId: id })
    if (some.length < pageSize) break
  }
  return found
}

/** Throws `GitHubError`. */
export const installedOrganizations = async (asApp: GitHubClient, clock: Pick<Clock, 'now'>): Promise<readonly InstalledOrganization[]> =>
  (await installed(asApp, clock)).flatMap(({ account, isOrganization, installationId }) =>
    isOrganization ? [{ organization: account, installationId }] : [],
  )

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
