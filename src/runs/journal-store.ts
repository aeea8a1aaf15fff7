/**
 * Where run events are kept. Stores differ in where; what they promise is this, and `test/support/journal-store-contract.ts` holds each to it.
 * An event is on the disk, where there is one, before `append` returns: whoever reads next sees it, whatever process that is.
 */
import type { EventBody, RunEvent } from '../domain/run.ts'
import type { RunSummary } from '../domain/run-summary.ts'

export type NewEvent = EventBody & { readonly at: string }

/**
 * conflict: nothing was kept, since somebody else carries the run on. Its last event is `seq`, not the one that was expected; or another
 * replica works on it (`claims.ts`), or this one's lease is over.
 */
export type Appended = { readonly kind: 'appended'; readonly event: RunEvent } | { readonly kind: 'conflict'; readonly seq: number }

/** A place in the order of all events of a store. Only the store reads it; it stays good across restarts. */
export type Cursor = string

export type JournalStore = {
  /**
   * Keeps the event as the one after `expectedSeq` (0: the run's first), or refuses. Of two that expect the same, one is refused: (run, seq)
   * is the fence between two workers on one run.
   */
  readonly append: (runId: string, expectedSeq: number, event: NewEvent) => Promise<Appended>
  /** All events of a run, in order; none where there is no such run. */
  readonly read: (runId: string) => Promise<readonly RunEvent[]>
  /**
   * Up to `limit` events of all runs, in the order in which they were kept, after the cursor; without one from the first that is still kept.
   * The cursor that comes back goes on behind the last of them, and is the same again where there was none.
   */
  readonly readSince: (
    cursor: Cursor | undefined,
    limit: number,
  ) => Promise<{ readonly events: readonly RunEvent[]; readonly cursor: Cursor | undefined }>
  /** Up to `limit` runs, newest first, by their ids (a ULID tells the time); `before`: only older ones than this. No run is folded for it. */
  readonly summaries: (page: Page) => Promise<readonly RunSummary[]>
  /** Every run that has not ended, oldest first: what a process that starts has to carry on. */
  readonly unfinished: () => Promise<readonly RunSummary[]>
}

export type Page = { readonly limit: number; readonly before?: string }
