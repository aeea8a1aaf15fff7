/** The store of a server: one file on a local disk. */
import type { Store } from '../store.ts'
import { openSqliteFile } from './sqlite-file.ts'
import { sqliteInbox } from './sqlite-inbox.ts'
import { sqliteJournal } from './sqlite-journal.ts'

/** Throws `sqlite-too-old`, `store-taken`, `store-unusable`. */
export function sqliteStore(path: string): Store {
  const file = openSqliteFile(path)
  return { journal: sqliteJournal(file), inbox: sqliteInbox(file), close: file.close }
}
