/**
 * Writes to PostgreSQL. Those that are asked for while one transaction is under way are the next one, and one sync. Transactions of all
 * replicas come one after the other, so that events have one order, and nobody reads past one that is still to come.
 */
import type { ClientBase, Pool, PoolClient } from 'pg'
import type { Clock } from '../../domain/ports.ts'
import { lockStore } from './postgres-migrations.ts'

export type Query = ClientBase['query']

/** `again`: an earlier attempt may have been kept, and its answer lost. It may be called several times. */
type Work<T> = (client: Pick<ClientBase, 'query'>, again: boolean) => Promise<T>

export type Commit = {
  /** Resolves when it is on the server's disk. What throws undoes itself alone. */
  readonly write: <T>(work: Work<T>) => Promise<T>
  readonly idle: () => Promise<void>
}

type Waiting = {
  readonly work: Work<() => void>
  readonly reject: (error: unknown) => void
}

/** A server that is restarted, or fails over, is back soon; milliseconds between attempts. */
const pauses = [50, 200, 500, 1_000, 2_000, 4_000, 8_000, 8_000]

export function groupCommit(pool: Pool, clock: Clock): Commit {
  let waiting: Waiting[] = []
  let working: Promise<void> | undefined

  async function drain(): Promise<void> {
    // those of the same turn of the event loop together
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) {
      const together = waiting
      waiting = []
      await commitAll(together)
    }
    working = undefined
  }

  /** Where a group fails for what one of them is, each is tried by itself. */
  async function commitAll(together: readonly Waiting[]): Promise<void> {
    try {
      const resolves = await patiently(async (client, again) => {
        const done: (() => void)[] = []
        for (const { work } of together) done.push(await work(client, again))
        return done
      })
      for (const resolve of resolves) resolve()
    } catch (error) {
      const [first, ...others] = together
      if (others.length === 0 || isPassing(error)) for (const { reject } of together) reject(error)
      else if (first) for (const one of together) await commitAll([one])
    }
  }

  async function patiently<T>(work: Work<T>): Promise<T> {
    let again = false
    for (const pause of [...pauses, undefined]) {
      let client: PoolClient | undefined
      let committing = false
      try {
        client = await pool.connect()
        await client.query(`BEGIN; ${lockStore}`)
        const value = await work(client, again)
        committing = true
        await client.query('COMMIT')
        client.release()
        return value
      } catch (error) {
        again ||= committing
        // what is broken, or in the middle of a transaction, is nobody's next connection
        client?.release(true)
        if (pause === undefined || !isPassing(error)) throw error
        await clock.sleep(pause)
      }
    }
    throw new Error('unreachable')
  }

  return {
    write: <T>(work: Work<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({
          reject,
          work: async (client, again) => {
            const value = await work(client, again)
            return () => resolve(value)
          },
        })
        working ??= drain()
      }),
    idle: async () => {
      while (working) await working
    },
  }
}

/** Class 08 and 57P0x: the connection or the server went; 25P03: we were away in the middle; 40…: the transaction gave way to another. */
const passing = /^(?:08|57P0|25P03|40)|^E(?:CONN|PIPE|NOENT|HOST|NET|TIMEDOUT|AI_AGAIN)/

export function isPassing(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown }
  return typeof code === 'string' ? passing.test(code) : /connection|timeout/i.test(String(message))
}
