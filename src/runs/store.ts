/** What a server keeps: run events, and the deliveries that it acknowledged. */
import type { Inbox } from './inbox.ts'
import type { JournalStore } from './journal-store.ts'

export type Store = {
  readonly journal: JournalStore
  readonly inbox: Inbox
  /** Forgets runs that ended, and deliveries that were settled, before then. Never what is open. */
  readonly forget: (before: Date) => Promise<void>
  /** What was answered is kept; nothing more is taken. */
  readonly close: () => Promise<void>
}
