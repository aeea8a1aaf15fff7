/** Who is to have an account where, what a host showed of it, and what a sync would make of that. */
import {
  type AccountSeen,
  type LeaverSeen,
  lastDay,
  type PeopleSeen,
  wantedOn,
  wantedPeople,
} from '../../../../src/domain/people/accounts.ts'
import { accountRows } from '../../../../src/domain/people/compare.ts'
import { fits, peopleFor, tagsIn } from '../../../../src/domain/people/hosts.ts'
import { lostOn, withLost } from '../../../../src/domain/people/lost.ts'
import { parsePublicKey } from '../../../../src/domain/people/public-key.ts'
import { keysCell, keysDigest } from '../../../../src/domain/people/ssh.ts'
import type { SshdSays } from '../../../../src/domain/people/ssh-seen.ts'
import { blockedOn, changesFor, hostReport, keysToWrite, lossOn, type PeopleHost } from '../../../../src/domain/people/sync.ts'
import { parseRegistry, toHostRule } from '../../../../src/registry/parse.ts'
import { keysOfSshKeygen } from '../../../support/public-keys.ts'
import { ownSshd } from '../../../support/seen-people.ts'

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
const host: PeopleHost = { instanceId: 'i-0123456789abcdef0', name: 'calc-1', wanted, ended: [], retired: [] }

