/** Plans that wait for others, without a GitHub: rights are what a test says they are at the moment. */

import { defaultMountOptions, type Origin } from '../../../src/domain/request.ts'
import type { RepositoryRights, Rights } from '../../../src/domain/rights.ts'
import { foldRun } from '../../../src/domain/run.ts'
import { planMount } from '../../../src/engine/plan.ts'
import { approvalDigest } from '../../../src/policy/approvals.ts'
import { mayApply } from '../../../src/policy/may-apply.ts'
import { openJournal } from '../../../src/runs/journal.ts'
import { memoryLocks } from '../../../src/runs/locks.ts'
import { openPlans } from '../../../src/runs/open-plans.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
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

async function stage(people = 1) {
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
  later(61)
  expect(await approve('2')).toMatchObject({ finding: { code: 'approval-void' } })
  expect(await run()).toMatchObject({ state: 'denied' })
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
  for (const id of ['2', '3']) expect(await approve(id)).toMatchObject({ kind: 'refused', finding: { code: 'approval-refused' } })
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
  expect(await run()).toMatchObject({ state: 'denied', findings: [{ code: 'approval-void' }] })
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
