/** What a server keeps: run events, the deliveries that it acknowledged, who works on what, what people locked, and who waits for a turn. */
import type { Claims } from './claims.ts'
import type { Inbox } from './inbox.ts'
import type { JournalStore } from './journal-store.ts'
import type { Line } from './line.ts'
import type { Locks } from './locks.ts'

export type Store = {
  readonly journal: JournalStore
  readonly inbox: Inbox
  readonly claims: Claims
  readonly locks: Locks
  readonly line: Line
  /** Forgets runs that ended, deliveries that were settled and locks that were over before then. Never what is open. */
  readonly forget: (before: Date) => Promise<void>
  /** What was answered is kept; nothing more is taken. */
  readonly close: () => Promise<void>
}
