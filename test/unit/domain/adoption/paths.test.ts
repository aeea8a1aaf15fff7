/** Directories as they are and as the permission table has them: what an adoption would change, and what it must not. */
import { adoptedPaths } from '../../../../src/domain/adoption/paths.ts'
import type { HostFacts, PathFact } from '../../../../src/domain/facts.ts'
import type { MountSpec } from '../../../../src/domain/mount-spec.ts'
import { askedFor, wantedOf } from '../../../support/adopting.ts'
import { healthyFacts, mountPoint } from '../../../support/healthy-facts.ts'

/** The healthy host, but for one path. */
const withPath = (path: string, change: Partial<PathFact> | undefined): HostFacts => {
  const facts = healthyFacts()
  return { ...facts, paths: facts.paths.flatMap((p) => (p.path !== path ? [p] : change ? [{ ...p, ...change }] : [])) }
}
const adopted = (facts: HostFacts, spec: Partial<MountSpec> = {}) =>
  adoptedPaths(wantedOf(spec, facts), facts, askedFor({ privateSpaces: spec.privateSpaces ?? false }))
const space = `${mountPoint}/users/ubuntu`

test('what is as the table has it does not change', () => {
  expect(adopted(healthyFacts())).toEqual({ changes: [], conflicts: [] })
})

test('read-only nothing is set on the volume', () => {
  expect(adopted(withPath('shared', { mode: '0755' }), { readOnly: true })).toEqual({
    kept: [{ what: mountPoint, why: 'read-only here, so nothing is set on the volume' }],
  })
})

test.each<[string, string, Partial<PathFact>, string, string]>([
  ['another mode', 'shared', { mode: '0775' }, 'root:prism-shared 0775', 'root:prism-shared 2775'],
  ['another group', 'users', { gid: 100, group: 'users' }, 'root:users 2755', 'root:prism-shared 2755'],
  ['another owner', 'shared', { uid: 1000, owner: 'ubuntu' }, 'ubuntu:prism-shared 2775', 'root:prism-shared 2775'],
  ['numbers without a name here', 'shared', { uid: 7, owner: 'UNKNOWN', gid: 8, group: 'UNKNOWN' }, '7:8 2775', 'root:prism-shared 2775'],
  ['an own space of another group', 'users/ubuntu', { gid: 1000, group: 'ubuntu' }, 'ubuntu:ubuntu 0755', 'ubuntu:prism-shared 0755'],
])('%s is set right', (_, path, change, before, after) => {
  const { changes, conflicts } = adopted(withPath(path, change))
  expect(conflicts).toEqual([])
  expect(changes).toMatchObject([{ what: `${mountPoint}/${path}`, before, after }])
})

test('the root of the volume is called by its place', () => {
  expect(adopted(withPath('.', { mode: '2777' })).changes).toEqual([
    { what: mountPoint, before: 'root:prism-shared 2777', after: 'root:prism-shared 2775' },
  ])
})

test('what does not exist is made', () => {
  expect(adopted(withPath('shared', { exists: false })).changes).toEqual([
    { what: `${mountPoint}/shared`, before: 'does not exist', after: 'root:prism-shared 2775' },
  ])
})

test('what could not be looked at, and what is no directory, is settled by hand first', () => {
  expect(adopted(withPath('shared', undefined)).conflicts).toEqual([
    { code: 'adopt-unidentified', seen: `${mountPoint}/shared could not be inspected`, settle: [`stat ${mountPoint}/shared`] },
  ])
  expect(adopted(withPath('shared', { type: 'symbolic-link' as PathFact['type'] & string })).conflicts).toEqual([
    {
      code: 'layout-in-the-way',
      seen: `${mountPoint}/shared is a symbolic link`,
      settle: [`ls -ld ${mountPoint}/shared`, `mv ${mountPoint}/shared ${mountPoint}/shared.by-hand`],
    },
  ])
})

