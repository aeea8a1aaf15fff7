/** The registry of a server's repository, changed as a comment changes it: by a pull request, asked for by a person who may write there. */
import { type Finding, fail, finding, PrismError } from '../../domain/catalogue.ts'
import { type GitHub, GitHubError, mayWrite, type Repository, roleOf } from '../../domain/github.ts'
import { quote } from '../../domain/names.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Origin } from '../../domain/request.ts'
import { idOfPrincipal, type Rights } from '../../domain/rights.ts'
import { proposeChange } from '../../registry/propose.ts'
import { code } from '../../render/escape.ts'
import { changesMarkdown } from '../../render/markdown-registry.ts'
import type { ChangeRegistry } from './registry.ts'

type Asking = {
  readonly github: (repository: Repository) => Promise<Pick<GitHub, 'pulls'>>
  readonly rights: (asked: { readonly origin: Origin }) => Promise<Rights>
  readonly clock: Pick<Clock, 'now'>
}

export function changesByPull({ github, rights, clock }: Asking): ChangeRegistry {
  return async ({ change, account, dryRun, once, taken }, origin) => {
    const refusal = refusalOf(origin, await rights({ origin }))
    if (refusal) throw new PrismError(refusal)
    if (!('repository' in origin)) throw fail('registry-unread', { seen: 'no repository has it' })
    const [owner = '', repo = ''] = origin.repository.split('/')
    const name = 'principal' in origin ? origin.principal : origin.actor.name
    try {
      const pulls = (await github({ owner, repo })).pulls({ owner, repo })
      const proposed = await proposeChange(pulls, {
        change,
        ...(account ? { account } : {}),
        branch: `prism/people-${once}`,
        by: origin.actor.id,
        where: 'by REST',
        about: (changes) =>
          [
            `Asked by ${code(origin.actor.name)} by REST, with the token ${code(name)}. It counts once somebody else has approved and merged it.`,
            '',
            changesMarkdown(changes, []),
          ].join('\n'),
        today: clock.now().toISOString().slice(0, 10),
        taken,
        dryRun,
      })
      return proposed
    } catch (error) {
      if (error instanceof GitHubError) throw fail('registry-unwritten', { seen: `GitHub: ${error.message}` }, error)
      throw error
    }
  }
}

/** As for a comment: write on the repository, at this moment. Who reviews it has to be somebody else, so somebody has to have asked. */
function refusalOf({ actor }: Origin, rights: Rights): Finding | undefined {
  if (rights.kind === 'unknown') return finding('policy-unread', { seen: rights.why })
  if (rights.kind === 'unbounded') return finding('policy-unread', { seen: 'nobody asked the repository for its policy' })
  if (!rights.bounds) return finding('repository-unknown', { seen: 'the operator’s file does not name this repository' })
  const { asker } = rights
  if (actor.id === idOfPrincipal(actor.name) || !asker || asker.id !== actor.id)
    return finding('policy-denied', { seen: `${quote(actor.name)} is nobody’s on GitHub; people are proposed by a person who may write` })
  if (mayWrite(asker.permission)) return undefined
  return finding('policy-denied', { seen: `${quote(actor.name)} has ${quote(roleOf(asker.permission))} permission` })
}
