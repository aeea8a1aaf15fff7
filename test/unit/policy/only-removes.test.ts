/** An edit of a policy that only takes away adds nobody a right: neither by what is told of it, nor by what is decided under it. */
import type { Origin } from '../../../src/domain/request.ts'
import {
  type NamedVolume,
  type Node,
  type Person,
  type RepositoryPolicy,
  type RepositoryRights,
  rightVerbs,
  volumeVerbs,
} from '../../../src/domain/rights.ts'
import { planUnmount } from '../../../src/engine/plan.ts'
import { mayApply } from '../../../src/policy/may-apply.ts'
import { changesOf, newlyAllows } from '../../../src/policy/newly-allows.ts'
import { reachOf } from '../../../src/policy/reach.ts'
import { type Chance, chance } from '../../support/chance.ts'
import { observed, operation, ubuntuId } from '../../support/operation.ts'
import { person } from '../../support/rights.ts'

const files = ['fs-0aaaaaaaaaaaaaaaa', 'fs-0bbbbbbbbbbbbbbbb']
const names = ['data', 'scratch', 'other']
const people: readonly Person[] = [
  person('1'),
  person('2', 'admin'),
  person('3', 'write', { roleName: 'maintain' }),
  person('4', 'write', { teams: [{ id: 9, slug: 'storage' }] }),
  person('5', 'read'),
]
// names and ids of volumes cross: a file system may carry the name of another one's rule
const volumes: readonly NamedVolume[] = files.flatMap((id) => names.map((name) => ({ id, name, region: 'us-east-1' })))
const nodes: readonly Node[] = [
  { id: ubuntuId, tags: { Name: 'calc-1' } },
  { id: 'i-0bbbbbbbbbbbbbbbb', tags: { Name: 'web-1', Team: 'genomics' } },
]

function made(by: Chance): RepositoryPolicy {
  const some = <T>(of: readonly T[]): T[] => {
    const kept = of.filter(() => by.often(0.6))
    return kept.length > 0 ? kept : [by.one(of)]
  }
  const rules = some(names).map((name) => ({
    name,
    allow: (['plain-nfs', 'suid', 'private', 'packages'] as const).filter(() => by.often(0.4)),
    ...(by.often(0.4) ? { id: by.one(files) } : {}),
    ...(by.often(0.3) ? { mountPoint: by.one([operation.mountPoint, '/srv']) } : {}),
  }))
  const sets = some(['a', 'b']).map((name) => ({
    name,
    ids: by.often(0.4) ? [ubuntuId] : [],
    names: by.often(0.5) ? [by.one(['calc-*', '*', 'web-1'])] : [],
    tags: by.often(0.3) ? { Team: 'genomics' } : {},
  }))
  const who = [
    { kind: 'permission', least: 'write' },
    { kind: 'permission', least: 'admin' },
    { kind: 'role', name: 'maintain' },
    { kind: 'team', id: 9 },
    { kind: 'actor', id: 1 },
  ] as const
  const grants = Array.from({ length: 1 + by.below(3) }, () => ({
    who: some(who),
    may: some(rightVerbs),
    ...(by.often(0.5) ? { volumes: some(rules.map((r) => r.name)) } : {}),
    ...(by.often(0.5) ? { instances: some(sets.map((s) => s.name)) } : {}),
  }))
  return {
    volumes: rules,
    instances: sets,
    principals: [],
    grants,
    approvals: [],
    leavingTeams: [],
    shows: (['ids', 'accounts'] as const).filter(() => by.often(0.5)),
  }
}

