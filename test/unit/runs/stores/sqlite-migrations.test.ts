/** Whose file it is, and of which time. */
import { DatabaseSync } from 'node:sqlite'
import { assertMayBeOurs, assertOurs, migrate } from '../../../../src/runs/stores/sqlite-migrations.ts'

const ours = 0x5052534d
let database: DatabaseSync
beforeEach(() => {
  database = new DatabaseSync(':memory:')
})
afterEach(() => database.close())

const get = (pragma: string): unknown => database.prepare(`PRAGMA ${pragma}`).get()?.[pragma]
const tables = (): unknown[] =>
  database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .all()
    .map(({ name }) => name)
const all = ['deliveries', 'events', 'locks', 'moments', 'runs', 'used']
const newest = 4

test('an empty file becomes a store, and stays as it is when it is opened again', () => {
  assertMayBeOurs(database)
  migrate(database)
  expect([tables(), get('application_id'), get('user_version')]).toEqual([all, ours, newest])
  database.exec("INSERT INTO used VALUES ('a', '2026-11-23')")
  assertMayBeOurs(database)
  migrate(database)
  assertOurs(database)
  expect([tables(), get('user_version')]).toEqual([all, newest])
  expect(database.prepare('SELECT count(*) AS n FROM used').get()?.n).toBe(1)
})

test('a store of an earlier Prism gets what came since, and keeps what it has', () => {
  migrate(database)
  database.exec("INSERT INTO runs VALUES ('a', NULL, '{}')")
  // as the first one made it
  database.exec('DROP TABLE locks; DROP TABLE moments; DROP TABLE used; PRAGMA user_version = 1')
  assertOurs(database)
  assertMayBeOurs(database)
  migrate(database)
  expect([tables(), get('user_version')]).toEqual([all, newest])
  expect(database.prepare('SELECT id FROM runs').all()).toEqual([{ id: 'a' }])
})

test('a newer Prism’s store is refused, to write and to read, and says of which version it is', () => {
  migrate(database)
  database.exec(`PRAGMA user_version = ${newest + 1}`)
  expect(() => assertMayBeOurs(database)).toThrow(`it was written by a newer Prism (version ${newest + 1} of the store, here is ${newest})`)
  expect(() => assertOurs(database)).toThrow(`it was written by a newer Prism (version ${newest + 1} of the store)`)
})

test.each([
  ['that says whose it is', 'PRAGMA application_id = 7'],
  ['that says whose it is, and has a version', 'PRAGMA application_id = 7; PRAGMA user_version = 1'],
  ['that has tables', 'CREATE TABLE theirs (a)'],
  ['that has tables, and a version', 'CREATE TABLE theirs (a); PRAGMA user_version = 1'],
  ['that has a version alone', 'PRAGMA user_version = 1'],
])('another program’s file %s is not taken for a store, and is only read', (_, made) => {
  database.exec(made)
  const before = [tables(), get('application_id'), get('user_version')]
  expect(() => assertMayBeOurs(database)).toThrow('it is a database of another program')
  expect(() => assertOurs(database)).toThrow('it is no store of runs')
  expect([tables(), get('application_id'), get('user_version')]).toEqual(before)
})
