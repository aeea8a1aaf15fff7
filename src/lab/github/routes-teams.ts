/** An organization’s members, its teams and who is in them. Wants organization members: read. */
import type { Exchange, Lab } from './lab.ts'
import { type Membership, userOf } from './model.ts'
import { organizationJson } from './organizations.ts'
import { notByIntegration, notFound, ok, type Reply } from './replies.ts'
import { type Json, showUser } from './represent.ts'

const withMembers =
  (handler: (exchange: Exchange) => Reply) =>
  (exchange: Exchange): Reply => {
    const { caller } = exchange
    if (caller.kind !== 'token') return notFound
    return caller.permissions.members === undefined ? notByIntegration : handler(exchange)
  }

export const routes = {
  'GET /orgs/{org}/memberships/{username}': withMembers(({ lab, params }) => {
    const { org = '', username = '' } = params
    const state = lab.world.members.get(org)?.get(username)
    const user = lab.world.users.get(username)
    if (state === undefined || !user) return notFound
    const url = `${lab.base()}/orgs/${org}/memberships/${username}`
    return ok({
      url,
      state,
      role: 'member',
      organization_url: `${lab.base()}/orgs/${org}`,
      organization: organizationJson(lab.base(), userOf(lab.world, org)),
      user: showUser(lab.base(), user),
    })
  }),

  'GET /orgs/{org}/teams': withMembers(({ lab, params }) =>
    ok(
      [...lab.world.teams.values()]
        .filter((t) => t.organization === params.org)
        .map(({ id, slug }) => {
          const url = `${lab.base()}/organizations/1/team/${id}`
          return {
            id,
            node_id: String(id),
            url,
            html_url: `${lab.base()}/orgs/${params.org}/teams/${slug}`,
            name: slug,
            slug,
            description: null,
            permission: 'pull',
            privacy: 'closed',
            notification_setting: 'notifications_enabled',
            members_url: `${url}/members{/member}`,
            repositories_url: `${url}/repos`,
            type: 'organization',
            organization_id: 1,
            parent: null,
          }
        }),
    ),
  ),

  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}': withMembers(({ lab, params }) => {
    const team = [...lab.world.teams.values()].find((t) => t.organization === params.org && t.slug === params.team_slug)
    const state = team?.members.get(params.username ?? '')
    if (state === undefined) return notFound
    return ok({ url: `${lab.base()}/organizations/1/team/${team?.id}/memberships/${params.username}`, role: 'member', state })
  }),

  'GET /orgs/{org}/members': withMembers(({ lab, params, query }) =>
    ok(paged(lab, activeIn(lab.world.members.get(params.org ?? '')), query)),
  ),

  'GET /orgs/{org}/outside_collaborators': withMembers(({ lab, params, query }) => {
    const members = new Set(lab.world.members.get(params.org ?? '')?.keys())
    const those = [...lab.world.repositories.values()]
      .filter((r) => r.owner.login === params.org)
      .flatMap((r) => [...r.collaborators.keys()])
    return ok(
      paged(
        lab,
        [...new Set(those)].filter((login) => !members.has(login)),
        query,
      ),
    )
  }),

  'GET /orgs/{org}/teams/{team_slug}/members': withMembers(({ lab, params, query }) => {
    const team = [...lab.world.teams.values()].find((t) => t.organization === params.org && t.slug === params.team_slug)
    return team ? ok(paged(lab, activeIn(team.members), query)) : notFound
  }),
}

const activeIn = (members: ReadonlyMap<string, Membership> = new Map()): string[] =>
  [...members].flatMap(([login, state]) => (state === 'active' ? [login] : []))

function paged({ world, base }: Lab, logins: readonly string[], query: URLSearchParams): Json[] {
  const [size, page] = [Number(query.get('per_page') ?? 30), Number(query.get('page') ?? 1)]
  return logins.slice((page - 1) * size, page * size).map((login) => showUser(base(), userOf(world, login)))
}
