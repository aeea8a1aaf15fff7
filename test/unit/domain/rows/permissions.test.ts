/** The permission table against the volume’s directories, as rows. */
import type { HostFacts, PathFact } from '../../../../src/domain/facts.ts'
import { permissionRows } from '../../../../src/domain/rows/permissions.ts'
import { healthyFacts } from '../../../support/healthy-facts.ts'
import { linesIn, wanted } from '../../../support/rows.ts'

const inWords = linesIn('permissions')

const healthy = healthyFacts()
const lines = (facts: HostFacts | undefined, of = wanted()) => inWords(permissionRows(of, facts))
const path = (name: string, change: Partial<PathFact>): HostFacts => ({
  ...healthy,
  paths: healthy.paths.map((p) => (p.path === name ? { ...p, ...change } : p)),
})
const mount = (change: object): HostFacts => ({ ...healthy, mounts: [{ ...healthy.mounts[0]!, ...change }] })
const none = undefined as unknown as string

test('each directory is as the table has it', () => {
  expect(lines(healthy)).toEqual([
    'DIR/: holds: root:prism-shared 2775; root:prism-shared 2775 expected',
    'DIR/shared/: holds: root:prism-shared 2775; root:prism-shared 2775 expected',
    'DIR/users/: holds: root:prism-shared 2755; root:prism-shared 2755 expected',
    'DIR/users/ubuntu/: holds: ubuntu:prism-shared 755; ubuntu:prism-shared 755 expected',
  ])
  expect(new Set(permissionRows(wanted(), healthy).map((r) => r.section))).toEqual(new Set(['permissions']))
})

test.each<[string, HostFacts, string]>([
  ['is missing', path('shared', { exists: false }), 'differs (row-differs): does not exist'],
  ['has another mode', path('shared', { mode: '0775' }), 'differs (row-differs): root:prism-shared 775'],
  ['has another owner', path('shared', { uid: 1000, owner: 'ubuntu' }), 'differs (row-differs): ubuntu:prism-shared 2775'],
  [
    'has an owner and a group without names',
    path('shared', { uid: 1007, owner: none, gid: 1008, group: none }),
    'differs (row-differs): 1007:1008 2775',
  ],
  // numbers decide, whatever the host calls them
  ['has another gid by the same name', path('shared', { gid: 1000 }), 'differs (row-differs): root:prism-shared 2775'],
  ['has another uid by the same name', path('shared', { uid: 7 }), 'differs (row-differs): root:prism-shared 2775'],
  ['is a file', path('shared', { type: 'regular-file' }), 'differs (row-differs): regular-file, root:prism-shared 2775'],
  ['was seen without its mode', path('shared', { mode: none }), 'unknown (not-looked-at): not seen'],
  ['was seen without its owner', path('shared', { uid: undefined as unknown as number }), 'unknown (not-looked-at): not seen'],
  ['was seen without its group', path('shared', { gid: undefined as unknown as number }), 'unknown (not-looked-at): not seen'],
  ['was not seen', { ...healthy, paths: healthy.paths.filter((p) => p.path !== 'shared') }, 'unknown (not-looked-at): not seen'],
])('a directory that %s', (_name, facts, said) => expect(lines(facts)[1]).toBe(`DIR/shared/: ${said}; root:prism-shared 2775 expected`))

test('a personal space is that of the account’s number on this host', () => {
  expect(lines(path('users/ubuntu', { uid: 1001 }))[3]).toBe(
    'DIR/users/ubuntu/: differs (row-differs): ubuntu:prism-shared 755; ubuntu:prism-shared 755 expected',
  )
  expect(lines({ ...healthy, accounts: [{ ...healthy.accounts[0]!, name: 'grace' }] })[3]).toMatch(/differs/)
})

test('directories of something else than the volume say nothing of it', () => {
  const said = (facts: HostFacts | undefined) => new Set(lines(facts).map((line) => line.split(': ').slice(1, 3).join(': ').split(';')[0]))
  expect(said({ ...healthy, mounts: [] })).toEqual(new Set(['unknown (not-looked-at): volume not mounted']))
  expect(said(mount({ fileSystemId: 'fs-0fedcba9876543210' }))).toEqual(new Set(['unknown (not-looked-at): volume not mounted']))
  expect(said(mount({ reached: false }))).toEqual(new Set(['unknown (not-looked-at): volume not mounted']))
  expect(said(undefined)).toEqual(new Set(['unknown (not-looked-at): not seen']))
})

describe('the folder of an enforced user', () => {
  const accessPoint = 'fsap-0123456789abcdef0'
  const enforced = wanted({ enforced: { uid: 5001, gid: 3000, groups: [] }, accessPoint })
  const through = mount({ accessPoint })
  const line = (facts: HostFacts | undefined) => lines(facts, enforced)

  test('is told as it is, and proves nothing', () => {
    expect(line(through)).toEqual(['DIR/: note: 0:3000 2775; as it was given expected'])
    expect(line({ ...through, paths: [{ path: '.', exists: true, uid: 5001, gid: 3000, mode: '0700' }] })).toEqual([
      'DIR/: note: 5001:3000 700; as it was given expected',
    ])
    expect(line({ ...through, paths: [{ path: '.', exists: true, uid: 5001, gid: 3000 }] })).toEqual([
      'DIR/: note: 5001:3000 ?; as it was given expected',
    ])
  })

  test('is not what was seen through another access point, or not at all', () => {
    for (const facts of [
      undefined,
      healthy,
      { ...through, paths: [] },
      { ...through, paths: [{ path: '.', exists: false }] },
      { ...through, paths: through.paths.slice(1) },
    ])
      expect(line(facts)).toEqual(['DIR/: note: not seen; as it was given expected'])
  })
})
