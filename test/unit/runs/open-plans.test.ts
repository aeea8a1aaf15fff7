/** Plans that wait for others, without a GitHub: rights are what a test says they are at the moment. */

import { defaultMountOptions, type Origin } from '../../../src/domain/request.ts'
import type { RepositoryRights, Rights } from '../../../src/domain/rights.ts'
import { type EventBody, foldRun, type Run } from '../../../src/domain/run.ts'
import { planMount } from '../../../src/engine/plan.ts'
import { approvalDigest } from '../../../src/policy/approvals.ts'
import { mayApply } from '../../../src/policy/may-apply.ts'
import { openJournal } from '../../../src/runs/journal.ts'
import { memoryLocks } from '../../../src/runs/locks.ts'
import { type OpenPlansOptions, openPlans, release } from '../../../src/runs/open-plans.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { lockBy } from '../../support/locks-contract.ts'
import { freshFacts, observed, operation, rockyId, ubuntuId } from '../../support/operation.ts'
import { person, repositoryRights } from '../../support/rights.ts'
import { worker } from '../../support/worker.ts'

const planOf = '01JDM3C0000000000000000000'
const origin: Origin = {
  entrypoint: 'github',
  actor: { id: '1', name: 'ada' },
  repository: 'acme/research',
  issue: 1,
  commentId: 2,
  permission: { base: 'write', roleName: 'write' },
}
const request = { verb: 'mount', volume: { kind: 'name', name: 'research-data' }, selectors: [], options: defaultMountOptions } as const
const file = (people: number) => `version: 1
volumes: { research-data: }
instances: { both: { ids: [${ubuntuId}, ${rockyId}] } }
rights: [{ who: { permission: write }, may: [mount] }]
approvals: [{ of: [mount], by: { role: maintain }, people: ${people}, within: 60m }]
`
const maintainer = (id: string) => person(id, 'write', { roleName: 'maintain' })
const plan = planMount(planOf, operation, [observed(ubuntuId, freshFacts()), observed(rockyId)])
const told = { repository: 'acme/research', issue: 1, commentId: 3, url: 'https://github.example/3', body: 'the plan' }

async function stage(people = 1, more: Partial<OpenPlansOptions> = {}) {
  let now = Date.parse('2026-11-28T12:00:00Z')
  let rights: RepositoryRights = repositoryRights(file(people), { asker: person('1') })
  const clock = { now: () => new Date(now) }
  const store = memoryStore()
  const journal = openJournal({ store, clock, onSinkError: () => {} })
  const asked = async ({
    agreed,
  }: {
    readonly agreed?: { readonly approvals: readonly { readonly by: { readonly id: string } }[] }
  }): Promise<Rights> => ({
    ...rights,
    approvers: (agreed?.approvals ?? []).map((a) => rights.approvers.find((p) => p.id === a.by.id) ?? maintainer(a.by.id)),
  })
  const locks = memoryLocks()
  const plans = openPlans({
    journal,
    clock,
    rights: asked,
    policy: { mayApply },
    instances: () => ({ nodes: async (ids) => ids.map((id) => ({ id, tags: {} })) }),
    locks,
    ...more,
  })
  const digest = approvalDigest(plan, origin, rights, planOf)
  const decision = { kind: 'needs-approval', by: 'others', digest, from: ['the role maintain'], count: people, withinMinutes: 60 } as const
  await journal.append(planOf, 0, { type: 'requested', data: { request, origin, dryRun: false } })
  await journal.append(planOf, 1, { type: 'decided', data: { kind: 'allowed', policy: 'b10b' } })
  await journal.append(planOf, 2, { type: 'planned', data: plan })
  await journal.append(planOf, 3, { type: 'apply-decided', data: { digest: plan.digest, decision } })
  const waiting = (await plans.waiting(planOf))!
  await plans.offer(planOf, waiting.offer, told)
  return {
    plans,
    locks,
    store,
    journal,
    code: waiting.offer.code,
    later: (minutes: number) => (now += minutes * 60_000),
    become: (change: (rights: RepositoryRights) => RepositoryRights) => (rights = change(rights)),
    approve: (id: string, code = waiting.offer.code, commentId = Number(id)) =>
      plans.approve('acme/research', code, { actor: { id, name: `user-${id}` }, commentId, runId: `01JDM3C000000000000000000${id}` }),
    run: async () => foldRun(await store.read(planOf)),
  }
}

