/** The ledgers that the App keeps, with the credentials of its installations; and what a comment says of them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { graphqlUrl, webUrl } from '../../compose/github-urls.ts'
import { composeLedgers, type Ledgers } from '../../compose/ledgers.ts'
import type { JournalStore, Prism } from '../../compose/prism.ts'
import type { GitHubClient, Repository } from '../../domain/github.ts'
import type { Clock } from '../../domain/ports.ts'
import { packageFolder } from '../../installation.ts'
import { ledgerFoot } from '../../render/ledger-foot.ts'
import type { AppConfig } from './config.ts'
import type { Log } from './log.ts'

/** What a new ledger begins with. These stay files in what is published, too, where the program lies elsewhere than its source. */
const firstFiles = join('build', 'src', 'ledger')

export type LedgersOptions = {
  readonly config: AppConfig
  readonly prism: Pick<Prism, 'listen'>
  readonly journal: JournalStore
  readonly clock: Clock
  readonly log: Log
  /** With the App's installation on that repository. */
  readonly clientAt: (repository: Repository) => Promise<GitHubClient>
  readonly evidence: NonNullable<Parameters<typeof composeLedgers>[0]['evidence']>
}

export function startLedgers({ config, prism, journal, clock, log, clientAt, evidence }: LedgersOptions): Ledgers | undefined {
  const { ledger, baseUrl } = config
  if (!ledger) return undefined
  const ledgers = composeLedgers({
    journal,
    clock,
    ledgerOf: (origin) => (ledger.kind === 'one' ? `${ledger.repository.owner}/${ledger.repository.repo}` : origin.repository),
    clientAt,
    evidence,
    firstFiles: new Map(
      ['README.md', 'verify-ledger.mjs'].map((file) => [file, readFileSync(join(packageFolder() ?? '', firstFiles, file), 'utf8')]),
    ),
    ...(baseUrl === undefined ? {} : { graphqlUrl: graphqlUrl(baseUrl), webUrl: webUrl(baseUrl) }),
    onTrouble: (repository, error) => log.error('the ledger could not be written', { repository, error }),
  })
  prism.listen({ onEvent: ledgers.onEvent })
  ledgers.catchUp().catch((error: unknown) => log.error('the journal could not be read for the ledger', { error }))
  return ledgers
}

/** Under each answer; empty where no ledger is kept. `pending`: the run's end is not in it yet. */
export const footOf = (ledgers: Pick<Ledgers, 'stateFor'> | undefined, repository: string, pending: boolean): string => {
  const state = ledgers?.stateFor({ entrypoint: 'github', repository })
  return state ? ledgerFoot(state, pending) : ''
}
