/** Writes to PostgreSQL: how they are put together, and what is tried again, on a server that answers as it is told to. */
import type { Pool } from 'pg'
import { groupCommit, isPassing } from '../../../../src/runs/stores/postgres-commit.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

const broken = (code: string) => Object.assign(new Error('server said no'), { code })

/** `fails`: what is thrown at a query, or at `connect`, by its text and how often it was asked. */
function server(fails: (text: string, n: number) => Error | undefined = () => undefined) {
  const log: string[] = []
  const times = new Map<string, number>()
  const answer = async (text: string) => {
    const n = (times.get(text) ?? 0) + 1
    times.set(text, n)
    log.push(text)
    const error = fails(text, n)
    if (error) throw error
  }
  const pool = {
    connect: async () => {
      await answer('connect')
      return {
        query: (text: string) => answer(text.startsWith('BEGIN; SELECT pg_advisory_xact_lock') ? 'BEGIN' : text),
        release: (isBroken?: boolean) => log.push(isBroken ? 'thrown away' : 'released'),
      }
    },
  } as unknown as Pool
  const clock = fakeClock()
  return { log, clock, commit: groupCommit(pool, clock) }
}
const insert = (what: string) => async (client: { query: (text: string) => Promise<unknown> }) => {
  await client.query(what)
  return what
}

test('writes of one moment are one transaction, under the lock of the store, and each has its own answer', async () => {
  const { log, commit } = server()
  expect(await Promise.all([commit.write(insert('a')), commit.write(insert('b'))])).toEqual(['a', 'b'])
  expect(log).toEqual(['connect', 'BEGIN', 'a', 'b', 'COMMIT', 'released'])
})

test('what is asked for while a transaction is under way is the next one', async () => {
  const { log, commit } = server()
  let later: Promise<string> | undefined
  await commit.write(async (client) => {
    await client.query('a')
    later = commit.write(insert('b'))
  })
  expect(await later).toBe('b')
  expect(log).toEqual(['connect', 'BEGIN', 'a', 'COMMIT', 'released', 'connect', 'BEGIN', 'b', 'COMMIT', 'released'])
  expect(await commit.write(insert('c'))).toBe('c')
})

test('it is idle when everything that was asked for is kept', async () => {
  const { log, commit } = server()
  await commit.idle()
  void commit.write(insert('a'))
  await commit.idle()
  expect(log.at(-1)).toBe('released')
})

test('nothing is answered before it is committed', async () => {
  const { log, commit } = server()
  await commit.write(insert('a')).then(() => log.push('answered'))
  expect(log.slice(-3)).toEqual(['COMMIT', 'released', 'answered'])
})

test('of a group the one that fails for what it is undoes itself alone', async () => {
  const { log, commit } = server((text) => (text === 'bad' ? broken('23505') : undefined))
  const all = await Promise.allSettled([commit.write(insert('a')), commit.write(insert('bad')), commit.write(insert('b'))])
  expect(all.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))).toEqual(['a', 'server said no', 'b'])
  expect(log.filter((text) => text === 'thrown away')).toHaveLength(2)
  expect(log.slice(-5)).toEqual(['connect', 'BEGIN', 'b', 'COMMIT', 'released'])
})

test('a connection that breaks is thrown away, and all of it is tried again after a pause', async () => {
  const { log, clock, commit } = server((text, n) => (text === 'a' && n < 3 ? broken('57P01') : undefined))
  expect(await Promise.all([commit.write(insert('a')), commit.write(insert('b'))])).toEqual(['a', 'b'])
  expect(clock.elapsed()).toBe(50 + 200)
  const attempt = 'connect BEGIN a'
  expect(log.join(' ')).toBe(`${attempt} thrown away ${attempt} thrown away ${attempt} b COMMIT released`)
})

test('a work is told that it may have been kept already only where the answer to its COMMIT was lost', async () => {
  const again: boolean[] = []
  const noting = async (_: unknown, isAgain: boolean) => void again.push(isAgain)
  const lost = server((text, n) => (text === 'COMMIT' && n === 1 ? broken('08006') : undefined))
  await lost.commit.write(noting)
  expect(again.splice(0)).toEqual([false, true])
  const refused = server((text, n) => (text === 'BEGIN' && n === 1 ? broken('08006') : undefined))
  await refused.commit.write(noting)
  expect(again.splice(0)).toEqual([false])
  // and it stays so, whatever goes wrong next
  const twice = server((text, n) => ((text === 'COMMIT' && n === 1) || (text === 'connect' && n === 2) ? broken('08006') : undefined))
  await twice.commit.write(noting)
  expect(again).toEqual([false, true])
})

test('a server that does not come back is given up in the end, for all that waited', async () => {
  const { log, clock, commit } = server((text) => (text === 'connect' ? broken('ECONNREFUSED') : undefined))
  const all = await Promise.allSettled([commit.write(insert('a')), commit.write(insert('b'))])
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(log).toEqual(Array(9).fill('connect'))
  expect(clock.elapsed()).toBe(50 + 200 + 500 + 1_000 + 2_000 + 4_000 + 8_000 + 8_000)
})

test('what passes is told from what does not by PostgreSQL’s code, or by what the driver says', () => {
  const passing = ['08006', '57P01', '57P03', '25P03', '40001', 'ECONNRESET', 'EPIPE', 'ENOENT', 'EHOSTUNREACH', 'ENETDOWN', 'ETIMEDOUT']
  const lasting = ['23505', '42P01', '57014', '25P02', '28P01', 'EACCES', 'XECONNRESET', '1408006']
  expect(passing.filter((code) => !isPassing({ code }))).toEqual([])
  expect(isPassing({ code: 'EAI_AGAIN' })).toBe(true)
  expect(lasting.filter((code) => isPassing({ code }))).toEqual([])
  expect(isPassing(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(isPassing(new Error('Query read timeout'))).toBe(true)
  expect(isPassing(new TypeError('x is undefined'))).toBe(false)
  expect(isPassing({ code: 7, message: 'timeout' })).toBe(true)
})
