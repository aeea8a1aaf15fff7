/**
 * Somebody was taken out of an organization: each registry of its repositories that has them gets a pull request that retires their number. Nobody is taken out of a
 * registry by the webhook itself, and off a host only where the policy says so: else somebody else approves the pull request, and a sync applies it.
 */
import { type LeavingRules, leavingRules } from '../../compose/rights.ts'
import { PrismError } from '../../domain/catalogue.ts'
import { type GitHub, GitHubError, type Pulls, type Repository } from '../../domain/github.ts'
import { registryPath } from '../../domain/people/as-written.ts'
import type { RegisteredPerson } from '../../domain/people/registry.ts'
import { parseRegistry } from '../../registry/parse.ts'
import { proposeChange } from '../../registry/propose.ts'
import { code } from '../../render/escape.ts'
import { changesMarkdown } from '../../render/markdown-registry.ts'
import { type Acting, actOnLeaving } from './act-on-leaving.ts'
import type { LeftEvent } from './left-event.ts'

export type Proposing = Acting & {
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

/** gone: of the organization · missed: no webhook told it, so it is only proposed, and once */
type Leaving = LeftEvent & { readonly gone?: true; readonly missed?: true }

/** True: it has to be tried again. */
export async function proposeIn(
  on: Proposing,
  github: GitHub,
  repository: Repository,
  event: Leaving,
  about: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const { log } = on
  const full = `${repository.owner}/${repository.repo}`
  const here = { ...about, repository: full }
  const pulls = github.pulls(repository)
  try {
    const stands = await pulls.fileAt(registryPath, await pulls.defaultBranch())
    if (!stands) return false
    const parsed = parseRegistry(stands.text)
    if (parsed.kind === 'wrong') {
      log.warn('the registry has errors, so nobody is looked for in it', here)
      return false
    }
    // a login can be renamed and taken over: the number alone is the person
    const person = parsed.registry.people.find((p) => p.github?.id === event.account.id)
    if (!person) return false
    const rules = await leavingRules(github, repository, !on.reviewWaived(full))
    if (!event.gone && !(await isLeaving(github, event, rules))) {
      log.info('they left a team and are in the organization: nothing is proposed', here)
      return false
    }
    const proposed = await proposal(on, pulls, person, event, rules).catch((error: unknown) => failed(error, on, here))
    if (typeof proposed !== 'boolean')
      log.info('it is proposed that somebody leaves the registry', { ...here, pull: proposed.pull?.number })
    const pull = typeof proposed === 'boolean' ? undefined : proposed.pull?.number
    const open = rules.acts && !event.missed && (await actOnLeaving(on, github, { repository, event, name: person.name, pull }))
    return open || proposed === true
  } catch (error) {
    return failed(error, on, here)
  }
}

function failed(error: unknown, { log }: Pick<Proposing, 'log'>, here: Readonly<Record<string, unknown>>): boolean {
  if (!(error instanceof GitHubError || error instanceof PrismError)) throw error
  const again = passes(error)
  log[again ? 'warn' : 'error']('that somebody leaves could not be proposed', { ...here, error })
  return again
}

function proposal(
  { clock }: Pick<Proposing, 'clock'>,
  pulls: Pulls,
  person: RegisteredPerson,
  { organization, account, by, said, team, gone, missed }: Leaving,
  { acts }: LeavingRules,
) {
  const left = gone ? code(organization) : `the team ${team} of ${code(organization)}, which the policy names under \`leaving\``
  const today = clock.now().toISOString().slice(0, 10)
  const counts =
    acts && !missed
      ? `The policy says \`leaving: { act: true }\`: their accounts are closed now, and a comment below tells how that ended. They stay closed, whether this is merged or not, until the registry says \`since: ${today}\` of them, or a later day.`
      : 'It counts once somebody approves and merges it who did not take them out; `/prism user sync` applies it then.'
  return proposeChange(pulls, {
    change: { kind: 'retire', where: 'people', name: person.name },
    // of one leaving GitHub tells several times: once for the organization, and once for each team
    branch: `prism/people-left-${person.uid}-${missed ? 'by-comparison' : today}`,
    by: String(by?.id ?? account.id),
    where: `by ${said} of ${organization}`,
    about: (changes) =>
      [
        `GitHub says that ${code(person.name)} (${code(account.login)}, ${account.id}) is no longer in ${left}. ${counts}`,
        '',
        `Their number stays theirs, and their data stays where it is. Who is to keep an account closes this pull request${acts && !missed ? ` and says so in another one: \`/prism user modify ${person.name} --since ${today}\`` : ''}.`,
        '',
        changesMarkdown(changes, []),
      ].join('\n'),
    today,
  })
}

/** Of a team that the policy names, and in which they are not again. */
async function isLeaving(github: GitHub, { organization, account, team }: LeftEvent, { teams }: LeavingRules): Promise<boolean> {
  if (team === undefined || !teams.includes(team)) return false
  return (await github.teamsOf(organization, account.login, [team])).length === 0
}

const passes = (error: unknown): boolean => error instanceof GitHubError && (error.code === 'unavailable' || error.code === 'rate-limited')
