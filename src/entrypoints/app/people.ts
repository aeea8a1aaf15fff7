/** `/prism user …` and `/prism group …`: the registry that stands, shown; or changed by a pull request, which others review. */
import type { Ledgers } from '../../compose/ledgers.ts'
import type { Prism } from '../../compose/prism.ts'
import { type Finding, finding, PrismError } from '../../domain/catalogue.ts'
import { type GitHub, GitHubError } from '../../domain/github.ts'
import { registryPath } from '../../domain/people/as-written.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Origin } from '../../domain/request.ts'
import type { PeopleAsked } from '../../language/people-words.ts'
import { personIn } from '../../registry/change.ts'
import { parseRegistry } from '../../registry/parse.ts'
import { proposeChange } from '../../registry/propose.ts'
import { code } from '../../render/escape.ts'
import { changesMarkdown, groupsMarkdown, peopleMarkdown, personMarkdown } from '../../render/markdown-registry.ts'
import type { Log } from './log.ts'
import { keyChange, keysReply } from './people-keys.ts'
import { refusedReply } from './replies.ts'
import { whoReply } from './who.ts'

type Asking = {
  readonly github: GitHub
  readonly prism: Pick<Prism, 'whoami' | 'numbersTaken'>
  readonly ledgers?: Pick<Ledgers, 'read'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  readonly origin: Origin & { readonly entrypoint: 'github' }
}

export type PeopleReply = { readonly body: string; readonly outcome: 'done' | 'failed' }

export async function peopleReply(on: Asking, { asked }: PeopleAsked): Promise<PeopleReply> {
  const { origin, clock, log, github } = on
  const [owner = '', repo = ''] = origin.repository.split('/')
  const pulls = github.pulls({ owner, repo })
  const today = clock.now().toISOString().slice(0, 10)
  try {
    if (asked.kind === 'who') return { body: await whoReply(on, origin, asked.asked), outcome: 'done' }
    if (asked.kind === 'change') return await proposed(on, asked, today)
    const stands = await pulls.fileAt(registryPath, await pulls.defaultBranch())
    if (!stands) return refused([finding('registry-unread', { seen: `there is no ${registryPath}` })])
    const parsed = parseRegistry(stands.text)
    if (parsed.kind === 'wrong') return refused(lines(parsed.errors))
    if (asked.kind === 'keys') {
      const person = personIn(parsed.registry, asked.name)
      if (asked.add === undefined && asked.remove === undefined && !asked.follow)
        return { body: await keysReply(pulls, person), outcome: 'done' }
      return await proposed(on, { kind: 'change', change: await keyChange(pulls, person, asked) }, today)
    }
    const body =
      asked.kind === 'info'
        ? personMarkdown(parsed.registry, asked.name, today)
        : asked.of === 'people'
          ? peopleMarkdown(parsed.registry, today)
          : groupsMarkdown(parsed.registry)
    return { body, outcome: 'done' }
  } catch (error) {
    if (error instanceof PrismError) return refused([error.finding, ...error.others])
    if (!(error instanceof GitHubError)) throw error
    log.warn('the registry could not be changed', { error })
    return refused([finding('registry-unwritten', { seen: `GitHub: ${error.message}` })])
  }
}

async function proposed(
  { github, origin, prism }: Asking,
  { change, login }: Extract<PeopleAsked['asked'], { readonly kind: 'change' }>,
  today: string,
): Promise<PeopleReply> {
  const [owner = '', repo = ''] = origin.repository.split('/')
  const { changes, pull } = await proposeChange(github.pulls({ owner, repo }), {
    change,
    ...(login === undefined ? {} : { account: { login } }),
    branch: `prism/people-${origin.commentId}`,
    by: origin.actor.id,
    where: `in #${origin.issue}`,
    about: (all) =>
      [
        `Asked by ${code(origin.actor.name)} in #${origin.issue}. It counts once somebody else has approved and merged it.`,
        '',
        changesMarkdown(all, []),
      ].join('\n'),
    today,
    taken: await prism.numbersTaken(origin),
  })
  if (!pull) return { body: 'The registry says so already; nothing was proposed.', outcome: 'done' }
  const body = [
    `#${pull.number} proposes it: ${pull.url}`,
    '',
    'It counts once somebody else has approved and merged it; `/prism user sync` applies it then.',
    '',
    changesMarkdown(changes, []),
  ]
  return { body: body.join('\n'), outcome: 'done' }
}

const refused = (findings: readonly Finding[]): PeopleReply => ({ body: refusedReply(findings), outcome: 'failed' })

const lines = (errors: readonly { readonly line: number; readonly message: string }[]): Finding[] =>
  errors.slice(0, 10).map(({ line, message }) => finding('bad-registry', { seen: `${registryPath}, line ${line}: ${message}` }))
