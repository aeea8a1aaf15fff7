/** Acknowledged deliveries in SQLite. */
import type { Inbox } from '../inbox.ts'
import type { SqliteFile } from './sqlite-file.ts'

export function sqliteInbox({ database, read, write }: SqliteFile): Inbox {
  const insert = database.prepare('INSERT OR IGNORE INTO deliveries (id, subject, received, content) VALUES (?, ?, ?, ?)')
  const open = database.prepare('SELECT id, subject, received, content FROM deliveries WHERE content IS NOT NULL ORDER BY place')
  const settle = database.prepare('UPDATE deliveries SET content = NULL WHERE id = ?')
  const openOne = database.prepare('SELECT 1 FROM deliveries WHERE id = ? AND content IS NOT NULL')
  const reopen = database.prepare('UPDATE deliveries SET content = ? WHERE id = ? AND content IS NULL')
  const seenTo = database.prepare("SELECT at FROM moments WHERE what = 'seen'")
  const sawTo = database.prepare(
    "INSERT INTO moments (what, at) VALUES ('seen', ?) ON CONFLICT (what) DO UPDATE SET at = excluded.at WHERE excluded.at > moments.at",
  )
  return {
    keep: ({ id, subject, receivedAt, content }) =>
      write(() => (insert.run(id, subject, receivedAt, JSON.stringify(content)).changes > 0 ? 'kept' : 'known')),
    open: () =>
      read(() =>
        open.all().map(({ id, subject, received, content }) => ({
          id: String(id),
          subject: String(subject),
          receivedAt: String(received),
          content: JSON.parse(String(content)) as unknown,
        })),
      ),
    isOpen: (id) => read(() => openOne.get(id) !== undefined),
    settle: async (id) => {
      await write(() => settle.run(id))
    },
    reopen: async (id, content) => {
      await write(() => reopen.run(JSON.stringify(content), id))
    },
    seenTo: () =>
      read(() => {
        const at = seenTo.get()?.at
        return at === undefined ? undefined : new Date(String(at))
      }),
    sawTo: async (moment) => {
      await write(() => sawTo.run(moment.toISOString()))
    },
  }
}
