/** Ledgers in GitHub, of what a journal gets. */
import type { GitHubClient, Repository } from '../domain/github.ts'
import { type KeeperOptions, keepLedgers, type Ledgers } from '../ledger/keep.ts'
import type { JournalStore } from '../runs/journal-store.ts'

export type { Ledgers } from '../ledger/keep.ts'

export type LedgersOptions = Pick<KeeperOptions, 'clock' | 'ledgerOf' | 'onTrouble'> & {
  readonly journal: JournalStore
  readonly clientAt: (repository: Repository) => Promise<GitHubClient>
  /** Beside the entries, in a ledger's first commit: path → text. */
  readonly firstFiles: ReadonlyMap<string, string>
  readonly graphqlUrl?: string
  readonly webUrl?: string
}

/** Ledgers of what this journal gets; tell them of its events. */
export function composeLedgers({ clientAt, firstFiles, graphqlUrl, webUrl, ...options }: LedgersOptions): Ledgers {
  const { clock } = options
  const urls = { ...(graphqlUrl === undefined ? {} : { graphqlUrl }), ...(webUrl === undefined ? {} : { webUrl }) }
  return keepLedgers({
    ...options,
    bookFor: async (name) => {
      const [owner = '', repo = ''] = name.split('/')
      const repository = { owner, repo }
      const client = await clientAt(repository)
      const [{ whoami }, { ledgerBranch }] = await Promise.all([import('../github/whoami.ts'), import('../github/ledger-branch.ts')])
      const login = await whoami(client, clock, graphqlUrl)
      return {
        branch: ledgerBranch({ client, clock, repository, ...urls }),
        ourLogin: async () => login,
        beginning: () => ({ at: clock.now().toISOString(), event: 'begun', repository: name, app: login }),
        firstFiles,
      }
    },
  })
}
