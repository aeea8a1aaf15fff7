/** Numbers that a registry cannot give, by the runs of its place. */
import { finding } from '../../../src/domain/catalogue.ts'
import type { JobResult } from '../../../src/domain/job-result.ts'
import type { EventBody } from '../../../src/domain/run.ts'
import { registryBefore, takenNumbers } from '../../../src/runs/given-numbers.ts'
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
