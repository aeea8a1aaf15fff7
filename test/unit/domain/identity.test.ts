import type { HostFacts, SpaceTryFact } from '../../../src/domain/facts.ts'
import { identityNotes, identityOf } from '../../../src/domain/identity.ts'
import type { Access, IdentityReport, Report, SpaceAccess } from '../../../src/domain/report.ts'
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

test('what an account tried may have come to nothing that anybody knows', () => {
  const ubuntu = tries(healthyFacts('ubuntu', 1000), { account: 'ubuntu', space: 'rocky', read: 'error', change: 'refused' })
  expect(accessOf(identity(ubuntu, healthyFacts('rocky', 1001)), 'users/rocky', 'ubuntu')).toMatchObject({
    read: { can: 'unknown', how: 'tried' },
    change: { can: 'no', how: 'tried' },
  })
})

test('people are told by their numbers, spaces by their names, of all that was seen', () => {
  const section = identity(
    { ...healthyFacts('zoe', 1002), spaces: { found: 9, seen: [{ name: 'old', uid: 7, gid: 7, mode: '0700' }], tries: [] } },
    healthyFacts('ada', 1001),
  )
  expect(section.people.map((p) => p.uid)).toEqual([1001, 1002])
  expect(section.spaces.map((s) => [s.path, s.owner])).toEqual([
    ['users/ada', { uid: 1001, mode: '0755' }],
    ['users/old', { uid: 7, mode: '0700' }],
    ['users/zoe', { uid: 1002, mode: '0755' }],
  ])
  expect(section.notLookedAt).toBe(8)
  expect(section).not.toHaveProperty('through')
})

test('an account without a number is nobody to EFS, and its space is told all the same', () => {
  const facts = healthyFacts('ubuntu')
  const { uid: _, ...numberless } = facts.accounts[0]!
  const section = identity({ ...facts, accounts: [numberless] }, healthyFacts('rocky', 1001))
  expect(section.people.flatMap((p) => p.accounts.map((a) => a.account))).toEqual(['rocky'])
  expect(section.spaces.map((s) => s.path)).toEqual(['users/rocky', 'users/ubuntu'])
})

test('nobody on a read-only instance is to have a space', () => {
  const readOnly = saying(operation, {}, { readOnly: true })
  const blind = (account: string): HostFacts => ({ ...healthyFacts(account), paths: [] })
  expect(identityOf(readOnly, [observed(ubuntuId, blind('ubuntu')), observed(rockyId, blind('rocky'))]).spaces).toEqual([])
})

test.each<[string, Partial<HostFacts['paths'][number]>]>([
  ['a file of that name', { type: 'regular-file' }],
  ['a space without its number', { uid: undefined as unknown as number }],
  ['a space without its group', { gid: undefined as unknown as number }],
  ['a space without its mode', { mode: undefined as unknown as string }],
])('%s is no space that anybody saw', (_name, change) => {
  const rocky = healthyFacts('rocky', 1001)
  const section = identity(healthyFacts('ubuntu'), {
    ...rocky,
    paths: rocky.paths.map((p) => (p.path === 'users/rocky' ? { ...p, ...change } : p)),
  })
  expect(section.spaces.find((s) => s.path === 'users/rocky')).not.toHaveProperty('owner')
})

test('whether somebody gets to a space is unknown where a part of the way was not seen', () => {
  const ubuntu = healthyFacts('ubuntu', 1000)
  for (const missing of ['.', 'users']) {
    const facts = { ...ubuntu, paths: ubuntu.paths.filter((p) => p.path !== missing) }
    expect(accessOf(identity(facts, healthyFacts('rocky', 1001)), 'users/rocky', 'ubuntu')?.read).toEqual({
      can: 'unknown',
      how: 'not-tried',
    })
  }
})

