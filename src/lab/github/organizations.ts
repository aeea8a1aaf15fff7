/** Organizations: who is in them and in their teams, and the webhooks of somebody who is taken out. */
import type { LabDelivery } from './deliveries.ts'
import type { Lab } from './lab.ts'
import { type Membership, userOf } from './model.ts'
import { type Json, showUser } from './represent.ts'

export type Organizations = {
  readonly setTeam: (id: number, slug: string, members: Readonly<Record<string, Membership>>, organization?: string) => void
  readonly setMember: (login: string, state: Membership | 'none', organization?: string) => void
  /** Somebody takes a member out, of a team or else of the organization: the webhook is delivered (awaited). */
  readonly removeMember: (login: string, by: string, from?: Removal) => Promise<LabDelivery>
  /** What such a webhook says, to be delivered in another way. */
  readonly removal: (login: string, by: string, from?: Removal) => Json
}

export type Removal = { readonly team?: number; readonly organization?: string }

export function makeOrganizations(lab: Lab, usual: string): Organizations {
  const { world } = lab
  const membersOf = (organization: string): Map<string, Membership> => {
    const known = world.members.get(organization) ?? new Map<string, Membership>()
    world.members.set(organization, known)
    return known
  }
  const removal = (login: string, by: string, { team, organization = usual }: Removal = {}): Json => {
    const owner = userOf(world, organization)
    const base = lab.base()
    const about = {
      organization: organizationJson(base, owner),
      sender: showUser(base, userOf(world, by)),
      installation: { id: owner.id, node_id: 'I_lab' },
    }
    const user = showUser(base, userOf(world, login))
    if (team === undefined) {
      const url = `${base}/orgs/${organization}/memberships/${login}`
      const membership = { url, state: 'inactive', role: 'member', organization_url: `${base}/orgs/${organization}`, user }
      return { action: 'member_removed', membership, ...about }
    }
    const { id, slug } = world.teams.get(team) ?? { id: team, slug: 'gone' }
    const node = { id, node_id: String(id), name: slug, slug, description: null, privacy: 'closed', permission: 'pull', parent: null }
    const url = `${base}/organizations/1/team/${id}`
    const urls = { url, html_url: url, members_url: `${url}/members{/member}`, repositories_url: `${url}/repos` }
    return { action: 'removed', scope: 'team', member: user, team: { ...node, ...urls }, ...about }
  }
  return {
    removal,
    setTeam: (id, slug, members, organization = usual) => {
      world.teams.set(id, { id, slug, organization, members: new Map(Object.entries(members)) })
    },
    setMember: (login, state, organization = usual) => {
      if (state === 'none') membersOf(organization).delete(login)
      else membersOf(organization).set(userOf(world, login).login, state)
    },
    removeMember: (login, by, from = {}) => {
      if (from.team === undefined) membersOf(from.organization ?? usual).delete(login)
      else world.teams.get(from.team)?.members.delete(login)
      return lab.deliveries.deliver(from.team === undefined ? 'organization' : 'membership', removal(login, by, from))
    },
  }
}

export const organizationJson = (base: string, { id, login }: { readonly id: number; readonly login: string }): Json => {
  const url = `${base}/orgs/${login}`
  return {
    login,
    id,
    node_id: String(id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: '',
    description: null,
  }
}
