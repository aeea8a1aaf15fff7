/** What was used once, in PostgreSQL: by all replicas. */
import { forgottenBy, type Used } from '../used.ts'
import type { Commit } from './postgres-commit.ts'

export const postgresUsed = ({ write }: Commit): Used => ({
  once: (what, until, now) =>
    write(async (client) => {
      await client.query('DELETE FROM prism.used WHERE until < $1', [forgottenBy(now)])
      const kept = await client.query('INSERT INTO prism.used (what, until) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        what,
        until.toISOString(),
      ])
      return kept.rowCount === 1
    }),
})
