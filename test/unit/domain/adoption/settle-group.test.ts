/** What is wrong with a group or an account, and the exact commands that settle it. */
import { numbersSeen } from '../../../../src/domain/account-numbers.ts'
import { groupConflict } from '../../../../src/domain/adoption/settle-group.ts'
import type { FindingCode } from '../../../../src/domain/catalogue.ts'
import type { HostFacts } from '../../../../src/domain/facts.ts'
import type { Row } from '../../../../src/domain/report.ts'
import { wantedOf } from '../../../support/adopting.ts'
import { healthyFacts, mountPoint } from '../../../support/healthy-facts.ts'

const row = (code: FindingCode | undefined, subject = 'prism-shared'): Row => ({
  section: 'group',
  subject,
  expected: 'x',
  observed: 'seen so',
  verdict: 'differs',
  ...(code ? { code } : {}),
})
const astro = { name: 'astro', gid: 4000, accounts: [] }
const settle = (of: Row, more: Partial<HostFacts> = {}, groups = [astro]) => {
  const facts: HostFacts = { ...healthyFacts(), ...more }
  return groupConflict(of, wantedOf({ groups }, facts), facts, numbersSeen([]))
}
const follow = (from: number, to: string) => [
  `find / -xdev -gid ${from} -exec chgrp -h ${to} {} +`,
  expect.stringContaining(`if files there have gid ${from}`),
  `find ${mountPoint} -xdev -gid ${from} ! -type d -perm /6000`,
  `find ${mountPoint} -xdev -gid ${from} -exec chgrp -h ${to} {} +`,
]

test('a group with another number gets ours, and its files follow', () => {
  expect(settle(row('group-gid-differs'), { group: { nameGid: 900, members: [] } })).toEqual({
    code: 'group-gid-differs',
    seen: 'prism-shared: seen so',
    settle: [
      '# prism-shared gets gid 3000; files with the old gid follow',
      'groupmod -g 3000 prism-shared',
      ...follow(900, 'prism-shared'),
      '# open sessions keep the old gid: log out and in again',
    ],
  })
})

test('a further group is settled by its own name and numbers', () => {
  const extraGroups: HostFacts['extraGroups'] = {
    seen: [
      { name: 'other', nameGid: 1, members: [] },
      { name: 'astro', nameGid: 901, members: [] },
    ],
  } as never
  expect(settle(row('group-gid-differs', 'astro'), { extraGroups }).settle.slice(0, 3)).toEqual([
    '# astro gets gid 4000; files with the old gid follow',
    'groupmod -g 4000 astro',
    'find / -xdev -gid 901 -exec chgrp -h astro {} +',
  ])
})

test('another group that has the number gets another one', () => {
  expect(settle(row('gid-taken'), { group: { gidHolder: 'staff', members: [] } }).settle).toEqual([
    '# staff gets another gid; replace 3999 with one that is free on every instance',
    'getent group 3999 || echo free',
    'groupmod -g 3999 staff',
    ...follow(3000, '3999'),
  ])
})

test('no command is made of a name that is none', () => {
  for (const group of [{ gidHolder: '$(reboot)', members: [] }, { members: [] }])
    expect(settle(row('gid-taken'), { group }).settle).toEqual(['# give the group that has gid 3000 another number', 'getent group 3000'])
})

test('an account that is missing is made with a number that nobody has', () => {
  const { settle: commands } = settle(row('account-missing', 'ada'))
  expect(commands).toEqual([
    expect.stringMatching(/^# \d+: no account, group or file/),
    expect.stringMatching(/^groupadd -g (\d+) ada && useradd -m -u \1 -g ada ada$/),
    '# or name other accounts: --users NAME,…',
  ])
})

test('an account that has expired is opened again; for what else there is other accounts are named', () => {
  expect(settle(row('account-expired', 'ada')).settle).toEqual(["usermod -e '' ada"])
  expect(settle(row('no-login-user', 'ada')).settle).toEqual(['# name the accounts: --users NAME,…'])
  expect(settle(row(undefined, 'ada'))).toMatchObject({ code: 'group-missing', settle: ['# name the accounts: --users NAME,…'] })
})
