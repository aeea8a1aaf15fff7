import type { HostFacts, SpaceTryFact } from '../../../src/domain/facts.ts'
import { identityNotes, identityOf } from '../../../src/domain/identity.ts'
import type { Report } from '../../../src/domain/report.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'
import { observed, operation, rockyId, saying, ubuntuId } from '../../support/operation.ts'

const tries = (facts: HostFacts, ...all: SpaceTryFact[]): HostFacts => ({ ...facts, spaces: { found: 2, seen: [], tries: all } })
const identity = (ubuntu: HostFacts, rocky: HostFacts) => identityOf(operation, [observed(ubuntuId, ubuntu), observed(rockyId, rocky)])
const accessOf = (section: NonNullable<Report['identity']>, path: string, account: string) =>
  section.spaces.find((s) => s.path === path)?.access.find((a) => a.account === account)

test('accounts of one uid on two instances are one person, others are not', () => {
  const { people } = identity(healthyFacts('ubuntu', 1000), healthyFacts('rocky', 1000))
  expect(people).toEqual([
    {
      uid: 1000,
      accounts: [
        { instanceId: ubuntuId, account: 'ubuntu', uid: 1000 },
        { instanceId: rockyId, account: 'rocky', uid: 1000 },
      ],
    },
  ])
  expect(identity(healthyFacts('ubuntu', 1000), healthyFacts('rocky', 1001)).people.map((p) => p.uid)).toEqual([1000, 1001])
})

test('what an account tried counts before what the bits say', () => {
  const ubuntu = tries(healthyFacts('ubuntu', 1000), { account: 'ubuntu', space: 'rocky', read: 'refused', change: 'done' })
  const section = identity(ubuntu, healthyFacts('rocky', 1001))
  expect(accessOf(section, 'users/rocky', 'ubuntu')).toMatchObject({
    read: { can: 'no', how: 'tried' },
    change: { can: 'yes', how: 'tried' },
  })
})

test.each([
  ['the owner’s uid reads and changes', 1000, '0700', 'yes', 'yes'],
  ['another uid reads 0755 and changes nothing', 1001, '0755', 'yes', 'no'],
  ['another uid is shut out of 0700', 1001, '0700', 'no', 'no'],
  ['a member of the space’s group has the group’s bits, not the others’', 1001, '0707', 'no', 'no'],
  ['a space that the group may list but not enter is not read', 1001, '0740', 'no', 'no'],
  ['a space that the group may write', 1001, '0770', 'yes', 'yes'],
])('by mode bits: %s', (_name, uid, mode, read, change) => {
  const rocky = healthyFacts('rocky', 1000)
  const space = { ...rocky, paths: rocky.paths.map((p) => (p.path === 'users/rocky' ? { ...p, mode } : p)) }
  const seen = accessOf(identity(healthyFacts('ubuntu', uid), space), 'users/rocky', 'ubuntu')
  expect(seen).toMatchObject({ read: { can: read, how: 'mode-bits' }, change: { can: change, how: 'mode-bits' } })
})

test('nobody gets to a space through a users/ that lets nobody pass', () => {
  const ubuntu = healthyFacts('ubuntu', 1000)
  const shut = { ...ubuntu, paths: ubuntu.paths.map((p) => (p.path === 'users' ? { ...p, mode: '2700' } : p)) }
  expect(accessOf(identity(shut, healthyFacts('rocky', 1000)), 'users/rocky', 'ubuntu')?.read.can).toBe('no')
})

test('a read-only mount changes nothing, whatever the bits say', () => {
  const facts = healthyFacts('ubuntu', 1000)
  const readOnly = { ...facts, mounts: [{ ...facts.mounts[0]!, readOnly: true }] }
  expect(accessOf(identity(readOnly, healthyFacts('rocky', 1000)), 'users/rocky', 'ubuntu')).toMatchObject({
    read: { can: 'yes' },
    change: { can: 'no' },
  })
})

test('what nobody saw is not tried, and no space is called private for it', () => {
  const asked = saying(operation, { privateSpaces: true })
  const blind = (account: string) => ({ ...healthyFacts(account), paths: [] })
  const section = identityOf(asked, [observed(ubuntuId, blind('ubuntu')), observed(rockyId, blind('rocky'))])
  expect(section.spaces.flatMap((s) => s.access.flatMap((a) => [a.read.how, a.change.how]))).toEqual(Array(8).fill('not-tried'))
  expect(identityNotes(asked, section).join(' ')).not.toContain('private')
  expect(identityNotes(asked, section).join(' ')).toContain('2 personal space(s) were not seen')
})

test('what another file system shows at the place says nothing of the volume', () => {
  const facts = healthyFacts('ubuntu', 1000)
  const other = { ...facts, mounts: [{ ...facts.mounts[0]!, fileSystemId: 'fs-0fedcba9876543210' }] }
  const section = identity(tries(other, { account: 'ubuntu', space: 'ubuntu', read: 'done', change: 'done' }), healthyFacts('rocky'))
  expect(section.spaces.find((s) => s.path === 'users/ubuntu')?.owner).toBeUndefined()
  expect(accessOf(section, 'users/ubuntu', 'ubuntu')?.read).toEqual({ can: 'unknown', how: 'not-tried' })
})
