/** What a server keeps: run events, the deliveries that it acknowledged, who works on what, what people locked, who waits for a turn, and what counts once and was used. */
import type { Claims } from './claims.ts'
import type { Inbox } from './inbox.ts'
import type { JournalStore } from './journal-store.ts'
import type { Line } from './line.ts'
import type { Locks } from './locks.ts'
import type { Used } from './used.ts'

export type Store = {
  readonly journal: JournalStore
  readonly inbox: Inbox
  readonly claims: Claims
  readonly locks: Locks
  readonly line: Line
  readonly used: Used
  /** Forgets runs that ended, deliveries that were settled and locks that were over before then. Never what is open. */
  readonly forget: (before: Date) => Promise<void>
  /** What was answered is kept; nothing more is taken. */
  readonly close: () => Promise<void>
}
