/** Which store a server is told to use. */
import { fail, PrismError } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import type { Held } from '../../domain/people/held.ts'
import type { Clock } from '../../domain/ports.ts'
import { soleClaims } from '../claims.ts'
import { heldByAll } from '../given-numbers.ts'
import { memoryLine } from '../line.ts'
import { type Locks, memoryLocks, noLocks } from '../locks.ts'
import type { Store } from '../store.ts'
import { memoryUsed } from '../used.ts'
import { memoryStore } from './memory.ts'
import { memoryInbox } from './memory-inbox.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** As in PRISM_STORE and PRISM_LEASE_SECONDS. Throws `store-not-named`, `bad-option` and what the store itself throws. */
export async function openStore({ PRISM_STORE: named = '', PRISM_LEASE_SECONDS: lease }: Environment, clock: Clock): Promise<Store> {
  if (named === 'memory')
    return {
      journal: memoryStore(),
      inbox: memoryInbox(),
      claims: soleClaims,
      locks: memoryLocks(),
      line: memoryLine(),
      used: memoryUsed(),
      forget: async () => {},
      close: async () => {},
    }
  // what only a server needs loads only there: `node:sqlite` is not in every Node that the command line runs on
  const path = /^sqlite:(\/.+)$/.exec(named)?.[1]
  if (path !== undefined) return (await import('./sqlite.ts')).sqliteStore(path)
  if (/^postgres(?:ql)?:\/\//.test(named))
    return (await import('./postgres.ts')).postgresStore(named, { clock, lease: leaseSeconds(lease) })
  // a connection string may hold a password
  const told = named.includes('@') ? `${named.split(':', 1)[0]}:…` : named
  throw fail('store-not-named', { seen: told ? `PRISM_STORE=${quote(told)}` : 'PRISM_STORE is not set' })
}

/** As PRISM_LEASE_SECONDS says. Throws `bad-option`. */
export function leaseSeconds(text = ''): number {
  if (!/^(?:[2-9]|[1-9]\d{1,2})?$/.test(text))
    throw fail('bad-option', { seen: `PRISM_LEASE_SECONDS=${quote(text)} is not a number of seconds from 2 to 999` })
  return Number(text || '30')
}

const day = 86_400_000

/** Forgets what is older than so many days (PRISM_STORE_DAYS), now and every day until the signal. Throws `bad-option`. */
export async function keepFor(store: Store, days: string | undefined, clock: Clock, signal: AbortSignal): Promise<void> {
  const told = days || '400'
  const kept = /^[1-9][0-9]{0,4}$/.test(told) ? Number(told) : Number.NaN
  // what GitHub may deliver again must be known
  if (!(kept >= 7)) throw fail('bad-option', { seen: `PRISM_STORE_DAYS=${quote(told)} is not a number of days from 7` })
  const forget = (): Promise<void> => store.forget(new Date(clock.now().getTime() - kept * day))
  await forget()
  void daily()

  async function daily(): Promise<void> {
    for (await clock.sleep(day, signal); !signal.aborted; await clock.sleep(day, signal)) await forget().catch(() => {})
  }
}

/** How long another command's use of the same file is waited for: this often, and so many milliseconds in between. */
const patience = { times: 40, pause: 250 }

type Using = <T>(work: (store: Store) => Promise<T>) => Promise<T>

/** For a command that ends: it is opened for each question alone, so that nothing of it is held while instances work. Undefined where none is named. */
function usingStore(env: Environment, clock: Clock): Using | undefined {
  if (!env.PRISM_STORE || env.PRISM_STORE === 'memory') return undefined
  return async (work) => {
    const store = await opened()
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  }
  async function opened(left = patience.times): Promise<Store> {
    try {
      return await openStore(env, clock)
    } catch (error) {
      if (left === 0 || !(error instanceof PrismError && error.finding.code === 'store-taken')) throw error
      await clock.sleep(patience.pause)
      return opened(left - 1)
    }
  }
}

/** Locks of the store that PRISM_STORE names. Without one there are none. Throws what the store throws. */
export function locksOfStore(env: Environment, clock: Clock): Locks {
  const using = usingStore(env, clock)
  if (!using) return noLocks
  return {
    put: (lock) => using(({ locks }) => locks.put(lock)),
    remove: (lock) => using(({ locks }) => locks.remove(lock)),
    standing: (now) => using(({ locks }) => locks.standing(now)),
  }
}

/** Who left and is kept out, by what the store knows that PRISM_STORE names. Without one that is nobody. Throws what the store throws. */
export function leftInStore(env: Environment, clock: Clock): () => Promise<readonly Held[]> {
  const using = usingStore(env, clock)
  return async () => (using ? using(({ journal }) => heldByAll(journal)) : [])
}