test('is told by twelve digits, and told once', async () => {
  const { code, plans } = await stage()
  expect(code).toMatch(/^[0-9a-f]{12}$/)
  expect(await plans.waiting(planOf)).toBeUndefined()
})

test('another person releases it: one run carries it out, with who approved and where it was told', async () => {
  const { approve, run, store } = await stage()
  const heard = await approve('2')
  expect(heard).toMatchObject({
    kind: 'released',
    planOf,
    run: { request, origin, agreed: { planOf, told, approvals: [{ by: { id: '2' } }] } },
  })
  expect(await run()).toMatchObject({
    state: 'done',
    released: { runId: '01JDM3C0000000000000000002' },
    approved: [{ permission: { roleName: 'maintain' } }],
  })
  expect(await approve('3')).toMatchObject({ kind: 'refused', finding: { code: 'approval-unknown' } })
  expect(await store.summaries({ limit: 10 })).toHaveLength(2)
})

test('of two who release it at the same moment one does; there is one run', async () => {
  const { approve, store } = await stage()
  const kinds = (await Promise.all([approve('2'), approve('3')])).map((h) => h.kind)
  expect(kinds.sort()).toEqual(['refused', 'released'])
  expect(await store.summaries({ limit: 10 })).toHaveLength(2)
})

test('the same comment heard again, by another process, counts once and ends where the first one would have', async () => {
  const { approve, store, plans, journal, run } = await stage(2)
  expect(await approve('2')).toMatchObject({ kind: 'recorded' })
  expect(await approve('2')).toMatchObject({ kind: 'recorded', missing: { count: 1 } })
  expect((await run()).approved).toHaveLength(1)
  const { seq } = await run()
  await journal.append(planOf, seq, {
    type: 'approved',
    data: { digest: (await run()).offer!.digest, by: { id: '3', name: 'user-3' }, commentId: 3, permission: maintainer('3').permission },
  })
  expect(await approve('3')).toMatchObject({ kind: 'released' })
  await journal.append('unused', 0, { type: 'requested', data: { request, origin, dryRun: false } })
  expect(await store.summaries({ limit: 10 })).toHaveLength(3)
  expect(await plans.waiting(planOf)).toBeUndefined()
})

test('two people: each counts once, the one who asked never', async () => {
  const { approve } = await stage(2)
  expect(await approve('1')).toMatchObject({ kind: 'refused', finding: { code: 'approval-refused' } })
  expect(await approve('2')).toMatchObject({ kind: 'recorded', missing: { count: 1 } })
  expect(await approve('2', undefined, 99)).toMatchObject({ kind: 'refused', finding: { code: 'approval-refused' } })
  expect(await approve('3')).toMatchObject({ kind: 'released' })
})

test('after its time, in another repository, by half a digest: nothing', async () => {
  const { approve, plans, later, run, code } = await stage()
  expect(await approve('2', code.slice(0, 11))).toMatchObject({ finding: { code: 'approval-unknown' } })
  expect(await plans.approve('acme/other', code, { actor: { id: '2', name: 'max' }, runId: '01JDM3C0000000000000000002' })).toMatchObject({
    finding: { code: 'approval-unknown' },
  })
  later(60)
  expect(await approve('2')).toMatchObject({ finding: { code: 'approval-void', seen: 'the plan waited until 2026-11-28T13:00:00.000Z' } })
  expect(await run()).toMatchObject({
    state: 'denied',
    findings: [{ code: 'approval-void', seen: 'it waited until 2026-11-28T13:00:00.000Z' }],
  })
})

const withoutPolicy = ({ inForce: _, ...rights }: RepositoryRights): RepositoryRights => rights
const otherPolicy = (rights: RepositoryRights): RepositoryRights => ({ ...rights, inForce: { ...rights.inForce!, blob: 'other' } })

test.each<[string, (rights: RepositoryRights) => RepositoryRights, string]>([
  ['the comment was edited', (r) => ({ ...r, planVoid: 'the comment that told the plan was edited' }), 'approval-void'],
  ['another policy is in force', otherPolicy, 'approval-void'],
  ['no policy is in force', withoutPolicy, 'approval-void'],
  ['the one who asked may not write any more', (r) => ({ ...r, asker: person('1', 'read') }), 'policy-denied'],
  ['the operator does not know the repository any more', (r) => ({ ...r, bounds: undefined }), 'policy-denied'],
  ['the operator’s bounds leave the volume out', (r) => ({ ...r, bounds: { volumes: ['other'], approvals: [] } }), 'policy-denied'],
])('is void when %s', async (_, change, code) => {
  const { approve, become, run } = await stage()
  become(change)
  expect(await approve('2')).toMatchObject({ kind: 'refused', finding: { code } })
  expect(await run()).toMatchObject({ state: 'denied' })
})

