/** The ledgers of all repositories whose runs this process keeps. */
import type { LedgerState } from '../domain/ledger/state.ts'
import type { Clock } from '../domain/ports.ts'
import type { RunEvent } from '../domain/run.ts'
import type { RunSummary } from '../domain/run-summary.ts'
import type { BookOptions, EventsOf } from './book.ts'
import { keepOne, type OneKeeper } from './keep-one.ts'
import { type ReadLedger, readLedger } from './read-ledger.ts'

/** As much of a run's origin as decides where it is written. */
export type Place = { readonly entrypoint: string; readonly repository?: string }

export type KeeperOptions = {
  readonly journal: EventsOf & {
    readonly summaries: (page: { readonly limit: number; readonly before?: string }) => Promise<readonly RunSummary[]>
  }
  readonly clock: Clock
  /** In which repository's ledger a run is written, `owner/name`; undefined: in none. */
  readonly ledgerOf: (origin: Place) => string | undefined
  /** The rest of a book, for one of those. */
  readonly bookFor: (repository: string) => Promise<Omit<BookOptions, 'journal' | 'holds'>>
  readonly onTrouble: (repository: string, error: unknown) => void
}

export type Ledgers = {
  /** An event was kept in the journal. */
  readonly onEvent: (event: RunEvent) => Promise<void>
  /** As far as is known now; undefined: no ledger is kept for it. */
  readonly stateFor: (origin: Place) => LedgerState | undefined
  /**
   * Resolves when that event is in the ledger; false where it will not be before a person does something, or the signal is aborted. `notYet` is
   * called while it waits, at once and after each attempt; `stateFor` may say why.
   */
  readonly written: (origin: Place, runId: string, seq: number, signal: AbortSignal, notYet?: () => void) => Promise<boolean>
  /** What stands on the branch now; undefined where there is none. Throws `GitHubError`. */
  readonly read: (origin: Place) => Promise<ReadLedger | undefined>
  /** What an earlier process did not come to write. */
  readonly catchUp: () => Promise<void>
  /** One more attempt for what is not written. */
  readonly stop: () => Promise<void>
}

/** Runs in a page of the journal. */
const pageSize = 100

export function keepLedgers({ journal, clock, ledgerOf, bookFor, onTrouble }: KeeperOptions): Ledgers {
  const keepers = new Map<string, OneKeeper>()
  const at = (repository: string): OneKeeper => {
    const keeper = keepers.get(repository) ?? startOne(repository)
    keepers.set(repository, keeper)
    return keeper
  }
  /** Run → its repository, empty where it has none; while it goes on. */
  const owners = new Map<string, string>()
  const ownerOf = (first: RunEvent | undefined): string => (first?.type === 'requested' ? (ledgerOf(first.data.origin) ?? '') : '')
  const startOne = (repository: string): OneKeeper =>
    keepOne({
      clock,
      open: async () => ({ ...(await bookFor(repository)), journal, holds: (origin) => ledgerOf(origin) === repository }),
      onTrouble: (error) => onTrouble(repository, error),
    })

  return {
    onEvent: async (event) => {
      const repository = owners.get(event.runId) ?? ownerOf(event.type === 'requested' ? event : (await journal.read(event.runId))[0])
      if (event.type === 'ended') owners.delete(event.runId)
      else owners.set(event.runId, repository)
      if (repository !== '') at(repository).nudge(event.type === 'ended')
    },
    stateFor: (origin) => {
      const repository = ledgerOf(origin)
      return repository === undefined ? undefined : at(repository).state()
    },
    written: async (origin, runId, seq, signal, notYet) => {
      const repository = ledgerOf(origin)
      return repository !== undefined && (await at(repository).written(runId, seq, signal, notYet))
    },
    read: async (origin) => {
      const repository = ledgerOf(origin)
      return repository === undefined ? undefined : readLedger((await bookFor(repository)).branch)
    },
    catchUp: async () => {
      const found = new Set<string>()
      for (let before: string | undefined; ; ) {
        const page = await journal.summaries({ limit: pageSize, ...(before === undefined ? {} : { before }) })
        for (const { origin } of page) found.add(ledgerOf(origin) ?? '')
        before = page.at(-1)?.id
        if (page.length < pageSize) break
      }
      found.delete('')
      for (const repository of found) at(repository).nudge(true)
    },
    stop: async () => {
      await Promise.all([...keepers.values()].map((k) => k.stop()))
    },
  }
}
