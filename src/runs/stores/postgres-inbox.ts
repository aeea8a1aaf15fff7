/** Acknowledged deliveries in PostgreSQL. */
import type { Pool } from 'pg'
import type { Inbox } from '../inbox.ts'
import type { Commit } from './postgres-commit.ts'

type Row = { readonly id: string; readonly subject: string; readonly received: string; readonly content: string }

export function postgresInbox(pool: Pool, { write }: Commit): Inbox {
  const insert = 'INSERT INTO prism.deliveries (id, subject, received, content) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING'
  const open = 'SELECT id, subject, received, content FROM prism.deliveries WHERE content IS NOT NULL ORDER BY place'
  const sawTo =
    "INSERT INTO prism.moments (what, at) VALUES ('seen', $1) ON CONFLICT (what) DO UPDATE SET at = excluded.at WHERE excluded.at > moments.at"
  return {
    keep: ({ id, subject, receivedAt, content }) =>
      write(async (client) =>
        (await client.query(insert, [id, subject, receivedAt, JSON.stringify(content)])).rowCount === 1 ? 'kept' : 'known',
      ),
    open: async () =>
      (await pool.query<Row>(open)).rows.map(({ id, subject, received, content }) => ({
        id,
        subject,
        receivedAt: received,
        content: JSON.parse(content) as unknown,
      })),
    isOpen: async (id) => (await pool.query('SELECT 1 FROM prism.deliveries WHERE id = $1 AND content IS NOT NULL', [id])).rowCount === 1,
    settle: async (id) => {
      await write((client) => client.query('UPDATE prism.deliveries SET content = NULL WHERE id = $1', [id]))
    },
    reopen: async (id, content) => {
      await write((client) =>
        client.query('UPDATE prism.deliveries SET content = $2 WHERE id = $1 AND content IS NULL', [id, JSON.stringify(content)]),
      )
    },
    seenTo: async () => {
      const [row] = (await pool.query<{ readonly at: string }>("SELECT at FROM prism.moments WHERE what = 'seen'")).rows
      return row && new Date(row.at)
    },
    sawTo: async (moment) => {
      await write((client) => client.query(sawTo, [moment.toISOString()]))
    },
  }
}