test('a person without the role, or who may not write any more, does not approve; the plan goes on waiting', async () => {
  const { approve, become, run } = await stage()
  become((r) => ({ ...r, approvers: [person('2'), person('3', 'read', { roleName: 'maintain' })] }))
  for (const id of ['2', '3'])
    expect(await approve(id)).toMatchObject({
      kind: 'refused',
      finding: { code: 'approval-refused', seen: `"user-${id}" is none of the role maintain` },
    })
  expect(await run()).toMatchObject({ state: 'planned' })
})

test('a process that died between release and request is made good by whoever takes the run up, once', async () => {
  const { store, journal, run } = await stage()
  const { seq } = await run()
  await journal.append(planOf, seq, { type: 'released', data: { runId: '01JDM3C0000000000000000009' } })
  const { execute } = worker(store, { journal })
  expect((await execute(planOf)).run.state).toBe('done')
  expect((await execute(planOf)).run.state).toBe('done')
  expect(foldRun(await store.read('01JDM3C0000000000000000009'))).toMatchObject({ state: 'requested', agreed: { planOf } })
})

test('a later plan of the same person and thing makes the one before void', async () => {
  const { plans, journal, run } = await stage()
  const second = '01JDM3D0000000000000000000'
  for (const [seq, event] of (await journal.read(planOf)).slice(0, 4).entries()) {
    const { runId: _, seq: __, ...body } = event
    await journal.append(second, seq, body)
  }
  await plans.offer(second, { digest: 'd', code: 'd', expiresAt: '2026-11-29T12:00:00Z' }, told)
  expect(await run()).toMatchObject({ state: 'denied', findings: [{ code: 'approval-void', seen: `run ${second} has a newer plan` }] })
})

test('what decides a step is in the digest: another program, parameter, id, policy, asker or run is another', () => {
  const rights = repositoryRights(file(1))
  const of = (p = plan, o: Origin = origin, r = rights, run = planOf) => approvalDigest(p, o, r, run)
  const [first] = plan.jobs
  const job = (change: object) =>
    planMount(planOf, operation, [observed(ubuntuId, freshFacts())]) && { ...plan, digest: JSON.stringify({ ...first, ...change }) }
  const all = [
    of(),
    of(job({ scriptSha: 'other' })),
    of(planMount(planOf, { ...operation, mountPoint: '/srv/other' }, [observed(ubuntuId, freshFacts()), observed(rockyId)])),
    of(planMount(planOf, operation, [observed(ubuntuId), observed(rockyId)])),
    of(plan, { ...origin, actor: { id: '9', name: 'ada' } }),
    of(plan, origin, { ...rights, inForce: { ...rights.inForce!, blob: 'other' } }),
    of(plan, origin, rights, 'another run'),
  ]
  expect(new Set(all).size).toBe(all.length)
  expect(of(planMount('01JDM3C0000000000000000077', operation, [observed(ubuntuId, freshFacts()), observed(rockyId)]))).toBe(of())
})

type Stage = Awaited<ReturnType<typeof stage>>
/** Another run like the one that waits, with what is otherwise. */
async function another({ journal }: Stage, id: string, change: (body: EventBody) => EventBody = (body) => body) {
  for (const [seq, event] of (await journal.read(planOf)).slice(0, 4).entries()) {
    const { runId: _, seq: __, at: ___, ...body } = event
    await journal.append(id, seq, change(body as EventBody))
  }
}
const second = '01JDM3D0000000000000000000'
const offerOf = (digest: string) => ({ digest, code: digest.slice(0, 12), expiresAt: '2026-11-28T13:00:00Z' })
const idsOf = (runs: readonly Run[]) => runs.map(({ id }) => id)

