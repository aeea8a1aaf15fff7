/** Whether somebody who left is gone from a host: each thing that could keep them there, in words. */
import { leaverCells } from '../../../../src/domain/people/leavers.ts'
import { goneLeaver, ownSshd } from '../../../support/seen-people.ts'

const eve = goneLeaver('eve', 65_538)
type Seen = Partial<typeof eve>
/** What differs from somebody who is gone: `what: seen`, with a question mark where it was not seen. */
const cells = (more: Seen) => leaverCells({ ...eve, ...more })
const told = (more: Seen) => cells(more).flatMap((c) => (c.holds ? [] : [`${c.what}: ${c.seen}${c.holds === undefined ? ' ?' : ''}`]))
const without = (key: 'login' | 'taken', more: Seen = {}): typeof eve => {
  const { [key]: _, ...rest } = { ...eve, ...more }
  return rest as typeof eve
}

test('somebody of whom nothing is left', () => {
  expect(cells({}).map((c) => [c.what, c.expected, c.seen, c.holds])).toEqual([
    ['processes', 'none', 'none', true],
    ['runs again', 'none', 'none', true],
    ['named in', 'none', 'none', true],
    ['their keys', 'in no file', 'in no file', true],
    ['comes in', 'refused', 'refused', true],
    ['set-id files', 'none', 'none', true],
    ['root there', 'never', 'never', true],
  ])
})

test('one at whom nobody looked', () => {
  expect(leaverCells(undefined)).toEqual([{ what: 'processes', expected: 'none', seen: 'not looked at' }])
})

test.each<[Seen, string]>([
  [{ processes: 2, commands: ['sleep', 'bash'] }, 'processes: 2 (sleep, bash)'],
  [{ processes: 3, commands: ['sleep', 'bash'], session: true }, 'processes: 3 (sleep, bash, …), a session'],
  [{ session: true, whole: false }, 'processes: a session'],
  [{ whole: false }, 'processes: more processes than are looked at ?'],
  [{ lingers: true, crontab: true, at: 2 }, 'runs again: lingers, a crontab, 2 of at'],
  [{ at: 1 }, 'runs again: 1 of at'],
  [{ named: ['/etc/cron.d/x', '/etc/sudoers'], namedAll: false }, 'named in: /etc/cron.d/x, /etc/sudoers'],
  [{ namedAll: false }, 'named in: not every rule of sudo, or file of Kerberos, could be read ?'],
  [{ keyFiles: ['/a', '/b'], allRead: false }, 'their keys: in /a, /b'],
  [{ allRead: false }, 'their keys: not every file of keys could be read ?'],
  [{ taken: true, login: 'no' }, 'comes in: sshd takes a key that was theirs'],
  [{ login: 'yes' }, 'comes in: let in'],
  [{ login: 'yes', by: '' }, 'comes in: let in'],
  [{ login: 'yes', by: 'ida' }, 'comes in: let in, as ida'],
  [{ login: 'more' }, 'comes in: the key is taken, and more is asked for ?'],
  [{ setIds: { count: 2, places: ['/tmp', '/srv'], whole: false } }, 'set-id files: 2 below /tmp, /srv'],
  [
    { setIds: { count: 0, places: [], whole: false } },
    'set-id files: not every folder could be looked at; as root: find / -path /proc -prune -o -uid 65538 -perm /6000 -print, then ask again ?',
  ],
  [{ root: 'group docker' }, 'root there: group docker: cannot be proved, rebuild the instance ?'],
])('%j', (more, expected) => {
  expect(told(more)).toEqual([expected])
})

test('of one whose account is open still, what takes long to prove is not looked at, and is not proved', () => {
  expect(told({ ...without('login'), later: true })).toEqual([
    'comes in: looked at once the account is closed ?',
    'set-id files: looked at once the account is closed ?',
  ])
})

test('where no login could be tried it is told why, or is no row where there is nothing to try', () => {
  const words = (seen: typeof eve) => leaverCells(seen).find((c) => c.what === 'comes in')
  expect(words(without('login', { said: 'no sshd answered' }))).toEqual({ what: 'comes in', expected: 'refused', seen: 'no sshd answered' })
  expect(words(without('login'))).toBeUndefined()
  expect(leaverCells(without('login')).map((c) => c.what)).toEqual([
    'processes',
    'runs again',
    'named in',
    'their keys',
    'set-id files',
    'root there',
  ])
})

test('a key that the account refuses proves nothing where a directory’s password may keep PAM from asking the account', () => {
  const asks = { ...ownSshd, says: [{ ...ownSshd.says[0]!, passwords: true }], deciding: ['pam_krb5'] }
  const comesIn = (sshd: typeof asks) => leaverCells({ ...eve, says: 0 }, sshd).find((c) => c.what === 'comes in')
  expect(comesIn(asks)).toEqual({
    what: 'comes in',
    expected: 'refused',
    seen: 'with a key refused; sshd takes passwords, and pam_krb5 may let in whom a directory knows',
  })
  const { deciding: _, ...silent } = asks
  for (const sshd of [
    silent as typeof asks,
    { ...asks, deciding: [] },
    { ...asks, says: [{ ...asks.says[0]!, passwords: false }] },
    { ...asks, says: [{ ...asks.says[0]!, methods: 'publickey' }] },
  ])
    expect(comesIn(sshd)).toMatchObject({ seen: 'refused', holds: true })
  expect(leaverCells({ ...eve, says: 0, login: 'yes' }, asks).find((c) => c.what === 'comes in')).toMatchObject({ holds: false })
})

test('what sshd says of whoever was not asked for, or of a try that was not made, proves nothing', () => {
  const asks = { ...ownSshd, says: [{ ...ownSshd.says[0]!, passwords: true }], deciding: ['pam_krb5'] }
  expect(leaverCells({ ...eve, says: 0 }).find((c) => c.what === 'comes in')).toMatchObject({ seen: 'refused', holds: true })
  expect(leaverCells(eve, asks).find((c) => c.what === 'comes in')).toMatchObject({ seen: 'refused', holds: true })
  expect(leaverCells(without('login', { says: 0, said: 'no sshd answered' }), asks).find((c) => c.what === 'comes in')).toMatchObject({
    seen: 'no sshd answered',
  })
})

test('what is expected is told beside what could not be seen', () => {
  const expected = (more: Seen, what: string) => cells(more).find((c) => c.what === what)?.expected
  expect([
    expected({ whole: false }, 'processes'),
    expected({ namedAll: false }, 'named in'),
    expected({ root: 'sudo' }, 'root there'),
  ]).toEqual(['none', 'none', 'never'])
})
