/** Whose approval a plan needs, and whose counts. */
import type { Approval, Decision } from '../../../src/domain/decision.ts'
import type { PeoplePlan } from '../../../src/domain/people/sync.ts'
import type { VolumePlan } from '../../../src/domain/plan.ts'
import type { Origin } from '../../../src/domain/request.ts'
import type { RepositoryRights } from '../../../src/domain/rights.ts'
import { planMount, planUnmount } from '../../../src/engine/plan.ts'
import { sealVolume } from '../../../src/engine/volume-plan.ts'
import { approvalDigest, mayApprove, ofOthers, rulesFor } from '../../../src/policy/approvals.ts'
import { freshFacts, observed, operation, rockyId, ubuntuId } from '../../support/operation.ts'
import { person, repositoryRights } from '../../support/rights.ts'

const planOf = '01JDM3C0000000000000000000'
const ada: Origin = { entrypoint: 'api', actor: { id: '1', name: 'ada' } }
const looks = [observed(ubuntuId, freshFacts()), observed(rockyId)]
const mount = planMount(planOf, operation, looks)
const unmount = planUnmount(planOf, { ...operation, verb: 'unmount' }, looks)

const file = (approvals: string) => `version: 1
volumes: { ${operation.volume}: , scratch: }
instances: { all: { names: ["*"] } }
rights: [{ who: { permission: write }, may: [mount, unmount] }]
approvals:
${approvals}
`
const byTwo = file('  - { of: [mount], by: { permission: write }, people: 2, within: 30m }')
const digestUnder = (rights: RepositoryRights, plan = mount, origin: Origin = ada, run = planOf) =>
  approvalDigest(plan, origin, rights, run)
const by = (id: string, digest: string): Approval => ({ digest, by: { id, name: `u${id}` } })
const decide = (rights: RepositoryRights, approvals: readonly Approval[], plan = mount) =>
  ofOthers(plan, ada, approvals, { rights, planOf })
const missing = (decision: Decision) => (decision.kind === 'needs-approval' ? decision.count : decision.kind)