test('an account’s own group counts beside those that it is in', () => {
  const rocky = healthyFacts('rocky', 1000)
  const space = { ...rocky, paths: rocky.paths.map((p) => (p.path === 'users/rocky' ? { ...p, gid: 77, mode: '0750' } : p)) }
  const ubuntu = healthyFacts('ubuntu', 1001)
  const own = { ...ubuntu, accounts: [{ ...ubuntu.accounts[0]!, gid: 77, groups: [] }] }
  const { gid: _, ...groupless } = own.accounts[0]!
  expect(accessOf(identity(own, space), 'users/rocky', 'ubuntu')?.read.can).toBe('yes')
  expect(accessOf(identity({ ...own, accounts: [groupless] }, space), 'users/rocky', 'ubuntu')?.read.can).toBe('no')
})

describe('through an access point that enforces a user', () => {
  const user = { uid: 5001, gid: 3000, groups: [] }
  const point = { id: 'fsap-0123456789abcdef0', name: 'robots', path: '/robots', user }
  const through = saying(operation, {}, { readOnly: false, accessPoint: point })
  const made = (account: string, uid?: number, what: HostFacts['behaviours'][number]['try'] = 'create-file') =>
    ({ account, try: what, path: '', outcome: 'done', ...(uid === undefined ? {} : { uid }) }) as HostFacts['behaviours'][number]
  const host = (behaviours: HostFacts['behaviours'], accessPoint = point.id): HostFacts => {
    const facts = healthyFacts()
    return { ...facts, behaviours, mounts: [{ ...facts.mounts[0]!, accessPoint }] }
  }
  const seenBy = (facts: HostFacts) => identityOf(through, [observed(ubuntuId, facts)]).through

  test('people are whom their files show, root too; the numbers of the host mean nothing there', () => {
    const seen = ['ubuntu', 'root'].map((account) => ({ instanceId: ubuntuId, account, uid: 5001 }))
    const identity = identityOf(through, [observed(ubuntuId, host([made('ubuntu', 5001), made('root', 5001)]))])
    expect(identity.through).toEqual([{ instanceId: ubuntuId, user, seen, unseen: [] }])
    expect(identity.people).toEqual([{ uid: 5001, accounts: seen }])
    expect(identity.spaces).toEqual([])
  })

  test('nobody is seen by what somebody else made, by another try, or by a file without its owner', () => {
    const seen = (...behaviours: HostFacts['behaviours']) => seenBy(host(behaviours))?.map((t) => [t.seen.map((s) => s.account), t.unseen])
    expect(seen(made('root', 5001))).toEqual([[['root'], ['ubuntu']]])
    expect(seen(made('ubuntu'), made('ubuntu', 5001, 'create-folder'), made('eve', 5001))).toEqual([[[], ['ubuntu', 'root']]])
  })

  test('nobody is seen where it is not mounted through that one', () => {
    for (const facts of [host([made('ubuntu', 5001)], 'fsap-0fedcba9876543210'), { ...host([made('ubuntu', 5001)]), mounts: [] }])
      expect(seenBy(facts)).toEqual([{ instanceId: ubuntuId, user, seen: [], unseen: ['ubuntu', 'root'] }])
  })

  test('an instance that nobody saw, or that comes to the whole volume, is none of them', () => {
    const unseen = { kind: 'unobserved', instanceId: ubuntuId, finding: { code: 'not-looked-at', seen: '', why: '', next: '' } } as const
    expect(identityOf(through, [unseen])).toEqual({ people: [], spaces: [], notLookedAt: 0 })
    expect(identityOf(operation, [unseen])).toEqual({ people: [], spaces: [], notLookedAt: 0 })
    expect(identityOf(operation, [observed(ubuntuId, host([made('ubuntu', 5001)]))])).not.toHaveProperty('through')
  })
})

test('what is not mounted shows no space, and nobody’s way to one', () => {
  const section = identity({ ...healthyFacts('ubuntu', 1000), mounts: [] }, healthyFacts('rocky', 1001))
  expect(accessOf(section, 'users/rocky', 'ubuntu')).toMatchObject({
    read: { can: 'unknown', how: 'not-tried' },
    change: { can: 'unknown', how: 'not-tried' },
  })
})

