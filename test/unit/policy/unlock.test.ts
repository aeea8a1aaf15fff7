import type { Lock } from '../../../src/domain/lock.ts'
import type { Origin } from '../../../src/domain/request.ts'
import { mayAsk } from '../../../src/policy/may-ask.ts'
import { reachOf } from '../../../src/policy/reach.ts'
import { mayUnlock, unlockers } from '../../../src/policy/unlock.ts'
import { lockBy } from '../../support/locks-contract.ts'
import { person, repositoryRights, unbounded } from '../../support/rights.ts'

const file = `version: 1
volumes: { research-data: , other: }
rights:
  - { who: { permission: write }, may: [lock], volumes: [research-data] }
  - { who: { role: maintain }, may: [unlock], volumes: [research-data] }
  - { who: { team: 42 }, may: [mount] }
`
const lock: Lock = lockBy('ada', { by: { id: '1', name: 'ada' }, repository: 'acme/research' })
const volume = { id: lock.fileSystemId, name: lock.volume, region: lock.region }
const asking = (id: string): Origin => ({
  entrypoint: 'github',
  actor: { id, name: `account ${id}` },
  repository: 'acme/research',
  issue: 1,
  commentId: 2,
  permission: { base: 'write', roleName: 'write' },
})
const rightsOf = (id: string, more: Parameters<typeof person>[2] = {}, base: 'write' | 'admin' | 'read' = 'write') =>
  repositoryRights(file, { asker: person(id, base, more) })
const kindFor = (id: string, rights = rightsOf(id), of = lock) => mayUnlock(of, asking(id), rights).kind

test('whoever set it, whom the policy gives unlock, and administrators; nobody else', () => {
  expect(kindFor('1')).toBe('allowed')
  expect(kindFor('2')).toBe('denied')
  expect(kindFor('2', rightsOf('2', { roleName: 'maintain' }))).toBe('allowed')
  expect(kindFor('2', rightsOf('2', {}, 'admin'))).toBe('allowed')
  expect(unlockers(lock, rightsOf('2'))).toBe('"ada", or the role maintain, or administrators')
})

test('one rule of several is enough, and who may is told with the lock', () => {
  const both = file.replace('{ team: 42 }, may: [mount] }', '{ team: 42 }, may: [unlock], volumes: [research-data] }')
  const asker = person('2', 'write', { roleName: 'maintain' })
  expect(kindFor('2', repositoryRights(both, { asker }))).toBe('allowed')
  expect(mayUnlock(lock, asking('2'), rightsOf('2'))).toMatchObject({
    finding: {
      code: 'lock-of-another',
      seen: expect.stringMatching(/is locked by "ada" .*; may unlock: "ada", or the role maintain, or administrators$/),
    },
  })
  const { asker: _, ...nobody } = rightsOf('1')
  expect(kindFor('1', nobody)).toBe('denied')
})

test('where no rule gives it, and where no people are known, that is told', () => {
  const { repository: _, ...atTerminal } = lock
  const ungiven = repositoryRights(file.replace('may: [unlock]', 'may: [verify]'))
  expect(unlockers(lock, ungiven)).toBe('"ada", or administrators')
  expect(unlockers(atTerminal, ungiven)).toBe('administrators')
  expect(unlockers(lock, repositoryRights(undefined))).toBe('"ada", or administrators')
  expect(unlockers(lock, unbounded)).toBe('whoever may use this Prism')
  expect(mayUnlock(lock, asking('1'), { kind: 'unknown', why: 'GitHub is away' })).toMatchObject({
    kind: 'denied',
    finding: { seen: 'GitHub is away' },
  })
})

test('who lost every right on the volume cannot even ask, whoever set it', () => {
  const request = { verb: 'unlock', volume: { kind: 'name', name: 'research-data' } } as const
  const lost = rightsOf('1', {}, 'read')
  expect(mayAsk(request, asking('1'), lost)).toMatchObject({ kind: 'denied' })
  expect(reachOf(lost, 'unlock').volume(volume)).toBe(false)
  expect(mayAsk(request, asking('1'), rightsOf('1'))).toMatchObject({ kind: 'allowed' })
})

test('an administrator unlocks what the policy names without a rule of their own, and what lies outside of it does not exist', () => {
  const admin = rightsOf('9', {}, 'admin')
  const reach = reachOf(admin, 'unlock')
  expect([reach.volume(volume), reach.volume({ ...volume, id: 'fs-9', name: 'payroll' })]).toEqual([true, false])
  expect(reachOf({ ...admin, bounds: { volumes: ['other'], approvals: [] } }, 'unlock').volume(volume)).toBe(false)
  // and has no other right by it
  expect(
    reachOf({ ...admin, inForce: repositoryRights(file.replace('permission: write', 'role: librarian')).inForce! }, 'lock').volume(volume),
  ).toBe(false)
})

test('an id that is not of GitHub is nobody’s there', () => {
  const { repository: _, ...atTerminal } = lock
  expect(kindFor('1', rightsOf('1'), atTerminal)).toBe('denied')
  expect(mayUnlock(lock, { entrypoint: 'terminal', actor: { id: 'uid:0', name: 'root' } }, unbounded).kind).toBe('allowed')
  expect(mayUnlock(lock, asking('1'), { kind: 'unknown', why: 'GitHub is away' })).toMatchObject({ finding: { code: 'policy-unread' } })
})

test('the right to lock is not the right to change, nor to remove the locks of others', () => {
  const writer = rightsOf('2')
  const ask = (verb: 'lock' | 'unmount' | 'delete') =>
    mayAsk(
      verb === 'lock'
        ? { verb, volume: { kind: 'name', name: 'research-data' } }
        : verb === 'delete'
          ? { verb, volume: { kind: 'name', name: 'research-data' }, confirm: '' }
          : { verb, volume: { kind: 'name', name: 'research-data' }, selectors: [], options: { lazy: false } },
      asking('2'),
      writer,
    ).kind
  expect([ask('lock'), ask('unmount'), ask('delete')]).toEqual(['allowed', 'denied', 'denied'])
  expect(mayAsk({ verb: 'lock', volume: { kind: 'name', name: 'other' } }, asking('2'), writer).kind).toBe('denied')
})