describe('those that can be approved', () => {
  test('are of one repository, and no longer than their time', async () => {
    const { plans, later } = await stage()
    expect(idsOf(await plans.offered('acme/research'))).toEqual([planOf])
    expect(await plans.offered('acme/other')).toEqual([])
    later(59)
    expect(await plans.offered('acme/research')).toHaveLength(1)
    later(1)
    expect(await plans.offered('acme/research')).toEqual([])
  })

  test('were told to others, and not released', async () => {
    const on = await stage()
    await another(on, second)
    expect(idsOf(await on.plans.offered('acme/research'))).toEqual([planOf])
    await on.journal.append(planOf, (await on.run()).seq, { type: 'released', data: { runId: 'r' } })
    expect(await on.plans.offered('acme/research')).toEqual([])
  })
})

describe('a run waits for others', () => {
  test('only where others have to approve its plan, and it has not ended', async () => {
    const on = await stage()
    const waits = async (id: string, change: (body: EventBody) => EventBody) => {
      await another(on, id, change)
      return (await on.plans.waiting(id)) !== undefined
    }
    expect(await waits('01JDM3D0000000000000000001', (body) => body)).toBe(true)
    const deciding = (decision: object) => (body: EventBody) =>
      body.type === 'apply-decided' ? ({ ...body, data: { ...body.data, decision } } as EventBody) : body
    expect(await waits('01JDM3D0000000000000000002', deciding({ kind: 'allowed' }))).toBe(false)
    expect(await waits('01JDM3D0000000000000000003', deciding({ kind: 'needs-approval', by: 'asker', from: [], count: 1 }))).toBe(false)
    const { seq } = await on.run()
    await on.journal.append(planOf, seq, { type: 'ended', data: { state: 'denied', findings: [] } })
    expect(await on.plans.waiting(planOf)).toBeUndefined()
    await on.journal.append('01JDM3D0000000000000000004', 0, { type: 'requested', data: { request, origin, dryRun: false } })
    expect(await on.plans.waiting('01JDM3D0000000000000000004')).toBeUndefined()
  })

  test('is told with its plan, whose approval, and until when', async () => {
    const on = await stage()
    await another(on, second)
    expect(await on.plans.waiting(second)).toMatchObject({
      run: { id: second },
      answer: { kind: 'plan', plan: { digest: plan.digest } },
      needs: { count: 1, from: ['the role maintain'] },
      offer: { expiresAt: '2026-11-28T13:00:00.000Z' },
    })
  })

  test('by so many digits that no other open plan has them', async () => {
    const on = await stage()
    const digest = (await on.run()).offer!.digest
    await another(on, second)
    expect((await on.plans.waiting(second))?.offer.code).toBe(digest)
    const other = `${digest.slice(0, 14)}${digest[14] === '0' ? '1' : '0'}${digest.slice(15)}`
    const third = '01JDM3E0000000000000000000'
    await another(on, third, (body) =>
      body.type === 'apply-decided'
        ? ({ ...body, data: { ...body.data, decision: { ...(body.data.decision as object), digest: other } } } as EventBody)
        : body,
    )
    expect((await on.plans.waiting(third))?.offer.code).toBe(other.slice(0, 15))
  })
})

describe('a newer plan', () => {
  const offered = async (change: (body: EventBody) => EventBody) => {
    const on = await stage()
    await another(on, second, change)
    await on.plans.offer(second, offerOf('d'.repeat(64)))
    return (await on.run()).state
  }
  test('makes void what the same person asked before of the same thing', async () => {
    expect(await offered((body) => body)).toBe('denied')
  })
  test('leaves another person’s, and one of other instances or for another volume', async () => {
    const as = (id: string) => (body: EventBody) =>
      body.type === 'requested' ? { ...body, data: { ...body.data, origin: { ...origin, actor: { id, name: 'max' } } } } : body
    expect(await offered(as('2'))).toBe('planned')
    const planned = (change: (of: typeof plan) => typeof plan) => (body: EventBody) =>
      body.type === 'planned' ? { ...body, data: change(body.data) } : body
    const on = (more: Partial<typeof operation>) => planned((of) => ({ ...of, operation: { ...of.operation, ...more } }))
    expect(await offered(on({ targets: operation.targets.slice(0, 1) }))).toBe('planned')
    expect(await offered(on({ fileSystemId: 'fs-0fedcba9876543210' }))).toBe('planned')
    expect(
      await offered((body) =>
        body.type === 'requested' ? { ...body, data: { ...body.data, request: { ...request, verb: 'adopt' } as never } } : body,
      ),
    ).toBe('planned')
  })
  test('does not make itself void', async () => {
    const on = await stage()
    await on.plans.offer(planOf, (await on.run()).offer!)
    expect((await on.run()).state).toBe('planned')
  })
})

