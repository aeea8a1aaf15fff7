/** The store of a server: one file on a local disk. */
import { soleClaims } from '../claims.ts'
import { memoryLine } from '../line.ts'
import type { Store } from '../store.ts'
import { openSqliteFile } from './sqlite-file.ts'
import { sqliteInbox } from './sqlite-inbox.ts'
import { sqliteJournal } from './sqlite-journal.ts'
import { sqliteLocks } from './sqlite-locks.ts'
import { sqliteUsed } from './sqlite-used.ts'

/** Throws `sqlite-too-old`, `store-taken`, `store-unusable`. */
export function sqliteStore(path: string): Store {
  const file = openSqliteFile(path)
  const { database, write } = file
  const forgetting = [
    'DELETE FROM events WHERE run IN (SELECT id FROM runs WHERE ended < ?)',
    'DELETE FROM runs WHERE ended < ?',
    'DELETE FROM deliveries WHERE content IS NULL AND received < ?',
    'DELETE FROM locks WHERE until < ?',
  ].map((query) => database.prepare(query))
  return {
    journal: sqliteJournal(file),
    inbox: sqliteInbox(file),
    claims: soleClaims,
    locks: sqliteLocks(file),
    line: memoryLine(),
    used: sqliteUsed(file),
    forget: (before) =>
      write(() => {
        for (const one of forgetting) one.run(before.toISOString())
      }),
    close: file.close,
  }
}
