/**
 * Replicas of a server and what each works on. The server's clock decides who lives. A lease that is over cannot be renewed: the process that
 * held it goes on as a new replica, and has nothing of what the old one had.
 */
import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { Clock } from '../../domain/ports.ts'
import type { Claim, Claims } from '../claims.ts'
import type { Commit } from './postgres-commit.ts'

export type Replica = { readonly id: string; readonly lost: AbortController }

export type Replicas = Claims & {
  readonly current: () => string
  readonly close: () => Promise<void>
}

export type ReplicasOptions = {
  readonly pool: Pool
  readonly commit: Commit
  readonly clock: Clock
  /** How long a replica that says nothing is taken to live. Seconds. */
  readonly lease: number
}

const register = "INSERT INTO prism.replicas VALUES ($1, clock_timestamp() + $2 * interval '1 second')"
const renew = `UPDATE prism.replicas SET until = clock_timestamp() + $2 * interval '1 second' WHERE id = $1 AND until > clock_timestamp()`
/** A renewal that is under way is waited for, and counts. */
const bury = `WITH dead AS (DELETE FROM prism.replicas WHERE until <= clock_timestamp() RETURNING id),
  freed AS (DELETE FROM prism.claims USING dead WHERE replica = dead.id RETURNING what) SELECT what FROM freed`
const claiming = `INSERT INTO prism.claims (what, replica)
  SELECT $1, id FROM prism.replicas WHERE id = $2 AND until > clock_timestamp()
  ON CONFLICT (what) DO UPDATE SET replica = excluded.replica WHERE claims.replica = excluded.replica RETURNING what`
const holding = `SELECT 1 FROM prism.claims JOIN prism.replicas ON replicas.id = claims.replica
  WHERE what = $1 AND replica = $2 AND until > clock_timestamp()`

export async function openReplicas({ pool, commit, clock, lease }: ReplicasOptions): Promise<Replicas> {
  const listeners = new Set<() => void>()
  const ending = new AbortController()
  let we = await born()
  const beating = beat()

  async function born(): Promise<Replica> {
    const id = randomUUID()
    await commit.write((client) => client.query(register, [id, lease]))
    return { id, lost: new AbortController() }
  }

  async function beat(): Promise<void> {
    for (;;) {
      await clock.sleep((lease * 1_000) / 3, ending.signal)
      if (ending.signal.aborted) return
      // while the server cannot be asked nothing is appended, and what was claimed is found out afterwards
      await once().catch(() => {})
    }
  }

  async function once(): Promise<void> {
    const isReborn = (await pool.query(renew, [we.id, lease])).rowCount === 0
    if (isReborn) {
      we.lost.abort()
      we = await born()
    }
    const dead = await pool.query('SELECT 1 FROM prism.replicas WHERE until <= clock_timestamp()')
    const freed = dead.rows.length === 0 ? 0 : await commit.write(async (client) => (await client.query(bury)).rows.length)
    // what we gave back ourselves while we could claim nothing is free too
    if (freed > 0 || isReborn) for (const listener of listeners) listener()
  }

  function claimOf(what: string, { id, lost }: Replica): Claim {
    return {
      lost: lost.signal,
      holds: async () => !lost.signal.aborted && (await pool.query(holding, [what, id])).rows.length > 0,
      release: async () => {
        await pool.query('DELETE FROM prism.claims WHERE what = $1 AND replica = $2', [what, id])
      },
    }
  }

  return {
    current: () => we.id,
    claim: async (what) => {
      const by = we
      const claimed = await commit.write(async (client) => (await client.query(claiming, [what, by.id])).rows.length > 0)
      return claimed ? claimOf(what, by) : undefined
    },
    onFreed: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      ending.abort()
      await beating
      await pool.query('WITH us AS (DELETE FROM prism.replicas WHERE id = $1) DELETE FROM prism.claims WHERE replica = $1', [we.id])
    },
  }
}
