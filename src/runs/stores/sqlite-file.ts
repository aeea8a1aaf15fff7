/**
 * One SQLite file, one process's. Writes that are asked for in one turn of the event loop are one transaction and one sync; each resolves
 * when that is on the disk. `node:sqlite` is synchronous, so nothing is ever read in the middle of one.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fail, PrismError } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import { migrate } from './sqlite-migrations.ts'

export type SqliteFile = {
  readonly database: DatabaseSync
  /** Does it in the next transaction. What it throws undoes itself alone: the others of that transaction are done without it, so it may be called twice. */
  readonly write: <T>(work: () => T) => Promise<T>
  readonly close: () => Promise<void>
}

const oldest = [3, 51, 3]
/** SQLITE_BUSY: somebody else holds it. */
const sqliteBusy = 5

/** Throws `sqlite-too-old`. */
export function assertSqlite(version: string | undefined): void {
  const found = (version ?? '0').split('.').map(Number)
  const differs = oldest.findIndex((part, i) => found[i] !== part)
  if (differs >= 0 && !((found[differs] ?? 0) > oldest[differs]!))
    throw fail('sqlite-too-old', { seen: `SQLite ${version ?? 'unknown'} in Node ${process.versions.node}` })
}

/** Throws `sqlite-too-old`, `store-taken`, `store-unusable`. */
export function openSqliteFile(path: string): SqliteFile {
  assertSqlite(process.versions.sqlite)
  const owner = own(path)
  try {
    const database = openDatabase(path)
    const { write, idle } = groupCommit(database)
    return {
      database,
      write,
      close: async () => {
        await idle()
        database.close()
        owner.close()
      },
    }
  } catch (error) {
    owner.close()
    throw unusable(path, error)
  }
}

/** Opens it as it is to be, for whoever holds it. */
function openDatabase(path: string): DatabaseSync {
  createPrivately(path)
  const database = new DatabaseSync(path, { timeout: 5_000 })
  try {
    const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode
    if (mode !== 'wal') throw new Error(`its file system allows no write-ahead log (journal mode ${String(mode)})`)
    database.exec('PRAGMA synchronous = FULL')
    database.exec('PRAGMA foreign_keys = ON')
    const faults = faultsOf(database, 'quick_check')
    if (faults.length > 0) throw new Error(`it is damaged: ${faults[0]}`)
    migrate(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** What SQLite finds wrong with its own file. */
export function faultsOf(database: DatabaseSync, check: 'quick_check' | 'integrity_check'): readonly string[] {
  const rows = database
    .prepare(`PRAGMA ${check}`)
    .all()
    .map((row) => String(Object.values(row)[0]))
  return rows.filter((row) => row !== 'ok')
}

/**
 * The lock is a file beside it, in which an exclusive transaction stays open: the kernel takes it away when the process ends, however
 * that is. The store itself stays readable, so that it can be backed up while it is in use.
 */
function own(path: string): DatabaseSync {
  const lock = `${path}.lock`
  let database: DatabaseSync | undefined
  try {
    createPrivately(lock)
    database = new DatabaseSync(lock)
    database.exec('BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database?.close()
    if ((error as { readonly errcode?: unknown }).errcode === sqliteBusy) throw fail('store-taken', { seen: quote(path) }, error)
    throw unusable(path, error)
  }
}

/**
 * What people ask of Prism is nobody else's on this machine. Its name is on the disk too. One that is there is not even opened: to close
 * a file would give up the locks that this process has on it.
 */
export function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'ax', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    throw error
  }
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

export function unusable(path: string, error: unknown): PrismError {
  if (error instanceof PrismError) return error
  return fail('store-unusable', { seen: `${quote(path)}: ${error instanceof Error ? error.message : String(error)}` }, error)
}

type Waiting = { readonly work: () => () => void; readonly reject: (error: unknown) => void }

function groupCommit(database: DatabaseSync): Pick<SqliteFile, 'write'> & { readonly idle: () => Promise<void> } {
  let waiting: Waiting[] = []

  function flush(): void {
    const together = waiting
    waiting = []
    commit(together)
  }

  /** Where a group fails for what one of them is, each is tried by itself. */
  function commit(together: readonly Waiting[]): void {
    try {
      database.exec('BEGIN IMMEDIATE')
      const resolves = together.map(({ work }) => work())
      database.exec('COMMIT')
      for (const resolve of resolves) resolve()
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      if (together.length > 1) for (const one of together) commit([one])
      else for (const { reject } of together) reject(error)
    }
  }

  const write = <T>(work: () => T): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush)
      const doing = (): (() => void) => {
        const value = work()
        return () => resolve(value)
      }
      waiting.push({ work: doing, reject })
    })

  return {
    write,
    idle: async () => {
      while (waiting.length > 0) await new Promise((resolve) => setImmediate(resolve))
    },
  }
}