describe('which rules ask', () => {
  const verbs = (text: string, changes: Partial<RepositoryRights> = {}) => {
    const rights = repositoryRights(text, changes)
    return [mount, unmount].map((plan) => rulesFor(plan, rights).length)
  }

  test('those for the verb, of the repository and of the operator, all of them', () => {
    const rule = { of: ['unmount'], by: [{ kind: 'permission', least: 'admin' }], people: 1, withinMinutes: 60 } as const
    expect(verbs(byTwo)).toEqual([1, 0])
    expect(verbs(byTwo, { bounds: { approvals: [rule] } })).toEqual([1, 1])
    expect(verbs(byTwo, { bounds: { approvals: [{ ...rule, of: ['mount'] }] } })).toEqual([2, 0])
  })

  test('of a migration those that name it, and the volume or none', () => {
    const volume = { id: operation.fileSystemId, name: operation.volume, region: operation.region }
    const plan: PeoplePlan = { verb: 'migrate', region: 'us-east-1', volume, hosts: [], jobs: [], refused: [], digest: 'a' }
    const rule = (of: string, volumes = '') => file(`  - { of: [${of}], ${volumes}by: { permission: write } }`)
    const count = (text: string) => rulesFor(plan, repositoryRights(text)).length
    expect([count(rule('migrate')), count(rule('migrate', `volumes: [${operation.volume}], `))]).toEqual([1, 1])
    expect([count(rule('migrate', 'volumes: [scratch], ')), count(rule('sync-people')), count(rule('mount'))]).toEqual([0, 0, 0])
    const { volume: _, ...accounts } = plan
    expect(rulesFor({ ...accounts, verb: 'sync-people' }, repositoryRights(rule('migrate')))).toEqual([])
  })

  test('of a volume in AWS those that name the command, and the volume by what the file says of it, or none', () => {
    const plan = (verb: VolumePlan['verb'], id: string | undefined, name: string, status: 'planned' | 'unchanged' = 'planned') =>
      sealVolume({
        verb,
        region: operation.region,
        parameters: { ...(id === undefined ? {} : { fileSystemId: id }), name },
        steps: [{ step: 'file system', status, detail: 'x' }],
      })
    const rule = (of: string, volumes = '') => repositoryRights(file(`  - { of: [${of}], ${volumes}by: { permission: write } }`))
    for (const verb of ['create', 'update', 'create-access-point', 'delete', 'delete-access-point'] as const) {
      const id = verb === 'create' ? undefined : operation.fileSystemId
      const ours = plan(verb, id, operation.volume)
      const rights = rule(verb, `volumes: [${operation.volume}], `)
      expect({ verb, count: rulesFor(ours, rights).length }).toEqual({ verb, count: 1 })
      expect(rulesFor(ours, rule(verb))).toHaveLength(1)
      expect(rulesFor(ours, rule(verb, 'volumes: [scratch], '))).toEqual([])
      expect(rulesFor(ours, rule(verb === 'update' ? 'delete' : 'update'))).toEqual([])
      const bounds = (volumes?: string[]) => ({
        approvals: [
          {
            of: [verb],
            by: [{ kind: 'permission', least: 'admin' } as const],
            people: 1,
            withinMinutes: 60,
            ...(volumes ? { volumes } : {}),
          },
        ],
      })
      for (const [volumes, count] of [
        [undefined, 1],
        [[operation.volume], 1],
        [['other'], 0],
      ] as const)
        expect(rulesFor(ours, repositoryRights(file('  []'), { bounds: bounds(volumes && [...volumes]) }))).toHaveLength(count)
      expect(missing(ofOthers(ours, ada, [], { rights, planOf }))).toBe(1)
      expect(
        missing(
          ofOthers(ours, ada, [by('2', approvalDigest(ours, ada, rights, planOf))], {
            rights: { ...rights, approvers: [person('2')] },
            planOf,
          }),
        ),
      ).toBe('allowed')
      const more = plan(verb, id, operation.volume.concat('x'))
      expect(ofOthers(ours, ada, [by('2', approvalDigest(more, ada, rights, planOf))], { rights, planOf })).toMatchObject({
        kind: 'denied',
        finding: { code: 'plan-changed' },
      })
      // what changes nothing nobody has to approve
      expect(missing(ofOthers(plan(verb, id, operation.volume, 'unchanged'), ada, [], { rights, planOf }))).toBe('allowed')
    }
  })

  test('of accounts those that name no volume, of the repository and of the operator', () => {
    const plan: PeoplePlan = { verb: 'sync-people', region: 'us-east-1', hosts: [], jobs: [], refused: [], digest: 'a' }
    const rule = { of: ['sync-people'], by: [{ kind: 'permission', least: 'admin' }], people: 1, withinMinutes: 60 } as const
    const count = (approvals: string | undefined, changes: Partial<RepositoryRights> = {}) =>
      rulesFor(plan, repositoryRights(approvals === undefined ? undefined : file(approvals), changes)).length
    expect([count(undefined), count(undefined, { bounds: undefined })]).toEqual([0, 0])
    const own = (of: string, volumes = '') => `  - { of: [${of}], ${volumes}by: { permission: write } }`
    expect([count(own('sync-people')), count(own('mount')), count(own('sync-people', 'volumes: [scratch], '))]).toEqual([1, 0, 0])
    const bounded = (...approvals: (typeof rule)[]) => ({ bounds: { approvals } })
    expect([count('  []', bounded(rule)), count(own('sync-people'), bounded(rule)), count(undefined, bounded(rule))]).toEqual([1, 2, 1])
    expect(
      count('  []', {
        bounds: {
          approvals: [
            { ...rule, of: ['mount'] },
            { ...rule, volumes: ['scratch'] },
          ],
        },
      }),
    ).toBe(0)
    expect([count(own('sync-people'), { bounds: undefined }), count(undefined, { bounds: undefined })]).toEqual([1, 0])
    const others = { rights: repositoryRights(file(own('sync-people'))), planOf }
    const job = mount.jobs as unknown as PeoplePlan['jobs']
    expect(missing(ofOthers({ ...plan, jobs: job }, ada, [], others))).toBe(1)
    expect(missing(ofOthers(plan, ada, [], others))).toBe('allowed')
  })

  test('those for the volume, by its name and by its id', () => {
    const about = (volume: string) => file(`  - { of: [mount], volumes: [${volume}], by: { permission: write } }`)
    expect([verbs(about(operation.volume)), verbs(about('scratch'))]).toEqual([
      [1, 0],
      [0, 0],
    ])
    const of = (...volumes: string[]) => ({
      bounds: { approvals: [{ of: ['mount'], volumes, by: [], people: 1, withinMinutes: 1 }] } as const,
    })
    const plain = file('  []')
    expect([operation.volume, operation.fileSystemId, 'scratch'].map((v) => verbs(plain, of(v))[0])).toEqual([1, 1, 0])
    expect(verbs(plain, of('scratch', operation.volume))).toEqual([1, 0])
  })

  test('the operator’s where the repository has no policy, or the operator does not know it', () => {
    const rule = { of: ['mount'], by: [], people: 1, withinMinutes: 60 } as const
    expect(rulesFor(mount, { ...repositoryRights(undefined), bounds: { approvals: [rule] } })).toEqual([rule])
    expect(rulesFor(mount, { ...repositoryRights(undefined), bounds: undefined })).toEqual([])
    const own = file('  - { of: [mount], by: { permission: write } }')
    expect(rulesFor(mount, { ...repositoryRights(own), bounds: undefined })).toHaveLength(1)
  })
})

