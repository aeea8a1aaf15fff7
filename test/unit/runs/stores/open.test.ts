/** Which store a server is told to use, and how long it keeps what is over. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PrismError } from '../../../../src/domain/catalogue.ts'
import type { Request } from '../../../../src/domain/request.ts'
import type { Store } from '../../../../src/runs/store.ts'
import { keepFor, leaseSeconds, leftInStore, locksOfStore, openStore } from '../../../../src/runs/stores/open.ts'
import { sqliteStore } from '../../../../src/runs/stores/sqlite.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { lockBy } from '../../../support/locks-contract.ts'
import { requestOf } from '../../../support/worker.ts'

const folder = mkdtempSync(join(tmpdir(), 'prism-open-'))
afterAll(() => rmSync(folder, { recursive: true }))
const requested = { ...requestOf({ verb: 'volumes' }), at: '2026-11-23T12:00:00.000Z' }
const opening = (named: string | undefined, lease?: string) =>
  openStore({ PRISM_STORE: named, PRISM_LEASE_SECONDS: lease }, fakeClock()).catch((error: unknown) =>
    error instanceof PrismError ? error.finding : error,
  )

test('memory is a store of this process: all of it works, and nothing is forgotten or closed', async () => {
  const store = await openStore({ PRISM_STORE: 'memory' }, fakeClock())
  await store.journal.append('r', 0, requested)
  await store.inbox.keep({ id: 'g', subject: 's', receivedAt: '', content: 1 })
  await store.locks.put(lockBy('ada'))
  expect(await (await store.claims.claim('run r'))?.holds()).toBe(true)
  await store.forget(new Date('2030-01-01'))
  await store.close()
  expect(
    [await store.journal.read('r'), await store.inbox.open(), await store.locks.standing(new Date(0))].map((all) => all.length),
  ).toEqual([1, 1, 1])
})

test('a file is named by its whole path', async () => {
  const path = join(folder, 'named.db')
  const store = (await opening(`sqlite:${path}`)) as Store
  await store.journal.append('r', 0, requested)
  await store.close()
  const again = sqliteStore(path)
  expect(await again.journal.read('r')).toHaveLength(1)
  await again.close()
  expect(await opening('sqlite:named.db')).toMatchObject({ code: 'store-not-named', seen: 'PRISM_STORE="sqlite:named.db"' })
  expect(await opening('x sqlite:/tmp/x')).toMatchObject({ code: 'store-not-named' })
  expect(await opening('sqlite:/')).toMatchObject({ code: 'store-not-named' })
  expect(await opening(`sqlite:${path}\nmore`)).toMatchObject({ code: 'store-not-named' })
})

test('what names no store is told so, without the password that it may hold', async () => {
  expect(await opening(undefined)).toMatchObject({ code: 'store-not-named', seen: 'PRISM_STORE is not set' })
  expect(await opening('')).toMatchObject({ code: 'store-not-named', seen: 'PRISM_STORE is not set' })
  expect(await opening('Memory')).toMatchObject({ code: 'store-not-named', seen: 'PRISM_STORE="Memory"' })
  expect(await opening('postgre://prism:secret@h/d')).toMatchObject({ code: 'store-not-named', seen: 'PRISM_STORE="postgre:…"' })
  expect(await opening('xpostgres://h/d')).toMatchObject({ code: 'store-not-named' })
})

test.each(['1', '0', '1000', 'x', '-3', '2.5', '02', '30s'])(
  'a lease of %s seconds is refused before a server is asked',
  async (seconds) => {
    for (const scheme of ['postgres', 'postgresql'])
      expect(await opening(`${scheme}://127.0.0.1:1/none`, seconds)).toMatchObject({
        code: 'bad-option',
        seen: `PRISM_LEASE_SECONDS=${JSON.stringify(seconds)} is not a number of seconds from 2 to 999`,
      })
  },
)

test.each([undefined, '', '2', '10', '999'])('a lease of %s seconds is taken: then the server cannot be reached', async (seconds) => {
  expect(await opening('postgres://127.0.0.1:1/none', seconds)).toMatchObject({ code: 'store-unusable' })
})

test('a lease is of so many seconds as are said, and else of thirty', () => {
  expect([undefined, '', '2', '10', '999'].map(leaseSeconds)).toEqual([30, 30, 2, 10, 999])
})

describe('what is over is forgotten', () => {
  /** A store that says what it is to forget, and a clock whose days pass until the signal. */
  function keeping(days: string | undefined, rounds: number, fails = false) {
    const before: string[] = []
    const ending = new AbortController()
    const clock = fakeClock(Date.parse('2026-11-23T12:00:00Z'))
    let slept = 0
    const store = {
      forget: async (date: Date) => {
        before.push(date.toISOString())
        if (fails && before.length === 2) throw new Error('disk full')
      },
    } as Store
    const patient = {
      ...clock,
      sleep: async (ms: number) => {
        if (++slept > rounds) ending.abort()
        await clock.sleep(ms)
      },
    }
    const kept = keepFor(store, days, patient, ending.signal)
    return kept.then(async () => {
      while (!ending.signal.aborted) await new Promise((resolve) => setImmediate(resolve))
      await new Promise((resolve) => setImmediate(resolve))
      return before
    })
  }

  test('now and every day, until the server ends', async () => {
    expect(await keeping('7', 2)).toEqual(['2026-11-16T12:00:00.000Z', '2026-11-17T12:00:00.000Z', '2026-11-18T12:00:00.000Z'])
    expect(await keeping('7', 0)).toEqual(['2026-11-16T12:00:00.000Z'])
  })

  test('after 400 days where nothing is said', async () => {
    for (const days of [undefined, '']) expect(await keeping(days, 0)).toEqual(['2025-10-19T12:00:00.000Z'])
  })

  test('also after a day on which it failed', async () => {
    expect(await keeping('10', 2, true)).toHaveLength(3)
  })

  test.each(['6', '0', 'x', '7d', '-7', '07', '100000'])('not after %s days: what GitHub may deliver again must be known', async (days) => {
    await expect(keeping(days, 0)).rejects.toMatchObject({
      finding: { code: 'bad-option', seen: `PRISM_STORE_DAYS=${JSON.stringify(days)} is not a number of days from 7` },
    })
    expect(await keeping('99999', 0)).toHaveLength(1)
  })
})

