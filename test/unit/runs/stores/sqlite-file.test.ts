/** Opening and closing a store's file: what is refused says why, and leaves nothing held. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sqliteStore } from '../../../../src/runs/stores/sqlite.ts'
import { assertSqlite, unusable } from '../../../../src/runs/stores/sqlite-file.ts'
import { requestOf } from '../../../support/worker.ts'

const at = '2026-11-23T12:00:00.000Z'
const requested = { ...requestOf({ verb: 'volumes' }), at }
let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prism-file-'))
  path = join(folder, 'app.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const whyNot = (act: () => unknown): unknown => {
  try {
    act()
    return undefined
  } catch (error) {
    return (error as { readonly finding?: unknown }).finding ?? error
  }
}
/** As /proc tells it: of this process. */
const openFiles = (): number => readdirSync('/proc/self/fd').length
const refusing = (seen: string) => ({ code: 'store-unusable', seen: expect.stringContaining(seen) })

/** A store with one run. */
async function newStore(): Promise<void> {
  const store = sqliteStore(path)
  await store.journal.append('a', 0, requested)
  await store.close()
}

test('what was asked for before a store is closed is kept, and its file is free at once', async () => {
  const store = sqliteStore(path)
  const appended = store.journal.append('a', 0, requested)
  await store.close()
  expect(await appended).toMatchObject({ kind: 'appended' })
  const again = sqliteStore(path)
  expect(await again.journal.read('a')).toHaveLength(1)
  await again.close()
})

test('a store that is opened for each question leaves no file open', async () => {
  await newStore()
  const before = openFiles()
  for (let n = 0; n < 5; n++) await sqliteStore(path).close()
  expect(openFiles()).toBe(before)
})

test('a damaged store is refused with what is damaged; it is not held, so that a copy can be put in its place', async () => {
  await newStore()
  const whole = readFileSync(path)
  writeFileSync(path, Buffer.from(whole).fill(0xff, 8_192, 12_288))
  const before = openFiles()
  for (let n = 0; n < 5; n++) expect(whyNot(() => sqliteStore(path))).toMatchObject(refusing('it is damaged: *** in database main ***'))
  expect(openFiles()).toBe(before)
  writeFileSync(path, whole)
  const store = sqliteStore(path)
  expect(await store.journal.read('a')).toHaveLength(1)
  await store.close()
})

test('a file that another one has says that it is taken, again and again, and none of it is held when that one is closed', async () => {
  const before = openFiles()
  const store = sqliteStore(path)
  for (let n = 0; n < 3; n++) expect(whyNot(() => sqliteStore(path))).toMatchObject({ code: 'store-taken', seen: JSON.stringify(path) })
  await store.close()
  expect(openFiles()).toBe(before)
})

test('a folder that is not there is to be made; what is wrong otherwise is told as the system says it', () => {
  const absent = join(folder, 'absent', 'app.db')
  expect(whyNot(() => sqliteStore(absent))).toMatchObject(refusing('its folder is not there: make it'))
  expect(() => sqliteStore(absent)).toThrow(
    expect.objectContaining({ cause: expect.objectContaining({ cause: expect.objectContaining({ code: 'ENOENT' }) }) }),
  )
  writeFileSync(path, '')
  expect(whyNot(() => sqliteStore(join(path, 'app.db')))).toMatchObject(refusing('ENOTDIR: not a directory'))
})

test('a lock file that is no database is not taken for another process', () => {
  writeFileSync(`${path}.lock`, 'x'.repeat(4_096))
  expect(whyNot(() => sqliteStore(path))).toMatchObject(refusing('file is not a database'))
})

test('a version of SQLite counts by its parts, also where one of them is not said', () => {
  for (const version of ['3.51', '3', '3.51.x', '']) expect(whyNot(() => assertSqlite(version))).toMatchObject({ code: 'sqlite-too-old' })
  expect(whyNot(() => assertSqlite(undefined))).toMatchObject({ seen: expect.stringMatching(/^SQLite unknown in Node \d/) })
  expect(whyNot(() => assertSqlite('3.50.9'))).toMatchObject({ seen: expect.stringMatching(/^SQLite 3\.50\.9 in Node \d/) })
  for (const version of ['3.51.10', '3.60', '4']) expect(whyNot(() => assertSqlite(version))).toBeUndefined()
})

test('why a file cannot be used is told once, and keeps its cause', () => {
  const cause = new Error('disk I/O error')
  const first = unusable('/a.db', cause)
  expect([first.finding, first.cause]).toMatchObject([{ code: 'store-unusable', seen: '"/a.db": disk I/O error' }, cause])
  expect(unusable('/other.db', first)).toBe(first)
  expect(unusable('/a.db', 'gone').finding.seen).toBe('"/a.db": gone')
})

test.each([
  ['another program’s', 'CREATE TABLE theirs (a)', 'it is a database of another program'],
  ['another program’s with a version', 'CREATE TABLE theirs (a); PRAGMA user_version = 1', 'it is a database of another program'],
  ['a newer Prism’s', 'PRAGMA application_id = 0x5052534d; PRAGMA user_version = 99', 'it was written by a newer Prism'],
])('a file that is %s is refused, and stays as it is to the byte', (_, made, seen) => {
  const database = new DatabaseSync(path)
  database.exec(made)
  database.close()
  const before = readFileSync(path)
  expect(whyNot(() => sqliteStore(path))).toMatchObject(refusing(seen))
  expect(readFileSync(path).equals(before)).toBe(true)
  expect(readdirSync(folder).filter((name) => name !== 'app.db.lock')).toEqual(['app.db'])
})
