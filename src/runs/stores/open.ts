/** Which store a server is told to use. */
import { fail } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Store } from '../store.ts'
import { memoryStore } from './memory.ts'
import { memoryInbox } from './memory-inbox.ts'

/** As in PRISM_STORE. Throws `store-not-named` and what the store itself throws. */
export async function openStore(named: string | undefined): Promise<Store> {
  if (named === 'memory') return { journal: memoryStore(), inbox: memoryInbox(), forget: async () => {}, close: async () => {} }
  const path = /^sqlite:(\/.+)$/.exec(named ?? '')?.[1]
  if (path === undefined) throw fail('store-not-named', { seen: named ? `PRISM_STORE=${quote(named)}` : 'PRISM_STORE is not set' })
  // what only a server needs loads only there: `node:sqlite` is not in every Node that the command line runs on
  return (await import('./sqlite.ts')).sqliteStore(path)
}

const day = 86_400_000

/** Forgets what is older than so many days (PRISM_STORE_DAYS), now and every day until the signal. Throws `bad-option`. */
export async function keepFor(store: Store, days: string | undefined, clock: Clock, signal: AbortSignal): Promise<void> {
  const kept = /^[1-9][0-9]{0,4}$/.test(days || '400') ? Number(days || '400') : Number.NaN
  // what GitHub may deliver again must be known
  if (!(kept >= 7)) throw fail('bad-option', { seen: `PRISM_STORE_DAYS=${quote(days ?? '')} is not a number of days from 7` })
  const forget = (): Promise<void> => store.forget(new Date(clock.now().getTime() - kept * day))
  await forget()
  void daily()

  async function daily(): Promise<void> {
    for (await clock.sleep(day, signal); !signal.aborted; await clock.sleep(day, signal)) await forget().catch(() => {})
  }
}
