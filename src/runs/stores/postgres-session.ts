/**
 * A connection that a replica keeps as long as it lives, and a lock that the server frees as soon as it sees that end: nobody waits for the lease of a process
 * that was killed. The lease is for what the server does not see: a pause, a machine without power, a network that is cut.
 */
import { randomInt } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import type { Clock } from '../../domain/ports.ts'

export type Session = {
  /** What it holds; undefined while there is no connection, so that the lease alone tells that we live. */
  readonly key: () => number | undefined
  /** Asks over the connection, and replaces one that does not answer. Never throws. */
  readonly check: () => Promise<void>
  readonly close: () => void
}

export type SessionOptions = {
  readonly pool: Pool
  readonly clock: Clock
  /** Told of every new key. */
  readonly onKey: (key: number) => Promise<unknown>
}

type Held = { readonly client: PoolClient; readonly key: number }

/** Of advisory locks with two keys; the store's own lock has one, so they never meet. */
const space = 0x5052534d
/** Whether nobody holds what `prism.replicas.session` names: never so of a replica that has none. */
export const sessionIsGone = `session IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pg_locks
  WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND classid::bigint = ${space} AND objid::bigint = session AND objsubid = 2 AND granted)`
/** Milliseconds between attempts to replace a connection, longer each time: a server that comes back has other things to do. */
const shortest = 100
const longest = 1_000

/** A key of its own for each connection: what an old one still holds, as the server has not noticed its end, is in nobody's way. */
export async function openSession({ pool, clock, onKey }: SessionOptions): Promise<Session> {
  const closing = new AbortController()
  let held: Held | undefined
  await begin()

  async function begin(): Promise<Held> {
    const client = await pool.connect()
    const key = randomInt(1, 2 ** 31)
    try {
      const { rows } = await client.query(`SELECT pg_try_advisory_lock(${space}, $1) AS locked`, [key])
      if (rows[0]?.locked !== true) throw new Error('the key is another replica’s')
      closing.signal.throwIfAborted()
    } catch (error) {
      client.release(true)
      throw error
    }
    const lose = () => lost(client)
    client.once('error', lose)
    client.once('end', lose)
    held = { client, key }
    return held
  }

  function lost(client: PoolClient): void {
    if (held?.client !== client) return
    held = undefined
    client.release(true)
    void replace()
  }

  async function replace(): Promise<void> {
    for (let wait = shortest; !closing.signal.aborted; wait = Math.min(2 * wait, longest)) {
      try {
        const { key } = held ?? (await begin())
        await onKey(key)
        return
      } catch {
        await clock.sleep(wait, closing.signal)
      }
    }
  }

  return {
    key: () => held?.key,
    check: async () => {
      const client = held?.client
      await client?.query('SELECT 1').catch(() => lost(client))
    },
    close: () => {
      closing.abort()
      const client = held?.client
      held = undefined
      client?.release(true)
    },
  }
}
