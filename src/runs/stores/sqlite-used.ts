/** What was used once, in SQLite. */
import { forgottenBy, type Used } from '../used.ts'
import type { SqliteFile } from './sqlite-file.ts'

export function sqliteUsed({ database, write }: SqliteFile): Used {
  const forget = database.prepare('DELETE FROM used WHERE until < ?')
  const keep = database.prepare('INSERT OR IGNORE INTO used (what, until) VALUES (?, ?)')
  return {
    once: (what, until, now) =>
      write(() => {
        forget.run(forgottenBy(now))
        return keep.run(what, until.toISOString()).changes > 0
      }),
  }
}