describe('an approval', () => {
  const approvers = [person('2'), person('3'), person('4', 'read')]
  const rights = repositoryRights(byTwo, { approvers })
  const digest = digestUnder(rights)

  test('is not needed where no rule asks, or where nothing is to be done', () => {
    expect(decide(repositoryRights(file('  []')), [])).toEqual({ kind: 'allowed' })
    expect(decide(repositoryRights(file('  []'), { planVoid: 'the comment was edited' }), [by('2', 'other')])).toEqual({ kind: 'allowed' })
    expect(ofOthers({ ...mount, jobs: [] }, ada, [], { rights, planOf })).toEqual({ kind: 'allowed' })
  })

  test('is asked for with its digest, from whom, how many and how long', () => {
    expect(decide(rights, [])).toEqual({
      kind: 'needs-approval',
      by: 'others',
      digest,
      from: ['write permission'],
      count: 2,
      withinMinutes: 30,
    })
  })

  test('counts once for each other person who has the right now', () => {
    expect(missing(decide(rights, [by('2', digest)]))).toBe(1)
    expect(missing(decide(rights, [by('2', digest), by('2', digest)]))).toBe(1)
    expect(missing(decide(rights, [by('2', digest), by('3', digest)]))).toBe('allowed')
    // by somebody who may only read, and by somebody whom GitHub did not tell of
    expect(missing(decide(rights, [by('2', digest), by('4', digest)]))).toBe(1)
    expect(missing(decide(rights, [by('2', digest), by('9', digest)]))).toBe(1)
  })

  test('never counts by the one who asks, under whatever name', () => {
    const asAda = [person('1', 'admin'), person('2')]
    expect(missing(decide({ ...rights, approvers: asAda }, [by('1', digest), by('2', digest)]))).toBe(1)
    expect(missing(decide({ ...rights, approvers: asAda }, [by('1', 'another')]))).toBe(2)
  })

  test('is void where the plan was changed under it, and says so', () => {
    const voided = { ...rights, planVoid: 'the comment was edited' }
    expect(decide(voided, [by('2', digest)])).toMatchObject({
      kind: 'denied',
      finding: { code: 'approval-void', seen: 'the comment was edited' },
    })
    // nobody approved it: it is asked for as ever
    expect(missing(decide(voided, []))).toBe(2)
    expect(missing(decide(voided, [by('1', digest)]))).toBe(2)
  })

  test('of another plan stops it, also beside one of this', () => {
    const stale = { kind: 'denied', finding: { code: 'plan-changed', seen: `approved other; the plan is now ${digest.slice(0, 12)}` } }
    expect(decide(rights, [by('2', 'other')])).toMatchObject(stale)
    expect(decide(rights, [by('2', digest), by('3', 'other')])).toMatchObject(stale)
    expect(decide(rights, [by('2', digest.slice(0, 16))])).toMatchObject({ kind: 'denied', finding: { code: 'plan-changed' } })
  })

  test('is for one plan under one policy, one asker and one run', () => {
    const other = { ...rights, inForce: { ...rights.inForce!, blob: 'another' } }
    const bob: Origin = { entrypoint: 'api', actor: { id: '2', name: 'ada' } }
    const digests = [digest, digestUnder(other), digestUnder(rights, unmount), digestUnder(rights, mount, bob)]
    const ofRun = digestUnder(rights, mount, ada, '01JDM3C0000000000000000001')
    expect(new Set([...digests, ofRun]).size).toBe(5)
    expect(digestUnder(repositoryRights(undefined))).toBe(digestUnder(repositoryRights(undefined)))
  })
})

