import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Client } from 'pg'
import { machineClock } from '../../../../src/clock.ts'
import type { EventBody } from '../../../../src/domain/run.ts'
import type { Store } from '../../../../src/runs/store.ts'
import { openStore } from '../../../../src/runs/stores/open.ts'
import { postgresStore } from '../../../../src/runs/stores/postgres.ts'
import { claimsContract } from '../../../support/claims-contract.ts'
import { inboxContract } from '../../../support/inbox-contract.ts'
import { journalStoreContract } from '../../../support/journal-store-contract.ts'
import { atOnce, comes, holds, inWords, lineContract } from '../../../support/line-contract.ts'
import { lockBy, locksContract } from '../../../support/locks-contract.ts'
import { inMemory, onPostgres, type Postgres, startPostgres } from '../../../support/postgres.ts'
import { usedContract } from '../../../support/used-contract.ts'

const origin = { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } } as const
const requested: EventBody = { type: 'requested', data: { request: { verb: 'volumes' }, origin, dryRun: false } }
const decided: EventBody = { type: 'decided', data: { kind: 'allowed' } }
const ended: EventBody = { type: 'ended', data: { state: 'done', findings: [] } }
const at = '2026-11-23T12:00:00.000Z'

onPostgres('PostgreSQL', () => {
  let server: Postgres
  const opened: Store[] = []
  beforeAll(async () => {
    server = await startPostgres(inMemory)
  })
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close().catch(() => {})
  })
  afterAll(() => server.stop())

  /** With a lease that does not expire by itself, as a busy machine may be away for longer than a short one. */
  async function open(url?: string, clock = machineClock): Promise<Store> {
    const store = await postgresStore(url ?? (await server.database()), { clock, lease: 600 })
    opened.push(store)
    return store
  }
  /** A replica renews its lease, and looks for others that ended, when this says so. */
  function heart() {
    let waiting: (() => void)[] = []
    const sleep = (_ms: number, signal?: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        // it was stopped while it did something else
        if (signal?.aborted) return resolve()
        waiting.push(resolve)
        signal?.addEventListener('abort', () => resolve(), { once: true })
      })
    const beat = (): void => {
      const due = waiting
      waiting = []
      for (const resolve of due) resolve()
    }
    return { clock: { ...machineClock, sleep }, beat }
  }
  async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
    const client = new Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(text)).rows
    } finally {
      await client.end()
    }
  }
  /** Its lease ends now, as if it had been paused for so long. */
  const expire = (url: string) => query(url, "UPDATE prism.replicas SET until = clock_timestamp() - interval '1 second'")
  async function until(what: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 20))
  }

  journalStoreContract('postgres', async () => (await open()).journal)
  inboxContract('postgres', async () => (await open()).inbox)
  claimsContract('postgres', async () => (await open()).claims)
  locksContract('postgres', async () => (await open()).locks)

  usedContract('postgres', async () => (await open()).used)
  lineContract('postgres', async () => (await open()).line)

  test('two replicas stand in one line: each is told the same order, one volume on an instance is one’s at a time, and runs at once are its own', async () => {
    const url = await server.database()
    const [one, other] = [(await open(url)).line, (await open(url)).line]
    await one.join(comes('a', holds('web-1')), atOnce(1))
    await other.join(comes('b', holds('web-1')), atOnce(1))
    await one.join(comes('c', holds('web-2')), atOnce(1))
    // c waits for its own replica's place, b for a
    expect(inWords(await other.join(comes('d', holds('web-3')), atOnce(1)))).toBe('a+ b c d+')
    expect(inWords(await one.look(atOnce(1)))).toBe('a+ b c d+')
    await one.leave('a')
    expect(inWords(await one.look(atOnce(1)))).toBe('b c+ d+')
    await other.leave('d')
    expect(inWords(await other.look(atOnce(1)))).toBe('b+ c+')
  })

  test('what a dead replica was in the middle of keeps its place, and nobody begins the same before it is carried on', async () => {
    const url = await server.database()
    const { clock, beat } = heart()
    const [one, other] = [await open(url), await open(url, clock)]
    for (const run of ['a', 'w']) await one.journal.append(run, 0, { ...requested, at })
    await one.line.join(comes('a', holds('web-1')), atOnce(9))
    await one.line.join(comes('w', holds('web-1')), atOnce(9))
    await other.line.join(comes('b', holds('web-1')), atOnce(9))
    await query(
      url,
      `UPDATE prism.replicas SET until = clock_timestamp() - interval '1 second' WHERE id = (SELECT replica FROM prism.line WHERE run = 'a')`,
    )
    beat()
    await until(async () => (await query(url, 'SELECT 1 FROM prism.replicas')).length === 1)
    // whoever was taken to be dead takes nothing out of the line
    await one.line.leave('a')
    expect(inWords(await other.line.look(atOnce(9)))).toBe('a+ w b')
    await other.line.join(comes('w', holds('web-1')), atOnce(9))
    expect(inWords(await other.line.join(comes('a', holds('web-1')), atOnce(9)))).toBe('a+ w b')
    await other.line.leave('a')
    expect(inWords(await other.line.look(atOnce(9)))).toBe('w+ b')
  })

  test('whoever was away, and joins as it comes back, takes nobody’s place; nor does one where it waits at another replica', async () => {
    const url = await server.database()
    const { clock, beat } = heart()
    const [away, other] = [await open(url), await open(url, clock)]
    for (const run of ['a', 'b']) await away.journal.append(run, 0, { ...requested, at })
    await away.line.join(comes('a', holds('web-1')), atOnce(1))
    await expire(url)
    await expect(away.line.join(comes('b', holds('web-1')), atOnce(1))).rejects.toThrow('taken to be dead')
    beat()
    await until(async () => (await query(url, 'SELECT 1 FROM prism.replicas WHERE until > clock_timestamp()')).length === 1)
    expect(inWords(await other.line.join(comes('a', holds('web-1')), atOnce(1)))).toBe('a+')
    await expect(away.line.join(comes('a', holds('web-1')), atOnce(1))).rejects.toThrow('another replica has it')
    expect(inWords(await other.line.look(atOnce(1)))).toBe('a+')
    const third = await open(url)
    await expect(third.line.join(comes('a', holds('web-1')), atOnce(1))).rejects.toThrow('another replica has it')
    await third.line.leave('a')
    expect(inWords(await other.line.look(atOnce(1)))).toBe('a+')
    await other.line.leave('a')
    expect(inWords(await other.line.look(atOnce(1)))).toBe('')
  })

  test('what a dead replica had and that has ended, or that nobody took up for a quarter of an hour, holds nobody up', async () => {
    const url = await server.database()
    const { clock, beat } = heart()
    const [one, other] = [await open(url), await open(url, clock)]
    for (const run of ['a', 'b']) await one.journal.append(run, 0, { ...requested, at })
    await one.line.join(comes('a', holds('web-1')), atOnce(9))
    await one.line.join(comes('b', holds('web-2')), atOnce(9))
    await other.line.join(comes('c', holds('web-1', 'web-2')), atOnce(9))
    await query(
      url,
      `UPDATE prism.replicas SET until = clock_timestamp() - interval '1 second' WHERE id = (SELECT replica FROM prism.line WHERE run = 'a')`,
    )
    beat()
    await until(async () => (await query(url, 'SELECT 1 FROM prism.line WHERE freed IS NOT NULL')).length === 2)
    expect(inWords(await other.line.look(atOnce(9)))).toBe('a+ b+ c')
    await other.journal.append('a', 1, { ...ended, at })
    expect(inWords(await other.line.look(atOnce(9)))).toBe('b+ c')
    await query(url, "UPDATE prism.line SET freed = clock_timestamp() - interval '16 minutes' WHERE run = 'b'")
    expect(inWords(await other.line.look(atOnce(9)))).toBe('c+')
  })

  test('two replicas see one journal and one inbox, and of what both append to a run at once one is taken', async () => {
    const url = await server.database()
    const [one, other] = [await open(url), await open(url)]
    await one.journal.append('a', 0, { ...requested, at })
    const both = await Promise.all([one, other].map(({ journal }) => journal.append('a', 1, { ...decided, at })))
    expect(both.map(({ kind }) => kind).sort()).toEqual(['appended', 'conflict'])
    const kept = await Promise.all(
      [one, other].map(({ inbox }, n) => inbox.keep({ id: `g${n}`, subject: 's', receivedAt: at, content: 1 })),
    )
    expect(kept.sort()).toEqual(['kept', 'known'])
    expect(await other.journal.read('a')).toEqual(await one.journal.read('a'))
    const locks = await Promise.all([one, other].map((store, n) => store.locks.put(lockBy(`replica ${n}`))))
    expect(locks[0]).toEqual(locks[1])
    expect(await other.locks.standing(new Date(at))).toEqual([locks[0]])
  })

  test('whoever reads on while replicas append misses no event', async () => {
    const url = await server.database()
    const replicas = [await open(url), await open(url), await open(url)]
    const seen: string[] = []
    let cursor: string | undefined
    let writing = true
    const reading = (async () => {
      for (let last = false; ; ) {
        const page = await replicas[0]!.journal.readSince(cursor, 7)
        seen.push(...page.events.map((e) => e.runId))
        cursor = page.cursor
        if (page.events.length === 0 && last) return
        last = !writing
      }
    })()
    const runs = replicas.flatMap(({ journal }, r) =>
      Array.from({ length: 40 }, async (_, n) => journal.append(`${r}-${n}`, 0, { ...requested, at })),
    )
    await Promise.all(runs)
    writing = false
    await reading
    expect(new Set(seen).size).toBe(120)
    expect(seen).toHaveLength(120)
  })

  test('what one replica works on no other claims, and appends nothing to; given back, it is free', async () => {
    const url = await server.database()
    const [one, other] = [await open(url), await open(url)]
    await one.journal.append('a', 0, { ...requested, at })
    const claim = await one.claims.claim('run a')
    expect(await other.claims.claim('run a')).toBeUndefined()
    expect(await other.journal.append('a', 1, { ...decided, at })).toEqual({ kind: 'conflict', seq: 1 })
    expect(await one.journal.append('a', 1, { ...decided, at })).toMatchObject({ kind: 'appended' })
    await claim!.release()
    expect(await (await other.claims.claim('run a'))?.holds()).toBe(true)
    expect(await claim!.holds()).toBe(false)
  })

  test('a replica whose lease is over appends nothing, holds nothing, and learns of it; another takes over', async () => {
    const url = await server.database()
    const { clock, beat } = heart()
    const [paused, other] = [await open(url), await open(url, clock)]
    await paused.journal.append('a', 0, { ...requested, at })
    const claim = await paused.claims.claim('run a')
    const freed = new Promise<void>((resolve) => other.claims.onFreed(resolve))
    await expire(url)
    expect(await claim!.holds()).toBe(false)
    expect(await paused.journal.append('a', 1, { ...decided, at })).toEqual({ kind: 'conflict', seq: 1 })
    expect(await paused.claims.claim('run b')).toBeUndefined()
    beat()
    await freed
    await until(async () => (await other.claims.claim('run a')) !== undefined)
    expect(await other.journal.append('a', 1, { ...decided, at })).toMatchObject({ kind: 'appended' })
    expect(await paused.journal.append('a', 2, { ...ended, at })).toEqual({ kind: 'conflict', seq: 2 })
  })

  test('a process whose lease was over goes on as a new replica, without what the old one had', async () => {
    const url = await server.database()
    const { clock, beat } = heart()
    const store = await open(url, clock)
    await store.journal.append('a', 0, { ...requested, at })
    const claim = await store.claims.claim('run a')
    let told = false
    store.claims.onFreed(() => {
      told = true
    })
    await expire(url)
    // given back when it could not claim it again: nobody frees it later
    await claim!.release()
    beat()
    await until(() => claim!.lost.aborted)
    await until(() => told)
    expect(await claim!.holds()).toBe(false)
    await until(async () => (await store.claims.claim('run a')) !== undefined)
    expect(await store.journal.append('a', 1, { ...decided, at })).toMatchObject({ kind: 'appended' })
  })

  /** A process of its own that claims a run, with a lease that no test outlives, and does nothing more until it is killed. */
  async function claimer(url: string): Promise<ChildProcess> {
    const [program, clock] = ['../../../../src/runs/stores/postgres.js', '../../../../src/clock.js'].map((path) =>
      JSON.stringify(new URL(path, import.meta.url).href),
    )
    const text = `import { postgresStore } from ${program}
      import { machineClock } from ${clock}
      const store = await postgresStore(${JSON.stringify(url)}, { clock: machineClock, lease: 600 })
      await store.claims.claim('run a')
      console.log('claimed')`
    const child = spawn(process.execPath, ['--input-type=module', '-e', text], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout!, 'data')
    return child
  }

  test('a replica that was killed is known to be dead long before its lease is over, and what it had is free', async () => {
    const url = await server.database()
    const other = await open(url)
    const freed = new Promise<void>((resolve) => other.claims.onFreed(resolve))
    const child = await claimer(url)
    expect(await other.claims.claim('run a')).toBeUndefined()
    child.kill('SIGKILL')
    await freed
    expect(await (await other.claims.claim('run a'))?.holds()).toBe(true)
    expect(await query(url, 'SELECT id FROM prism.replicas')).toHaveLength(1)
  })

  test('a replica that is paused has its lease: its connection stands', async () => {
    const url = await server.database()
    const child = await claimer(url)
    child.kill('SIGSTOP')
    try {
      let looks = 0
      const counting = { ...machineClock, sleep: (_: number, signal?: AbortSignal) => machineClock.sleep(++looks && 20, signal) }
      const other = await open(url, counting)
      await until(() => looks > 20)
      expect(await other.claims.claim('run a')).toBeUndefined()
    } finally {
      child.kill('SIGKILL')
    }
  })

  test('a replica whose connection broke takes another one and keeps what it has, as does one of an older Prism, which has none', async () => {
    const url = await server.database()
    const store = await open(url)
    const claim = await store.claims.claim('run a')
    const sessions = () => query(url, 'SELECT session FROM prism.replicas')
    const [before] = await sessions()
    await query(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND objid::bigint = ${Number(before?.session)}`,
    )
    await until(async () => (await sessions())[0]?.session !== before?.session)
    await query(url, "INSERT INTO prism.replicas VALUES ('older', clock_timestamp() + interval '1 hour')")
    let looks = 0
    const counting = { ...machineClock, sleep: (_: number, signal?: AbortSignal) => machineClock.sleep(++looks && 20, signal) }
    const other = await open(url, counting)
    await until(() => looks > 20)
    expect(await claim!.holds()).toBe(true)
    expect(await other.claims.claim('run a')).toBeUndefined()
    expect(await query(url, "SELECT id FROM prism.replicas WHERE id = 'older'")).toHaveLength(1)
  })

  test('a replica that ends as it should leaves nothing claimed', async () => {
    const url = await server.database()
    const leaving = await postgresStore(url, { clock: machineClock, lease: 600 })
    await leaving.claims.claim('run a')
    await leaving.close()
    expect(await (await open(url)).claims.claim('run a')).toBeDefined()
  })

  test('of one that ends as it should, or dies, all others learn, whichever of them finds it', async () => {
    const url = await server.database()
    const hurried = { ...machineClock, sleep: (_: number, signal?: AbortSignal) => machineClock.sleep(20, signal) }
    const leaving = await postgresStore(url, { clock: machineClock, lease: 600 })
    const others = [await open(url, hurried), await open(url, hurried)]
    const told = (store: Store) => new Promise<void>((resolve) => store.claims.onFreed(resolve))
    await until(async () => (await query(url, 'SELECT 1 FROM prism.replicas')).length === 3)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const both = others.map(told)
    await leaving.close()
    await Promise.all(both)
    const child = await claimer(url)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const again = others.map(told)
    child.kill('SIGKILL')
    await Promise.all(again)
  })

  test('a process that goes on as a new replica says so, also where the server was away as it became one', async () => {
    const url = await server.database()
    const { clock, beat } = heart()
    const store = await open(url, clock)
    const claim = await store.claims.claim('run a')
    let told = 0
    store.claims.onFreed(() => {
      told++
    })
    await expire(url)
    await claim!.release()
    await query(
      url,
      `CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''not now''; END';
       CREATE TRIGGER no BEFORE DELETE ON prism.replicas FOR EACH ROW EXECUTE FUNCTION no()`,
    )
    beat()
    await until(() => claim!.lost.aborted)
    await until(async () => (await query(url, 'SELECT 1 FROM prism.replicas WHERE until > clock_timestamp()')).length === 1)
    expect(told).toBe(0)
    await query(url, 'DROP TRIGGER no ON prism.replicas')
    await until(() => {
      beat()
      return told > 0
    })
    expect(await (await store.claims.claim('run a'))?.holds()).toBe(true)
  })

  test('an append that throws rejects itself alone', async () => {
    const { journal } = await open()
    const good = Array.from({ length: 20 }, (_, n) => journal.append(`r${n}`, 0, { ...requested, at }))
    const bad = journal.append('without-request', 0, { ...ended, at })
    const more = journal.append('r20', 0, { ...requested, at })
    await expect(bad).rejects.toThrow('begins with its request')
    expect((await Promise.all([...good, more])).map(({ kind }) => kind)).toEqual(Array(21).fill('appended'))
    expect(await journal.unfinished()).toHaveLength(21)
  })

  test('what was answered survives the server’s crash, and what is asked for meanwhile is done when it is back', async () => {
    // of its own: the more databases there are, the longer it takes to come back
    const server = await startPostgres()
    const url = await server.database()
    // on a busy machine a server's recovery takes longer than anybody waits for
    const patient = { ...machineClock, sleep: (ms: number, signal?: AbortSignal) => machineClock.sleep(2 * ms, signal) }
    const store = await open(url, patient)
    await store.journal.append('a', 0, { ...requested, at })
    const crash = server.crash()
    const appended = store.journal.append('b', 0, { ...requested, at })
    await crash
    expect(await appended).toMatchObject({ kind: 'appended' })
    expect((await store.journal.unfinished()).map((r) => r.id)).toEqual(['a', 'b'])
    await store.close()
    await server.stop()
  })

  test('what has ended or is settled is forgotten when it is old enough, and nothing that is open', async () => {
    const store = await open()
    for (const id of ['a', 'b']) await store.journal.append(id, 0, { ...requested, at })
    await store.journal.append('a', 1, { ...ended, at })
    for (const id of ['g', 'h']) await store.inbox.keep({ id, subject: id, receivedAt: at, content: 1 })
    await store.inbox.settle('g')
    await store.forget(new Date(at))
    expect(await store.journal.read('a')).toHaveLength(2)
    await store.forget(new Date('2026-11-24T00:00:00.000Z'))
    expect((await store.journal.summaries({ limit: 9 })).map((r) => r.id)).toEqual(['b'])
    expect(await store.inbox.keep({ id: 'g', subject: 'g', receivedAt: at, content: 1 })).toBe('kept')
    expect(await store.inbox.isOpen('h')).toBe(true)
  })

  test('a newer Prism’s store, another program’s schema and a server that does not sync are refused, and say no password', async () => {
    const codeOf = async (url: string): Promise<unknown> =>
      openStore({ PRISM_STORE: url }, machineClock).then(
        () => undefined,
        ({ finding }: { finding: { code: string; seen: string } }) => finding,
      )
    const newer = await server.database()
    await (await postgresStore(newer, { clock: machineClock, lease: 9 })).close()
    await query(newer, 'UPDATE prism.store SET version = 99')
    expect(await codeOf(newer)).toMatchObject({ code: 'store-unusable', seen: expect.stringContaining('newer Prism') })
    const foreign = await server.database()
    await query(foreign, 'CREATE SCHEMA prism; CREATE TABLE prism.theirs (a int)')
    expect(await codeOf(foreign)).toMatchObject({ code: 'store-unusable', seen: expect.stringContaining('another program') })
    const nobody = await codeOf('postgres://prism:secret@127.0.0.1:1/none')
    expect(nobody).toMatchObject({ code: 'store-unusable', seen: expect.stringContaining('postgres://127.0.0.1:1/none') })
    expect(JSON.stringify(nobody)).not.toContain('secret')
    expect(JSON.stringify(await codeOf('postgre://prism:secret@h/d'))).not.toContain('secret')
  })
})

test.each(['1', '0', '1000', 'x', '-3'])('a lease of %s seconds is refused', async (seconds) => {
  const store = openStore({ PRISM_STORE: 'postgres://127.0.0.1:1/none', PRISM_LEASE_SECONDS: seconds }, machineClock)
  await expect(store).rejects.toMatchObject({ finding: { code: 'bad-option' } })
})
