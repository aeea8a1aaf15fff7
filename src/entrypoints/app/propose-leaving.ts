/**
 * Somebody was taken out of an organization: each registry of its repositories that has them gets a pull request that retires their number. Nobody is taken out of a
 * registry, or off a host, by the webhook itself: somebody else approves the pull request, and a sync applies it.
 */
import { leavingTeams } from '../../compose/rights.ts'
import { PrismError } from '../../domain/catalogue.ts'
import { type GitHub, GitHubError, type Repository } from '../../domain/github.ts'
import { registryPath } from '../../domain/people/as-written.ts'
import type { Clock } from '../../domain/ports.ts'
import { parseRegistry } from '../../registry/parse.ts'
import { proposeChange } from '../../registry/propose.ts'
import { code } from '../../render/escape.ts'
import { changesMarkdown } from '../../render/markdown-registry.ts'
import type { LeftEvent } from './left-event.ts'
import type { Log } from './log.ts'

type Proposing = {
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  /** False where the operator's file does not name it: then it has no registry here. */
  readonly isOperated: (repository: string) => boolean
  /** Whether the newest version of a repository's policy counts, whoever wrote it. */
  readonly reviewWaived: (repository: string) => boolean
}

/** Never throws. open: GitHub did not answer, so it has to be tried again. */
export async function proposeLeaving(on: Proposing, github: GitHub, event: LeftEvent): Promise<'settled' | 'open'> {
  const { organization, account, deliveryId, said } = event
  const about = { delivery: deliveryId, organization, account: account.id, said }
  let open = false
  try {
    const isIn = await github.isMember(organization, account.id)
    // whoever is in it now was let in again, or left a team: of that the policy says whether it is leaving
    if (isIn && event.team === undefined) {
      on.log.info('they are in the organization: nothing is proposed', about)
      return 'settled'
    }
    for (const repository of await github.reached())
      if (repository.owner === organization && on.isOperated(`${repository.owner}/${repository.repo}`))
        open = (await proposeIn(on, github, repository, isIn ? event : { ...event, gone: true }, about)) || open
    return open ? 'open' : 'settled'
  } catch (error) {
    const again = passes(error)
    on.log[again ? 'warn' : 'error']('who left could not be looked for', { ...about, error })
    return again ? 'open' : 'settled'
  }
}

/** True: it has to be tried again. */
async function proposeIn(
  { clock, log, reviewWaived }: Proposing,
  github: GitHub,
  { owner, repo }: Repository,
  event: LeftEvent & { readonly gone?: true },
  about: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const { organization, account, by, said, team } = event
  const here = { ...about, repository: `${owner}/${repo}` }
  const pulls = github.pulls({ owner, repo })
  try {
    const stands = await pulls.fileAt(registryPath, await pulls.defaultBranch())
    if (!stands) return false
    const parsed = parseRegistry(stands.text)
    if (parsed.kind === 'wrong') {
      log.warn('the registry has errors, so nobody is looked for in it', here)
      return false
    }
    // a login can be renamed and taken over: the number alone is the person
    const person = parsed.registry.people.find((p) => p.github?.id === account.id)
    if (!person) return false
    if (!event.gone && !(await isLeaving(github, { owner, repo }, event, !reviewWaived(`${owner}/${repo}`)))) {
      log.info('they left a team and are in the organization: nothing is proposed', here)
      return false
    }
    const left = event.gone ? code(organization) : `the team ${team} of ${code(organization)}, which the policy names under \`leaving\``
    const today = clock.now().toISOString().slice(0, 10)
    const { pull } = await proposeChange(pulls, {
      change: { kind: 'retire', where: 'people', name: person.name },
      // of one leaving GitHub tells several times: once for the organization, and once for each team
      branch: `prism/people-left-${person.uid}-${today}`,
      by: String(by ?? account.id),
      where: `by ${said} of ${organization}`,
      about: (changes) =>
        [
          `GitHub says that ${code(person.name)} (${code(account.login)}, ${account.id}) is no longer in ${left}. It counts once somebody approves and merges it who did not take them out; \`/prism user sync\` applies it then.`,
          '',
          'Their number stays theirs, and their data stays where it is. Who is to keep an account closes this pull request.',
          '',
          changesMarkdown(changes, []),
        ].join('\n'),
      today,
    })
    log.info('it is proposed that somebody leaves the registry', { ...here, pull: pull?.number })
    return false
  } catch (error) {
    if (!(error instanceof GitHubError || error instanceof PrismError)) throw error
    const again = passes(error)
    log[again ? 'warn' : 'error']('that somebody leaves could not be proposed', { ...here, error })
    return again
  }
}

/** Of a team that the policy names, and in which they are not again. */
async function isLeaving(
  github: GitHub,
  repository: Repository,
  { organization, account, team }: LeftEvent,
  reviewed: boolean,
): Promise<boolean> {
  if (team === undefined || !(await leavingTeams(github, repository, reviewed)).includes(team)) return false
  return (await github.teamsOf(organization, account.login, [team])).length === 0
}

const passes = (error: unknown): boolean => error instanceof GitHubError && (error.code === 'unavailable' || error.code === 'rate-limited')
