/** Locks as whoever asks sees them, and as they stand in a plan’s way. */
import type { Origin } from '../../../src/domain/request.ts'
import { planMount } from '../../../src/engine/plan.ts'
import { memoryLocks, noLocks } from '../../../src/runs/locks.ts'
import { lockedOut, locksFor } from '../../../src/runs/locks-for.ts'
import { lockBy } from '../../support/locks-contract.ts'
import { freshFacts, observed, operation, rockyId, ubuntuId } from '../../support/operation.ts'
import { person, repositoryRights, unbounded } from '../../support/rights.ts'

const now = new Date('2026-11-29T10:00:00Z')
const origin: Origin = { entrypoint: 'terminal', actor: { id: '2', name: 'max' } }
const file = `version: 1
volumes: { research-data: , archive: }
rights: [{ who: { permission: write }, may: [lock], volumes: [research-data] }]
`
const rights = repositoryRights(file, { asker: person('2') })
const run = { request: { verb: 'locks' }, origin } as const
const ours = lockBy('ada', { repository: 'acme/research' })
const others = lockBy('ben', { fileSystemId: 'fs-9', volume: 'archive' })

test('those on volumes in reach are seen, and who may remove each', async () => {
  const locks = memoryLocks()
  const seen = locksFor(locks, run, rights, () => now)
  for (const lock of [ours, others]) expect(await seen.put(lock)).toEqual(lock)
  expect(await seen.standing()).toEqual([ours])
  expect(await locksFor(locks, run, unbounded, () => now).standing()).toEqual([ours, others])
  expect(seen.mayRemove(ours)).toMatchObject({ kind: 'denied' })
  expect(seen.removers(ours)).toBe('"ada", or administrators')
  await seen.remove(ours)
  expect(await seen.standing()).toEqual([])
  expect(seen).not.toHaveProperty('nowhere')
})

test('where nothing keeps locks that is told too', () => {
  expect(locksFor(noLocks, run, unbounded, () => now)).toMatchObject({ nowhere: true })
})

test('a plan for a locked volume may not be begun, whoever locked it; for another it may', async () => {
  const plan = planMount('01JDM3C0000000000000000000', operation, [observed(ubuntuId, freshFacts()), observed(rockyId)])
  const locks = memoryLocks()
  expect(await lockedOut(plan, locks, rights, now)).toBeUndefined()
  await locks.put({ ...others, fileSystemId: 'fs-8' })
  expect(await lockedOut(plan, locks, rights, now)).toBeUndefined()
  await locks.put({ ...ours, fileSystemId: operation.fileSystemId })
  expect(await lockedOut(plan, locks, rights, now)).toMatchObject({
    code: 'volume-locked',
    seen: expect.stringMatching(/locked by "ada".*may unlock: "ada", or administrators/),
  })
})
