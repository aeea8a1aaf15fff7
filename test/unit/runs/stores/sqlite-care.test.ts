/** Looking after a store’s file: whether it is whole, a copy of it, and a copy in the place of a lost one. */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PrismError } from '../../../../src/domain/catalogue.ts'
import { sqliteStore } from '../../../../src/runs/stores/sqlite.ts'
import { backUpStore, checkStore, restoreStore } from '../../../../src/runs/stores/sqlite-care.ts'
import { requestOf } from '../../../support/worker.ts'

const at = '2026-11-23T12:00:00.000Z'
const requested = { ...requestOf({ verb: 'volumes' }), at }
const ended = { type: 'ended', data: { state: 'done', findings: [] }, at } as const
const now = new Date('2026-11-29T12:00:00Z')
let folder: string
let path: string
const file = (name: string): string => join(folder, name)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prism-care-'))
  path = file('app.db')
  const store = sqliteStore(path)
  for (const id of ['a', 'b', 'c']) await store.journal.append(id, 0, requested)
  await store.journal.append('a', 1, ended)
  for (const id of ['g', 'h']) await store.inbox.keep({ id, subject: id, receivedAt: at, content: 1 })
  await store.inbox.settle('g')
  await store.close()
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Changes the file behind the store’s back. */
function change(query: string, of = path): void {
  const database = new DatabaseSync(of)
  database.exec(query)
  database.close()
}
const whyNot = async (act: () => unknown): Promise<unknown> => {
  try {
    await act()
    return undefined
  } catch (error) {
    return error instanceof PrismError ? error.finding : error
  }
}

test('a whole store is told by what is in it', () => {
  expect(checkStore(path)).toEqual({ faults: [], runs: 3, unfinished: 2, openDeliveries: 1, bytes: statSync(path).size })
})

test('a run without some of its events, and events of no run in the list, are faults', () => {
  change("DELETE FROM events WHERE run = 'a' AND seq = 1")
  change("DELETE FROM runs WHERE id = 'b'")
  expect(checkStore(path).faults).toEqual(['run a lacks events', '1 runs are in no list'])
})

test('a gap in the middle of a run is a fault too', async () => {
  const store = sqliteStore(path)
  await store.journal.append('b', 1, { type: 'decided', data: { kind: 'allowed' }, at })
  await store.journal.append('b', 2, ended)
  await store.close()
  change("DELETE FROM events WHERE run = 'b' AND seq = 2")
  expect(checkStore(path).faults).toEqual(['run b lacks events'])
})

test('what is no store, a newer one, and no file at all are refused; nothing is made of them', async () => {
  const foreign = file('foreign.db')
  change('CREATE TABLE theirs (a)', foreign)
  expect(await whyNot(() => checkStore(foreign))).toMatchObject({
    code: 'store-unusable',
    seen: expect.stringContaining('it is no store of runs'),
  })
  expect(await whyNot(() => checkStore(file('absent.db')))).toMatchObject({
    code: 'store-unusable',
    seen: expect.stringContaining('there is no such file'),
  })
  expect(await whyNot(() => checkStore(folder))).toMatchObject({ code: 'store-unusable' })
  expect(existsSync(file('absent.db'))).toBe(false)
  change('PRAGMA user_version = 99')
  expect(await whyNot(() => checkStore(path))).toMatchObject({ code: 'store-unusable', seen: expect.stringContaining('newer Prism') })
})

test('a copy is as whole as the store, and its owner’s alone', () => {
  expect(backUpStore(path, file('copy.db'))).toEqual(checkStore(file('copy.db')))
  expect(checkStore(file('copy.db'))).toMatchObject({ faults: [], runs: 3, unfinished: 2 })
  expect(statSync(file('copy.db')).mode & 0o777).toBe(0o600)
})

test.each(['copy.db', 'copy.db-wal', 'copy.db-shm'])('nothing is overwritten: %s is there already', async (there) => {
  writeFileSync(file(there), 'mine')
  const taken = { code: 'store-unusable', seen: expect.stringContaining(`${there}": it is there already, and nothing is overwritten`) }
  expect(await whyNot(() => backUpStore(path, file('copy.db')))).toMatchObject(taken)
  expect(await whyNot(() => restoreStore(path, file('copy.db'), now))).toMatchObject(taken)
})

test('a copy that cannot be made leaves nothing behind', async () => {
  expect(await whyNot(() => backUpStore(path, file('absent/copy.db')))).toMatchObject({ code: 'store-unusable' })
  // a disk that lost all but the first page
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0xff, 4096))
  expect(await whyNot(() => backUpStore(path, file('copy.db')))).toMatchObject({ code: 'store-unusable' })
  expect(readdirSync(folder).filter((name) => !name.startsWith('app.db'))).toEqual([])
})

test('a restored store ends what was open as unknown, with why, and works off no delivery again', async () => {
  expect(await restoreStore(path, file('new.db'), now)).toMatchObject({ faults: [], runs: 3, unfinished: 0, openDeliveries: 0 })
  const store = sqliteStore(file('new.db'))
  expect((await store.journal.read('b')).at(-1)).toMatchObject({
    type: 'ended',
    at: now.toISOString(),
    data: { state: 'unknown', findings: [{ code: 'outcome-unknown', seen: 'the store was restored from a backup' }] },
  })
  expect(await store.journal.read('a')).toHaveLength(2)
  await store.close()
  // and the backup stays as it was
  expect(checkStore(path)).toMatchObject({ unfinished: 2 })
})

test('a damaged backup is not put in the place of a store', async () => {
  change("DELETE FROM events WHERE run = 'a' AND seq = 1")
  expect(await whyNot(() => restoreStore(path, file('new.db'), now))).toMatchObject({
    code: 'store-unusable',
    seen: expect.stringContaining('it is damaged: run a lacks events'),
  })
  expect(existsSync(file('new.db'))).toBe(false)
})

test('who looks changes nothing and holds nothing: what a killed server left in its log is counted, and stays there', async () => {
  const store = sqliteStore(path)
  await store.journal.append('d', 0, requested)
  for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, file(`killed.db${end}`))
  await store.close()
  const bytes = () => ['killed.db', 'killed.db-wal'].map((name) => readFileSync(file(name)).toString('base64'))
  const open = () => readdirSync('/proc/self/fd').length
  const before = [bytes(), open()]
  for (let n = 0; n < 3; n++) expect(checkStore(file('killed.db'))).toMatchObject({ faults: [], runs: 4, unfinished: 3 })
  expect([bytes(), open()]).toEqual(before)
})
