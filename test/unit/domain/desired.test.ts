/** How an instance should look, from what was asked for and what only the instance can tell. */
import { accountsFor, desiredFor, forThoseThere, missingAccounts, peopleFor } from '../../../src/domain/desired.ts'
import type { HostFacts } from '../../../src/domain/facts.ts'
import { type MountSpec, plainSpec } from '../../../src/domain/mount-spec.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'
import { operation } from '../../support/operation.ts'

const healthy = healthyFacts()
const of = (spec: Partial<MountSpec>) => ({ spec: { ...plainSpec, ...spec } })
const people = [{ name: 'ada', uid: 1001 }, { name: 'bob' }]
const desired = (spec: Partial<MountSpec> = {}, facts: HostFacts | undefined = healthy, asked = operation) =>
  desiredFor(asked, of(spec), facts)
const paths = (spec: Partial<MountSpec>) => desired(spec).paths.map((p) => p.path)

describe('who gets the volume', () => {
  test('is who was named, each once, and else the login user', () => {
    expect(peopleFor(of({ people }), healthy)).toEqual(people)
    expect(peopleFor(of({ people: [...people, { name: 'ada', uid: 7 }] }), healthy)).toEqual([{ name: 'ada', uid: 7 }, { name: 'bob' }])
    expect(accountsFor(of({}), healthy)).toEqual(['ubuntu'])
    const { login: _, ...nobody } = healthy
    expect([accountsFor(of({}), nobody), accountsFor(of({}), undefined)]).toEqual([[], []])
  })
})

describe('a desired state', () => {
  test('has the operation’s values and the spec’s', () => {
    const { fileSystemId, mountPoint } = operation
    expect(desired()).toMatchObject({
      fileSystemId,
      mountPoint,
      group: plainSpec.group,
      accounts: ['ubuntu'],
      groups: [],
      privateSpaces: false,
      umask: '0002',
      readOnly: false,
      encrypted: true,
      spec: plainSpec,
    })
    for (const part of ['oneZone', 'replica', 'accessPoint', 'enforced']) expect(desired()).not.toHaveProperty(part)
    expect(desired({}, healthy, { ...operation, oneZone: 'us-east-1a', replica: true })).toMatchObject({
      oneZone: 'us-east-1a',
      replica: true,
    })
  })

  test('has a space for each account where somebody can write, and none where nobody can', () => {
    expect(paths({ people })).toEqual(['.', 'shared', 'users', 'users/ada', 'users/bob'])
    expect(paths({ people, readOnly: true })).toEqual(['.', 'shared', 'users'])
  })

  test('of an enforced user is that one’s folder alone', () => {
    const user = { uid: 5001, gid: 3000, groups: [] }
    const accessPoint = { id: 'fsap-1', name: 'robots', path: '/robots' }
    expect(desired({ accessPoint: { ...accessPoint, user } })).toMatchObject({
      accessPoint: 'fsap-1',
      enforced: user,
      paths: [{ path: '.' }],
    })
    expect(paths({ accessPoint: { ...accessPoint, user } })).toEqual(['.'])
    expect(paths({ accessPoint })).toContain('shared')
    expect(desired({ accessPoint })).not.toHaveProperty('enforced')
  })

  test('has in a group those who were named for it, else everybody', () => {
    const groups = [
      { name: 'genomics', gid: 3100, accounts: ['bob', 'eve'] },
      { name: 'robots', gid: 3200, accounts: [] },
    ]
    expect(desired({ people, groups }).groups).toEqual([
      { name: 'genomics', gid: 3100, members: ['bob'] },
      { name: 'robots', gid: 3200, members: ['ada', 'bob'] },
    ])
  })
})

describe('an account that is not there', () => {
  const wanted = () => desired({ people, groups: [{ name: 'genomics', gid: 3100, accounts: [] }] })
  const facts: HostFacts = {
    ...healthy,
    accounts: [
      { name: 'ada', exists: false, groups: [], member: false },
      { ...healthy.accounts[0]!, name: 'bob' },
    ],
  }

  test('keeps nothing from the others', () => {
    expect(missingAccounts(wanted(), facts)).toEqual(['ada'])
    const there = forThoseThere(wanted(), facts)
    expect(there.accounts).toEqual(['bob'])
    expect(there.groups).toEqual([{ name: 'genomics', gid: 3100, members: ['bob'] }])
    expect(there.paths.map((p) => p.path)).toEqual(['.', 'shared', 'users', 'users/bob', 'groups', 'groups/genomics'])
  })

  test('is one that the host was asked for, and does not have', () => {
    const asked = wanted()
    expect(missingAccounts(wanted(), undefined)).toEqual([])
    expect(missingAccounts(wanted(), { ...facts, accounts: [] })).toEqual([])
    expect(forThoseThere(asked, undefined)).toBe(asked)
    const { groups: _, ...groupless } = asked
    expect(forThoseThere(groupless, facts)).not.toHaveProperty('groups')
  })
})
