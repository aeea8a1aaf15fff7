/** What somebody who approves a sync reads of it, and what it is held against: the plan before it, and who would lose an account. */
import type { AccountSeen, PeopleSeen } from '../../../../src/domain/people/accounts.ts'
import { wantedPeople } from '../../../../src/domain/people/accounts.ts'
import { parsePublicKey } from '../../../../src/domain/people/public-key.ts'
import {
  changesFor,
  givenOnHosts,
  hostsDiffer,
  keysToWrite,
  lossOn,
  type PeopleHost,
  type PeoplePlan,
  type PlannedHost,
} from '../../../../src/domain/people/sync.ts'
import { keysOfSshKeygen } from '../../../support/public-keys.ts'
import { registered, registryWith } from '../../../support/registered.ts'
import { leftAccount, noAccount, ownSshd, peopleSeen, rightAccount } from '../../../support/seen-people.ts'

const id = 'i-0123456789abcdef0'
const hostOf = (people: readonly ReturnType<typeof registered>[], more: Partial<PeopleHost> = {}): PeopleHost => ({
  instanceId: id,
  name: 'calc-1',
  wanted: wantedPeople(registryWith(people, { groups: [{ name: 'ml', gid: 65_540 }] }), people),
  ended: [],
  retired: [],
  ...more,
})
const team = [registered('ada', 65_536, { groups: ['ml'], sudo: true }), registered('ben', 65_537)]
const groupsWith = (ml: { gid?: number }) => [
  { name: 'ml', ...ml, holder: '' },
  { name: 'prism-people', gid: 94_199, holder: '' },
]

test('a new account is planned with its number, its groups, and that it becomes root; a new group with its number', () => {
  const seen = peopleSeen(id, [noAccount('ada', 65_536), noAccount('ben', 65_537)], { groups: groupsWith({}) })
  expect(changesFor(hostOf(team), seen)).toEqual([
    { kind: 'group', name: 'ml', detail: 'gid 65540' },
    { kind: 'make', name: 'ada', detail: 'uid 65536, ml, prism-people, root by sudo' },
    { kind: 'make', name: 'ben', detail: 'uid 65537, prism-people' },
  ])
})

test('a record is taken over where another instance wrote it, not where there is none', () => {
  const kinds = (more: Partial<PeopleSeen>) =>
    changesFor(hostOf([team[1]!]), peopleSeen(id, [rightAccount('ben', 65_537)], more)).map((c) => c.kind)
  expect([kinds({ notedOn: 'i-0000000000000000f' }), kinds({ notedOn: '' })]).toEqual([['record'], []])
})

test('sshd is told of people where there are some, not for those who left', () => {
  const seen = (...accounts: AccountSeen[]) => peopleSeen(id, accounts, { sshd: { ...ownSshd, way: 'none' } })
  expect(changesFor(hostOf([]), seen(leftAccount('eve', 65_538, true)))).toEqual([])
  expect(changesFor(hostOf([team[1]!]), seen(rightAccount('ben', 65_537))).map((c) => c.kind)).toEqual(['sshd'])
})

test('a file of keys is written for whoever has keys in the registry', () => {
  const key = parsePublicKey(keysOfSshKeygen.ed25519[0])
  if ('wrong' in key) throw new Error(key.wrong)
  const host = hostOf([registered('ada', 65_536, { keys: [key] }), registered('ben', 65_537)])
  const keyFile = { digest: 'f'.repeat(32), state: '0:0644', prints: ['?'] }
  const seen = peopleSeen(id, [rightAccount('ada', 65_536, { keyFile }), rightAccount('ben', 65_537, { keyFile })])
  expect(keysToWrite(host, seen).map((a) => a.name)).toEqual(['ada'])
})

describe('a plan against the one before it', () => {
  const change = (name: string, detail = 'uid 65536') => ({ kind: 'make' as const, name, detail })
  const planOf = (...hosts: readonly (readonly [string, PlannedHost['changes']])[]): PeoplePlan => ({
    verb: 'sync-people',
    region: 'eu-central-1',
    hosts: hosts.map(([name, changes]) => ({ instanceId: id, name, changes })),
    jobs: [],
    refused: [],
    digest: '',
  })
  const before = planOf(['calc-1', [change('ada'), change('ben')]], ['calc-2', [change('ada')]])

  test.each<[string, PeoplePlan | undefined, PeoplePlan, string[]]>([
    ['the same', before, before, []],
    ['in another order', before, planOf(['calc-2', [change('ada')]], ['calc-1', [change('ben'), change('ada')]]), []],
    ['without one before it', undefined, planOf(['calc-2', [change('ada')]]), ['new: calc-2: make ada (uid 65536)']],
    [
      'one change less and another one otherwise',
      before,
      planOf(['calc-1', [change('ada', 'uid 65536, ml')]], ['calc-2', [change('ada')]]),
      ['new: calc-1: make ada (uid 65536, ml)', 'gone: calc-1: make ada (uid 65536)', 'gone: calc-1: make ben (uid 65536)'],
    ],
  ])('%s', (_, was, is, words) => {
    expect(hostsDiffer(was, is)).toEqual(words)
  })
})

test('numbers that hosts keep for whoever has no account any more are told once each, as a person’s', () => {
  const [eve, other] = [leftAccount('eve', 65_538, true), leftAccount('eve', 65_539, true)]
  const looks = [peopleSeen(id, [rightAccount('ada', 65_536), eve]), peopleSeen(id, [eve, other])]
  expect(givenOnHosts(looks.map((seen) => [hostOf(team), seen]))).toEqual([
    { kind: 'person', name: 'eve', number: 65_538 },
    { kind: 'person', name: 'eve', number: 65_539 },
  ])
})

describe('who would lose an account', () => {
  const open = leftAccount('eve', 65_538, false)
  const three = ['ada', 'ben', 'ida'].map((name, n) => rightAccount(name, 65_536 + n))
  const lossWith = (...more: AccountSeen[]) => lossOn([[hostOf([]), peopleSeen(id, [...three, ...more, open])]])

  test.each<[string, boolean, AccountSeen]>([
    ['four have one, and with eve that is one of five', false, rightAccount('joe', 65_550)],
    ['the fourth has none yet', true, noAccount('joe', 65_550)],
    ['the fourth’s was made by somebody else', true, rightAccount('joe', 65_550, { ours: false })],
    ['the fourth’s is of a directory service', true, rightAccount('joe', 65_550, { found: 'directory' })],
    ['the fourth is closed already', true, leftAccount('joe', 65_550, true)],
  ])('%s: more than a fifth is %s', (_, needsWord, fourth) => {
    expect(lossWith(fourth)).toEqual({ lost: ['eve'], needsWord })
  })

  test('by name, each once; who gets an account loses none', () => {
    const [bob, joe] = [leftAccount('bob', 65_551, false), noAccount('joe', 65_550)]
    const looks = [
      [open, joe],
      [open, bob],
    ].map((accounts) => [hostOf([registered('joe', 65_550)]), peopleSeen(id, accounts)] as const)
    expect(lossOn(looks).lost).toEqual(['bob', 'eve'])
  })
})
