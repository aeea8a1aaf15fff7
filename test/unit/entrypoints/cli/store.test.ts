import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machineClock } from '../../../../src/clock.ts'
import type { EventBody } from '../../../../src/domain/run.ts'
import { keepFor } from '../../../../src/runs/stores/open.ts'
import { sqliteStore } from '../../../../src/runs/stores/sqlite.ts'
import { prism } from './stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'prism-cli-store-'))
const store = sqliteStore(join(folder, 'app.db'))
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})
const file = (name: string): string => join(folder, name)
const run = async (...words: string[]) => {
  const { code, stdout } = await prism(['store', ...words, '--json'], () => {})
  return { code, said: JSON.parse(stdout) as Record<string, unknown> }
}

const origin = { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } } as const
const requested: EventBody = { type: 'requested', data: { request: { verb: 'volumes' }, origin, dryRun: false } }
const ended: EventBody = { type: 'ended', data: { state: 'done', findings: [] } }
const at = '2026-11-23T12:00:00.000Z'

beforeAll(async () => {
  await store.journal.append('over', 0, { ...requested, at })
  await store.journal.append('over', 1, { ...ended, at })
  await store.journal.append('open', 0, { ...requested, at })
  await store.inbox.keep({ id: 'g1', subject: 'comment 1', receivedAt: at, content: { body: '/prism help' } })
})

test('a store is backed up while a server works with it, and the copy says what is open', async () => {
  expect(await run('backup', file('app.db'), file('copy.db'))).toMatchObject({
    code: 0,
    said: { ok: true, faults: [], runs: 2, unfinished: 1, openDeliveries: 1 },
  })
  expect(statSync(file('copy.db')).mode & 0o777).toBe(0o600)
  expect((await run('backup', file('app.db'), file('copy.db'))).said).toMatchObject({ ok: false, findings: [{ code: 'store-unusable' }] })
})

test('the copy’s name is told; a file and a folder that are not there are named as that', async () => {
  const { stdout } = await prism(['store', 'backup', file('app.db'), file('told.db')], () => {})
  expect(stdout).toContain(`2 runs, 1 of them not ended; 1 delivery not worked off; ${statSync(file('told.db')).size} bytes\nWritten to `)
  const seen = async (...words: string[]) => (await run(...words)).said.findings
  expect(await seen('check', file('absent'))).toMatchObject([{ seen: expect.stringContaining('there is no such file') }])
  expect(await seen('backup', file('app.db'), file('absent/copy.db'))).toMatchObject([
    { seen: expect.stringContaining('its folder is not there') },
  ])
})

test.each(['postgres', 'postgresql', 'POSTGRES'])('a database is no file, and its password is written nowhere (%s)', async (scheme) => {
  for (const words of [
    ['check', `${scheme}://prism:secret@db/prism`],
    ['backup', file('app.db'), `${scheme}://prism:secret@db/prism`],
  ]) {
    const { code, stdout, stderr } = await prism(['store', ...words], () => {})
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('pg_dump')
    expect(stderr).not.toContain('secret')
  }
})

test('a restored store knows what it knew, and carries nothing on', async () => {
  await run('backup', file('app.db'), file('second.db'))
  expect(await run('restore', file('second.db'), file('new.db'))).toMatchObject({
    code: 0,
    said: { runs: 2, unfinished: 0, openDeliveries: 0 },
  })
  const restored = sqliteStore(file('new.db'))
  expect((await restored.journal.summaries({ limit: 9 })).map(({ id, state }) => `${id} ${state}`)).toEqual(['over done', 'open unknown'])
  expect(await restored.inbox.keep({ id: 'g1', subject: 'comment 1', receivedAt: at, content: {} })).toBe('known')
  await restored.close()
  // the file that is in the way is named, not the backup
  const seen = expect.stringContaining(`${JSON.stringify(file('new.db'))}: it is there already, and nothing is overwritten`)
  expect((await run('restore', file('second.db'), file('new.db'))).said).toMatchObject({ ok: false, findings: [{ seen }] })
})

test('what is no store, and what is damaged, is said', async () => {
  writeFileSync(file('other'), 'x'.repeat(8192))
  expect((await run('check', file('other'))).said).toMatchObject({ ok: false, findings: [{ code: 'store-unusable' }] })
  expect((await run('check', file('absent'))).said).toMatchObject({ ok: false, findings: [{ code: 'store-unusable' }] })
  expect((await run('check', file('app.db'))).said).toMatchObject({ ok: true, unfinished: 1 })
})

test('what ended long ago is forgotten, what is open never', async () => {
  const old = sqliteStore(file('old.db'))
  for (const id of ['a', 'b']) await old.journal.append(id, 0, { ...requested, at })
  await old.journal.append('a', 1, { ...ended, at })
  await old.inbox.keep({ id: 'g1', subject: 's1', receivedAt: at, content: {} })
  const after = (days: number) => ({ ...machineClock, now: () => new Date(Date.parse(at) + days * 86_400_000) })
  const once = AbortSignal.abort()
  await keepFor(old, '8', after(7), once)
  expect(await old.journal.read('a')).toHaveLength(2)
  await keepFor(old, '8', after(9), once)
  expect(await old.journal.read('a')).toEqual([])
  expect((await old.journal.summaries({ limit: 9 })).map((r) => r.id)).toEqual(['b'])
  expect(await old.inbox.open()).toHaveLength(1)
  await expect(keepFor(old, '3', after(9), once)).rejects.toMatchObject({ finding: { code: 'bad-option' } })
  await old.close()
})
