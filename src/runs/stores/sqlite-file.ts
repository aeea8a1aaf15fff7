/** One SQLite file, one process's. What is written resolves when it is on the disk (`sqlite-commit.ts`). */
import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { fail, PrismError } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import { groupCommit, type SqliteCommit } from './sqlite-commit.ts'
import { assertMayBeOurs, migrate } from './sqlite-migrations.ts'

export type SqliteFile = Pick<SqliteCommit, 'read' | 'write'> & {
  /** To prepare statements with; they run in `read` and `write`. */
  readonly database: DatabaseSync
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
    const log = openLog(path)
    const { idle, ...access } = groupCommit(database, () => promisify(fdatasync)(log))
    return {
      database,
      ...access,
      close: async () => {
        await idle()
        database.close()
        closeSync(log)
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
    // before its journal mode is set, which is written into the file
    assertMayBeOurs(database)
    const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode
    if (mode !== 'wal') throw new Error(`its file system allows no write-ahead log (journal mode ${String(mode)})`)
    // SQLite syncs where it copies from its log to the file; each commit's sync is ours, off the event loop
    database.exec('PRAGMA synchronous = NORMAL')
    database.exec('PRAGMA foreign_keys = ON')
    const faults = faultsOf(database, 'quick_check')
    if (faults.length > 0) throw new Error(`it is damaged: ${faults[0]}`)
    migrate(database)
    intoTheFile(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Writes what the log has into the file, and begins the log anew. Where a sync failed Linux takes the pages for clean: they are read as if they were there, and no later
 * sync brings them to the disk. So what is read here is written once more, before anybody acts on it, and nothing is appended behind what may be a gap.
 */
function intoTheFile(database: DatabaseSync): void {
  const { busy } = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() ?? {}
  if (busy !== 0) throw new Error('somebody reads it at this moment, so its log cannot be taken over: start once more')
}

/** SQLite's log, to be synced. What a process that was killed left in it is on the disk from now on, and so is its name. SQLite holds no lock on it. */
function openLog(path: string): number {
  const log = openSync(`${path}-wal`, 'r')
  try {
    fsyncSync(log)
    syncFolder(path)
    return log
  } catch (error) {
    closeSync(log)
    throw error
  }
}

function syncFolder(path: string): void {
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
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
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code === 'ENOENT') throw new Error('its folder is not there: make it, for the server’s user', { cause: error })
    throw error
  }
  syncFolder(path)
}

export function unusable(path: string, error: unknown): PrismError {
  if (error instanceof PrismError) return error
  return fail('store-unusable', { seen: `${quote(path)}: ${error instanceof Error ? error.message : String(error)}` }, error)
}
