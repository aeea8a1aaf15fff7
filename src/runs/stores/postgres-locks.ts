/** Locks by hand in PostgreSQL: those of all replicas. */
import type { Pool } from 'pg'
import type { Lock } from '../../domain/lock.ts'
import { inOrder, type Locks } from '../locks.ts'
import type { Commit } from './postgres-commit.ts'

type Row = { readonly lock: string }

const putting = `INSERT INTO prism.locks (file_system, run, until, lock) VALUES ($1, $2, $3, $4) ON CONFLICT (file_system)
  DO UPDATE SET run = excluded.run, until = excluded.until, lock = excluded.lock WHERE locks.until <= $5`

export function postgresLocks(pool: Pool, { write }: Commit): Locks {
  return {
    put: (lock) =>
      write(async (client) => {
        const { fileSystemId, runId, until = null, since } = lock
        await client.query(putting, [fileSystemId, runId, until, JSON.stringify(lock), since])
        const { rows } = await client.query<Row>('SELECT lock FROM prism.locks WHERE file_system = $1', [fileSystemId])
        return lockIn(rows[0]!)
      }),
    remove: async ({ fileSystemId, runId }) => {
      await write((client) => client.query('DELETE FROM prism.locks WHERE file_system = $1 AND run = $2', [fileSystemId, runId]))
    },
    standing: async (now) => {
      const standing = 'SELECT lock FROM prism.locks WHERE until IS NULL OR until > $1'
      return inOrder((await pool.query<Row>(standing, [now.toISOString()])).rows.map(lockIn))
    },
  }
}

/** Only this file writes them. */
const lockIn = ({ lock }: Row): Lock => JSON.parse(lock) as Lock
