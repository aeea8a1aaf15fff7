/** Who becomes root by sudo, by Prism's own line and by what sudo itself lists. */
import { type AccountSeen, type PeopleSeen, wantedPeople } from '../../../../src/domain/people/accounts.ts'
import type { AccountCell } from '../../../../src/domain/people/cell.ts'
import { sudoCells, sudoFileCell } from '../../../../src/domain/people/sudo.ts'
import type { OwnSudoSeen, SudoSays, SudoSeen } from '../../../../src/domain/people/sudo-seen.ts'
import { changesFor, hostReport, type PeopleHost } from '../../../../src/domain/people/sync.ts'
import { registryOf } from '../../../support/people-stage.ts'

const none: SudoSays = { said: 'none', asks: 'own', rules: [], more: 0, words: '' }
const all = '(ALL : ALL) NOPASSWD: ALL'
const gives = (rules: readonly string[], more: Partial<SudoSays> = {}): SudoSays => ({ ...none, said: 'given', rules, ...more })
const host = (says: SudoSays, more: Partial<SudoSeen> = {}): SudoSeen => ({ there: true, reads: true, strange: [], says: [says], ...more })
const told = (cells: readonly AccountCell[]): string[] => cells.map((c) => `${c.what}: ${c.seen} ${c.holds}`)

const line = 'sudo: Prism’s line true'
test.each<[SudoSays, Partial<SudoSeen>, string]>([
  [gives([all]), {}, 'all, without a password true'],
  [gives(['(ALL) ALL', all]), {}, 'all, without a password true'],
  [gives([all, '(root) NOPASSWD: /usr/bin/id']), {}, 'all, without a password true'],
  [gives([all, '(ALL) ALL'], { asks: 'nobody' }), {}, 'all, without a password true'],
  [gives([all, '(ALL) ALL']), {}, 'all, and then (ALL) ALL false'],
  [gives([all, '(ALL) NOPASSWD: !ALL']), {}, 'all, and then (ALL) NOPASSWD: !ALL false'],
  [gives(['(root) NOPASSWD: /usr/bin/id']), {}, '(root) NOPASSWD: /usr/bin/id false'],
  [gives([all], { more: 2 }), {}, 'more rules than are looked at undefined'],
  [gives(['(root) NOPASSWD: /usr/bin/id'], { more: 2 }), {}, 'more rules than are looked at undefined'],
  [none, {}, 'nothing false'],
  [none, { reads: false }, 'nothing, as sudoers does not read /etc/sudoers.d false'],
  [gives([all]), { says: [] }, 'sudo was not asked undefined'],
  [{ ...none, said: 'unknown', words: 'sudo: parse error' }, {}, 'sudo: parse error undefined'],
])('to somebody who is to have it sudo gives %j (%j): %s', (says, more, expected) => {
  expect(told(sudoCells(true, { file: 'exact', says: 0 }, host(says, more)))).toEqual([line, `root by sudo: ${expected}`])
})

test.each<[SudoSays, Partial<SudoSeen>, string]>([
  [none, {}, 'none true'],
  [none, { there: false, says: [] }, 'none true'],
  [none, { says: [] }, 'sudo was not asked undefined'],
  [gives(['(root) NOPASSWD: /usr/bin/id']), {}, '(root) NOPASSWD: /usr/bin/id false'],
  [gives(['(ALL) ALL']), {}, '(ALL) ALL false'],
  [gives(['(ALL) !ALL', '(root : wheel) NOPASSWD: SETENV: !/bin/bash, !/bin/sh']), {}, 'none true'],
  [gives(['(ALL) !ALL'], { more: 1 }), {}, '(ALL) !ALL and 1 more false'],
  [gives(['(ALL) NOPASSWD: !/bin/bash, /bin/sh']), {}, '(ALL) NOPASSWD: !/bin/bash, /bin/sh false'],
  [gives(['(ALL) ALL', '(root) ALL'], { more: 3 }), {}, '(ALL) ALL and (root) ALL and 3 more false'],
  // SUSE's own line asks for root's password
  [gives(['(ALL) ALL'], { asks: 'other' }), {}, 'none without root’s password true'],
  [gives(['(ALL) ALL', '(ALL) NOPASSWD: !/bin/sh'], { asks: 'other' }), {}, 'none without root’s password true'],
  [gives(['(ALL) ALL', '(root) NOPASSWD: /usr/bin/id'], { asks: 'other' }), {}, '(ALL) ALL and (root) NOPASSWD: /usr/bin/id false'],
  [gives(['(ALL) ALL'], { asks: 'other', more: 1 }), {}, '(ALL) ALL and 1 more false'],
  [gives(['(ALL) ALL'], { asks: 'nobody' }), {}, '(ALL) ALL false'],
  [{ ...none, said: 'unknown', words: 'late' }, {}, 'late undefined'],
])('to somebody who is not to have it sudo gives %j (%j): %s', (says, more, expected) => {
  const cells = sudoCells(false, { file: '', says: 0 }, host(says, more))
  expect(told(cells)).toEqual(['sudo: none true', `other sudo: ${expected}`])
  expect(cells.map((c) => c.expected)).toEqual(['none', 'none'])
})