/** One thing less, of any kind. What a grant named alone goes with it. */
function withLess(policy: RepositoryPolicy, by: Chance): RepositoryPolicy {
  const without = <T>(of: readonly T[]): T[] => of.toSpliced(by.below(of.length), 1)
  const oneOf = <T>(of: readonly T[], change: (it: T) => T): T[] => {
    const at = by.below(of.length)
    return of.map((it, i) => (i === at ? change(it) : it))
  }
  const naming = (list: readonly string[] | undefined, known: readonly string[]) => list?.filter((name) => known.includes(name))
  const edits: (() => RepositoryPolicy)[] = [
    () => ({ ...policy, grants: without(policy.grants) }),
    () => ({ ...policy, grants: oneOf(policy.grants, (g) => ({ ...g, may: without(g.may) })) }),
    () => ({ ...policy, grants: oneOf(policy.grants, (g) => ({ ...g, who: without(g.who) })) }),
    () => ({ ...policy, grants: oneOf(policy.grants, (g) => (g.volumes ? { ...g, volumes: without(g.volumes) } : g)) }),
    () => ({ ...policy, grants: oneOf(policy.grants, (g) => (g.instances ? { ...g, instances: without(g.instances) } : g)) }),
    () => ({ ...policy, volumes: oneOf(policy.volumes, (v) => ({ ...v, allow: without(v.allow) })) }),
    () => ({ ...policy, instances: oneOf(policy.instances, (s) => ({ ...s, ids: [], tags: {} })) }),
    () => ({ ...policy, instances: oneOf(policy.instances, (s) => ({ ...s, names: [] })) }),
    () => ({ ...policy, shows: without(policy.shows) }),
    () => ({ ...policy, volumes: without(policy.volumes) }),
    () => ({ ...policy, instances: without(policy.instances) }),
  ]
  const edited = by.one(edits)()
  const [vs, is] = [edited.volumes.map((v) => v.name), edited.instances.map((s) => s.name)]
  const grants = edited.grants.map(({ volumes: v, instances: i, ...g }) => ({
    ...g,
    ...(v ? { volumes: naming(v, vs)! } : {}),
    ...(i ? { instances: naming(i, is)! } : {}),
  }))
  return { ...edited, grants }
}

const rightsOf = (policy: RepositoryPolicy, asker: Person): RepositoryRights => ({
  kind: 'repository',
  isPublic: false,
  notes: [],
  bounds: { approvals: [] },
  approvers: [],
  asker,
  inForce: { blob: 'b10b', policy },
})
const origin: Origin = { entrypoint: 'workflow', actor: { id: '1', name: 'ada' }, repository: 'o/r', runUrl: '' }

/** Everything that anybody may do under it, as far as these people, volumes and instances can tell. */
function allowedBy(policy: RepositoryPolicy): ReadonlySet<string> {
  const may = new Set<string>()
  for (const asker of people) {
    const rights = rightsOf(policy, asker)
    for (const verb of rightVerbs) {
      const reach = reachOf(rights, verb)
      // accounts are of no volume
      if (verb === 'sync-people') for (const node of nodes.filter((n) => reach.instance(n))) may.add(`${asker.id} ${verb} ${node.id}`)
      else if (volumeVerbs.includes(verb)) {
        // of no instance; that administrators may unlock is not the file’s to give
        if (verb !== 'unlock' || asker.permission.base !== 'admin')
          for (const volume of volumes) if (reach.volume(volume)) may.add(`${asker.id} ${verb} ${volume.id} ${volume.name}`)
      } else
        for (const volume of volumes)
          for (const node of nodes)
            if (reach.volume(volume) && reach.instance(node, volume)) may.add(`${asker.id} ${verb} ${volume.id} ${volume.name} ${node.id}`)
    }
    for (const { id, name } of volumes)
      for (const suid of [false, true]) {
        const [target] = operation.targets
        const targets = [{ ...target!, spec: { ...target!.spec, suid } }]
        const asked = { ...operation, volume: name, fileSystemId: id, targets }
        const plan = { ...planUnmount('01JDM3C0000000000000000000', { ...asked, verb: 'unmount' }, [observed(ubuntuId)]), operation: asked }
        if (mayApply(plan, origin, [], { rights, nodes, blobAsked: 'b10b', planOf: 'r' }).kind === 'allowed')
          may.add(`${asker.id} applies ${id} ${name} ${suid}`)
      }
  }
  return may
}

test('of 300 edits that only remove, none is told as a right, and none gives one', () => {
  const seed = Date.now() % 1_000_000
  const by = chance(seed)
  let narrowed = 0
  for (let n = 0; n < 300; n++) {
    const before = made(by)
    const after = withLess(before, by)
    const had = allowedBy(before)
    const has = allowedBy(after)
    const about = `seed ${seed}, edit ${n}: ${JSON.stringify({ before, after })}`
    expect({ about, newly: newlyAllows(before, after), gained: [...has].filter((right) => !had.has(right)) }).toEqual({
      about,
      newly: [],
      gained: [],
    })
    // read backwards it is an edit that adds, and whatever it gives is told
    if (has.size < had.size) {
      narrowed++
      expect({ about, told: newlyAllows(after, before).length > 0 }).toEqual({ about, told: true })
      expect(changesOf(before, after).noLonger).toEqual(newlyAllows(after, before))
    }
  }
  expect(narrowed).toBeGreaterThan(30)
})
