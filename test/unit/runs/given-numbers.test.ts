/** Numbers that a registry cannot give, by the runs of its place. */
import { ulid } from 'ulid'
import { finding } from '../../../src/domain/catalogue.ts'
import type { JobResult } from '../../../src/domain/job-result.ts'
import type { Origin } from '../../../src/domain/request.ts'
import type { EventBody } from '../../../src/domain/run.ts'
import { heldByAll, registryBefore, takenNumbers } from '../../../src/runs/given-numbers.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'

const actor = { id: '1', name: 'wendy' }
const of = (repository: string) => ({ entrypoint: 'schedule', actor, repository }) as const
const here = of('acme/research')
const sync = { verb: 'sync-people', selectors: [], confirmRemovals: false } as const
const told = { kind: 'transcript', instanceId: 'i-1', state: 'done', steps: [], failures: [], sharing: [] } as const
const counted = { counts: [], left: [], open: [] }
const rule = { under: 'users/ubuntu', uid: 1000, gid: 1000, to: { uid: 65_537, gid: 65_537 }, itself: false }
const onVolume = (uid: number, gid: number): JobResult => ({
  ...told,
  migration: { ...counted, rule, folders: [{ top: 'data', uid, gid, entries: 3 }] },
})
const job = { key: 'r-1', script: 'migrate', scriptSha: '', executionSeconds: 60, params: {}, changes: false } as const

let written = 0
const store = memoryStore()
async function run(origin: ReturnType<typeof of>, ...events: readonly EventBody[]): Promise<string> {
  const id = `01JDM3C000000000000000${String(++written).padStart(4, '0')}`
  const all: readonly EventBody[] = [{ type: 'requested', data: { request: sync, origin, dryRun: false } }, ...events]
  for (const [n, event] of all.entries()) await store.append(id, n, { ...event, at: '2026-11-29T12:00:00.000Z' })
  return id
}
const seen = (...results: readonly JobResult[]): EventBody[] => [
  {
    type: 'dispatching',
    data: {
      job,
      chunk: 0,
      instanceIds: ['i-1'],
      comment: '',
      notAfter: '2026-11-29T13:00:00.000Z',
      transport: { kind: 'run-shell-script' },
    },
  },
  { type: 'returned', data: { key: job.key, results } },
]
const applied = (...numbers: readonly number[]): EventBody => ({
  type: 'registry-applied',
  data: { given: numbers.map((number) => ({ kind: 'person', name: `p${number}`, number })) },
})

test('are those that it gave, by the newest run that applied one, and those that instances and volumes showed', async () => {
  await run(here, applied(65_536, 65_537, 65_999))
  await run(here, ...seen(onVolume(66_000, 66_001)))
  await run(here, applied(65_536, 65_537))
  await run(of('acme/other'), applied(70_000), ...seen(onVolume(70_001, 70_002)))
  const last = await run(
    here,
    ...seen(onVolume(66_100, 66_100), { kind: 'none', instanceId: 'i-2', finding: finding('not-looked-at', { seen: 'nothing' }) }),
  )
  expect(await takenNumbers(here, store)).toEqual(new Set([65_536, 65_537, 66_000, 66_001, 66_100]))
  expect((await registryBefore({ id: last, origin: here }, store))?.given.map((g) => g.number)).toEqual([65_536, 65_537])
  // of a terminal nothing is remembered, and of a run that asks, what was before it
  expect(await takenNumbers({ entrypoint: 'terminal', actor }, store)).toEqual(new Set())
  const now = await run(here, applied(65_536))
  expect((await registryBefore({ id: now, origin: here }, store))?.given.map((g) => g.number)).toEqual([65_536, 65_537])
})

test('what was seen is of the newest fifty runs that looked', async () => {
  await run(of('acme/many'), ...seen(onVolume(80_000, 80_000)))
  for (let n = 0; n < 49; n++) await run(of('acme/many'))
  expect([...(await takenNumbers(of('acme/many'), store))]).toEqual([80_000])
  await run(of('acme/many'))
  expect(await takenNumbers(of('acme/many'), store)).toEqual(new Set())
})

const numbersBefore = async (origin: Parameters<typeof registryBefore>[0]['origin']) =>
  (await registryBefore({ id: '', origin }, store))?.given.map((g) => g.number) ?? []

test('one registry serves all tokens that ask of no repository; a terminal remembers nothing here', async () => {
  const api = { entrypoint: 'api', actor } as const
  await run(api as never, applied(70_001))
  expect(await numbersBefore(api)).toEqual([70_001])
  expect(await numbersBefore({ entrypoint: 'terminal', actor })).toEqual([])
  expect(await numbersBefore(of('acme/elsewhere'))).toEqual([])
})