test.each<[boolean, string, Partial<SudoSeen>, string]>([
  [true, '', {}, 'none false'],
  [true, '', { there: false }, 'sudo is not installed false'],
  [true, 'exact', { there: false }, 'sudo is not installed false'],
  [true, 'text', {}, 'the file is written otherwise false'],
  [true, 'other', {}, 'the file is no file false'],
  [true, '0:0:0644', {}, 'the file is 0, 0, 0644 false'],
  [false, 'exact', {}, 'Prism’s line false'],
  [false, '', { there: false }, 'none true'],
])('Prism’s own file, wanted: %s, as it is: %j (%j): %s', (isWanted, file, more, expected) => {
  expect(told([sudoFileCell(isWanted, { file }, host(none, more))])).toEqual([`sudo: ${expected}`])
})

const team = registryOf('version: 1\npeople:\n  ada: {uid: 65536, hosts: ["*"], sudo: true}\n  ben: {uid: 65537, hosts: ["*"]}\n')
const calc: PeopleHost = {
  instanceId: 'i-0123456789abcdef0',
  name: 'calc-1',
  wanted: wantedPeople(team, team.people),
  ended: [],
  retired: [],
}
const account = (name: string, uid: number, sudo: OwnSudoSeen): AccountSeen => ({
  name,
  uid,
  listed: true,
  ours: true,
  found: 'local',
  holder: '',
  groupHolder: '',
  groupGid: uid,
  has: { uid, gid: uid, groups: [uid, 94_199], shell: '/bin/bash', ends: '', password: 'none' },
  manages: [],
  ways: [],
  tried: `${uid}:${uid}:${uid}+94199`,
  keyFile: { digest: '', state: '', prints: [] },
  sudo,
})
const seenWith = (ada: OwnSudoSeen, ben: OwnSudoSeen, strange: readonly number[] = []): PeopleSeen => ({
  looked: true,
  notedOn: '',
  instance: '',
  missing: [],
  accounts: [account('ada', 65_536, ada), account('ben', 65_537, ben)],
  groups: [{ name: 'prism-people', gid: 94_199, holder: '' }],
  groupNames: { 94199: 'prism-people' },
  sshd: { there: false, way: 'none', broken: '', old: 0, address: '', keytab: false, says: [] },
  sudo: { there: true, reads: true, strange, says: [gives([all]), none] },
  did: [],
  leavers: [],
  data: [],
})

test('a sync writes and takes away Prism’s own line, and leaves what others wrote', () => {
  const holds = seenWith({ file: 'exact', says: 0 }, { file: '', says: 1 })
  expect([hostReport(calc, holds).verdict, changesFor(calc, holds)]).toEqual(['holds', []])
  const swapped = seenWith({ file: '', says: 1 }, { file: 'exact', says: 0 })
  expect(changesFor(calc, swapped).map((c) => [c.kind, c.name, c.detail])).toEqual([
    ['change', 'ada', 'sudo: none → root by sudo (Prism’s line)'],
    ['change', 'ben', 'sudo: Prism’s line → none'],
  ])
  expect(hostReport(calc, swapped).findings.map((f) => f.code)).toEqual(['sudo-differs', 'sudo-differs'])
  const others = seenWith({ file: 'exact', says: 1 }, { file: '', says: 0 })
  expect(changesFor(calc, others)).toEqual([])
  expect(hostReport(calc, others).findings.map((f) => f.code)).toEqual(['sudo-refused', 'sudo-elsewhere'])
})

test('a line of Prism’s for a number that nobody has there is taken away', () => {
  const stray = seenWith({ file: 'exact', says: 0 }, { file: '', says: 1 }, [65_599])
  expect(changesFor(calc, stray).map((c) => [c.kind, c.detail])).toEqual([['sudo', 'nobody’s: 65599']])
})
