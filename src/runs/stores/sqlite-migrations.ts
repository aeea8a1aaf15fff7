/** How the file came to look as it does, by number. What has been released is never changed: what comes later is a further step. */
import type { DatabaseSync } from 'node:sqlite'

/** "PRSM": a file of another program is not written to. */
const applicationId = 0x5052534d

const migrations: readonly string[] = [
  `CREATE TABLE events (
     place INTEGER PRIMARY KEY AUTOINCREMENT,
     run TEXT NOT NULL,
     seq INTEGER NOT NULL,
     at TEXT NOT NULL,
     type TEXT NOT NULL,
     data TEXT NOT NULL,
     UNIQUE (run, seq)
   ) STRICT;
   CREATE TABLE runs (id TEXT PRIMARY KEY, ended TEXT, summary TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX unfinished ON runs (id) WHERE ended IS NULL;
   CREATE TABLE deliveries (
     place INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     subject TEXT NOT NULL UNIQUE,
     received TEXT NOT NULL,
     content TEXT
   ) STRICT;
   CREATE INDEX open_deliveries ON deliveries (place) WHERE content IS NOT NULL;`,
  `CREATE TABLE locks (file_system TEXT PRIMARY KEY, run TEXT NOT NULL, until TEXT, lock TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE moments (what TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE used (what TEXT PRIMARY KEY, until TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
]

/** Throws where the file is another program's, or a newer Prism's. It is only read, so it stays as it is. */
export function assertMayBeOurs(database: DatabaseSync): void {
  const id = numberOf(database, 'application_id')
  const version = numberOf(database, 'user_version')
  // many programs give their files a version and no id
  const isEmpty = id === 0 && version === 0 && !database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get()
  if (id !== applicationId && !isEmpty) throw new Error('it is a database of another program')
  if (version > migrations.length)
    throw new Error(`it was written by a newer Prism (version ${version} of the store, here is ${migrations.length})`)
}

/** Of a file that may be ours. */
export function migrate(database: DatabaseSync): void {
  const version = numberOf(database, 'user_version')
  for (const [i, step] of migrations.entries()) {
    if (i < version) continue
    database.exec(`BEGIN IMMEDIATE; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${i + 1}; ${step}; COMMIT`)
  }
}

/** Throws where it is no store of runs. */
export function assertOurs(database: DatabaseSync): void {
  if (numberOf(database, 'application_id') !== applicationId) throw new Error('it is no store of runs')
  const version = numberOf(database, 'user_version')
  if (version > migrations.length) throw new Error(`it was written by a newer Prism (version ${version} of the store)`)
}

function numberOf(database: DatabaseSync, pragma: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma] ?? 0)
}
