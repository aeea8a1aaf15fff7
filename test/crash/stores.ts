/** What a try keeps its runs in: a new file or a new database each time, and what still lies open in it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { type Postgres, postgresPrograms, startPostgres } from '../support/postgres.ts'

export type StoreKind = 'sqlite' | 'postgres'

export type StoreOfATry = {
  /** As in PRISM_STORE. */
  readonly url: string
  /** Deliveries and runs that are not worked off. */
  readonly open: () => Promise<number>
  /** The App was killed: the time that a replica which says nothing is taken to live is over. */
  readonly expire: () => Promise<void>
  /** What was not synced is lost, as far as the store is another process's than the App. */
  readonly crash: () => Promise<void>
}

export type Stores = {
  readonly fresh: (kind: StoreKind) => Promise<StoreOfATry>
  readonly stop: () => Promise<void>
}

export async function openStores(): Promise<Stores> {
  const folder = mkdtempSync(join(tmpdir(), 'prism-crash-'))
  const server = postgresPrograms().bin === undefined ? undefined : await startPostgres()
  let files = 0
  return {
    fresh: async (kind) => (kind === 'postgres' && server ? inDatabase(server) : inFile(join(folder, `${++files}.db`))),
    stop: async () => {
      await server?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function inFile(path: string): StoreOfATry {
  return {
    url: `sqlite:${path}`,
    open: async () => {
      const database = new DatabaseSync(path, { readOnly: true })
      try {
        const count = (table: string, where: string) =>
          Number(database.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${where}`).get()?.n ?? 0)
        return count('deliveries', 'content IS NOT NULL') + count('runs', 'ended IS NULL')
      } finally {
        database.close()
      }
    },
    expire: async () => {},
    crash: async () => {},
  }
}

/** A database that by its own setting acknowledges before it syncs: the App has to ask for more. */
async function inDatabase(server: Postgres): Promise<StoreOfATry> {
  const url = await server.database()
  const asking = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
  await asking((client) => client.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`))
  const open = `SELECT (SELECT count(*) FROM prism.deliveries WHERE content IS NOT NULL) + (SELECT count(*) FROM prism.runs WHERE ended IS NULL) AS n`
  return {
    url,
    open: () => asking(async (client) => Number((await client.query<{ n: string }>(open)).rows[0]?.n)),
    expire: () => asking(async (client) => void (await client.query('UPDATE prism.replicas SET until = clock_timestamp()'))),
    crash: server.crash,
  }
}
