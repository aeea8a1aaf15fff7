/** What a report of a sync finds on one host: what was in the way, what the host could not do, and what differs, each once and under its own code. */
import { type AccountSeen, type DidForPeople, type PeopleSeen, wantedPeople } from '../../../../src/domain/people/accounts.ts'
import { accountRows } from '../../../../src/domain/people/compare.ts'
import { blockedOn, causeOf, hostReport, type PeopleHost, worst } from '../../../../src/domain/people/sync.ts'
import { registered, registryWith } from '../../../support/registered.ts'
import { leftAccount, ownSshd, peopleSeen, rightAccount } from '../../../support/seen-people.ts'

const instanceId = 'i-0123456789abcdef0'
const people = [registered('ada', 65_536, { groups: ['ml'] }), registered('ben', 65_537)]
const host: PeopleHost = {
  instanceId,
  name: 'calc-1',
  wanted: wantedPeople(registryWith(people, { groups: [{ name: 'ml', gid: 65_540 }] }), people),
  ended: [],
  retired: [],
}
const inMl = [65_536, 65_540, 94_199]
const ada = rightAccount('ada', 65_536, {
  has: { ...rightAccount('ada', 65_536).has!, groups: inMl },
  tried: `65536:65536:${inMl.join('+')}`,
})
const ben = rightAccount('ben', 65_537)
const groups = [
  { name: 'ml', gid: 65_540, holder: '' },
  { name: 'prism-people', gid: 94_199, holder: '' },
]
const seenWith = (more: Partial<PeopleSeen>, ...accounts: AccountSeen[]): PeopleSeen =>
  peopleSeen(instanceId, accounts.length > 0 ? accounts : [ada, ben], { groups, ...more })
const found = (seen: PeopleSeen) => hostReport(host, seen).findings.map((f) => [f.code, f.seen, f.instanceId])
const failed = (kind: DidForPeople['kind'], name: string, detail: string, code?: DidForPeople['code']): DidForPeople => ({
  kind,
  name,
  status: 'failed',
  detail,
  ...(code ? { code } : {}),
})

test('what was done, or did not have to be, is no finding', () => {
  const did = [
    { ...failed('person', 'ada', 'made'), status: 'changed' as const },
    { ...failed('group', 'ml', 'as it was'), status: 'unchanged' as const },
  ]
  expect(hostReport(host, seenWith({ did }))).toMatchObject({ findings: [], verdict: 'holds', did })
})

test('somebody who is not to be touched is found once, by that alone', () => {
  const taken = { ...ben, holder: 'mallory', has: { ...ben.has!, shell: '/bin/false' } }
  const words = ['uid-taken', '65537, which is ben in the registry, is mallory there', instanceId]
  expect(found(seenWith({}, ada, taken))).toEqual([words])
  expect(found(seenWith({ did: [failed('person', 'ben', 'refused', 'uid-taken')] }, ada, taken))).toEqual([words])
  expect(blockedOn(host, seenWith({}, ada, taken))).toMatchObject([{ code: 'uid-taken', seen: words[1], instanceId }])
})

test.each<[string, DidForPeople, string]>([
  ['without a code', failed('person', 'ben', 'useradd: no space'), 'step-failed'],
  ['under its code', failed('keys', 'ben', 'read-only file system', 'keys-differ'), 'keys-differ'],
])('what failed for somebody stands for all that differs of them, %s', (_, did, code) => {
  const halfMade = { ...ben, has: { ...ben.has!, shell: '/bin/false', ends: '5' } }
  expect(found(seenWith({ did: [did] }, ada, halfMade))).toEqual([[code, did.detail, instanceId]])
})

test.each<[string, DidForPeople, string]>([
  ['without a code', failed('group', 'qa', 'groupadd: no space'), 'step-failed'],
  ['under its code', failed('sshd', 'prism-people', 'sshd did not take it', 'sshd-not-ours'), 'sshd-not-ours'],
])('what failed for nobody in particular is found by itself, %s', (_, did, code) => {
  expect(found(seenWith({ did: [did] }))).toEqual([[code, did.detail, instanceId]])
})

test('a group that was in the way before is not found again as one that failed; another one that failed is', () => {
  const did = [failed('group', 'ml', 'gid 65540 is the group research there', 'gid-taken')]
  const seen = seenWith({ did, groups: [{ name: 'ml', holder: 'research' }] }, ada, { ...ben, holder: 'mallory' })
  expect(found(seen).map(([code]) => code)).toEqual(['gid-taken', 'uid-taken'])
  const another = { ...seen, did: [failed('group', 'qa', 'groupadd: no space')] }
  expect(found(another).map(([code]) => code)).toEqual(['gid-taken', 'uid-taken', 'step-failed'])
})

test('where sshd could not be told, that is said once, and not for each person; what else differs is', () => {
  const sshd = { ...ownSshd, says: [{ ...ownSshd.says[0]!, keysFile: '.ssh/authorized_keys', kerberos: 'yes' }] }
  const codes = (did: DidForPeople[]) => found(seenWith({ sshd, did })).map(([code]) => code)
  expect(codes([failed('sshd', 'prism-people', 'sshd did not take it', 'sshd-not-ours')])).toEqual([
    'sshd-not-ours',
    'keys-elsewhere',
    'keys-elsewhere',
  ])
  expect(codes([failed('group', 'qa', 'groupadd: no space')])).toEqual([
    'step-failed',
    'sshd-not-ours',
    'keys-elsewhere',
    'sshd-not-ours',
    'keys-elsewhere',
  ])
})

test.each<[string, Partial<AccountSeen>, string]>([
  ['one thing is off', { keyFile: { digest: 'f'.repeat(32), state: '0:0644', prints: ['?'] } }, 'keys-differ'],
  ['two things of one kind are off', { has: { ...ben.has!, shell: '/bin/sh', ends: '5' } }, 'account-differs'],
  [
    'things of two kinds are off',
    { keyFile: { digest: 'f'.repeat(32), state: '0:0644', prints: ['?'] }, ways: ['polkit'] },
    'account-differs',
  ],
  ['nothing is off, but something failed', {}, 'account-differs'],
])('why a row differs: %s', (_, more, code) => {
  const rows = accountRows(host.wanted, seenWith({}, ada, { ...ben, ...more }))
  expect(causeOf(rows.find((row) => row.name === 'ben')!)).toBe(code)
})

test('the worst verdict of those on a host is the host’s; what was not seen is not green', () => {
  expect(worst(['holds', 'unknown', 'differs'])).toBe('differs')
  expect(worst(['holds', 'unknown'])).toBe('unknown')
  expect(worst([])).toBe('holds')
  const { tried: _, ...untried } = ben
  expect(hostReport(host, seenWith({}, ada, untried))).toMatchObject({ verdict: 'unknown', findings: [] })
  expect(hostReport(host, seenWith({}, ada, ben, leftAccount('eve', 65_538, true))).verdict).toBe('holds')
})
