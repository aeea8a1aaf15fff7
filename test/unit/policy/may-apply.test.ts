import type { Applying } from '../../../src/domain/decision.ts'
import type { PeoplePlan } from '../../../src/domain/people/sync.ts'
import type { Operation, Plan } from '../../../src/domain/plan.ts'
import { defaultCreateOptions, type Origin } from '../../../src/domain/request.ts'
import type { RepositoryRights } from '../../../src/domain/rights.ts'
import { planMount, planUnmount } from '../../../src/engine/plan.ts'
import { planAdopt } from '../../../src/engine/plan-adopt.ts'
import { sealVolume } from '../../../src/engine/volume-plan.ts'
import { mayApply } from '../../../src/policy/may-apply.ts'
import { freshFacts, observed, operation, rockyId, ubuntuId } from '../../support/operation.ts'
import { person, repositoryRights, unbounded } from '../../support/rights.ts'

const runId = '01JDM3C0000000000000000000'
const ada: Origin = { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } }
const now = { rights: unbounded, nodes: [], blobAsked: undefined, planOf: runId }
const looks = [observed(ubuntuId, freshFacts()), observed(rockyId)]
const adoption = planAdopt(runId, { ...operation, verb: 'adopt' }, looks)
const plans = {
  mount: planMount(runId, operation, looks),
  unmount: planUnmount(runId, { ...operation, verb: 'unmount' }, looks),
  create: sealVolume({ verb: 'create', region: 'us-east-1', parameters: { name: 'x', options: defaultCreateOptions }, steps: [] }),
}

test.each(Object.entries(plans))('a plan to %s needs no second word from who may ask for it; a schedule applies none', (_, plan) => {
  expect(mayApply(plan, ada, [], now)).toEqual({ kind: 'allowed' })
  const schedule: Origin = { entrypoint: 'schedule', actor: { id: 'prism-app', name: 'prism-app' }, repository: 'o/r' }
  expect(mayApply(plan, schedule, [], now)).toMatchObject({ kind: 'denied', finding: { code: 'denied', seen: 'a schedule only looks' } })
})

describe('a plan to adopt', () => {
  const by = ada.actor
  const said = (digest: string) => mayApply(adoption, ada, [{ digest, by }], now)

  test('is confirmed first, by whoever asks', () => {
    expect(mayApply(adoption, ada, [], now)).toEqual({ kind: 'needs-approval', by: 'asker', from: ['ada'], count: 1 })
    expect(mayApply(adoption, ada, [{ digest: adoption.digest, by: { id: '2', name: 'ada' } }], now).kind).toBe('needs-approval')
  })

  test('is applied when it is confirmed, whole or by its beginning', () => {
    const both = [
      { digest: '0123456789abcdef', by },
      { digest: adoption.digest, by },
    ]
    expect(mayApply(adoption, ada, both, now)).toEqual({ kind: 'allowed' })
    expect([said(adoption.digest), said(adoption.digest.slice(0, 16))]).toEqual([{ kind: 'allowed' }, { kind: 'allowed' }])
  })

  test('is not applied for another, and the difference is told', () => {
    const other = '0123456789abcdef'
    expect(said(other)).toMatchObject({
      kind: 'denied',
      finding: { code: 'plan-changed', seen: `agreed to ${other}; the plan is now ${adoption.digest.slice(0, 16)}` },
    })
    expect(said('').kind).toBe('denied')
  })
})

describe('a plan for people', () => {
  const change = (kind: 'make' | 'adopt' | 'move') => ({ kind, name: 'grace', detail: '' })
  const plan = (kind: 'make' | 'adopt' | 'move'): PeoplePlan => ({
    verb: 'sync-people',
    region: 'us-east-1',
    hosts: [{ instanceId: ubuntuId, name: 'ubuntu', changes: [change(kind)] }],
    jobs: [],
    refused: [],
    digest: 'a'.repeat(64),
  })
  const said = (digest: string) => [{ digest, by: ada.actor }]

  test('is confirmed first where it takes over what somebody made', () => {
    expect(mayApply(plan('make'), ada, [], now)).toEqual({ kind: 'allowed' })
    expect(mayApply(plan('adopt'), ada, [], now).kind).toBe('needs-approval')
    expect(mayApply(plan('adopt'), ada, said('a'.repeat(16)), now)).toEqual({ kind: 'allowed' })
  })

  test('is confirmed first where somebody’s old data becomes another’s', () => {
    expect(mayApply(plan('move'), ada, [], now)).toMatchObject({ kind: 'needs-approval', by: 'asker' })
    expect(mayApply(plan('move'), ada, said('a'.repeat(16)), now)).toEqual({ kind: 'allowed' })
  })

  test('is not applied under the digest of another', () => {
    for (const kind of ['make', 'adopt'] as const)
      expect(mayApply(plan(kind), ada, said('b'.repeat(16)), now)).toMatchObject({ kind: 'denied', finding: { code: 'plan-changed' } })
  })
})

