/** Locks by hand in SQLite. */

import type { Lock } from '../../domain/lock.ts'
import { inOrder, type Locks } from '../locks.ts'
import type { SqliteFile } from './sqlite-file.ts'

export function sqliteLocks({ database, read, write }: SqliteFile): Locks {
  const put = database.prepare(`INSERT INTO locks (file_system, run, until, lock) VALUES (?, ?, ?, ?) ON CONFLICT (file_system)
    DO UPDATE SET run = excluded.run, until = excluded.until, lock = excluded.lock WHERE locks.until <= ?`)
  const of = database.prepare('SELECT lock FROM locks WHERE file_system = ?')
  const remove = database.prepare('DELETE FROM locks WHERE file_system = ? AND run = ?')
  const standing = database.prepare('SELECT lock FROM locks WHERE until IS NULL OR until > ?')
  return {
    put: (lock) =>
      write(() => {
        put.run(lock.fileSystemId, lock.runId, lock.until ?? null, JSON.stringify(lock), lock.since)
        return lockIn(of.get(lock.fileSystemId))
      }),
    remove: async ({ fileSystemId, runId }) => {
      await write(() => remove.run(fileSystemId, runId))
    },
    standing: (now) => read(() => inOrder(standing.all(now.toISOString()).map(lockIn))),
  }
}

/** Only this file writes them. */
const lockIn = (row: Readonly<Record<string, unknown>> | undefined): Lock => JSON.parse(String(row?.lock)) as Lock