describe('locks of a command that ends', () => {
  const locksOf = (path: string, clock = fakeClock()) => locksOfStore({ PRISM_STORE: `sqlite:${path}` }, clock)

  test('are kept in the file, which is free again after each question', async () => {
    const path = join(folder, 'locks.db')
    const locks = locksOf(path)
    expect(await locks.put(lockBy('ada'))).toEqual(lockBy('ada'))
    expect(await locks.standing(new Date('2026-11-29T09:00:00Z'))).toEqual([lockBy('ada')])
    const server = sqliteStore(path)
    await server.close()
    await locks.remove(lockBy('ada'))
    expect(await locks.standing(new Date('2026-11-29T09:00:00Z'))).toEqual([])
  })

  test('are waited for ten seconds while another command uses the file, and no longer', async () => {
    const path = join(folder, 'taken.db')
    const server = sqliteStore(path)
    const clock = fakeClock()
    await expect(locksOf(path, clock).standing(new Date())).rejects.toMatchObject({ finding: { code: 'store-taken' } })
    expect(clock.elapsed()).toBe(10_000)
    await server.close()
  })

  test('of a file that is no store are refused at once', async () => {
    const clock = fakeClock()
    await expect(locksOf(join(folder, 'absent', 'a.db'), clock).standing(new Date())).rejects.toMatchObject({
      finding: { code: 'store-unusable' },
    })
    expect(clock.elapsed()).toBe(0)
  })

  test('without a file are nowhere', async () => {
    for (const named of [undefined, '', 'memory']) expect(locksOfStore({ PRISM_STORE: named }, fakeClock()).nowhere).toBe(true)
  })
})

describe('who left, for a command that reads a registry from a file', () => {
  const eve = { name: 'eve', number: 65_538, left: '2026-11-20', from: '2026-11-20' }
  const origin = { entrypoint: 'schedule', actor: { id: '1', name: 'ada' }, repository: 'acme/research' } as const
  const request: Request = { verb: 'sync-people', selectors: [], confirmRemovals: false }

  test('is told by the runs of the store that is named, which is free again afterwards', async () => {
    const path = join(folder, 'left.db')
    const server = sqliteStore(path)
    await server.journal.append('r', 0, { type: 'requested', data: { request, origin, dryRun: false }, at: requested.at })
    await server.journal.append('r', 1, { type: 'registry-applied', data: { given: [], held: [eve] }, at: requested.at })
    await server.close()
    expect(await leftInStore({ PRISM_STORE: `sqlite:${path}` }, fakeClock())()).toEqual([eve])
    await sqliteStore(path).close()
  })

  test('is nobody where no store is named, as no run of it is known', async () => {
    for (const named of [undefined, '', 'memory']) expect(await leftInStore({ PRISM_STORE: named }, fakeClock())()).toEqual([])
  })
})
