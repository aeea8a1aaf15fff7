/**
 * Locks that people set by hand, for all who share a store. `test/support/locks-contract.ts` holds each store to it.
 */
import { fail } from '../domain/catalogue.ts'
import { type Lock, stands } from '../domain/lock.ts'

export type Locks = {
  /** Keeps it, on the disk where there is one, unless one stands on that volume. Resolves to the one that stands then: of two who lock at once one is told the other's. */
  readonly put: (lock: Lock) => Promise<Lock>
  /** Takes away that very lock, by its run; where another one stands by now that one stays. */
  readonly remove: (lock: Lock) => Promise<void>
  /** Nothing keeps them here, so whether any stands is not known. */
  readonly nowhere?: true
  /** Those whose time is not over, oldest first. */
  readonly standing: (now: Date) => Promise<readonly Lock[]>
}

export function memoryLocks(): Locks {
  const locks = new Map<string, Lock>()
  return {
    put: async (lock) => {
      const before = locks.get(lock.fileSystemId)
      if (before && stands(before, new Date(lock.since))) return before
      locks.set(lock.fileSystemId, lock)
      return lock
    },
    remove: async ({ fileSystemId, runId }) => {
      if (locks.get(fileSystemId)?.runId === runId) locks.delete(fileSystemId)
    },
    standing: async (now) => inOrder([...locks.values()].filter((lock) => stands(lock, now))),
  }
}

/** Of a process that ends with its command: a lock would be gone with it, so none is set, and none is known. */
export const noLocks: Locks = {
  nowhere: true,
  put: async () => {
    throw fail('locks-nowhere', { seen: 'PRISM_STORE names no store' })
  },
  remove: async () => {},
  standing: async () => [],
}

export const inOrder = (locks: readonly Lock[]): Lock[] => [...locks].sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
