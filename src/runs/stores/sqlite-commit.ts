/**
 * Writes that are asked for in one turn of the event loop are one transaction and one sync of SQLite's log, by a thread of Node's own, as a disk can take
 * long. Until it is over nothing else is written or read: nobody acts on what a power cut can undo. Where a sync fails nothing is answered any more, for nobody
 * knows what of the log is on the disk.
 */
import type { DatabaseSync } from 'node:sqlite'

export type SqliteCommit = {
  /** Does it in the next transaction. What it throws undoes itself alone: the others of that transaction are done without it, so it may be called twice. */
  readonly write: <T>(work: () => T) => Promise<T>
  /** Looks at what is on the disk. */
  readonly read: <T>(look: () => T) => Promise<T>
  readonly idle: () => Promise<void>
}

type Waiting = { readonly work: () => () => void; readonly reject: (error: unknown) => void }
type Done = { readonly resolve: () => void; readonly reject: (error: unknown) => void }

/** `sync`: resolves when all that was committed before is on the disk. */
export function groupCommit(database: DatabaseSync, sync: () => Promise<void>): SqliteCommit {
  let waiting: Waiting[] = []
  let readers: (() => void)[] = []
  let flushing: Promise<void> | undefined
  let syncing = false
  let broken: { readonly error: unknown } | undefined

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const together = waiting
      waiting = []
      const done = commit(together)
      if (done.length > 0) {
        syncing = true
        await sync().catch((error: unknown) => {
          broken ??= { error }
        })
        syncing = false
      }
      for (const { resolve, reject } of done)
        if (broken) reject(broken.error)
        else resolve()
      const looking = readers
      readers = []
      for (const look of looking) look()
    }
    flushing = undefined
  }

  /** Where a group fails for what one of them is, each is tried by itself. */
  function commit(together: readonly Waiting[]): Done[] {
    try {
      if (broken) throw broken.error
      database.exec('BEGIN IMMEDIATE')
      const done = together.map(({ work, reject }) => ({ resolve: work(), reject }))
      database.exec('COMMIT')
      return done
    } catch (error) {
      if (database.isOpen && database.isTransaction) database.exec('ROLLBACK')
      if (together.length > 1) return together.flatMap((one) => commit([one]))
      for (const { reject } of together) reject(error)
      return []
    }
  }

  return {
    write: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        flushing ??= new Promise((next) => setImmediate(next)).then(flush)
        const doing = (): (() => void) => {
          const value = work()
          return () => resolve(value)
        }
        waiting.push({ work: doing, reject })
      }),

    read: <T>(look: () => T) =>
      new Promise<T>((resolve, reject) => {
        const looking = (): void => {
          try {
            if (broken) throw broken.error
            resolve(look())
          } catch (error) {
            reject(error)
          }
        }
        if (syncing) readers.push(looking)
        else looking()
      }),

    idle: async () => {
      while (flushing) await flushing
    },
  }
}
