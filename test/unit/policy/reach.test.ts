/** What somebody's grants reach, by ids where they are known. */
import type { Verb } from '../../../src/domain/request.ts'
import type { RepositoryRights } from '../../../src/domain/rights.ts'
import { fitsPattern, grantsOf, reachOf } from '../../../src/policy/reach.ts'
import { chance } from '../../support/chance.ts'
import { inForce, person, repositoryRights, unbounded } from '../../support/rights.ts'

const region = 'eu-central-1'
const data = { id: 'fs-0123456789abcdef0', name: 'research-data', region }
/** On a schedule. */
const nobodys = ({ asker: _, ...rights }: RepositoryRights): RepositoryRights => rights
const node = (id: string, tags: Record<string, string> = {}) => ({ id, tags })

test('with an id the name decides nothing, in either direction', () => {
  const { volume } = reachOf(
    repositoryRights(
      'version: 1\nvolumes:\n  research-data: { id: fs-0123456789abcdef0 }\nrights: [{ who: { permission: write }, may: [mount] }]\n',
    ),
    'mount',
  )
  expect(volume(data)).toBe(true)
  expect(volume({ ...data, name: 'renamed' })).toBe(true)
  expect(volume({ ...data, id: 'fs-0fffffffffffffff0' })).toBe(false)
})

test('without one the name is matched whole, and the region where it is told', () => {
  const { volume } = reachOf(
    repositoryRights(
      'version: 1\nvolumes:\n  research-data: { region: eu-central-1 }\nrights: [{ who: { permission: write }, may: [mount] }]\n',
    ),
    'mount',
  )
  expect([volume(data), volume({ ...data, name: 'research-data2' }), volume({ ...data, region: 'us-east-1' })]).toEqual([
    true,
    false,
    false,
  ])
})

test('an instance is in a set by id, by its Name tag or by a tag, and by nothing that its host says', () => {
  const { instance } = reachOf(
    repositoryRights(
      'version: 1\nvolumes: { research-data: }\ninstances:\n  set: { ids: [i-0aaaaaaaaaaaaaaaa], names: ["calc-*"], tags: { Team: genomics } }\nrights: [{ who: { permission: write }, may: [mount] }]\n',
    ),
    'mount',
  )
  expect(instance(node('i-0aaaaaaaaaaaaaaaa'))).toBe(true)
  expect(instance(node('i-1', { Name: 'calc-1' }))).toBe(true)
  expect(instance(node('i-1', { Team: 'genomics' }))).toBe(true)
  expect(instance(node('i-1', { Team: 'genomics2', Name: 'my-calc-1' }))).toBe(false)
  expect(instance(node('i-1'))).toBe(false)
})

test('a grant for one volume gives no instance for another', () => {
  const { instance } = reachOf(
    repositoryRights(
      'version: 1\nvolumes: { a: , b: }\ninstances: { x: { names: [x] }, y: { names: [y] } }\nrights:\n  - { who: { permission: write }, may: [mount], volumes: [a], instances: [x] }\n  - { who: { permission: write }, may: [mount], volumes: [b], instances: [y] }\n',
    ),
    'mount',
  )
  const [x, y] = [node('i-1', { Name: 'x' }), node('i-2', { Name: 'y' })]
  const [a, b] = ['a', 'b'].map((name) => ({ id: `fs-${name}`, name, region }))
  expect([instance(x!, a), instance(y!, a), instance(x!, b), instance(y!, b)]).toEqual([true, false, false, true])
})

test('the operator’s bounds narrow whatever the repository says', () => {
  const text =
    'version: 1\nvolumes: { research-data: , scratch: }\ninstances: { all: { names: ["*"] } }\nrights: [{ who: { permission: write }, may: [mount] }]\n'
  const bounds = { regions: [region], volumes: ['research-data'], tags: { Team: 'genomics' }, approvals: [] }
  const { volume, instance } = reachOf(repositoryRights(text, { bounds }), 'mount')
  expect([volume(data), volume({ ...data, name: 'scratch' }), volume({ ...data, region: 'us-east-1' })]).toEqual([true, false, false])
  expect([instance(node('i-1', { Name: 'x', Team: 'genomics' })), instance(node('i-1', { Name: 'x' }))]).toEqual([true, false])
  expect(reachOf(repositoryRights(text, { bounds: undefined }), 'mount').volume(data)).toBe(false)
})

test('what is said without an id may be an id', () => {
  const text = `version: 1\nvolumes:\n  ${data.id}:\nrights: [{ who: { permission: write }, may: [mount] }]\n`
  const { volume } = reachOf(repositoryRights(text), 'mount')
  expect([volume(data), volume({ ...data, id: 'fs-0fffffffffffffff0' })]).toEqual([true, false])
})

test('a terminal without a repository reaches everything; rights that are not known reach nothing', () => {
  const all = reachOf(unbounded, 'mount')
  expect([all.isBounded, all.volume(data), all.instance(node('i-1'))]).toEqual([false, true, true])
  const none = reachOf({ kind: 'unknown', why: 'GitHub did not answer' }, 'mount')
  expect([none.isBounded, none.volume(data), none.instance(node('i-1'))]).toEqual([true, false, false])
})

