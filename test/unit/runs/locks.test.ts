/** A lock by hand, between a plan and its doing. */
import { fail } from '../../../src/domain/catalogue.ts'
import type { Lock } from '../../../src/domain/lock.ts'
import type { Instances } from '../../../src/domain/ports.ts'
import { defaultCreateOptions, type Request } from '../../../src/domain/request.ts'
import { specOfVerb, verbNames } from '../../../src/domain/verbs.ts'
import type { Journal } from '../../../src/runs/journal.ts'
import { inOrder, memoryLocks, noLocks } from '../../../src/runs/locks.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { lockBy, locksContract } from '../../support/locks-contract.ts'
import { volume as bare, cloud, fileSystems, instance, instances, origin, requestOf, worker } from '../../support/worker.ts'

const target = {
  id: 'fsmt-1',
  subnetId: 'subnet-1',
  availabilityZone: 'us-east-1a',
  ipAddress: '10.0.0.1',
  state: 'available',
  securityGroupIds: [],
}
const volume = { ...bare, targets: [target] }
const name = { kind: 'name', name: 'research-data' } as const
const lock: Request = { verb: 'lock', volume: name, reason: 'moving to another region' }

function stage() {
  const store = memoryStore()
  const locks = memoryLocks()
  const done: string[] = []
  let gone = false
  const watched = {
    ...fileSystems,
    find: async () => {
      if (gone) throw fail('volume-not-found', { seen: 'research-data in us-east-1' })
      return volume
    },
    create: async (_n: string, _o: object, dryRun: boolean) => {
      if (!dryRun) done.push('create')
      return undefined
    },
    update: async (_f: object, _o: object, dryRun: boolean) => void (dryRun || done.push('update')),
    delete: async () => void done.push('delete'),
    accessPoints: async () => [{ id: 'fsap-1', name: 'genomics', fileSystemId: volume.id, path: '/g', state: 'available' }],
    createAccessPoint: async (_i: string, _w: object, dryRun: boolean) => {
      if (!dryRun) done.push('create-access-point')
      return undefined
    },
    deleteAccessPoint: async (_p: object, dryRun: boolean) => void (dryRun || done.push('delete-access-point')),
  }
  const resolving: Instances = {
    ...instances([]),
    resolve: async (selectors) => selectors.map((selector) => ({ selector, instances: [instance('i-1')], findings: [] })),
  }
  const given = { locks, cloud: cloud({ fileSystems: watched, instances: resolving }) }
  let runs = 0
  async function run(
    request: Request,
    more: { readonly through?: (journal: Journal) => Journal; readonly dryRun?: boolean; readonly id?: string } = {},
  ) {
    const { journal, execute, ssm } = worker(store, { ...given, ...(more.through ? { through: more.through } : {}) })
    const id = more.id ?? `r${++runs}`
    await journal.append(id, 0, requestOf(request, more.dryRun))
    return { ...(await execute(id)), ssm }
  }
  return { run, locks, done, goes: () => (gone = true) }
}
const standing = async ({ locks }: ReturnType<typeof stage>): Promise<readonly Lock[]> => locks.standing(new Date('2026-11-29T12:00:00Z'))

test('is set, listed and removed, and each stands in the run', async () => {
  const on = stage()
  const { run } = await on.run(lock)
  expect(run).toMatchObject({
    state: 'done',
    lock: { by: origin.actor, fileSystemId: volume.id },
    answer: { kind: 'locks', did: 'locked' },
  })
  expect((await on.run({ verb: 'locks' })).run.answer).toMatchObject({
    locks: [{ reason: 'moving to another region', unlockedBy: 'whoever may use this Prism' }],
  })
  expect((await on.run({ verb: 'unlock', volume: name })).run.answer).toMatchObject({ did: 'unlocked' })
  expect((await on.run({ verb: 'locks' })).run.answer).toEqual({ kind: 'locks', locks: [] })
  expect((await on.run({ verb: 'unlock', volume: name })).run.findings).toMatchObject([{ code: 'not-locked' }])
})

const mountOptions = { people: [], client: { kind: 'auto' as const }, adopt: false, sticky: false, privateSpaces: false, sharingTest: true }
const changes: Partial<Record<Request['verb'], Request>> = {
  create: { verb: 'create', name: 'research-data', options: defaultCreateOptions },
  mount: { verb: 'mount', volume: name, selectors: [{ kind: 'id', id: 'i-1' }], options: mountOptions },
  adopt: { verb: 'adopt', volume: name, selectors: [{ kind: 'id', id: 'i-1' }], options: mountOptions, plan: '0123456789abcdef' },
  unmount: { verb: 'unmount', volume: name, selectors: [{ kind: 'id', id: 'i-1' }], options: { lazy: false } },
  update: { verb: 'update', volume: name, options: { backups: true } },
  delete: { verb: 'delete', volume: name, confirm: 'research-data' },
  'create-access-point': { verb: 'create-access-point', volume: name, wanted: { name: 'genomics', path: '/g' } },
  'delete-access-point': { verb: 'delete-access-point', volume: name, point: { kind: 'name', name: 'genomics' } },
}
/** Those that change accounts, which are of no volume; and one whose plan is made of what an instance counts: test/scenario/people/migrate.test.ts. */
const notHere: readonly Request['verb'][] = ['sync-people', 'deprovision', 'migrate']
const changing = verbNames.filter((v) => ['instances', 'aws'].includes(specOfVerb(v).changes) && !notHere.includes(v))