describe('whoever loses something by a change is told in its note', () => {
  const note = (path: string, change: Partial<PathFact>) => adopted(withPath(path, change)).changes?.[0]?.note
  test('people outside of the group who may then enter', () => {
    expect(note('.', { mode: '0770' })).toBe('people outside the group may then enter and read it')
    expect(note('.', { mode: '0775' })).toBeUndefined()
  })
  test('a group that could write', () => {
    expect(note('shared', { gid: 100, group: 'staff', mode: '0775' })).toBe('group staff no longer writes in it')
    expect(note('shared', { gid: 100, group: 'UNKNOWN', mode: '0775' })).toBe('group 100 no longer writes in it')
    expect(note('shared', { gid: 100, group: 'staff', mode: '0755' })).toBeUndefined()
    expect(note('shared', { mode: '0775' })).toBeUndefined()
  })
  test('an owner who could write', () => {
    expect(note('shared', { uid: 1000, owner: 'ubuntu' })).toBe('ubuntu no longer owns it')
    expect(note('shared', { uid: 7, owner: 'UNKNOWN' })).toBe('uid 7 no longer owns it')
    expect(note('shared', { uid: 1000, owner: 'ubuntu', mode: '0575' })).toBeUndefined()
    expect(note('users/ubuntu', { gid: 1000, mode: '0755' })).toBeUndefined()
  })
  test('all of them', () => {
    expect(note('shared', { uid: 7, owner: 'eve', gid: 8, group: 'staff', mode: '0770' })).toBe(
      'people outside the group may then enter and read it; group staff no longer writes in it; eve no longer owns it',
    )
  })
  test('nobody, where the mode could not be read', () => {
    const { mode: _, ...unread } = healthyFacts().paths[1]!
    const facts = { ...healthyFacts(), paths: healthyFacts().paths.map((p) => (p.path === 'shared' ? { ...unread, gid: 8, uid: 7 } : p)) }
    expect(adopted(facts).changes?.[0]?.note).toBe('people outside the group may then enter and read it')
  })
})

describe('a personal space', () => {
  test('of somebody else is moved aside by hand, and gets no other owner', () => {
    expect(adopted(withPath('users/ubuntu', { uid: 1005, owner: 'eve' }))).toEqual({
      changes: [],
      conflicts: [
        {
          code: 'foreign-personal-space',
          seen: `${space} belongs to uid 1005 (eve), not to ubuntu (uid 1000)`,
          settle: [
            `ls -ldn ${space}`,
            '# move it aside where its owner can find it; or change its owner yourself',
            `mv ${space} ${space}.of-uid-1005`,
          ],
        },
      ],
    })
    expect(adopted(withPath('users/ubuntu', { uid: 1005, owner: 'UNKNOWN' })).conflicts?.[0]?.seen).toContain('uid 1005 (no name here)')
  })

  test('that is closed is not opened', () => {
    for (const mode of ['0700', '0750', '0711'])
      expect(adopted(withPath('users/ubuntu', { mode }))).toMatchObject({
        changes: [],
        conflicts: [
          {
            code: 'space-would-open',
            seen: `${space} is ubuntu:prism-shared ${mode}; the table says 0755, which gives others access`,
            settle: [expect.any(String), `${askedFor().command} --private`, expect.any(String), `chmod 0755 ${space}`],
          },
        ],
      })
    expect(adopted(withPath('users/ubuntu', { mode: '0555' })).changes?.[0]).toMatchObject({ before: 'ubuntu:prism-shared 0555' })
  })

  test('is closed where private spaces were asked for; one that is closed further stays its owner’s to change', () => {
    expect(adopted(withPath('users/ubuntu', { mode: '0755' }), { privateSpaces: true }).changes).toMatchObject([
      { after: 'ubuntu:prism-shared 0700' },
    ])
    expect(adopted(withPath('users/ubuntu', { mode: '0700' }), { privateSpaces: true })).toEqual({ changes: [], conflicts: [] })
  })

  test('of an account that is not there is the group’s conflict, and none here', () => {
    const facts: HostFacts = { ...healthyFacts(), accounts: [{ name: 'ubuntu', exists: false, groups: [], member: false }] }
    expect(adopted(facts)).toEqual({ changes: [], conflicts: [] })
    const nobody: HostFacts = { ...healthyFacts(), accounts: [] }
    expect(adopted(nobody)).toEqual({ changes: [], conflicts: [] })
  })
})
