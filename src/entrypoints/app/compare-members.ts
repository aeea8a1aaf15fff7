/**
 * Leavings that no webhook told of: whoever is in a registry, and neither in the organization nor a collaborator from outside, is proposed to leave; so is who
 * was in a team of the policy's at the last look and is not any more. Proposed alone, and once: nobody is deprovisioned for a list.
 */
import { leavingRules } from '../../compose/rights.ts'
import { type GitHub, GitHubError, type Repository } from '../../domain/github.ts'
import { registryPath } from '../../domain/people/as-written.ts'
import type { RegisteredPerson } from '../../domain/people/registry.ts'
import { parseRegistry } from '../../registry/parse.ts'
import type { LeftEvent } from './left-event.ts'
import { type Proposing, proposeIn } from './propose-leaving.ts'

export type InstalledGitHub = { readonly organization: string; readonly installationId: number; readonly github: GitHub }

/** Of so many of a registry at once, and more than a few, it is rather a list that is wrong. */
const fifth = 5
const few = 3

/** Returns what compares once. Never throws; what GitHub does not answer, or answers with nobody, is nobody's leaving. */
export function makeComparison(on: Proposing, organizations: () => Promise<readonly InstalledGitHub[]>): () => Promise<void> {
  /** Who was in a team at the last look; gone with this process. */
  const teams = new Map<string, ReadonlySet<number>>()

  return async () => {
    try {
      for (const one of await organizations()) await compare(one)
    } catch (error) {
      on.log.warn('GitHub could not be asked for its organizations', { error })
    }
  }

  async function compare({ organization, installationId, github }: InstalledGitHub): Promise<void> {
    try {
      const [members, outside] = await Promise.all([github.accountsIn(organization, 'members'), github.accountsIn(organization, 'outside')])
      if (!members || members.size === 0) return on.log.warn('GitHub says nobody of an organization: nobody is compared', { organization })
      const isThere = (id: number): boolean => members.has(id) || outside?.has(id) === true
      const event = { deliveryId: 'comparison', organization, installationId, said: 'a comparison of members' }
      for (const repository of await github.reached())
        if (repository.owner === organization && on.isOperated(`${organization}/${repository.repo}`))
          await compareIn(github, repository, event, isThere)
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error
      on.log.warn('members could not be compared', { organization, error })
    }
  }

  async function compareIn(
    github: GitHub,
    repository: Repository,
    event: Omit<LeftEvent, 'account'>,
    isThere: (id: number) => boolean,
  ): Promise<void> {
    const pulls = github.pulls(repository)
    const stands = await pulls.fileAt(registryPath, await pulls.defaultBranch())
    const parsed = stands && parseRegistry(stands.text)
    if (parsed?.kind !== 'registry') return
    const people = parsed.registry.people.flatMap((p) => (p.github ? [{ ...p, github: p.github }] : []))
    const gone: Gone[] = people.filter((p) => !isThere(p.github.id)).map((person) => ({ person }))
    for (const team of (await leavingRules(github, repository, !on.reviewWaived(`${repository.owner}/${repository.repo}`))).teams) {
      const now = await github.accountsIn(event.organization, { team })
      if (!now) continue
      const key = `${repository.owner}/${repository.repo} ${team}`
      const before = teams.get(key)
      teams.set(key, now)
      const left = people.filter(({ github: { id } }) => before?.has(id) && !now.has(id) && isThere(id))
      gone.push(...left.map((person) => ({ person, team })))
    }
    if (gone.length > few && gone.length * fifth > parsed.registry.people.length)
      return on.log.error('so many of a registry are in no list of GitHub’s that nobody is proposed to leave', {
        repository: `${repository.owner}/${repository.repo}`,
        people: gone.length,
      })
    for (const { person, team } of gone) {
      const account = person.github
      // a list can be old: each is asked for by itself
      if (team === undefined && (await github.isMember(event.organization, account.id))) continue
      const left = { ...event, account, missed: true as const, ...(team === undefined ? { gone: true as const } : { team }) }
      await proposeIn(on, github, repository, left, { organization: event.organization, account: account.id, said: event.said })
    }
  }
}

type Gone = { readonly person: RegisteredPerson & { readonly github: NonNullable<RegisteredPerson['github']> }; readonly team?: number }