test('the newest run that applied a registry is found behind pages of others', async () => {
  const place = of('acme/crowded')
  await run(place, applied(70_002))
  for (let n = 0; n < 100; n++) await run(of('acme/others'))
  expect(await numbersBefore(place)).toEqual([70_002])
  for (let n = 0; n < 100; n++) await run(of('acme/others'))
  expect(await numbersBefore(place)).toEqual([70_002])
})

describe('who left, by a run whose id is of the day and not of the hour', () => {
  const day = Date.parse('2026-11-29T00:00:00.000Z')
  const at = (minutes: number) => new Date(day + minutes * 60_000).toISOString()
  const kept = (name: string, number: number) => ({ name, number, left: '2026-11-29', from: '2026-11-29' })
  const [lea, tom] = [kept('lea', 65_536), kept('tom', 65_537)]
  const leaving = { entrypoint: 'leaving', actor, repository: 'acme/research', account: { id: 1001, login: 'lea-l' } } as const
  type Ran = {
    readonly id: number
    readonly began: number
    readonly applied?: number
    readonly held?: readonly (typeof lea)[]
    readonly of?: Origin
  }
  async function heldAfter(...runs: readonly Ran[]) {
    const own = memoryStore()
    for (const [n, { id, began, applied: when, held, of: origin = here }] of runs.entries()) {
      const runId = ulid(id, () => n / 32)
      const request = origin.entrypoint === 'leaving' ? ({ verb: 'deprovision', name: 'x' } as const) : sync
      await own.append(runId, 0, { type: 'requested', data: { request, origin, dryRun: false }, at: at(began) })
      if (when !== undefined)
        await own.append(runId, 1, { type: 'registry-applied', data: { given: [], ...(held ? { held } : {}) }, at: at(when) })
    }
    return (await registryBefore({ id: '', origin: here }, own))?.held
  }
  const synced = (began: number, applied: number, held?: readonly (typeof lea)[]): Ran => ({
    id: day + began * 60_000,
    began,
    applied,
    ...(held ? { held } : {}),
  })
  const left = (began: number, applied: number, ...held: readonly (typeof lea)[]): Ran => ({ id: day, began, applied, held, of: leaving })

  test('is known after a sync of the same day that was before it', async () => {
    expect(await heldAfter(synced(60, 61), left(120, 121, lea))).toEqual([lea])
    expect(await heldAfter(left(120, 121, lea))).toEqual([lea])
  })
  test('is known after one that began before it was applied, and so did not know of it', async () => {
    expect(await heldAfter(left(120, 122, lea), synced(121, 130))).toEqual([lea])
  })
  test('is by the sync that came after it, which knew whether they are back', async () => {
    expect(await heldAfter(left(120, 121, lea), synced(180, 181))).toBeUndefined()
    expect(await heldAfter(left(120, 121, lea), synced(180, 181, [lea]))).toEqual([lea])
  })
  test('is of each of several, whatever their ids are', async () => {
    for (const runs of [
      [left(60, 61, lea), left(120, 121, lea, tom)],
      [left(120, 121, lea, tom), left(60, 61, lea)],
    ])
      expect(new Set((await heldAfter(...runs))?.map((one) => one.name))).toEqual(new Set(['lea', 'tom']))
  })
  test('is found from the day before, and not looked for among all that there ever were', async () => {
    expect(await heldAfter(left(120, 1500, lea), synced(1450, 1460))).toEqual([lea])
    expect(await heldAfter({ ...left(-20_000, 1500, lea), id: day - 20_000 * 60_000 }, synced(1450, 1460))).toBeUndefined()
  })
})

test('who left and is kept out is known of all places that share a store: of each by the newest run that applied its registry', async () => {
  const own = memoryStore()
  let n = 0
  const kept = (name: string) => ({ name, number: 65_536 + name.charCodeAt(0), left: '2026-11-29', from: '2026-11-29' })
  const put = async (origin: ReturnType<typeof of>, ...held: readonly string[]) => {
    const given = applied()
    const event = { ...given, data: { given: [], ...(held.length > 0 ? { held: held.map(kept) } : {}) } } as EventBody
    const all: readonly EventBody[] = [{ type: 'requested', data: { request: sync, origin, dryRun: false } }, event]
    const id = `01JDM3C000000000000000${String(++n).padStart(4, '0')}`
    for (const [seq, body] of all.entries()) await own.append(id, seq, { ...body, at: '2026-11-29T12:00:00.000Z' })
  }
  expect(await heldByAll(own)).toEqual([])
  await put(of('acme/research'), 'lea', 'max')
  await put(of('acme/other'), 'zoe')
  await put(of('acme/back'), 'tom')
  await put(of('acme/back'))
  // who is back there since
  await put(of('acme/research'), 'max')
  for (let more = 0; more < 100; more++) await put(of('acme/many'))
  expect((await heldByAll(own)).map((one) => one.name).sort()).toEqual(['max', 'zoe'])
})
