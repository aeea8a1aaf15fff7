import { fail, finding } from '../../../src/domain/catalogue.ts'
import type { Lock } from '../../../src/domain/lock.ts'
import type { Request } from '../../../src/domain/request.ts'
import { listLocks, lockVolume, unlockVolume } from '../../../src/engine/lock.ts'
import { engineStage, onVolume, runId, startedAt } from '../../support/engine-stage.ts'
import { fileSystemId } from '../../support/healthy-facts.ts'

type Stage = NonNullable<Parameters<typeof engineStage>[0]>
type Locking = Extract<Request, { verb: 'lock' }>
const locking = (more: Partial<Locking> = {}): Locking => ({ verb: 'lock', volume: onVolume, ...more })
const unlocking = { verb: 'unlock', volume: onVolume } as const
const ben: Lock = {
  fileSystemId,
  volume: 'research-data',
  region: 'us-east-1',
  by: { id: '2', name: 'ben' },
  since: '2026-11-22T08:00:00.000Z',
  runId: '01JDM3B0000000000000000000',
}
const own: Lock = { ...ben, by: { id: '1', name: 'ada' }, since: startedAt, runId }
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { finding?: { code: string; seen: string } }) => error.finding,
  )
/** Where ben's lock stands. */
async function whereBen(given: Stage = {}) {
  const stage = engineStage(given)
  await stage.ctx.locks.put(ben)
  return stage
}

test('where nothing keeps locks, that none is known is not said to be that there is none', async () => {
  const on = engineStage({ locks: { nowhere: true } }).ctx
  for (const work of [listLocks(on), unlockVolume(unlocking, on)])
    expect(await codeOf(work)).toMatchObject({ code: 'locks-nowhere', seen: 'PRISM_STORE names no store' })
  expect(await listLocks(engineStage().ctx)).toEqual({ kind: 'locks', locks: [] })
})

describe('a lock', () => {
  test('holds by whom and since when, and is written down once it stands', async () => {
    const stage = engineStage()
    expect(await lockVolume(locking(), stage.ctx)).toStrictEqual({
      kind: 'locks',
      did: 'locked',
      locks: [{ ...own, unlockedBy: 'ada and ops' }],
    })
    expect(stage.told).toEqual([{ type: 'locked', data: own }])
    expect(await stage.ctx.locks.standing()).toEqual([own])
  })

  test('keeps why and until when, where that was said, and the repository through which it was asked for', async () => {
    const stage = engineStage({
      origin: {
        entrypoint: 'workflow',
        actor: { id: '1', name: 'ada' },
        repository: 'team/data',
        runUrl: 'https://github.com/team/data/actions/runs/1',
      },
    })
    await lockVolume(locking({ reason: 'paper', until: '3d' }), stage.ctx)
    expect(await stage.ctx.locks.standing()).toEqual([
      { ...own, repository: 'team/data', reason: 'paper', until: '2026-11-26T12:00:00.000Z' },
    ])
  })

  test('that is another’s stays, and says whose it is', async () => {
    const stage = await whereBen()
    expect(await codeOf(lockVolume(locking(), stage.ctx))).toMatchObject({ code: 'volume-locked', seen: expect.stringContaining('ben') })
    expect(stage.told).toEqual([])
  })

  test('of a run that is taken up again is not set a second time, though somebody removed it since', async () => {
    const stage = engineStage({ earlier: [{ type: 'locked', data: own }], volumes: [] })
    expect(await lockVolume(locking(), stage.ctx)).toMatchObject({
      kind: 'locks',
      did: 'locked',
      locks: [{ runId, unlockedBy: 'ada and ops' }],
    })
    expect(await stage.ctx.locks.standing()).toEqual([])
  })

  test('that a worker set before it could write it down is this run’s own', async () => {
    const stage = engineStage()
    await stage.ctx.locks.put(own)
    expect(await lockVolume(locking(), stage.ctx)).toMatchObject({ did: 'locked' })
    expect(stage.told).toEqual([{ type: 'locked', data: own }])
  })

  test('of a volume that is not there, or until a time that is over, is refused', async () => {
    expect(await codeOf(lockVolume(locking(), engineStage({ volumes: [] }).ctx))).toMatchObject({ code: 'volume-not-found' })
    expect(await codeOf(lockVolume(locking({ until: '2026-11-20' }), engineStage().ctx))).toMatchObject({ code: 'bad-option' })
  })
})