describe('the policy of a repository', () => {
  const file = (rule = '', grant = 'may: [mount, unmount, adopt]') => `version: 1
volumes: { ${operation.volume}: { ${rule} }, scratch: { allow: [plain-nfs, suid, private, packages] } }
instances: { all: { names: ["*"] } }
rights: [{ who: { permission: write }, ${grant} }]
`
  const nodes = operation.targets.map((t) => ({ id: t.instanceId, tags: { Name: t.name } }))
  const by = (text: string, changes: Partial<RepositoryRights> = {}): Applying => {
    const rights = repositoryRights(text, changes)
    return { rights, nodes, blobAsked: rights.inForce?.blob, planOf: runId }
  }
  const planOf = (changes: Partial<Operation>) => planMount(runId, { ...operation, ...changes }, looks)
  const withSpec = (changes: Partial<Operation['targets'][number]['spec']>) =>
    planOf({ targets: operation.targets.map((t, i) => (i === 0 ? { ...t, spec: { ...t.spec, ...changes } } : t)) })
  const seenOf = (plan: Parameters<typeof mayApply>[0], now: Applying, origin: Origin = ada) => {
    const decision = mayApply(plan, origin, [], now)
    return decision.kind === 'denied' ? [decision.finding.code, decision.finding.seen] : decision.kind
  }

  test('allows what it names and nothing of another kind', () => {
    expect(seenOf(plans.mount, by(file()))).toBe('allowed')
    expect(seenOf(plans.create, by(file()))).toEqual(['policy-denied', 'x is not in reach'])
    expect(seenOf(plans.mount, by(file('', 'may: [unmount]')))).toEqual([
      'policy-denied',
      `${operation.fileSystemId} is not in reach any more`,
    ])
  })

  test('that could not be read, or that changed since it was asked, applies nothing', () => {
    const now = by(file())
    expect(seenOf(plans.mount, { ...now, rights: { kind: 'unknown', why: 'GitHub answers 502' } })).toEqual([
      'policy-unread',
      'GitHub answers 502',
    ])
    const asked = 'a'.repeat(40)
    expect(seenOf(plans.mount, { ...now, blobAsked: asked })).toEqual([
      'policy-changed',
      `asked under policy ${'a'.repeat(12)}; now policy b10b`,
    ])
    expect(seenOf(plans.mount, { ...now, blobAsked: undefined })).toEqual(['policy-changed', 'asked under no policy; now policy b10b'])
    expect(seenOf(plans.mount, { ...now, rights: repositoryRights(undefined) })).toEqual([
      'policy-changed',
      'asked under policy b10b; now no policy',
    ])
  })

  test('reaches instances by what AWS says of them at this moment', () => {
    const one = nodes.filter((n) => n.id !== rockyId)
    expect(seenOf(plans.mount, { ...by(file()), nodes: one })).toEqual(['policy-denied', `not in reach any more: ${rockyId}`])
    expect(seenOf(plans.mount, { ...by(file()), nodes: [] })).toEqual([
      'policy-denied',
      `not in reach any more: ${operation.targets.map((t) => t.instanceId).join(', ')}`,
    ])
    const ids = file().replace('names: ["*"]', `ids: [${operation.targets.map((t) => t.instanceId).join(', ')}]`)
    expect(seenOf(plans.mount, { ...by(ids), nodes: [] })).toBe('allowed')
  })

  const accounts = (changes: Partial<PeoplePlan> = {}): PeoplePlan => ({
    verb: 'sync-people',
    region: operation.region,
    hosts: operation.targets.map((t) => ({ instanceId: t.instanceId, name: t.name, changes: [] })),
    jobs: [],
    refused: [],
    digest: 'a'.repeat(64),
    ...changes,
  })

  test('reaches the instances of a plan for people, which is of no volume', () => {
    const synced = by(file('', 'may: [sync-people]'))
    expect(seenOf(accounts(), synced)).toBe('allowed')
    expect(seenOf(accounts(), { ...synced, nodes: nodes.filter((n) => n.id !== rockyId) })).toEqual([
      'policy-denied',
      `not in reach any more: ${rockyId}`,
    ])
    expect(seenOf(accounts(), by(file('', 'may: [mount]')))).toMatchObject(['policy-denied', expect.stringContaining(ubuntuId)])
    expect(seenOf(accounts(), by(file('', 'may: [sync-people], instances: [all]')))).toBe('allowed')
    expect(seenOf(accounts({ hosts: [] }), by(file('', 'may: [mount]')))).toBe('allowed')
  })

  test('reaches the volume of a migration, and the instances of a rule that names it', () => {
    const volume = { id: operation.fileSystemId, name: operation.volume, region: operation.region }
    const plan = accounts({ verb: 'migrate', volume })
    expect(seenOf(plan, by(file('', 'may: [migrate]')))).toBe('allowed')
    expect(seenOf(plan, by(file('', 'may: [sync-people]')))).toEqual(['policy-denied', `${volume.id} is not in reach any more`])
    const other = { id: 'fs-0fedcba9876543210', name: 'elsewhere', region: operation.region }
    expect(seenOf(accounts({ verb: 'migrate', volume: other }), by(file('', 'may: [migrate]')))).toEqual([
      'policy-denied',
      `${other.id} is not in reach any more`,
    ])
    const apart = file('', 'may: [migrate], volumes: [scratch]')
    expect(seenOf(plan, by(apart))).toEqual(['policy-denied', `${volume.id} is not in reach any more`])
    const elsewhere = `${file('', 'may: [migrate], instances: [none]').replace('instances: {', 'instances: { none: { ids: [i-0fedcba9876543210] },')}`
    expect(seenOf(plan, by(elsewhere))).toMatchObject(['policy-denied', expect.stringContaining(`not in reach any more: ${ubuntuId}`)])
  })

  test('asks others for a plan for people too, and the one who asked for the digest that they said', () => {
    const asks = by(`${file('', 'may: [sync-people]')}approvals: [{ of: [sync-people], by: { permission: admin } }]\n`)
    expect(mayApply(accounts(), ada, [], asks)).toEqual({ kind: 'allowed' })
    expect(mayApply(accounts({ jobs: plans.mount.jobs as PeoplePlan['jobs'] }), ada, [], asks)).toMatchObject({
      kind: 'needs-approval',
      by: 'others',
      count: 1,
    })
    const theirs = { digest: 'a'.repeat(16), by: { id: '2', name: 'grace' } }
    const own = (digest: string) => ({ digest: digest.repeat(16), by: ada.actor })
    // the word of others is none of one's own
    expect(mayApply(accounts(), ada, [theirs, own('b')], by(file('', 'may: [sync-people]')))).toMatchObject({
      kind: 'denied',
      finding: { code: 'plan-changed' },
    })
    expect(mayApply(accounts(), ada, [theirs, own('b'), own('a')], by(file('', 'may: [sync-people]')))).toEqual({ kind: 'allowed' })
    // and needs none of one's own
    expect(mayApply(accounts(), ada, [theirs], by(file('', 'may: [sync-people]')))).toEqual({ kind: 'allowed' })
    const moving = accounts({
      hosts: [accounts().hosts[0]!, { instanceId: rockyId, name: 'r', changes: [{ kind: 'move', name: 'x', detail: '' }] }],
    })
    expect(mayApply(moving, ada, [theirs], now)).toMatchObject({ kind: 'needs-approval', by: 'asker' })
  })

  test('asks others even where the one who asked has confirmed', () => {
    const asks = by(`${file()}approvals: [{ of: [adopt], by: { permission: admin } }]\n`)
    const own = { digest: adoption.digest, by: ada.actor }
    expect(mayApply(adoption, ada, [own], asks)).toMatchObject({ kind: 'needs-approval', by: 'others', count: 1 })
    expect(mayApply(adoption, ada, [own], by(file()))).toEqual({ kind: 'allowed' })
  })

  test('says where a volume may be mounted', () => {
    expect(seenOf(plans.mount, by(file(`mount-point: ${operation.mountPoint}`)))).toBe('allowed')
    expect(seenOf(plans.mount, by(file('mount-point: /srv/data')))).toEqual([
      'policy-denied',
      `"${operation.volume}" may be mounted at /srv/data alone; asked for ${operation.mountPoint}`,
    ])
  })

  test.each<[string, Plan]>([
    ['plain-nfs', planOf({ options: { ...operation.options, client: { kind: 'plain-nfs' } } })],
    ['plain-nfs', withSpec({ encrypted: false })],
    ['suid', planOf({ options: { ...operation.options, suid: true } })],
    ['suid', withSpec({ suid: true })],
    ['private', planOf({ options: { ...operation.options, privateSpaces: true } })],
    ['private', withSpec({ privateSpaces: true })],
    ['packages', planOf({ options: { ...operation.options, client: { kind: 'installer', url: 'https://example.org/a' } as never } })],
    ['packages', planOf({ options: { ...operation.options, client: { kind: 'package', url: 'https://example.org/a' } as never } })],
  ])('allows %s only where the volume’s rule does', (what, plan) => {
    expect(seenOf(plan, by(file()))).toEqual(['policy-denied', `the policy does not allow ${what} for "${operation.volume}"`])
    expect(seenOf(plan, by(file(`allow: [${what}]`)))).toBe('allowed')
    const others = ['plain-nfs', 'suid', 'private', 'packages'].filter((other) => other !== what)
    expect(seenOf(plan, by(file(`allow: [${others.join(', ')}]`)))).toMatchObject(['policy-denied', expect.stringContaining(what)])
  })

  test('lets what is mounted in whatever way be unmounted', () => {
    const spec = { ...operation.targets[0]!.spec, encrypted: false, suid: true, privateSpaces: true }
    const plan = planUnmount(runId, { ...operation, verb: 'unmount', targets: [{ ...operation.targets[0]!, spec }] }, looks)
    expect(seenOf(plan, by(file()))).toBe('allowed')
  })

  test('of several rules of a volume one that allows is enough, and only those that a grant names', () => {
    const both = (grant: string) =>
      file(`id: ${operation.fileSystemId}`, `may: [mount], ${grant}`).replace('scratch: {', `scratch: { id: ${operation.fileSystemId},`)
    const plan = withSpec({ suid: true })
    expect(seenOf(plan, by(both('volumes: [scratch]')))).toBe('allowed')
    expect(seenOf(plan, by(both(`volumes: [${operation.volume}, scratch]`)))).toBe('allowed')
    expect(seenOf(plan, by(both(`volumes: [${operation.volume}]`)))).toMatchObject(['policy-denied', expect.stringContaining('suid')])
  })

  test('without one what administrators look at is not in the policy, so nothing is applied', () => {
    const now = { rights: repositoryRights(undefined, { asker: person('1', 'admin') }), nodes, blobAsked: undefined, planOf: runId }
    expect(seenOf(plans.mount, now)).toEqual(['policy-denied', `${operation.fileSystemId} is not in reach any more`])
  })

  test('asks others; in a workflow nobody waits for them', () => {
    const asks = by(`${file()}approvals: [{ of: [mount], by: [{ permission: admin }, { team: 7 }], people: 2 }]\n`)
    const workflow: Origin = {
      entrypoint: 'workflow',
      actor: ada.actor,
      repository: 'o/r',
      runUrl: 'https://github.com/o/r/actions/runs/1',
    }
    expect(mayApply(plans.mount, ada, [], asks)).toMatchObject({ kind: 'needs-approval', by: 'others', count: 2 })
    expect(seenOf(plans.mount, asks, workflow)).toEqual(['approval-elsewhere', 'missing: 2 of admin permission, or team 7'])
    expect(seenOf(plans.mount, by(file()), workflow)).toBe('allowed')
    expect(mayApply(adoption, ada, [], by(file()))).toMatchObject({ kind: 'needs-approval', by: 'asker' })
  })
})
