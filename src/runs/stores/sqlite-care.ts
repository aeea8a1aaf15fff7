/** What an operator does with a store's file: look whether it is whole, copy it while it is in use, put a copy in the place of a lost one. */
import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { finding } from '../../domain/catalogue.ts'
import { sqliteStore } from './sqlite.ts'
import { assertSqlite, createPrivately, faultsOf, unusable } from './sqlite-file.ts'
import { assertOurs } from './sqlite-migrations.ts'

export type StoreState = {
  /** What is wrong with it; empty where it is whole. */
  readonly faults: readonly string[]
  readonly runs: number
  readonly unfinished: number
  /** Acknowledged, and not worked off. */
  readonly openDeliveries: number
  readonly bytes: number
}

/** Reads only, also while a server works with it. Throws `store-unusable`. */
export function checkStore(path: string): StoreState {
  return reading(path, (database) => {
    const count = (query: string): number => Number(database.prepare(query).get()?.n ?? 0)
    const torn = database
      .prepare('SELECT run FROM events GROUP BY run HAVING min(seq) <> 1 OR max(seq) <> count(*)')
      .all()
      .map(({ run }) => `run ${String(run)} lacks events`)
    const nameless = count('SELECT count(*) AS n FROM (SELECT DISTINCT run FROM events WHERE run NOT IN (SELECT id FROM runs))')
    return {
      faults: [...faultsOf(database, 'integrity_check'), ...torn, ...(nameless > 0 ? [`${nameless} runs are in no list`] : [])],
      runs: count('SELECT count(*) AS n FROM runs'),
      unfinished: count('SELECT count(*) AS n FROM runs WHERE ended IS NULL'),
      openDeliveries: count('SELECT count(*) AS n FROM deliveries WHERE content IS NOT NULL'),
      // with what is in the log still, which the file itself does not have
      bytes: count('SELECT page_count * page_size AS n FROM pragma_page_count, pragma_page_size'),
    }
  })
}

/** A whole copy as of one moment, on the disk when it returns, readable by its owner alone. Throws `store-unusable`; `to` must not exist. */
export function backUpStore(path: string, to: string): StoreState {
  refuseTaken(to)
  reading(path, (database) => copy(database, to))
  return checkStore(to)
}

/** Before the other file is looked at: it is not what is wrong. */
function refuseTaken(to: string): void {
  const there = [to, `${to}-wal`, `${to}-shm`].find((path) => existsSync(path))
  if (there !== undefined)
    throw unusable(
      there,
      new Error('it is there already, and nothing is overwritten; name a file that is not there, or move this one away'),
    )
}

/**
 * Puts a copy where no store is. What was open in it is ended as unknown and not carried on: nobody knows what was done since. Throws
 * `store-taken`, `store-unusable`.
 */
export async function restoreStore(backup: string, to: string, now: Date): Promise<StoreState> {
  refuseTaken(to)
  const { faults } = checkStore(backup)
  if (faults.length > 0) throw unusable(backup, new Error(`it is damaged: ${faults[0]}`))
  reading(backup, (database) => copy(database, to))
  const store = sqliteStore(to)
  const seen = 'the store was restored from a backup'
  for (const { id, seq } of await store.journal.unfinished()) {
    const data = { state: 'unknown', findings: [finding('outcome-unknown', { seen })] } as const
    await store.journal.append(id, seq, { type: 'ended', data, at: now.toISOString() })
  }
  for (const { id } of await store.inbox.open()) await store.inbox.settle(id)
  await store.close()
  return checkStore(to)
}

function reading<T>(path: string, read: (database: DatabaseSync) => T): T {
  assertSqlite(process.versions.sqlite)
  if (!existsSync(path)) throw unusable(path, new Error('there is no such file'))
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path, { readOnly: true })
    assertOurs(database)
    return read(database)
  } catch (error) {
    throw unusable(path, error)
  } finally {
    database?.close()
  }
}

function copy(database: DatabaseSync, to: string): void {
  createPrivately(to)
  try {
    database.prepare('VACUUM INTO ?').run(to)
    const copied = openSync(to, 'r+')
    fsyncSync(copied)
    closeSync(copied)
  } catch (error) {
    rmSync(to, { force: true })
    throw error
  }
}