describe('an unlock', () => {
  test('removes it, and writes down what it removes before it does', async () => {
    const stage = await whereBen()
    expect(await unlockVolume(unlocking, stage.ctx)).toStrictEqual({
      kind: 'locks',
      did: 'unlocked',
      locks: [{ ...ben, unlockedBy: 'ben and ops' }],
    })
    expect(stage.told).toEqual([{ type: 'unlocking', data: ben }])
    expect(await stage.ctx.locks.standing()).toEqual([])
  })

  test('where nothing is locked says so', async () => {
    expect(await codeOf(unlockVolume(unlocking, engineStage().ctx))).toMatchObject({ code: 'not-locked', seen: 'research-data' })
    const other = engineStage()
    await other.ctx.locks.put({ ...ben, fileSystemId: 'fs-0fedcba9876543210' })
    expect(await codeOf(unlockVolume(unlocking, other.ctx))).toMatchObject({ code: 'not-locked' })
    expect(await other.ctx.locks.standing()).toHaveLength(1)
  })

  test('by who may not is refused with why, and the lock stays', async () => {
    const denied = finding('denied', { seen: 'only ben' })
    const stage = await whereBen({ locks: { mayRemove: () => ({ kind: 'denied', finding: denied }) } })
    expect(await codeOf(unlockVolume(unlocking, stage.ctx))).toEqual(denied)
    expect(await stage.ctx.locks.standing()).toEqual([ben])
    expect(stage.told).toEqual([])
  })

  test('of a volume that is gone goes by what the volume was called', async () => {
    const stage = await whereBen({ volumes: [] })
    expect(await unlockVolume(unlocking, stage.ctx)).toMatchObject({ did: 'unlocked' })
    const none = await whereBen({ volumes: [] })
    const another = { verb: 'unlock', volume: { kind: 'name', name: 'other' } } as const
    expect(await codeOf(unlockVolume(another, none.ctx))).toMatchObject({ code: 'not-locked', seen: 'other' })
  })

  test('where AWS does not answer removes nothing', async () => {
    const stage = await whereBen({ fileSystems: { find: () => Promise.reject(fail('aws-denied', { seen: 'x' })) } })
    expect(await codeOf(unlockVolume(unlocking, stage.ctx))).toMatchObject({ code: 'aws-denied' })
    const broken = await whereBen({ fileSystems: { find: () => Promise.reject(new TypeError('broken')) } })
    await expect(unlockVolume(unlocking, broken.ctx)).rejects.toThrow('broken')
    expect(await broken.ctx.locks.standing()).toEqual([ben])
  })

  test('that is taken up again removes what it had begun to remove, though that is gone by now', async () => {
    const stage = engineStage({ earlier: [{ type: 'unlocking', data: ben }], volumes: [] })
    const removed: Lock[] = []
    const ctx = { ...stage.ctx, locks: { ...stage.ctx.locks, remove: async (lock: Lock) => void removed.push(lock) } }
    expect(await unlockVolume(unlocking, ctx)).toMatchObject({ did: 'unlocked', locks: [{ runId: ben.runId }] })
    expect(removed).toEqual([ben])
    expect(stage.told).toEqual([])
  })
})

test('the list has each lock with who may remove it', async () => {
  const stage = await whereBen()
  expect(await listLocks(stage.ctx)).toEqual({ kind: 'locks', locks: [{ ...ben, unlockedBy: 'ben and ops' }] })
})
