import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import type { EventBody } from '../../../../src/domain/run.ts'
import type { Store } from '../../../../src/runs/store.ts'
import { sqliteStore } from '../../../../src/runs/stores/sqlite.ts'
import { assertSqlite } from '../../../../src/runs/stores/sqlite-file.ts'
import { inboxContract } from '../../../support/inbox-contract.ts'
import { journalStoreContract } from '../../../support/journal-store-contract.ts'
import { lockBy, locksContract } from '../../../support/locks-contract.ts'
import { usedContract } from '../../../support/used-contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'prism-store-'))
const opened: Store[] = []
let files = 0
const newPath = (): string => join(folder, `${++files}.db`)
function open(path = newPath()): Store {
  const store = sqliteStore(path)
  opened.push(store)
  return store
}
const codeOf = (act: () => unknown): unknown => {
  try {
    act()
  } catch (error) {
    return (error as { finding?: { code: string } }).finding?.code
  }
  return undefined
}
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
})
afterAll(() => rmSync(folder, { recursive: true }))

journalStoreContract('sqlite', async () => open().journal)
inboxContract('sqlite', async () => open().inbox)
locksContract('sqlite', async () => open().locks)
usedContract('sqlite', async () => open().used)

const origin = { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } } as const
const requested: EventBody = { type: 'requested', data: { request: { verb: 'volumes' }, origin, dryRun: false } }
const at = '2026-11-23T12:00:00.000Z'

test('what was kept is there when the file is opened again, and the order goes on', async () => {
  const path = newPath()
  const before = sqliteStore(path)
  await before.journal.append('a', 0, { ...requested, at })
  await before.inbox.keep({ id: 'g', subject: 's', receivedAt: at, content: { a: 1 } })
  const { cursor } = await before.journal.readSince(undefined, 9)
  const lock = await before.locks.put(lockBy('ada'))
  await before.close()
  const after = open(path)
  expect(await after.locks.standing(new Date(at))).toEqual([lock])
  expect(await after.journal.read('a')).toHaveLength(1)
  expect(await after.inbox.open()).toHaveLength(1)
  await after.journal.append('b', 0, { ...requested, at })
  expect((await after.journal.readSince(cursor, 9)).events.map((e) => e.runId)).toEqual(['b'])
})

test('one process at a time has it, and a process that was killed has it no more', async () => {
  const path = newPath()
  const store = sqliteStore(path)
  expect(codeOf(() => sqliteStore(path))).toBe('store-taken')
  const program = fileURLToPath(new URL('../../../../src/runs/stores/sqlite.js', import.meta.url))
  const other = `import { sqliteStore } from ${JSON.stringify(program)}
    try { sqliteStore(${JSON.stringify(path)}); process.kill(process.pid, 'SIGKILL') } catch (error) { console.log(error.finding.code) }`
  const run = () => spawnSync(process.execPath, ['--input-type=module', '-e', other], { encoding: 'utf8' })
  expect(run().stdout).toBe('store-taken\n')
  await store.close()
  expect(run().signal).toBe('SIGKILL')
  await open(path).journal.append('a', 0, { ...requested, at })
})

test('what a process that ended left in the log is in the file itself after the next start: the disk may not have the log, though a sync says so', async () => {
  const path = newPath()
  const program = fileURLToPath(new URL('../../../../src/runs/stores/sqlite.js', import.meta.url))
  const other = `import { sqliteStore } from ${JSON.stringify(program)}
    await sqliteStore(${JSON.stringify(path)}).journal.append('a', 0, ${JSON.stringify({ ...requested, at })})
    process.kill(process.pid, 'SIGKILL')`
  expect(spawnSync(process.execPath, ['--input-type=module', '-e', other]).signal).toBe('SIGKILL')
  /** The runs in a copy of the file without its log. */
  const alone = (): number => {
    const copy = newPath()
    copyFileSync(path, copy)
    const database = new DatabaseSync(copy)
    try {
      return Number(database.prepare('SELECT count(*) AS n FROM events').get()?.n)
    } finally {
      database.close()
    }
  }
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(0)
  expect(alone()).toBe(0)
  const store = open(path)
  expect(alone()).toBe(1)
  expect(statSync(`${path}-wal`).size).toBe(0)
  await store.journal.append('b', 0, { ...requested, at })
  expect(await store.journal.read('a')).toHaveLength(1)
})

