/** Who is to have an account where, what a host showed of it, and what a sync would make of that. */
import { type AccountSeen, lastDay, type PeopleSeen, wantedPeople } from '../../../../src/domain/people/accounts.ts'
import { accountRows } from '../../../../src/domain/people/compare.ts'
import { fits, peopleFor, tagsIn } from '../../../../src/domain/people/hosts.ts'
import { blockedOn, changesFor, hostReport, lossOn, type PeopleHost } from '../../../../src/domain/people/sync.ts'
import { parseRegistry, toHostRule } from '../../../../src/registry/parse.ts'

const parsed = parseRegistry(`
version: 1
people:
  ada: {uid: 65536, hosts: [calc-*], groups: [genomics], until: 2026-12-31}
  ben: {uid: 65537, hosts: ["tag:Team=genomics", i-0123456789abcdef0]}
groups:
  genomics: {gid: 65540}
`)
if (parsed.kind === 'wrong') throw new Error(JSON.stringify(parsed.errors))
const { registry } = parsed
const wanted = wantedPeople(registry, registry.people)
const host: PeopleHost = { instanceId: 'i-0123456789abcdef0', name: 'calc-1', wanted }

const ada: AccountSeen = {
  name: 'ada',
  uid: 65_536,
  listed: true,
  ours: true,
  found: 'local',
  holder: '',
  groupHolder: '',
  groupGid: 65_536,
  has: { uid: 65_536, gid: 65_536, groups: [65_536, 65_540], shell: '/bin/bash', ends: '20819', password: 'none' },
  tried: '65536:65536:65536+65540',
}
const ben: AccountSeen = {
  ...ada,
  name: 'ben',
  uid: 65_537,
  groupGid: 65_537,
  has: { ...ada.has!, uid: 65_537, gid: 65_537, groups: [65_537, 3000], ends: '' },
  tried: '65537:65537:3000+65537',
}
const left: AccountSeen = {
  ...ben,
  name: 'eve',
  uid: 65_538,
  listed: false,
  has: { uid: 65_538, gid: 65_538, groups: [65_538], shell: '/usr/sbin/nologin', ends: '1', password: 'locked' },
}
const healthy: PeopleSeen = {
  looked: true,
  notedOn: host.instanceId,
  instance: host.instanceId,
  missing: [],
  accounts: [ada, ben, left],
  groups: [{ name: 'genomics', gid: 65_540, holder: '' }],
  groupNames: { 3000: 'prism-shared', 65540: 'genomics', 998: 'docker' },
  did: [],
}
const withAda = (more: Partial<AccountSeen>): PeopleSeen => ({ ...healthy, accounts: [{ ...ada, ...more }, ben, left] })
const off = (seen: PeopleSeen): string[] =>
  accountRows(wanted, seen).flatMap((r) => r.cells.flatMap((c) => (c.holds ? [] : [`${r.name} ${c.what}: ${c.seen}, not ${c.expected}`])))

test.each([
  ['calc-*', 'calc-1', true],
  ['calc-*', 'xcalc-1', false],
  ['*-1', 'calc-1', true],
  ['c?lc-*1', 'calc-11', true],
  ['calc', 'calc-1', false],
  ['*a*a*a*b', `${'a'.repeat(100)}`, false],
  ['i-0123456789abcdef0', 'anything', true],
  ['tag:Team=genomics', 'anything', true],
  ['tag:Team=imaging', 'anything', false],
])('the rule %s and an instance named %s', (rule, name, expected) => {
  const tagged = new Map([['tag:Team=genomics', new Set(['i-0123456789abcdef0'])]])
  expect(fits(toHostRule(rule), { id: 'i-0123456789abcdef0', name }, tagged)).toBe(expected)
})

test('whose rules fit has an account there, and each tag is asked for once', () => {
  expect(peopleFor(registry, { id: 'i-00000000000000001', name: 'calc-1' }, new Map()).map((p) => p.name)).toEqual(['ada'])
  expect(tagsIn(registry)).toEqual([{ kind: 'tag', key: 'Team', value: 'genomics' }])
})

test('the account ends on the day after the last one, which is said as the last one', () => {
  expect(wanted.accounts.map((a) => a.ends)).toEqual([20_819, undefined])
  expect(['20819', '', '1', 'x'].map(lastDay)).toEqual(['2026-12-31', 'none', '1970-01-01', 'x'])
})

test('what is as the registry has it changes nothing; prism-shared is a mount’s to give', () => {
  expect(off(healthy)).toEqual([])
  expect(changesFor(host, healthy)).toEqual([])
  expect(hostReport(host, healthy)).toMatchObject({ verdict: 'holds', findings: [] })
})

