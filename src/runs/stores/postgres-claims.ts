/**
 * Replicas of a server and what each works on. The server decides who lives: by its clock, and by the connection that each keeps. A lease that is over cannot be
 * renewed: the process that held it goes on as a new replica, and has nothing of what the old one had.
 */
import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { Clock } from '../../domain/ports.ts'
import type { Claim, Claims } from '../claims.ts'
import type { Commit } from './postgres-commit.ts'
import { openSession, sessionIsGone } from './postgres-session.ts'

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

const register = "INSERT INTO prism.replicas (id, until, session) VALUES ($1, clock_timestamp() + $2 * interval '1 second', $3)"
const renew = `UPDATE prism.replicas SET until = clock_timestamp() + $2 * interval '1 second', session = $3 WHERE id = $1 AND until > clock_timestamp()`
/** A renewal that is under way is waited for, and counts; so does a connection that was replaced since somebody looked. */
const bury = `WITH dead AS (DELETE FROM prism.replicas WHERE until <= clock_timestamp() OR (id = ANY($1) AND ${sessionIsGone}) RETURNING id),
  left_in_line AS (UPDATE prism.line SET freed = clock_timestamp() FROM dead WHERE replica = dead.id),
  freed AS (DELETE FROM prism.claims USING dead WHERE replica = dead.id) SELECT id FROM dead`
const claiming = `INSERT INTO prism.claims (what, replica)
  SELECT $1, id FROM prism.replicas WHERE id = $2 AND until > clock_timestamp()
  ON CONFLICT (what) DO UPDATE SET replica = excluded.replica WHERE claims.replica = excluded.replica RETURNING what`
const holding = `SELECT 1 FROM prism.claims JOIN prism.replicas ON replicas.id = claims.replica
  WHERE what = $1 AND replica = $2 AND until > clock_timestamp()`

const goingAway = `WITH us AS (DELETE FROM prism.replicas WHERE id = $1),
  left_in_line AS (UPDATE prism.line SET freed = clock_timestamp() WHERE replica = $1)
  DELETE FROM prism.claims WHERE replica = $1`
const others = `SELECT id, ${sessionIsGone} AS silent FROM prism.replicas WHERE id <> $1`
const saying = 'UPDATE prism.replicas SET session = $2 WHERE id = $1'
/** Milliseconds between two looks for replicas without a connection. */
const looking = 1_000

const another = (): Replica => ({ id: randomUUID(), lost: new AbortController() })

export async function openReplicas({ pool, commit, clock, lease }: ReplicasOptions): Promise<Replicas> {
  const listeners = new Set<() => void>()
  /** As they were seen last. */
  let known: readonly string[] = []
  let isReborn = false
  const ending = new AbortController()
  let we = another()
  const session = await openSession({ pool, clock, onKey: (key) => pool.query(saying, [we.id, key]) })
  await born(we)
  await looked([])
  const beating = Promise.all([beat(), watch()])

  async function born({ id }: Replica): Promise<void> {
    await commit.write((client) => client.query(register, [id, lease, session.key()]))
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
    void session.check()
    if ((await pool.query(renew, [we.id, lease, session.key()])).rowCount === 0) {
      we.lost.abort()
      const next = another()
      await born(next)
      we = next
      isReborn = true
    }
    const dead = await pool.query('SELECT 1 FROM prism.replicas WHERE until <= clock_timestamp()')
    const isFreed = dead.rows.length > 0 && (await areBuried([]))
    // what we gave back ourselves while we could claim nothing is free too
    if (isFreed || isReborn) tell()
    isReborn = false
  }

  /** A connection that broke is soon replaced: only a replica that is seen without one twice in a row is dead. */
  async function watch(): Promise<void> {
    for (let before: readonly string[] = []; ; ) {
      await clock.sleep(Math.min(looking, (lease * 1_000) / 3), ending.signal)
      if (ending.signal.aborted) return
      before = await looked(before).catch(() => [])
    }
  }

  /** One that is gone left as it should, or was buried by another, which perhaps takes up other things than we do. */
  async function looked(before: readonly string[]): Promise<readonly string[]> {
    const { rows } = await pool.query<{ readonly id: string; readonly silent: boolean }>(others, [we.id])
    const isGone = known.some((id) => !rows.some((row) => row.id === id))
    known = rows.map(({ id }) => id)
    const now = rows.flatMap(({ id, silent }) => (silent ? id : []))
    const dead = now.filter((id) => before.includes(id))
    const isFreed = dead.length > 0 && (await areBuried(dead))
    if (isGone || isFreed) tell()
    return now
  }

  async function areBuried(dead: readonly string[]): Promise<boolean> {
    const buried = await commit.write(async (client) => (await client.query<{ readonly id: string }>(bury, [dead])).rows)
    known = known.filter((id) => !buried.some((one) => one.id === id))
    return buried.length > 0
  }

  function tell(): void {
    for (const listener of listeners) listener()
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
      session.close()
      await pool.query(goingAway, [we.id])
    },
  }
}