test('is not begun while somebody holds back its log, which could have a gap then', async () => {
  const path = newPath()
  const program = fileURLToPath(new URL('../../../../src/runs/stores/sqlite.js', import.meta.url))
  const other = `import { sqliteStore } from ${JSON.stringify(program)}
    await sqliteStore(${JSON.stringify(path)}).journal.append('a', 0, ${JSON.stringify({ ...requested, at })})
    process.kill(process.pid, 'SIGKILL')`
  spawnSync(process.execPath, ['--input-type=module', '-e', other])
  const reader = new DatabaseSync(path, { readOnly: true })
  reader.exec('BEGIN')
  expect(reader.prepare('SELECT count(*) AS n FROM events').get()?.n).toBe(1)
  expect(codeOf(() => sqliteStore(path))).toBe('store-unusable')
  reader.close()
  expect(await open(path).journal.read('a')).toHaveLength(1)
})

test('it is nobody else’s to read, and can be read by its owner while it is in use', async () => {
  const path = newPath()
  const store = open(path)
  await store.journal.append('a', 0, { ...requested, at })
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const reader = new DatabaseSync(path, { readOnly: true })
  expect(reader.prepare('SELECT count(*) AS n FROM events').get()?.n).toBe(1)
  reader.close()
})

test('another program’s database, a newer Prism’s, a damaged one and a folder that is not there are refused, and stay as they are', () => {
  const foreign = newPath()
  const database = new DatabaseSync(foreign)
  database.exec('CREATE TABLE theirs (a)')
  database.close()
  expect(codeOf(() => sqliteStore(foreign))).toBe('store-unusable')

  const newer = newPath()
  const later = new DatabaseSync(newer)
  later.exec('PRAGMA application_id = 0x5052534d; PRAGMA user_version = 99')
  later.close()
  expect(codeOf(() => sqliteStore(newer))).toBe('store-unusable')

  const damaged = newPath()
  writeFileSync(damaged, 'x'.repeat(8192))
  expect(codeOf(() => sqliteStore(damaged))).toBe('store-unusable')
  expect(codeOf(() => sqliteStore(join(folder, 'absent', 'a.db')))).toBe('store-unusable')
  expect(existsSync(join(folder, 'absent'))).toBe(false)
})

test('a SQLite whose log can be reset too early is refused, whatever else is there', () => {
  for (const version of [undefined, '3.7.0', '3.51.2', '3.50.9', '2.99.9'])
    expect(codeOf(() => assertSqlite(version))).toBe('sqlite-too-old')
  for (const version of ['3.51.3', '3.52.0', '3.53.4', '4.0.0']) expect(codeOf(() => assertSqlite(version))).toBeUndefined()
})

test('what is appended together is one sync, and a write that fails takes nothing with it that was answered', async () => {
  const store = open()
  const many = await Promise.all(Array.from({ length: 50 }, (_, i) => store.journal.append(`r${i}`, 0, { ...requested, at })))
  expect(many.every((a) => a.kind === 'appended')).toBe(true)
  const ended: EventBody = { type: 'ended', data: { state: 'done', findings: [] } }
  await expect(store.journal.append('without-request', 0, { ...ended, at })).rejects.toThrow('begins with its request')
  expect(await store.journal.unfinished()).toHaveLength(50)
})

test('what has ended, is settled or is over is forgotten when it is old enough, and nothing that is open', async () => {
  const store = open()
  const ended: EventBody = { type: 'ended', data: { state: 'done', findings: [] } }
  for (const id of ['a', 'b']) await store.journal.append(id, 0, { ...requested, at })
  await store.journal.append('a', 1, { ...ended, at })
  for (const id of ['g', 'h']) await store.inbox.keep({ id, subject: id, receivedAt: at, content: 1 })
  await store.inbox.settle('g')
  await store.locks.put(lockBy('ada', { until: at }))
  await store.locks.put(lockBy('ben', { fileSystemId: 'fs-2', runId: 'of ben' }))
  const locked = async () => (await store.locks.standing(new Date(0))).map(({ by }) => by.name)
  await store.forget(new Date(at))
  expect([(await store.journal.read('a')).length, await locked()]).toEqual([2, ['ada', 'ben']])
  await store.forget(new Date('2026-11-24T00:00:00.000Z'))
  expect([await store.journal.read('a'), await store.journal.read('b')].map((events) => events.length)).toEqual([0, 1])
  expect((await store.journal.summaries({ limit: 9 })).map((r) => r.id)).toEqual(['b'])
  expect(await store.inbox.keep({ id: 'g', subject: 'g', receivedAt: at, content: 1 })).toBe('kept')
  expect(await store.inbox.isOpen('h')).toBe(true)
  expect(await locked()).toEqual(['ben'])
})