const ada: AccountSeen = {
  name: 'ada',
  uid: 65_536,
  listed: true,
  ours: true,
  found: 'local',
  holder: '',
  groupHolder: '',
  groupGid: 65_536,
  has: { uid: 65_536, gid: 65_536, groups: [65_536, 65_540, 94_199], shell: '/bin/bash', ends: '20819', password: 'none' },
  manages: [],
  ways: [],
  tried: '65536:65536:65536+65540+94199',
  keyFile: { digest: '', state: '', prints: [] },
  wayIn: { says: 0, by: '', said: '' },
  sudo: { file: '', says: 0 },
}
const ben: AccountSeen = {
  ...ada,
  name: 'ben',
  uid: 65_537,
  groupGid: 65_537,
  has: { ...ada.has!, uid: 65_537, gid: 65_537, groups: [65_537, 3000, 94_199], ends: '' },
  tried: '65537:65537:3000+65537+94199',
}
const left: AccountSeen = {
  ...ben,
  name: 'eve',
  uid: 65_538,
  listed: false,
  has: { uid: 65_538, gid: 65_538, groups: [65_538], shell: '/usr/sbin/nologin', ends: '1', password: 'locked' },
}
const gone: LeaverSeen = {
  name: 'eve',
  uid: 65_538,
  processes: 0,
  commands: [],
  whole: true,
  session: false,
  lingers: false,
  crontab: false,
  at: 0,
  named: [],
  namedAll: true,
  root: '',
  keyFiles: [],
  allRead: true,
  login: 'no',
  taken: false,
  by: 'eve',
  said: '',
  setIds: { count: 0, places: [], whole: true },
}
const healthy: PeopleSeen = {
  looked: true,
  notedOn: host.instanceId,
  instance: host.instanceId,
  missing: [],
  accounts: [ada, ben, left],
  groups: [
    { name: 'genomics', gid: 65_540, holder: '' },
    { name: 'prism-people', gid: 94_199, holder: '' },
  ],
  sshd: ownSshd,
  sudo: { there: true, reads: true, strange: [], says: [{ said: 'none', asks: 'own', rules: [], more: 0, words: '' }] },
  groupNames: { 94199: 'prism-people', 3000: 'prism-shared', 65540: 'genomics', 998: 'docker' },
  did: [],
  leavers: [gone],
  data: [],
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
  [{ groups: [65_536, 94_199] }, 'ada groups: prism-people, not genomics, prism-people'],
  [{ groups: [65_536, 65_540, 998, 94_199] }, 'ada groups: docker, genomics, prism-people, not genomics, prism-people'],
  [
    { groups: [65_536, 65_540, 998, 3000, 94_199] },
    'ada groups: docker, genomics, prism-people, prism-shared, not genomics, prism-people, prism-shared',
  ],
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

test('of an account with another number nobody knows who made it', () => {
  const seen = (more: Partial<AccountSeen>) => off(withAda({ ours: false, ...more })).filter((line) => line.startsWith('ada account'))
  expect(seen({ has: { ...ada.has!, uid: 1700 } })).toEqual(['ada account: an account with another number, not made by Prism'])
  expect(seen({})).toEqual(['ada account: made by somebody else, not made by Prism'])
})

test('a process with other groups is told with the groups', () => {
  expect(off(withAda({ tried: '65536:65536:998+3000+65536+94199' }))).toEqual([
    'ada tried: uid 65536, gid 65536, groups docker, prism-people, prism-shared, not uid 65536, gid 65536, groups genomics, prism-people, prism-shared',
  ])
  expect(off(withAda({ tried: '65536:1000:65536+65540+94199' }))).toEqual(['ada tried: uid 65536, gid 1000, not uid 65536, gid 65536'])
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
  for (const tried of ['error', '0:65536:65540+65536+94199', '65536:65536:65536', '65536:65536:65536+65540+998+94199'])
    expect(hostReport(host, withAda({ tried })).verdict).toBe('differs')
  expect(accountRows(wanted, { ...healthy, accounts: [ben] })[0]).toMatchObject({ name: 'ada', verdict: 'unknown' })
})

test('whoever left is closed, and stays so; an open account that has their name by another number, or of a directory, is red and not changed', () => {
  const open = { ...left, has: { ...left.has!, groups: [65_538, 65_540], shell: '/bin/bash', ends: '', password: 'none' as const } }
  expect(changesFor(host, { ...healthy, accounts: [ada, ben, open] }).map((c) => `${c.kind} ${c.name}`)).toEqual(['close eve'])
  const other = { ...open, has: { ...open.has, uid: 1700 } }
  for (const [account, words] of [
    [other, 'the name has another number there, 1700'],
    [{ ...other, found: 'directory' as const }, 'of a directory service, with 1700'],
    [{ ...open, found: 'directory' as const }, 'of a directory service, with 65538'],
  ] as const) {
    const seen: PeopleSeen = { ...healthy, leavers: [], accounts: [ada, ben, account] }
    expect(changesFor(host, seen)).toEqual([])
    const report = hostReport(host, seen)
    expect([report.verdict, report.findings.map((f) => `${f.code} ${f.seen}`)]).toEqual([
      'differs',
      [`leaver-open eve: still open ${words}`],
    ])
  }
  // closed by hand: what has the old number nobody looked at
  const closed = { ...left, has: { ...left.has!, uid: 1700 } }
  expect(hostReport(host, { ...healthy, leavers: [], accounts: [ada, ben, closed] })).toMatchObject({ verdict: 'unknown', findings: [] })
})

test('whom the record lost is told where the registry knows the number, and is a sync’s to close; other accounts are the site’s own', () => {
  const retired = [{ number: 65_538, name: 'eve', since: '2026-01-01' }]
  const lost = { ...left, ours: false }
  const stray = { ...lost, name: 'gina', uid: 70_000, has: { ...left.has!, uid: 70_000 } }
  const found = withLost({ ...healthy, leavers: [], accounts: [ada, ben, lost, stray] }, retired)
  expect(found.accounts.map((a) => a.name)).toEqual(['ada', 'ben', 'eve'])
  expect(lostOn(found).map((a) => a.name)).toEqual(['eve'])
  expect(changesFor(host, found).map((c) => `${c.kind} ${c.name} ${c.detail}`)).toEqual([
    'close eve account: not in it → in the instance’s record',
  ])
  // another name that has the number
  const renamed = withLost({ ...healthy, leavers: [], accounts: [ada, ben, { ...lost, name: 'gina' }] }, retired)
  expect(off(renamed)).toEqual(['eve number alone: gina’s too, not nobody else’s'])
  expect([lostOn(renamed), changesFor(host, renamed)]).toEqual([[], []])
  const both = withLost({ ...healthy, leavers: [], accounts: [ada, ben, left, { ...lost, name: 'gina' }] }, retired)
  expect(both.accounts.map((a) => a.name)).toEqual(['ada', 'ben', 'eve'])
  expect(withLost(healthy, []).accounts).toEqual(healthy.accounts)
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

const key = parsePublicKey(keysOfSshKeygen.ed25519[0])
if ('wrong' in key) throw new Error(key.wrong)
const other = keysOfSshKeygen.rsa2048[1]
const withKey: PeopleHost = {
  ...host,
  wanted: { ...wanted, accounts: wanted.accounts.map((a) => (a.name === 'ada' ? { ...a, keys: [key] } : a)) },
}
const keyFile = { digest: keysDigest([key]), state: '0:0644', prints: [] }
const says: SshdSays = healthy.sshd.says[0]!

test('the keys of a person are exactly the registry’s, in a file of root’s', () => {
  const adas = (file: Partial<AccountSeen['keyFile']>, login?: 'yes' | 'no') => {
    const wayIn = { says: 0, by: 'ada', said: 'Permission denied', ...(login ? { login } : {}) }
    const seen = withAda({ keyFile: { ...keyFile, ...file }, wayIn })
    return { seen, codes: hostReport(withKey, seen).findings.map((f) => f.code), writes: keysToWrite(withKey, seen).map((a) => a.name) }
  }
  expect(hostReport(withKey, adas({}, 'yes').seen)).toMatchObject({ verdict: 'holds', findings: [] })
  expect(adas({}).writes).toEqual([])
  expect(hostReport(withKey, adas({}).seen).verdict).toBe('unknown')
  expect(adas({}, 'no').codes).toEqual(['login-refused'])
  for (const file of [
    { digest: '', state: '' },
    { digest: 'f'.repeat(32), prints: [key.fingerprint, other] },
    { digest: 'f'.repeat(32), prints: ['?'] },
    { state: '1000:0644' },
    { state: '0:0666' },
    { state: 'other' },
  ])
    expect({ ...adas(file, 'yes'), seen: file }).toEqual({ codes: ['keys-differ'], writes: ['ada'], seen: file })
  const cell = keysCell([key], { digest: 'f'.repeat(32), state: '0:0644', prints: [other, '?'] })
  expect(cell.seen).toBe(`${other}, a line that is no plain key besides; without ${key.fingerprint}`)
  expect(keysCell([], keyFile).holds).toBe(false)
})

test.each<[Partial<SshdSays>, string, string]>([
  [{ keysFile: '.ssh/authorized_keys' }, 'sshd', 'sshd-not-ours'],
  [{ keysFile: '/etc/ssh/authorized_keys.d/%u .ssh/authorized_keys' }, 'sshd', 'sshd-not-ours'],
  [{ pubkey: 'no' }, 'sshd', 'sshd-not-ours'],
  [{ command: '/usr/bin/sss_ssh_authorizedkeys %u' }, 'other keys', 'keys-elsewhere'],
  [{ command: '/opt/aws/bin/eic_run_authorized_keys.mine' }, 'other keys', 'keys-elsewhere'],
  [{ authorities: '/etc/ssh/ca.pub' }, 'other keys', 'keys-elsewhere'],
  [{ hostBased: 'yes' }, 'sshd', 'sshd-not-ours'],
  [{ kerberos: 'yes' }, 'other keys', 'keys-elsewhere'],
])('sshd that comes to %j differs in %s', (more, what, code) => {
  const seen = { ...healthy, sshd: { ...healthy.sshd, says: [{ ...says, ...more }] } }
  expect(
    accountRows(wanted, seen)[0]!
      .cells.filter((c) => c.holds === false)
      .map((c) => c.what),
  ).toEqual([what])
  expect(new Set(hostReport(host, seen).findings.map((f) => f.code))).toEqual(new Set([code]))
  expect(changesFor(host, seen).map((c) => c.kind)).toEqual(what === 'sshd' ? ['sshd'] : [])
})

test('GSSAPI lets in whom a realm and a file in the home name, and nobody where the host has no keytab', () => {
  const on = (keytab: boolean) => {
    const seen = { ...healthy, sshd: { ...healthy.sshd, keytab, says: [{ ...says, gssapi: 'yes' }] } }
    return accountRows(wanted, seen)[0]!.cells.find((c) => c.what === 'other keys')
  }
  expect(on(true)).toMatchObject({ holds: false, seen: expect.stringContaining('k5login') })
  expect(on(false)).toMatchObject({ holds: true, seen: 'none: GSSAPI has no keytab' })
})

test('who administers a group is in it whenever they want; a way to root besides sudo is told, unless the registry gives them root', () => {
  const seen = (sudo: boolean) => {
    const ada = { ...healthy.accounts[0]!, manages: ['docker'], ways: ['administrator of the group docker', 'polkit'] }
    const [one, ...others] = wanted.accounts
    const there = { ...healthy, accounts: [ada, ...healthy.accounts.slice(1)] }
    return { wanted: { ...wanted, accounts: [{ ...one!, sudo }, ...others] }, there }
  }
  const cells = (sudo: boolean) => {
    const { wanted: asked, there } = seen(sudo)
    return accountRows(asked, there)[0]!.cells
  }
  const cell = (what: string, sudo = false) => cells(sudo).find((c) => c.what === what)
  expect(cell('groups')).toMatchObject({ holds: false, seen: expect.stringContaining(', administrator of docker') })
  expect(cell('other root')).toEqual({
    what: 'other root',
    expected: 'none',
    seen: 'administrator of the group docker, polkit',
    holds: false,
  })
  expect(cell('other root', true)).toBeUndefined()
  expect(cell('groups', true)).toMatchObject({ holds: false })
  const { there } = seen(false)
  expect(changesFor(host, there)).toMatchObject([
    { kind: 'change', name: healthy.accounts[0]!.name, detail: expect.stringContaining('docker') },
  ])
  expect(changesFor(host, there)[0]!.detail).not.toContain('polkit')
  expect(new Set(hostReport(host, there).findings.map((f) => f.code))).toEqual(new Set(['account-differs', 'root-elsewhere']))
})

test('what the name service does not tell of an account is not green', () => {
  const { has: _, ...mute } = ada
  expect(hostReport(host, { ...healthy, accounts: [mute, ben, left] }).verdict).toBe('unknown')
})

test('one that runs since before, and other keys from some addresses, differ', () => {
  const old = { ...healthy, sshd: { ...healthy.sshd, old: 1 } }
  expect(new Set(hostReport(host, old).findings.map((f) => f.code))).toEqual(new Set(['sshd-not-ours']))
  expect(changesFor(host, old).map((c) => c.kind)).toEqual(['sshd'])
  const some = { ...healthy, sshd: { ...healthy.sshd, address: 'authorizedkeysfile' } }
  expect(new Set(hostReport(host, some).findings.map((f) => f.code))).toEqual(new Set(['keys-elsewhere']))
})

test.each([
  ['ssh-rsa,ecdsa-sha2-nistp256', 'differs'],
  ['ssh-ed25519*', 'holds'],
  ['', 'holds'],
] as const)('a key of a type that is not among %j lets nobody in', (keyTypes, verdict) => {
  const seen = {
    ...withAda({ keyFile, wayIn: { says: 0, by: 'ada', said: '', login: 'yes' } }),
    sshd: { ...healthy.sshd, says: [{ ...says, keyTypes }] },
  }
  expect(hostReport(withKey, seen).verdict).toBe(verdict)
})

test('EC2 Instance Connect is told and holds; without sshd there is no way in to prove; one that says nothing is not green', () => {
  const connect = { ...says, command: '/opt/aws/bin/eic_run_authorized_keys %u %f' }
  const seen = { ...healthy, sshd: { ...healthy.sshd, says: [connect] } }
  expect(accountRows(wanted, seen)[0]).toMatchObject({ verdict: 'holds' })
  expect(accountRows(wanted, seen)[0]!.cells.find((c) => c.what === 'other keys')!.seen).toBe('EC2 Instance Connect')
  expect(hostReport(host, { ...healthy, sshd: { ...healthy.sshd, there: false, says: [] } }).verdict).toBe('holds')
  const { wayIn: _, ...mute } = ada
  const broken = {
    ...withAda({}),
    accounts: [mute, ben],
    sshd: { ...healthy.sshd, broken: 'line 7: Bad configuration option', says: [says] },
  }
  expect(hostReport(host, broken).verdict).toBe('unknown')
  expect(accountRows(wanted, broken)[0]!.cells.find((c) => c.what === 'sshd')!.seen).toBe('line 7: Bad configuration option')
  expect(changesFor(host, { ...healthy, sshd: { ...healthy.sshd, way: 'none' } }).map((c) => c.kind)).toEqual(['sshd'])
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

test.each<[Partial<LeaverSeen>, string, boolean]>([
  [{ processes: 2, commands: ['sleep', 'bash'] }, 'eve processes: 2 (sleep, bash), not none', true],
  [{ session: true }, 'eve processes: a session, not none', true],
  [{ lingers: true }, 'eve runs again: lingers, not none', true],
  [{ crontab: true, at: 2 }, 'eve runs again: a crontab, 2 of at, not none', true],
  [{ named: ['/etc/cron.d/x'] }, 'eve named in: /etc/cron.d/x, not none', false],
  [{ keyFiles: ['/root/.ssh/authorized_keys'] }, 'eve their keys: in /root/.ssh/authorized_keys, not in no file', false],
  [{ taken: true }, 'eve comes in: sshd takes a key that was theirs, not refused', false],
  [{ setIds: { count: 2, places: ['/tmp'], whole: false } }, 'eve set-id files: 2 below /tmp, not none', false],
  [{ login: 'yes', by: 'ida' }, 'eve comes in: let in, as ida, not refused', false],
])('of somebody who left, %j is seen; what Prism can end is planned', (more, expected, ends) => {
  const seen: PeopleSeen = { ...healthy, leavers: [{ ...gone, ...more }] }
  expect(off(seen)).toEqual([expected])
  expect(changesFor(host, seen).map((c) => `${c.kind} ${c.name}`)).toEqual(ends ? ['close eve'] : [])
  expect(hostReport(host, seen)).toMatchObject({ verdict: 'differs', findings: [{ code: 'leaver-stays' }] })
})

test('what cannot be proved of somebody who left is unknown: who had root there, more processes than are looked at, nobody looked', () => {
  for (const leavers of [
    [{ ...gone, root: 'group docker' }],
    [{ ...gone, whole: false }],
    [{ ...gone, allRead: false }],
    [{ ...gone, namedAll: false }],
    [{ ...gone, setIds: { count: 0, places: [], whole: false } }],
    [{ ...gone, login: 'more' as const }],
    [],
  ]) {
    const seen: PeopleSeen = { ...healthy, leavers }
    expect(hostReport(host, seen)).toMatchObject({ verdict: 'unknown', findings: [] })
    expect(changesFor(host, seen)).toEqual([])
  }
})

test('somebody who left whose line was taken out is looked for all the same, and nobody else has their number', () => {
  const { has: _, ...lineless } = left
  const seen: PeopleSeen = { ...healthy, accounts: [ada, ben, { ...lineless, found: 'none' }], leavers: [{ ...gone, processes: 1 }] }
  expect(off(seen)).toEqual(['eve processes: 1 (, …), not none'])
  const taken: PeopleSeen = { ...healthy, accounts: [ada, ben, { ...left, holder: 'gina' }] }
  expect(off(taken)).toEqual(['eve number alone: gina’s too, not nobody else’s'])
  expect(changesFor(host, taken)).toEqual([])
})

test('whose last day is over leaves, and nobody has to confirm what was announced', () => {
  const over = wantedOn(registry, registry.people, '2027-01-01')
  expect(over.wanted.accounts.map((a) => a.name)).toEqual(['ben'])
  expect(wantedOn(registry, registry.people, '2026-12-31').wanted.accounts).toHaveLength(2)
  const seen: PeopleSeen = { ...healthy, accounts: [{ ...ada, listed: false }, ben] }
  const after: PeopleHost = { ...host, ...over }
  expect(changesFor(after, seen).map((c) => `${c.kind} ${c.name}`)).toEqual(['close ada'])
  expect(lossOn([[after, seen]])).toEqual({ lost: [], needsWord: false })
  expect(lossOn([[{ ...after, ended: [] }, seen]])).toMatchObject({ lost: ['ada'], needsWord: true })
})
