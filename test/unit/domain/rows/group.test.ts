/** The shared group and its members, as rows. */
import type { AccountFact, HostFacts } from '../../../../src/domain/facts.ts'
import { groupRows } from '../../../../src/domain/rows/group.ts'
import { healthyFacts } from '../../../support/healthy-facts.ts'
import { linesIn, wanted } from '../../../support/rows.ts'

const inWords = linesIn('group')

const healthy = healthyFacts()
const lines = (facts: HostFacts | undefined, of = wanted()) => inWords(groupRows(of, facts))
const account = (change: Partial<AccountFact>): HostFacts => ({ ...healthy, accounts: [{ ...healthy.accounts[0]!, ...change }] })
const groupHolds = 'prism-shared: holds: gid 3000; gid 3000 expected'
const member = 'member of prism-shared expected'

test('holds with its gid and its members', () => {
  expect(lines(healthy)).toEqual([groupHolds, `ubuntu: holds: member, uid 1000; ${member}`])
  expect(groupRows(wanted(), healthy).map((r) => r.section)).toEqual(['group', 'group'])
})

test('is unknown where nobody looked', () => {
  expect(lines(undefined)).toEqual([
    'prism-shared: unknown (not-looked-at): not seen; gid 3000 expected',
    `ubuntu: unknown (not-looked-at): not seen; ${member}`,
  ])
  expect(lines({ ...healthy, accounts: [] })).toEqual([groupHolds, `ubuntu: unknown (not-looked-at): not seen; ${member}`])
})

test('needs somebody to be in it', () => {
  expect(lines(healthy, wanted({ accounts: [] }))).toEqual([groupHolds, `login user: differs (no-login-user): none was found; ${member}`])
  expect(lines(undefined, wanted({ accounts: [] }))).toEqual(['prism-shared: unknown (not-looked-at): not seen; gid 3000 expected'])
})

test.each<[HostFacts['group'], string]>([
  [{ nameGid: 3000, gidHolder: 'prism-shared', members: [] }, 'holds: gid 3000'],
  [{ nameGid: 3000, members: [] }, 'holds: gid 3000'],
  [{ nameGid: 3000, gidHolder: 'video', members: [] }, 'differs (gid-taken): gid 3000, which video has too'],
  [{ nameGid: 1007, gidHolder: 'video', members: [] }, 'differs (group-gid-differs): gid 1007'],
  [{ nameGid: 1007, members: [] }, 'differs (group-gid-differs): gid 1007'],
  [{ gidHolder: 'video', members: [] }, 'differs (gid-taken): gid 3000 is video'],
  [{ members: [] }, 'differs (group-missing): no such group'],
])('where the host says %j', (group, said) => {
  expect(lines({ ...healthy, group })[0]).toBe(`prism-shared: ${said}; gid 3000 expected`)
})

test.each<[Partial<AccountFact>, string]>([
  [{ exists: false }, 'differs (account-missing): no such account'],
  [{ member: false }, 'differs (not-member): not a member, uid 1000'],
  // the group's members are said by name, an account's groups by number
  [{ groups: [1000] }, 'differs (not-member): member, uid 1000'],
  [{ expired: true }, 'differs (account-expired): member, uid 1000, expired'],
  [{ passwordDue: true }, 'differs (password-expired): member, uid 1000, password expired'],
  [{ expired: true, passwordDue: true }, 'differs (account-expired): member, uid 1000, expired'],
  [{ uid: undefined as unknown as number }, 'holds: member, uid ?'],
])('an account with %j', (change, said) => expect(lines(account(change))[1]).toBe(`ubuntu: ${said}; ${member}`))

test('an account of another name does not speak for this one', () => {
  const grace = { ...healthy.accounts[0]!, name: 'grace' }
  expect(lines({ ...healthy, accounts: [{ ...grace, member: false }, healthy.accounts[0]!] })[1]).toMatch(/^ubuntu: holds/)
})

test('more groups than NFS carries are a note', () => {
  const groups = (count: number) => Array.from({ length: count }, (_, i) => 3000 + i)
  expect(lines(account({ groups: groups(16) }))).toHaveLength(2)
  expect(lines(account({ groups: groups(17) }))[2]).toBe('ubuntu · groups: note (too-many-groups): 17 groups; at most 16 expected')
})

test('sessions that are older than the membership are a note, three of them by name', () => {
  const processes = ['a', 'b', 'c', 'd'].map((command, i) => ({ account: 'ubuntu', pid: 7 + i, command }))
  const stale = (staleProcesses: HostFacts['staleProcesses']) => lines({ ...healthy, staleProcesses })
  expect(stale(processes)[2]).toBe(
    'ubuntu · open sessions: note (stale-session): 4 process(es) from before: a (7), b (8), c (9); have the group expected',
  )
  expect(stale(processes.map((p) => ({ ...p, account: 'grace' })))).toHaveLength(2)
})
