/** The store of several replicas of a server: a PostgreSQL database. `pg` loads only where one is named. */
import type { PoolConfig } from 'pg'
import { fail, PrismError } from '../../domain/catalogue.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Store } from '../store.ts'
import { openReplicas } from './postgres-claims.ts'
import { groupCommit } from './postgres-commit.ts'
import { postgresInbox } from './postgres-inbox.ts'
import { postgresJournal } from './postgres-journal.ts'
import { postgresLine } from './postgres-line.ts'
import { postgresLocks } from './postgres-locks.ts'
import { migrate } from './postgres-migrations.ts'
import { postgresUsed } from './postgres-used.ts'

export type PostgresOptions = {
  readonly clock: Clock
  /** How long a replica that says nothing is taken to live. Seconds. */
  readonly lease: number
}

const forgetting = [
  'DELETE FROM prism.events WHERE run IN (SELECT id FROM prism.runs WHERE ended < $1)',
  'DELETE FROM prism.runs WHERE ended < $1',
  'DELETE FROM prism.deliveries WHERE content IS NULL AND received < $1',
  'DELETE FROM prism.locks WHERE until < $1',
  'DELETE FROM prism.line WHERE freed < $1',
]

/** `url`: a connection string; what it says of a password is told nobody. Throws `store-unusable`. */
export async function postgresStore(url: string, { clock, lease }: PostgresOptions): Promise<Store> {
  const { Pool } = await import('pg')
  const pool = new Pool(settings(url, lease))
  // a connection that breaks is replaced; whoever was using it is told by the query
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    const client = await pool.connect()
    await migrate(client).finally(() => client.release())
    const commit = groupCommit(pool, clock)
    const replicas = await openReplicas({ pool, commit, clock, lease })
    return {
      journal: postgresJournal(pool, commit, replicas.current),
      inbox: postgresInbox(pool, commit),
      claims: replicas,
      locks: postgresLocks(pool, commit),
      line: postgresLine(pool, commit, replicas.current),
      used: postgresUsed(commit),
      forget: (before) =>
        commit.write(async (client) => {
          for (const one of forgetting) await client.query(one, [before.toISOString()])
        }),
      close: async () => {
        await commit.idle()
        await replicas.close()
        await pool.end()
      },
    }
  } catch (error) {
    await pool.end()
    if (error instanceof PrismError) throw error
    throw fail('store-unusable', { seen: `${placeOf(url)}: ${error instanceof Error ? error.message : String(error)}` }, error)
  }
}

/**
 * Acknowledged means synced, whatever the database's default is. A replica that is paused in the middle of a transaction would hold up all
 * others: the server ends it.
 */
const settings = (url: string, lease: number): PoolConfig => ({
  connectionString: url,
  application_name: 'prism',
  options: '-c synchronous_commit=on',
  // one is a replica's session
  max: 9,
  connectionTimeoutMillis: 10_000,
  query_timeout: 30_000,
  idle_in_transaction_session_timeout: Math.min(5_000, lease * 500),
  keepAlive: true,
})

/** Without user and password. */
function placeOf(url: string): string {
  const { host = '', pathname = '' } = URL.parse(url) ?? {}
  return `postgres://${host}${pathname}`
}