describe('nobody approves', () => {
  const approving = async (by: object, more: Partial<OpenPlansOptions> = {}) => {
    const on = await stage(1, more)
    const heard = await on.plans.approve('acme/research', on.code, { actor: { id: '2', name: 'max' }, runId: 'r2', ...by })
    return { heard, state: (await on.run()).state, on }
  }
  test('who is no person of GitHub’s', async () => {
    for (const id of ['api:nightly', '', '2x', 'x2'])
      expect((await approving({ actor: { id, name: 'nightly' } })).heard).toMatchObject({
        kind: 'refused',
        finding: { code: 'approval-refused', seen: '"nightly" is nobody’s on GitHub' },
      })
  })

  test('while nobody knows the rights of those who asked and approve', async () => {
    expect((await approving({}, { rights: async () => ({ kind: 'unknown', why: 'GitHub is away' }) })).heard).toMatchObject({
      finding: { code: 'policy-unread', seen: 'GitHub is away' },
    })
    expect((await approving({}, { rights: async () => ({ kind: 'unbounded' }) })).heard).toMatchObject({
      finding: { code: 'policy-unread', seen: 'no repository' },
    })
  })

  test('while the volume is locked; once it is unlocked the plan can be approved', async () => {
    const locks = memoryLocks()
    const lock = lockBy('ada', { fileSystemId: operation.fileSystemId })
    await locks.put(lock)
    const { heard, state, on } = await approving({}, { locks })
    expect(heard).toMatchObject({ kind: 'refused', finding: { code: 'volume-locked' } })
    expect(state).toBe('planned')
    await locks.remove(lock)
    expect(await on.approve('2')).toMatchObject({ kind: 'released' })
  })

  test('what its asker has not confirmed', async () => {
    const { heard } = await approving(
      {},
      { policy: { mayApply: () => ({ kind: 'needs-approval', by: 'asker', from: ['ada'], count: 1 }) } },
    )
    expect(heard).toMatchObject({ kind: 'refused', finding: { code: 'approval-void', seen: 'it is not confirmed' } })
  })

  test('by what two plans begin with', async () => {
    const on = await stage()
    const digest = (await on.run()).offer!.digest
    await another(on, second, (body) =>
      body.type === 'requested' ? { ...body, data: { ...body.data, origin: { ...origin, actor: { id: '9', name: 'eve' } } } } : body,
    )
    await on.plans.offer(second, offerOf(`${digest.slice(0, 20)}${'x'.repeat(44)}`))
    expect(await on.approve('2')).toMatchObject({ finding: { code: 'approval-unknown', seen: JSON.stringify(on.code) } })
    expect(await on.approve('2', digest)).toMatchObject({ kind: 'released' })
  })
})

test('an approval is recorded with the name of the token, or the comment, by which it was said', async () => {
  const on = await stage(2)
  await on.plans.approve('acme/research', on.code, { actor: { id: '2', name: 'max' }, principal: 'desk', runId: 'r2' })
  await on.approve('3')
  const [byToken, byComment] = (await on.run()).approved ?? []
  expect(byToken).toStrictEqual({
    digest: expect.any(String),
    by: { id: '2', name: 'max' },
    permission: expect.anything(),
    principal: 'desk',
  })
  expect(byComment).toStrictEqual({
    digest: expect.any(String),
    by: { id: '3', name: 'user-3' },
    permission: expect.anything(),
    commentId: 3,
  })
})