test('every verb that changes a volume is tried', () => {
  expect(Object.keys(changes).sort()).toEqual([...changing].sort())
})

test.each(Object.values(changes))(
  '$verb of a locked volume is refused with who, why and who may unlock, and does nothing',
  async (request) => {
    const on = stage()
    await on.run(lock)
    const { run, ssm } = await on.run(request)
    const findings = run.answer?.kind === 'plan' && run.answer.refusal ? [run.answer.refusal] : run.findings
    expect({ verb: request.verb, state: run.state, codes: findings.map((f) => f.code) }).toMatchObject({
      state: 'denied',
      codes: ['volume-locked'],
    })
    expect(findings[0]!.seen).toMatch(/is locked by "ada" since .*: “moving to another region”; may unlock: whoever/)
    expect(on.done).toEqual([])
    expect(ssm.sent.filter((c) => / mount\.| unmount\./.test(c.comment))).toEqual([])
  },
)

test('looks and dry runs go on', async () => {
  const on = stage()
  await on.run(lock)
  expect((await on.run({ verb: 'status', volume: name })).run.state).toBe('done')
  expect((await on.run({ verb: 'update', volume: name, options: { backups: true } }, { dryRun: true })).run.state).toBe('done')
})

test('another run is told whose lock stands, and sets none', async () => {
  const on = stage()
  await on.run(lock)
  const { run } = await on.run({ ...lock, reason: 'mine' })
  expect(run).toMatchObject({ state: 'denied', findings: [{ code: 'volume-locked' }] })
  expect(await standing(on)).toHaveLength(1)
})

/** The process dies at this event: it is not kept, and nothing after it. */
const dyingAt =
  (type: string) =>
  (journal: Journal): Journal => ({
    ...journal,
    append: async (id, seq, body) => (body.type === type ? { kind: 'conflict', seq: 99 } : journal.append(id, seq, body)),
  })

test.each(['locked', 'ended'])('whoever carries on a lock that died before it had “%s” finds its own, and sets no second', async (type) => {
  const on = stage()
  expect((await on.run(lock, { id: 'r', through: dyingAt(type) })).state).toBe('taken')
  expect(await standing(on)).toHaveLength(1)
  expect((await on.run(lock, { id: 'r' })).run).toMatchObject({ state: 'done', answer: { did: 'locked' } })
  expect(await standing(on)).toMatchObject([{ runId: 'r' }])
})

test('an unlock that died after its word removes that very lock, and not one that was set since', async () => {
  const on = stage()
  await on.run(lock)
  expect((await on.run({ verb: 'unlock', volume: name }, { id: 'u', through: dyingAt('ended') })).state).toBe('taken')
  await on.run({ ...lock, reason: 'newer' })
  expect((await on.run({ verb: 'unlock', volume: name }, { id: 'u' })).run).toMatchObject({ state: 'done', answer: { did: 'unlocked' } })
  expect(await standing(on)).toMatchObject([{ reason: 'newer' }])
})

test('until a time that is over is refused, and no lock is set', async () => {
  const on = stage()
  expect((await on.run({ ...lock, until: '2020-01-01' })).run).toMatchObject({ state: 'failed', findings: [{ code: 'bad-option' }] })
  expect(await standing(on)).toEqual([])
})

test('of a volume that is gone the lock can be removed by its name or id', async () => {
  const on = stage()
  await on.run(lock)
  on.goes()
  expect((await on.run({ verb: 'unlock', volume: { kind: 'name', name: 'other' } })).run.findings).toMatchObject([{ code: 'not-locked' }])
  expect((await on.run({ verb: 'unlock', volume: { kind: 'id', id: volume.id } })).run.answer).toMatchObject({ did: 'unlocked' })
})

locksContract('a process', async () => memoryLocks())

test('locks are told oldest first, and of one moment in the order in which they were set', () => {
  const [a, b, c] = ['10', '12', '11'].map((hour) => lockBy(`at ${hour}`, { since: `2026-11-29T${hour}:00:00.000Z` }))
  expect(inOrder([a!, b!, c!])).toEqual([a, c, b])
  expect(inOrder([b!, c!, a!])).toEqual([a, c, b])
  const same = ['x', 'y', 'z'].map((name) => lockBy(name))
  expect(inOrder(same)).toEqual(same)
})

test('a process that ends with its command keeps no lock, and says so', async () => {
  expect(await noLocks.standing(new Date())).toEqual([])
  await expect(noLocks.put(lockBy('ada'))).rejects.toMatchObject({ finding: { code: 'locks-nowhere', seen: 'PRISM_STORE names no store' } })
  expect(noLocks.nowhere).toBe(true)
})
