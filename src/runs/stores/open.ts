/** Which store a server is told to use. */
import { fail } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import type { Store } from '../store.ts'
import { memoryStore } from './memory.ts'
import { memoryInbox } from './memory-inbox.ts'

/** As in PRISM_STORE. Throws `store-not-named` and what the store itself throws. */
export async function openStore(named: string | undefined): Promise<Store> {
  if (named === 'memory') return { journal: memoryStore(), inbox: memoryInbox(), close: async () => {} }
  const path = /^sqlite:(\/.+)$/.exec(named ?? '')?.[1]
  if (path === undefined) throw fail('store-not-named', { seen: named ? `PRISM_STORE=${quote(named)}` : 'PRISM_STORE is not set' })
  // what only a server needs loads only there: `node:sqlite` is not in every Node that the command line runs on
  return (await import('./sqlite.ts')).sqliteStore(path)
}