test('the asker’s own word is brought again with the approvals of others, and all that is known of the moment', async () => {
  const asked: unknown[][] = []
  const policy: OpenPlansOptions['policy'] = {
    mayApply: (...given) => {
      asked.push(given)
      return { kind: 'allowed' }
    },
  }
  const on = await stage(1, { policy })
  await on.approve('2')
  const digest = expect.any(String)
  expect(asked[0]?.[2]).toEqual([{ digest, by: { id: '2', name: 'user-2' } }])
  expect(asked[0]?.[3]).toMatchObject({ blobAsked: 'b10b', planOf, nodes: [{ id: ubuntuId }, { id: rockyId }] })
  const adopting = await stage(1, { policy })
  await another(adopting, second, (body) =>
    body.type === 'requested'
      ? { ...body, data: { ...body.data, request: { ...request, verb: 'adopt', plan: '0123456789abcdef' } as never } }
      : body,
  )
  const { offer } = (await adopting.plans.waiting(second))!
  const rights = repositoryRights(file(1), { asker: person('1') })
  const own = approvalDigest(plan, origin, rights, second)
  await adopting.plans.offer(second, { ...offer, digest: own, code: own })
  await adopting.approve('2', own)
  expect(asked[1]?.[2]).toEqual([
    { digest: '0123456789abcdef', by: origin.actor },
    { digest: own, by: { id: '2', name: 'user-2' } },
  ])
})

test('whoever is overtaken all the time gives up in the end', async () => {
  const { store } = await stage()
  const clock = { now: () => new Date('2026-11-28T12:00:00Z') }
  let attempts = 0
  const journal = openJournal({
    store: {
      ...store,
      append: async () => {
        attempts++
        return { kind: 'conflict', seq: 99 }
      },
    },
    clock,
    onSinkError: () => {},
  })
  const rights: Rights = repositoryRights(file(1), { asker: person('1'), approvers: [maintainer('2')] })
  const instances = () => ({ nodes: async (ids: readonly string[]) => ids.map((id) => ({ id, tags: {} })) })
  const plans = openPlans({ journal, clock, rights: async () => rights, policy: { mayApply }, instances, locks: memoryLocks() })
  const code = foldRun(await store.read(planOf)).offer!.code
  await expect(plans.approve('acme/research', code, { actor: { id: '2', name: 'max' }, runId: 'r2' })).rejects.toThrow(
    'was carried on meanwhile',
  )
  expect(attempts).toBe(5)
})

describe('among many runs', () => {
  /** So many that came after it. */
  async function crowded(n: number) {
    const on = await stage()
    for (let i = 0; i < n; i++)
      await on.journal.append(`01JDM3Z${String(i).padStart(19, '0')}`, 0, { type: 'requested', data: { request, origin, dryRun: false } })
    return on
  }
  test('it is found behind a page of others', async () => {
    for (const n of [99, 100, 250]) expect(idsOf(await (await crowded(n)).plans.offered('acme/research'))).toEqual([planOf])
  })
  test('it is looked for as long as a plan can wait, and a day more', async () => {
    const week = await crowded(150)
    week.later(8 * 24 * 60 - 1)
    expect(await week.approve('2')).toMatchObject({ finding: { code: 'approval-void' } })
    const long = await crowded(150)
    long.later(8 * 24 * 60 + 1)
    expect(await long.approve('2')).toMatchObject({ finding: { code: 'approval-unknown' } })
  })
})

test('what was not released releases nothing', async () => {
  const { run, journal } = await stage()
  await expect(release(await run(), journal)).rejects.toThrow('was not released')
})

test('the word that released a plan before the process died releases it still, and nobody else’s does', async () => {
  const on = await stage()
  const { seq } = await on.run()
  await on.journal.append(planOf, seq, { type: 'released', data: { runId: '01JDM3C0000000000000000002' } })
  expect(await on.approve('3')).toMatchObject({ kind: 'refused', finding: { code: 'approval-unknown' } })
  expect(await on.approve('2')).toMatchObject({
    kind: 'released',
    planOf,
    runId: '01JDM3C0000000000000000002',
    run: { agreed: { planOf } },
  })
})

test('whoever approves needs the right themselves, also beside somebody who has it', async () => {
  const on = await stage(2)
  on.become((r) => ({ ...r, approvers: [maintainer('2'), person('3')] }))
  expect(await on.approve('2')).toMatchObject({ kind: 'recorded' })
  expect(await on.approve('3')).toMatchObject({ finding: { code: 'approval-refused' } })
  expect(await on.plans.approve('acme/research', on.code, { actor: { id: '4711', name: 'kim' }, runId: 'r4711' })).toMatchObject({
    kind: 'released',
  })
})

test('a plan that is void says in its run why', async () => {
  const on = await stage()
  on.become((r) => ({ ...r, planVoid: 'the comment that told the plan was edited' }))
  await on.approve('2')
  expect((await on.run()).findings).toMatchObject([{ code: 'approval-void', seen: 'the comment that told the plan was edited' }])
})

