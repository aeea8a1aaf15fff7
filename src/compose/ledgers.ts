/** Ledgers in GitHub, of what a journal gets. */
import { type GitHubClient, GitHubError, type PolicyFile, type Repository } from '../domain/github.ts'
import { evidenceBranchName } from '../domain/ledger/branch.ts'
import type { Origin } from '../domain/request.ts'
import { commitElsewhere, type Evidence, type EvidencePlace, refusedThere } from '../ledger/evidence.ts'
import { type KeeperOptions, keepLedgers, type Ledgers } from '../ledger/keep.ts'
import { evidenceWish } from '../policy/evidence-place.ts'
import type { JournalStore } from '../runs/journal-store.ts'

export type { Ledgers } from '../ledger/keep.ts'

export type LedgersOptions = Pick<KeeperOptions, 'clock' | 'ledgerOf' | 'onTrouble'> & {
  readonly journal: JournalStore
  readonly clientAt: (repository: Repository) => Promise<GitHubClient>
  readonly evidence?: EvidenceOptions
  /** Beside the entries, in a ledger's first commit: path → text. */
  readonly firstFiles: ReadonlyMap<string, string>
  readonly graphqlUrl?: string
  readonly webUrl?: string
}

export type EvidenceOptions = {
  /** The policy of a repository, and whether everybody can read it. Throws `GitHubError`. */
  readonly policyFile: (repository: Repository) => Promise<PolicyFile>
  readonly isOperated: (repository: string) => boolean
  /** With leave to write files there, and for nothing else anywhere. */
  readonly narrowedAt: (repository: Repository) => GitHubClient
}

/** Ledgers of what this journal gets; tell them of its events. */
export function composeLedgers({ clientAt, evidence, firstFiles, graphqlUrl, webUrl, ...options }: LedgersOptions): Ledgers {
  const { clock } = options
  const urls = { ...(graphqlUrl === undefined ? {} : { graphqlUrl }), ...(webUrl === undefined ? {} : { webUrl }) }
  return keepLedgers({
    ...options,
    bookFor: async (name) => {
      const repository = repositoryOf(name)
      const client = await clientAt(repository)
      const [{ whoami }, { ledgerBranch }] = await Promise.all([import('../github/whoami.ts'), import('../github/ledger-branch.ts')])
      const login = await whoami(client, clock, graphqlUrl)
      return {
        branch: ledgerBranch({ client, clock, repository, ...urls }),
        ourLogin: async () => login,
        beginning: () => ({ at: clock.now().toISOString(), event: 'begun', repository: name, app: login }),
        firstFiles,
        ...(evidence ? { evidence: await evidenceFor(name, { ...evidence, clientAt, clock, urls }) } : {}),
      }
    },
  })
}

type On = EvidenceOptions &
  Pick<LedgersOptions, 'clientAt' | 'clock'> & { readonly urls: { readonly graphqlUrl?: string; readonly webUrl?: string } }

/** Where evidence of runs goes whose entries are in this ledger. */
async function evidenceFor(ledger: string, { policyFile, isOperated, narrowedAt, clientAt, clock, urls }: On): Promise<Evidence> {
  const [{ isPublic }, { parsePolicy }, { ledgerBranch }, { whoami }, { evidenceStream }] = await Promise.all([
    import('../github/visibility.ts'),
    import('../policy/parse.ts'),
    import('../github/ledger-branch.ts'),
    import('../github/whoami.ts'),
    import('../runs/evidence/write.ts'),
  ])

  async function elsewhere(into: string, of: string, publicly: boolean): Promise<EvidencePlace> {
    const repository = repositoryOf(into)
    const client = narrowedAt(repository)
    const holdsUp = of === ledger
    try {
      if (!publicly && (await isPublic(client, clock, repository))) return { kind: 'none', without: 'public' }
    } catch (error) {
      const refused = refusedThere(into, error)
      if (holdsUp || !refused.lasting) throw refused
      return { kind: 'none', without: 'refused' }
    }
    const branch = ledgerBranch({ client, clock, repository, branch: evidenceBranchName, ...urls })
    const commit: Extract<EvidencePlace, { kind: 'elsewhere' }>['commit'] = async (files) =>
      commitElsewhere(into, branch, () => whoami(client, clock, urls.graphqlUrl), files)
    return { kind: 'elsewhere', repository: into, holdsUp, commit }
  }

  return {
    stream: evidenceStream,
    placeOf: async (origin: Origin) => {
      if (!('repository' in origin)) return { kind: 'none', without: 'no policy' }
      const file = await unlessGone(policyFile(repositoryOf(origin.repository)))
      if (!file) return { kind: 'none', without: 'no policy' }
      const parsed = file.counts && parsePolicy(file.counts.text)
      const policy = parsed?.kind === 'policy' ? parsed.policy : undefined
      const wish = evidenceWish({ repository: origin.repository, ledger, policy, isOperated })
      if (wish.kind === 'none') return wish
      if (wish.kind === 'elsewhere') return elsewhere(wish.into, origin.repository, wish.publicly)
      const everybodys = wish.publicly ? false : await isPublic(await clientAt(repositoryOf(ledger)), clock, repositoryOf(ledger))
      return everybodys ? { kind: 'none', without: 'public' } : { kind: 'beside' }
    },
  }
}

/** A repository that the App was taken off has no policy that could be read, and holds up nobody's ledger. */
async function unlessGone(asked: Promise<PolicyFile>): Promise<PolicyFile | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof GitHubError && ['forbidden', 'not-found', 'unauthorised'].includes(error.code)) return undefined
    throw error
  }
}

function repositoryOf(name: string): Repository {
  const [owner = '', repo = ''] = name.split('/')
  return { owner, repo }
}