describe('several rules', () => {
  const two = file(`  - { of: [mount], by: { permission: admin }, people: 1, within: 2h }
  - { of: [mount], by: { team: 7 }, people: 2, within: 1h }
  - { of: [mount], by: { permission: admin }, people: 1, within: 3h }`)
  const team = (id: string) => person(id, 'write', { teams: [{ id: 7, slug: 'storage' }] })
  const rights = repositoryRights(two, { approvers: [team('2'), team('3'), person('4', 'admin')] })
  const digest = digestUnder(rights)

  test('are all asked for: the most that any lacks, each name once, the shortest time', () => {
    expect(decide(rights, [])).toMatchObject({ from: ['admin permission', 'team 7'], count: 2, withinMinutes: 60 })
    expect(decide(rights, [by('2', digest)])).toMatchObject({ from: ['admin permission', 'team 7'], count: 1 })
    expect(decide(rights, [by('4', digest)])).toMatchObject({ from: ['team 7'], count: 2, withinMinutes: 60 })
    expect(decide(rights, [by('2', digest), by('3', digest)])).toMatchObject({ from: ['admin permission'], count: 1 })
    expect(decide(rights, [by('2', digest), by('3', digest), by('4', digest)])).toEqual({ kind: 'allowed' })
  })

  test('somebody may approve whom one of them names', () => {
    const rules = rulesFor(mount, rights)
    expect([person('4', 'admin'), team('2'), person('5')].map((p) => mayApprove(rules, p))).toEqual([true, true, false])
    expect(mayApprove([], person('4', 'admin'))).toBe(false)
  })
})

describe('a 👍', () => {
  const thumbs = file('  - { of: [mount], by: { permission: write }, people: 2, thumbs: true }')
  const approvers = [person('2'), person('3')]
  const rights = repositoryRights(thumbs, { approvers })
  const digest = digestUnder(rights)
  const thumb = (id: string, reactionId = 7): Approval => ({ ...by(id, digest), reactionId })

  test('counts as a word does where the rule takes one, once for each person, and the decision says that it may', () => {
    expect(decide(rights, [])).toMatchObject({ count: 2, thumbs: true })
    expect(missing(decide(rights, [thumb('2')]))).toBe(1)
    expect(missing(decide(rights, [thumb('2'), by('2', digest), thumb('2', 8)]))).toBe(1)
    expect(missing(decide(rights, [thumb('2'), by('3', digest)]))).toBe('allowed')
    expect(missing(decide(rights, [thumb('1'), thumb('2')]))).toBe(1)
  })

  test('counts for nothing where the rule does not, which is so unless it says otherwise', () => {
    for (const text of [byTwo, thumbs.replace('thumbs: true', 'thumbs: false')]) {
      const off = repositoryRights(text, { approvers })
      const given = [2, 3].map((id) => ({ ...by(String(id), digestUnder(off)), reactionId: id }))
      expect(decide(off, given)).toMatchObject({ count: 2 })
      expect(decide(off, given)).not.toHaveProperty('thumbs')
    }
  })

  test('of a plan that two rules ask for counts for the one alone that takes it', () => {
    const operators = { of: ['mount'], by: [{ kind: 'permission', least: 'write' }], people: 1, withinMinutes: 60 } as const
    const both = repositoryRights(thumbs, { approvers, bounds: { approvals: [operators] } })
    const at = digestUnder(both)
    const given = ['2', '3'].map((id) => ({ ...by(id, at), reactionId: 7 }))
    expect(decide(both, [])).toMatchObject({ count: 2, thumbs: true })
    // what is left to say has to be written
    expect(decide(both, given)).toEqual(expect.objectContaining({ count: 1 }))
    expect(decide(both, given)).not.toHaveProperty('thumbs')
    expect(missing(decide(both, [...given, by('3', at)]))).toBe('allowed')
  })

  test('is heard of those alone whom a rule names that takes one', () => {
    const rules = rulesFor(mount, rights)
    expect([mayApprove(rules, person('2'), { reactionId: 7 }), mayApprove(rules, person('4', 'read'), { reactionId: 7 })]).toEqual([
      true,
      false,
    ])
    const without = rulesFor(mount, repositoryRights(byTwo))
    expect([mayApprove(without, person('2'), { reactionId: 7 }), mayApprove(without, person('2'))]).toEqual([false, true])
  })
})
