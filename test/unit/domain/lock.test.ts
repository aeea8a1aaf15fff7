import { endOfLock, isLockOf, lockOn, reasonPattern, sayLock, stands, untilPattern, volumeLocked } from '../../../src/domain/lock.ts'
import { defaultCreateOptions } from '../../../src/domain/request.ts'
import { planMount } from '../../../src/engine/plan.ts'
import { sealVolume } from '../../../src/engine/volume-plan.ts'
import { lockBy } from '../../support/locks-contract.ts'
import { freshFacts, observed, operation, ubuntuId } from '../../support/operation.ts'

const from = new Date('2026-11-29T12:00:00Z')

test.each([
  ['45m', '2026-11-29T12:45:00.000Z'],
  ['8h', '2026-11-29T20:00:00.000Z'],
  ['3d', '2026-12-02T12:00:00.000Z'],
  ['2026-11-29', '2026-11-30T00:00:00.000Z'],
  ['2028-02-29', '2028-03-01T00:00:00.000Z'],
])('until %s is over at %s', (until, end) => {
  expect(untilPattern.test(until)).toBe(true)
  expect(endOfLock(until, from).toISOString()).toBe(end)
})

test.each(['2026-11-28', '2026-02-30', '2027-02-29', '2026-13-01', '0000-00-00'])('%s is no time to come', (until) => {
  expect(() => endOfLock(until, from)).toThrow(/bad-option/)
})

test('nor is the very moment', () => {
  const midnight = new Date('2026-11-29T00:00:00Z')
  expect(() => endOfLock('2026-11-28', midnight)).toThrow(
    expect.objectContaining({ finding: expect.objectContaining({ seen: '--until "2026-11-28" is not a time to come' }) as object }),
  )
})

test('is found by the volume’s id or by the name that it was locked under', () => {
  const lock = lockBy('ada')
  const of = (kind: 'id' | 'name', text: string) => isLockOf(lock, kind === 'id' ? { kind, id: text } : { kind, name: text })
  expect([of('id', lock.fileSystemId), of('name', lock.volume)]).toEqual([true, true])
  expect([of('id', 'fs-0fedcba9876543210'), of('name', 'other'), of('name', lock.fileSystemId), of('id', lock.volume)]).toEqual(
    Array(4).fill(false),
  )
})

test.each(['0h', '8', '8 h', '-1d', '99999d', 'tomorrow', '2026-1-1', ''])('%s is not how a time is said', (until) => {
  expect(untilPattern.test(until)).toBe(false)
})

test('a reason is one line of words that anybody can read, and no more', () => {
  for (const good of ['moving to another region', 'déménagement', '移行中', "don't touch: #12, @ada"])
    expect(reasonPattern.test(good)).toBe(true)
  for (const bad of ['', ' ', 'two\nlines', 'a "quoted" word', '`code`', 'a\u202eb', 'a\u2028b', 'back\\slash', 'x'.repeat(201)])
    expect(reasonPattern.test(bad)).toBe(false)
})

test('a lock stands until the moment that it names', () => {
  const lock = lockBy('ada', { until: '2026-11-29T20:00:00.000Z' })
  expect([stands(lock, new Date('2026-11-29T19:59:59.999Z')), stands(lock, new Date('2026-11-29T20:00:00Z'))]).toEqual([true, false])
  expect(stands(lockBy('ada'), new Date('2099-01-01'))).toBe(true)
})

test('says who, since when, until when and why', () => {
  expect(sayLock(lockBy('ada', { repository: 'acme/research', reason: 'moving' }))).toBe(
    '"research-data" (fs-0123456789abcdef0) is locked by "ada" in acme/research since 2026-11-29T08:00:00.000Z, until it is unlocked: “moving”',
  )
  const bare = lockBy('ada', { until: '2026-11-30T00:00:00.000Z' })
  const said = '"research-data" (fs-0123456789abcdef0) is locked by "ada" since 2026-11-29T08:00:00.000Z, until 2026-11-30T00:00:00.000Z'
  expect(sayLock(bare)).toBe(said)
  expect(volumeLocked(bare, 'administrators')).toMatchObject({ code: 'volume-locked', seen: `${said}; may unlock: administrators` })
})

test('is on what a plan would change by its id; on a create by the name in that region', () => {
  const locks = [lockBy('ada', { fileSystemId: operation.fileSystemId, volume: operation.volume, region: operation.region })]
  const seal = (verb: 'create' | 'delete', parameters: object) =>
    sealVolume({ verb, region: operation.region, parameters: { ...parameters }, steps: [] })
  const mount = planMount('01JDM3C0000000000000000000', operation, [observed(ubuntuId, freshFacts())])
  expect(lockOn(mount, locks)).toBe(locks[0])
  expect(lockOn(mount, [lockBy('ada', { ...locks[0]!, fileSystemId: 'fs-2' })])).toBeUndefined()
  expect(lockOn(seal('create', { name: 'other', options: defaultCreateOptions }), locks)).toBeUndefined()
  expect(lockOn(seal('delete', { fileSystemId: operation.fileSystemId }), locks)).toBe(locks[0])
  expect(lockOn(seal('delete', { fileSystemId: 'fs-2' }), locks)).toBeUndefined()
  expect(lockOn(seal('create', { name: operation.volume, options: defaultCreateOptions }), locks)).toBe(locks[0])
  expect(lockOn({ ...seal('create', { name: operation.volume }), region: 'eu-west-3' }, locks)).toBeUndefined()
})

test('a migration is of a volume, and its lock keeps it out; accounts are of none', () => {
  const lock = lockBy('ada')
  const plan = { region: lock.region, hosts: [], jobs: [], refused: [], digest: 'a' } as const
  const volume = { id: lock.fileSystemId, name: lock.volume, region: lock.region }
  expect(lockOn({ ...plan, verb: 'migrate', volume }, [lock])).toBe(lock)
  expect(lockOn({ ...plan, verb: 'migrate', volume: { ...volume, id: 'fs-0fedcba9876543210' } }, [lock])).toBeUndefined()
  expect(lockOn({ ...plan, verb: 'sync-people' }, [lock])).toBeUndefined()
})
