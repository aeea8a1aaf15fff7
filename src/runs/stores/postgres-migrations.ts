/** How the database came to look as it does, by number. What has been released is never changed: what comes later is a further step. */
import type { ClientBase } from 'pg'

/** One lock for all that is decided in a store: migrations, the order of events, and who is dead. */
export const lockStore = "SELECT pg_advisory_xact_lock(x'5052534d'::int)"

const migrations: readonly string[] = [
  `CREATE TABLE prism.events (
     place bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
     run text NOT NULL,
     seq integer NOT NULL,
     at text NOT NULL,
     type text NOT NULL,
     data text NOT NULL,
     PRIMARY KEY (run, seq)
   );
   CREATE TABLE prism.runs (id text COLLATE "C" PRIMARY KEY, ended text COLLATE "C", summary text NOT NULL);
   CREATE INDEX unfinished ON prism.runs (id) WHERE ended IS NULL;
   CREATE TABLE prism.deliveries (
     place bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
     id text PRIMARY KEY,
     subject text NOT NULL UNIQUE,
     received text COLLATE "C" NOT NULL,
     content text
   );
   CREATE INDEX open_deliveries ON prism.deliveries (place) WHERE content IS NOT NULL;
   CREATE TABLE prism.replicas (id text PRIMARY KEY, until timestamptz NOT NULL);
   CREATE TABLE prism.claims (what text PRIMARY KEY, replica text NOT NULL);
   CREATE INDEX claims_of ON prism.claims (replica);`,
  `CREATE TABLE prism.locks (file_system text PRIMARY KEY, run text NOT NULL, until text COLLATE "C", lock text NOT NULL);`,
  // of a replica that keeps a connection as long as it lives; older ones have none
  'ALTER TABLE prism.replicas ADD COLUMN session integer;',
  `CREATE TABLE prism.line (
     place bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
     run text PRIMARY KEY,
     held text NOT NULL,
     replica text NOT NULL,
     has_turn boolean NOT NULL,
     freed timestamptz
   );`,
  'CREATE TABLE prism.moments (what text PRIMARY KEY, at text COLLATE "C" NOT NULL);',
  'CREATE TABLE prism.used (what text PRIMARY KEY, until text COLLATE "C" NOT NULL);',
  "ALTER TABLE prism.line ADD COLUMN asker text NOT NULL DEFAULT '', ADD COLUMN round integer NOT NULL DEFAULT 0;",
]

/** Throws where the schema is another program's or a newer Prism's, and where the server does not keep what it acknowledged. */
export async function migrate(client: ClientBase): Promise<void> {
  const setting = async (name: string): Promise<string> => String((await client.query(`SHOW ${name}`)).rows[0]?.[name])
  for (const name of ['fsync', 'full_page_writes'])
    if ((await setting(name)) !== 'on') throw new Error(`the server runs with ${name}=off, so a power cut can lose what was acknowledged`)
  await client.query(`BEGIN; ${lockStore}`)
  try {
    const version = await versionOf(client)
    if (version === undefined)
      await client.query('CREATE SCHEMA prism; CREATE TABLE prism.store (version integer NOT NULL); INSERT INTO prism.store VALUES (0)')
    for (const step of migrations.slice(version ?? 0)) await client.query(step)
    await client.query('UPDATE prism.store SET version = $1 WHERE version < $1', [migrations.length])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

/** Undefined where there is no store yet. Throws where the schema is another program's or a newer Prism's. */
export async function versionOf(client: ClientBase): Promise<number | undefined> {
  const { rows } = await client.query("SELECT to_regclass('prism.store') AS store, to_regnamespace('prism') AS schema")
  if (rows[0]?.schema === null) return undefined
  if (rows[0]?.store === null) throw new Error('its schema "prism" is another program’s')
  const version = Number((await client.query('SELECT version FROM prism.store')).rows[0]?.version)
  if (version > migrations.length)
    throw new Error(`it was written by a newer Prism (version ${version} of the store, here is ${migrations.length})`)
  return version
}