describe('the sentences', () => {
  const yes: Access = { can: 'yes', how: 'tried' }
  const no: Access = { can: 'no', how: 'tried' }
  const space = (name: string, mode: string | undefined, read = no): SpaceAccess => ({
    path: `users/${name}`,
    ...(mode === undefined ? {} : { owner: { uid: 1000, mode } }),
    access: [{ instanceId: rockyId, account: 'rocky', uid: 1001, read, change: no }],
  })
  const notes = (change: Partial<IdentityReport>, of = operation) =>
    identityNotes(of, { people: [], spaces: [], notLookedAt: 0, ...change })
  const asked = saying(operation, { privateSpaces: true })
  const at = (instanceId: string, account: string) => ({ instanceId, account, uid: 1000 })

  test('say who is one person under several names, and nothing of one name on several instances', () => {
    expect(notes({ people: [{ uid: 1000, accounts: [at(ubuntuId, 'ubuntu'), at(rockyId, 'rocky'), at('i-9', 'ada')] }] })).toEqual([
      'uid 1000 is ubuntu on ubuntu-instance and rocky on rocky-instance and ada on i-9: one person to EFS.',
    ])
    expect(notes({ people: [{ uid: 1000, accounts: [at(ubuntuId, 'ada'), at(rockyId, 'ada')] }] })).toEqual([])
  })

  test('say that spaces are private only where each that was seen is, and nobody else comes in', () => {
    const closed = 'Personal spaces are private: 0700, and no other account that was seen has their owner’s uid.'
    expect(notes({ spaces: [space('ada', '0700')] })).toEqual([closed])
    expect(notes({ spaces: [space('ada', '0700', yes)] })).toEqual(['users/ada is not private: open to rocky on rocky-instance.'])
    expect(notes({ spaces: [space('ada', '0700'), space('bob', '0755', yes)] }, asked)).toEqual([
      'users/bob is not private: open to rocky on rocky-instance.',
      '1 of 2 personal spaces are not 0700; the table says who can read and change them.',
    ])
    // where nobody called them private, the table says it
    expect(notes({ spaces: [space('ada', '0755', yes)] })).toEqual([
      '1 of 1 personal spaces are not 0700; the table says who can read and change them.',
    ])
    expect(notes({ spaces: [space('ada', '0700'), space('bob', undefined)] })).toEqual([
      closed,
      '1 personal space(s) were not seen: nothing is claimed about them.',
    ])
  })

  test('claim nothing of what was not looked at', () => {
    expect(notes({ notLookedAt: 3 })).toEqual(['3 more personal space(s) were not checked: nothing is claimed about them.'])
    expect(notes({})).toEqual([])
  })

  test('say as whom everybody came through an access point, as it was seen', () => {
    const user = { uid: 5001, gid: 3000, groups: [] }
    const through = saying(operation, {}, { readOnly: false, accessPoint: { id: 'fsap-1', name: 'robots', path: '/', user } })
    const seen = [
      { instanceId: ubuntuId, account: 'ada', uid: 5001 },
      { instanceId: ubuntuId, account: 'bob', uid: 1002 },
    ]
    expect(notes({ through: [{ instanceId: ubuntuId, user, seen, unseen: ['root'] }] }, through)).toEqual([
      'On ubuntu-instance, robots makes everybody 5001:3000: seen for ada, so none of them has anything there that the others do not have.',
      'On ubuntu-instance, robots makes everybody 5001:3000, and it did not: bob (uid 1002).',
      'On ubuntu-instance, robots makes everybody 5001:3000; as which user root appears to EFS was not seen.',
    ])
    expect(notes({ through: [{ instanceId: ubuntuId, user, seen: [], unseen: [] }] }, through)).toEqual([])
  })
})