test('without a file an administrator may look within the bounds, and a schedule too; nobody else, and nothing more', () => {
  const bounds = { volumes: ['research-data'], approvals: [] }
  const seen = (base: 'admin' | 'write' | undefined, verb: Verb) => {
    const rights = { ...nobodys(repositoryRights(undefined, { bounds })), ...(base ? { asker: person('5', base) } : {}) }
    const { isBounded, volume } = reachOf(rights, verb)
    return [isBounded, volume(data), volume({ ...data, name: 'scratch' })]
  }
  for (const base of ['admin', undefined] as const) expect(seen(base, 'verify')).toEqual([true, true, false])
  expect([seen('write', 'verify'), seen('admin', 'mount'), seen(undefined, 'mount')]).toEqual(Array(3).fill([true, false, false]))
  expect(grantsOf(repositoryRights(undefined), 'verify')).toEqual([])
})

test('a schedule is given the look at what the file names, and nothing that changes', () => {
  const text = 'version: 1\nvolumes: { research-data: }\nrights: [{ who: { permission: write }, may: [mount, verify] }]\n'
  const nobody = nobodys(repositoryRights(text))
  expect([grantsOf(nobody, 'verify'), grantsOf(nobody, 'verify-all')]).toEqual(Array(2).fill([{ who: [], may: ['verify'] }]))
  expect(grantsOf(nobody, 'mount')).toEqual([])
  const { isBounded, volume } = reachOf(nobody, 'verify')
  expect([isBounded, volume(data), volume({ ...data, name: 'scratch' })]).toEqual([true, true, false])
  expect(reachOf(nobody, 'mount').volume(data)).toBe(false)
})

test('administrators may unlock without a rule that gives it, and nothing else so', () => {
  const text = 'version: 1\nvolumes: { research-data: }\nrights: [{ who: { role: maintain }, may: [mount] }]\n'
  const grants = (base: 'admin' | 'write', verb: Verb) => grantsOf({ ...repositoryRights(text), asker: person('5', base) }, verb)
  expect(grants('admin', 'unlock')).toEqual([{ who: [], may: ['unlock'] }])
  expect([grants('write', 'unlock'), grants('admin', 'lock'), grants('admin', 'mount')]).toEqual([[], [], []])
})

test('patterns: a star stands for any characters, also none, and nothing else is special', () => {
  const yes = [
    ['*', ''],
    ['a*', 'a'],
    ['a*c', 'abc'],
    ['*b*', 'abc'],
    ['a*b*c', 'a-b-c'],
    ['a*b*c', 'abc'],
    ['*b*', 'bcd'],
    ['a.c', 'a.c'],
  ] as const
  const no = [
    ['a', 'ab'],
    ['a.c', 'abc'],
    ['ab*bc', 'abc'],
    ['*x', 'xy'],
    ['a*b*c', 'a-c-b'],
    ['a*b*c', 'a-x-c'],
    ['a*bb*b', 'abb'],
    ['*ab*ab*', 'xab'],
  ] as const
  expect(yes.filter(([p, n]) => !fitsPattern(p, n))).toEqual([])
  expect(no.filter(([p, n]) => fitsPattern(p, n))).toEqual([])
})

/** A property: whatever is taken out of a file, nobody can do more than before. */
test('an edit that only removes rights adds none', () => {
  const dice = chance(4711)
  const some = <T>(all: readonly T[]): T[] => all.filter(() => dice.often(0.6))
  const who = [
    { kind: 'permission', least: 'write' },
    { kind: 'role', name: 'maintain' },
    { kind: 'team', id: 7 },
    { kind: 'actor', id: 5 },
  ] as const
  const verbs = ['mount', 'unmount', 'verify', 'status'] as const
  const names = ['a', 'b', 'c']
  for (let round = 0; round < 400; round++) {
    const policy: NonNullable<RepositoryRights['inForce']>['policy'] = {
      ...inForce('version: 1\n').policy,
      volumes: some(names).map((name) => ({ name, allow: [], ...(dice.often(0.3) ? { id: `fs-${dice.one(names)}` } : {}) })),
      instances: some(names).map((name) => ({
        name,
        ids: some(['i-a', 'i-b']),
        names: some(['a', 'b*']),
        tags: dice.often(0.3) ? { Team: 'a' } : {},
      })),
      grants: Array.from({ length: 1 + dice.below(4) }, () => ({
        who: some(who),
        may: some(verbs),
        ...(dice.often(0.5) ? { volumes: some(names) } : {}),
        ...(dice.often(0.5) ? { instances: some(names) } : {}),
      })),
    }
    const grants = some(policy.grants).map((g) => ({
      ...g,
      who: some(g.who),
      may: some(g.may),
      volumes: some(g.volumes ?? names),
      instances: some(g.instances ?? names),
    }))
    const less = { ...policy, grants, instances: policy.instances.map((i) => ({ ...i, ids: some(i.ids), names: some(i.names) })) }
    const asker = person(dice.one(['5', '6']), 'write', {
      roleName: dice.one(['write', 'maintain']),
      teams: dice.often(0.5) ? [{ id: 7, slug: 't' }] : [],
    })
    const of = (p: typeof policy, verb: Verb) =>
      reachOf({ ...repositoryRights('version: 1\n'), asker, inForce: { blob: 'b', policy: p } }, verb)
    for (const verb of verbs) {
      const [before, after] = [of(policy, verb), of(less, verb)]
      for (const name of names)
        for (const i of [node('i-a', { Name: 'a' }), node('i-b', { Name: 'bee' }), node('i-c', { Team: 'a' })]) {
          const v = { id: `fs-${name}`, name, region }
          expect([
            after.volume(v) && !before.volume(v),
            after.instance(i, v) && !before.instance(i, v),
            after.instance(i) && !before.instance(i),
          ]).toEqual([false, false, false])
        }
    }
  }
})