test.each<[Partial<NonNullable<AccountSeen['has']>>, string]>([
  [{ gid: 100 }, 'ada own group: 100, not 65536'],
  [{ groups: [65_536] }, 'ada groups: none, not genomics'],
  [{ groups: [65_536, 65_540, 998] }, 'ada groups: docker, genomics, not genomics'],
  [{ shell: '/bin/sh' }, 'ada shell: /bin/sh, not /bin/bash'],
  [{ ends: '' }, 'ada last day: none, not 2026-12-31'],
  [{ password: 'set' }, 'ada password: set, not none'],
  [{ password: 'locked' }, 'ada password: locked, not none'],
])('%j is seen and repaired', (more, expected) => {
  const seen = withAda({ has: { ...ada.has!, ...more } })
  expect(off(seen)).toEqual([expected])
  expect(changesFor(host, seen).map((c) => `${c.kind} ${c.name}`)).toEqual(['change ada'])
  expect(hostReport(host, seen)).toMatchObject({ verdict: 'differs', findings: [{ code: 'account-differs' }] })
})

test.each<[string, Partial<AccountSeen>]>([
  ['uid-differs', { has: { ...ada.has!, uid: 1700 } }],
  ['uid-taken', { holder: 'mallory' }],
  ['account-of-directory', { found: 'directory', ours: false }],
  ['group-gid-differs', { groupGid: 1800 }],
  ['gid-taken', { groupHolder: 'others' }],
])('%s: nothing of that person is changed', (code, more) => {
  const seen = withAda(more)
  expect(blockedOn(host, seen).map((f) => f.code)).toEqual([code])
  expect(changesFor(host, seen)).toEqual([])
  expect(hostReport(host, seen).verdict).toBe('differs')
})

test('a group of the registry with another number blocks those who are in it, and nobody else', () => {
  const seen = { ...healthy, groups: [{ name: 'genomics', gid: 700, holder: '' }] }
  expect(blockedOn(host, seen).map((f) => f.code)).toEqual(['group-gid-differs'])
  expect(accountRows(wanted, seen).map((r) => [r.name, r.blocked?.code])).toEqual([
    ['ada', 'group-gid-differs'],
    ['ben', undefined],
    ['eve', undefined],
  ])
})

test('an account that somebody else made is taken over, one that is not there is made, a missing group comes before both', () => {
  const { has: _, tried: __, ...none } = ben
  const seen: PeopleSeen = {
    ...healthy,
    accounts: [
      { ...ada, ours: false },
      { ...none, ours: false, found: 'none' },
    ],
    groups: [{ name: 'genomics', holder: '' }],
  }
  expect(changesFor(host, seen).map((c) => `${c.kind} ${c.name}`)).toEqual(['group genomics', 'adopt ada', 'make ben'])
})

test('what was not tried is not green, and what the kernel did otherwise differs', () => {
  const { tried: _, ...untried } = ada
  expect(hostReport(host, { ...healthy, accounts: [untried, ben] }).verdict).toBe('unknown')
  for (const tried of ['error', '0:65536:65540+65536', '65536:65536:65536', '65536:65536:65536+65540+998'])
    expect(hostReport(host, withAda({ tried })).verdict).toBe('differs')
  expect(accountRows(wanted, { ...healthy, accounts: [ben] })[0]).toMatchObject({ name: 'ada', verdict: 'unknown' })
})

test('whoever left is closed, and stays so; an account that has their name by now is somebody else’s', () => {
  const open = { ...left, has: { ...left.has!, groups: [65_538, 65_540], shell: '/bin/bash', ends: '', password: 'none' as const } }
  expect(changesFor(host, { ...healthy, accounts: [ada, ben, open] }).map((c) => `${c.kind} ${c.name}`)).toEqual(['close eve'])
  const other = { ...open, has: { ...open.has, uid: 1700 } }
  expect(changesFor(host, { ...healthy, accounts: [ada, ben, other] })).toEqual([])
})

test('more than a fifth of those who have an account there need a word; those who are closed already do not count', () => {
  const open = { ...left, has: { ...left.has!, ends: '' } }
  const others = ['p', 'q'].map((name): AccountSeen => ({ ...ben, name }))
  expect(lossOn([[host, { ...healthy, accounts: [ada, ben, ...others, open] }]])).toEqual({ lost: ['eve'], needsWord: false })
  expect(lossOn([[host, { ...healthy, accounts: [ada, ben, open] }]])).toEqual({ lost: ['eve'], needsWord: true })
  expect(lossOn([[host, healthy]])).toEqual({ lost: [], needsWord: false })
})

test('an instance that was made of an image takes over its record first', () => {
  expect(changesFor(host, { ...healthy, notedOn: 'i-0000000000000000f' }).map((c) => c.kind)).toEqual(['record'])
  expect(changesFor(host, { ...healthy, notedOn: 'i-0000000000000000f', instance: '' })).toEqual([])
})

test('what a host could not do is found under its own code', () => {
  const did = [
    { kind: 'person' as const, name: 'ada', status: 'failed' as const, detail: 'useradd: no space', code: 'step-failed' as const },
  ]
  expect(hostReport(host, { ...withAda({ found: 'none' }), did })).toMatchObject({
    verdict: 'differs',
    findings: [{ code: 'step-failed', seen: 'useradd: no space' }],
  })
})