describe('by a 👍', () => {
  const thumbs = (text: string) => text.replace('people:', 'thumbs: true, people:')
  async function stageOf(people: number) {
    const on = await stage(people)
    on.become(() => repositoryRights(thumbs(file(people)), { asker: person('1') }))
    const by = (id: string, reactionId: number) =>
      on.plans.approve('acme/research', on.code, {
        actor: { id, name: `user-${id}` },
        reactionId,
        runId: `01JDM3C00000000000000000${reactionId}`,
      })
    return { ...on, by }
  }

  test('is recorded as that reaction, and the run that carries it out has it', async () => {
    const { by, run } = await stageOf(1)
    expect(await by('2', 70)).toMatchObject({ kind: 'released', run: { agreed: { approvals: [{ by: { id: '2' }, reactionId: 70 }] } } })
    expect((await run()).approved).toMatchObject([{ by: { id: '2' }, reactionId: 70, permission: { roleName: 'maintain' } }])
  })

  test('counts once, heard again or given anew; and a word beside it is heard', async () => {
    const { by, approve, run } = await stageOf(2)
    expect(await by('2', 70)).toMatchObject({ kind: 'recorded', missing: { count: 1 } })
    expect(await by('2', 70)).toMatchObject({ kind: 'recorded', missing: { count: 1 } })
    expect((await run()).approved).toHaveLength(1)
    expect(await by('2', 71)).toMatchObject({ kind: 'recorded', missing: { count: 1 } })
    expect(await approve('2')).toMatchObject({ kind: 'recorded', missing: { count: 1 } })
    expect(await by('2', 72)).toMatchObject({ kind: 'refused', finding: { seen: expect.stringContaining('approved it already') } })
    expect(await by('3', 73)).toMatchObject({ kind: 'released' })
  })

  test('that was taken away is none of those that the run has which carries it out, also where a process died in between', async () => {
    const rights = repositoryRights(thumbs(file(2)), { asker: person('1') })
    const given: OpenPlansOptions['rights'] = async ({ agreed }) => ({
      ...rights,
      approvers: (agreed?.approvals ?? []).filter((a) => a.reactionId !== 70).map((a) => maintainer(a.by.id)),
    })
    const { plans, code, journal, run } = await stage(2, { rights: given })
    // it stood when it was recorded
    const { seq, offer } = await run()
    const data = {
      digest: offer!.digest,
      by: { id: '2', name: 'user-2' },
      reactionId: 70,
      permission: { base: 'write', roleName: 'maintain' },
    } as const
    await journal.append(planOf, seq, { type: 'approved', data })
    const by = (id: string) =>
      plans.approve('acme/research', code, {
        actor: { id, name: `user-${id}` },
        commentId: Number(id),
        runId: `01JDM3C000000000000000000${id}`,
      })
    expect(await by('3')).toMatchObject({ kind: 'recorded', missing: { count: 1 } })
    expect(await by('4')).toMatchObject({ kind: 'released' })
    expect((await run()).released).toEqual({ runId: '01JDM3C0000000000000000004', gone: [70] })
    const carried = foldRun(await journal.read('01JDM3C0000000000000000004'))
    expect(carried.agreed?.approvals.map((a) => a.by.id)).toEqual(['3', '4'])
  })

  test('is refused to the one who asked, and where the rule takes none', async () => {
    const { by, become, run } = await stageOf(1)
    expect(await by('1', 70)).toMatchObject({ kind: 'refused', finding: { seen: expect.stringContaining('asked for it') } })
    become(() => repositoryRights(file(1), { asker: person('1') }))
    expect(await by('2', 70)).toMatchObject({ kind: 'refused', finding: { code: 'approval-refused' } })
    expect((await run()).approved).toBeUndefined()
  })

  test('is looked for where the decision says so and a comment told it, in every repository', async () => {
    const { plans, journal, run } = await stage()
    expect(await plans.byThumb()).toEqual([])
    const { applyDecision, seq } = await run()
    const decision = applyDecision?.decision
    if (decision?.kind !== 'needs-approval' || decision.by !== 'others') throw new Error('it does not wait')
    await journal.append(planOf, seq, { type: 'apply-decided', data: { digest: plan.digest, decision: { ...decision, thumbs: true } } })
    expect(await plans.byThumb()).toMatchObject([{ id: planOf }])
  })
})
