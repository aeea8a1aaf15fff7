/**
 * What can become otherwise between the last approval of a plan and its being carried out: each by itself, on the whole way from the release on, with the
 * policy that really decides. Nothing that changes an instance is sent.
 */

import type { Plan } from '../../../src/domain/plan.ts'
import type { FileSystem, Instance } from '../../../src/domain/ports.ts'
import type { Origin, Request } from '../../../src/domain/request.ts'
import type { Bounds, NamedVolume, RepositoryRights, Rights } from '../../../src/domain/rights.ts'
import type { EventBody } from '../../../src/domain/run.ts'
import { approvalDigest } from '../../../src/policy/approvals.ts'
import { mayApply } from '../../../src/policy/may-apply.ts'
import { mayAsk } from '../../../src/policy/may-ask.ts'
import { openJournal } from '../../../src/runs/journal.ts'
import { memoryLocks } from '../../../src/runs/locks.ts'
import { openPlans } from '../../../src/runs/open-plans.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { parametersOf, transcriptOf } from '../../support/fleet/transcript.ts'
import { healthyRecords } from '../../support/healthy-records.ts'
import { lockBy } from '../../support/locks-contract.ts'
import { rockyId, ubuntuId } from '../../support/operation.ts'
import { inForce, person, repositoryRights } from '../../support/rights.ts'
import { scriptedSsm } from '../../support/scripted-ssm.ts'
import { cloud, fileSystems, instance, volume, worker } from '../../support/worker.ts'

const planOf = '01JDM3C0000000000000000000'
const released = '01JDM3C0000000000000000001'
const origin: Origin = {
  entrypoint: 'github',
  actor: { id: '1', name: 'ada' },
  repository: 'acme/research',
  issue: 1,
  commentId: 2,
  permission: { base: 'write', roleName: 'write' },
}
const file = `version: 1
volumes: { research-data: }
instances: { calc: { tags: { Team: genomics } } }
rights: [{ who: { role: operator }, may: [unmount] }]
approvals: [{ of: [unmount], by: { role: maintain }, within: 60m }]
`
const asks = (selector: 'name' | 'tag'): Request => ({
  verb: 'unmount',
  volume: { kind: 'name', name: 'research-data' },
  selectors: [selector === 'name' ? { kind: 'name', name: 'calc' } : { kind: 'tag', key: 'Team', value: 'genomics' }],
  options: { lazy: false },
})

type Host = Instance & { readonly tags: Readonly<Record<string, string>> }
const host = (id: string, name: string, tags: Host['tags'] = {}): Host => ({
  ...instance(id),
  name,
  tags: { Name: name, Team: 'genomics', ...tags },
})

type World = {
  hosts: readonly Host[]
  volumes: readonly FileSystem[]
  records: readonly string[]
  rights: Rights
  people: ReadonlyMap<string, RepositoryRights['approvers'][number]>
  now: number
}
type Stage = World & { readonly locks: ReturnType<typeof memoryLocks> }

/** What the adapters would say of this world; `older`: the plan is an earlier Prism's, made of other programs. */
async function approved(selector: 'name' | 'tag' = 'name', older = false) {
  const on: Stage = {
    hosts: [host(ubuntuId, 'calc'), host(rockyId, 'web', { Team: 'web' })],
    volumes: [volume],
    records: healthyRecords,
    rights: repositoryRights(file, { asker: person('1', 'write', { roleName: 'operator' }) }),
    people: new Map([['2', person('2', 'write', { roleName: 'maintain' })]]),
    now: Date.parse('2026-11-28T12:00:00Z'),
    locks: memoryLocks(),
  }
  const clock = { now: () => new Date(on.now), sleep: async () => {} }
  const ssm = scriptedSsm({
    invocation: (instanceId, { by }) => {
      const given = parametersOf('commands' in by ? by.commands.join('\n') : '')
      const records = on.records.map((r) => `${r.replace('depth=behaviour', 'depth=facts')}\n`).join('')
      return { instanceId, state: 'success', details: 'Success', output: transcriptOf(given, records), errorOutput: '' }
    },
  })
  const rights = async ({ agreed }: { readonly agreed?: { readonly approvals: readonly { readonly by: { readonly id: string } }[] } }) =>
    on.rights.kind !== 'repository'
      ? on.rights
      : { ...on.rights, approvers: (agreed?.approvals ?? []).flatMap(({ by }) => on.people.get(by.id) ?? []) }
  const instances = {
    list: async () => on.hosts,
    nodes: async (ids: readonly string[]) => on.hosts.filter((h) => ids.includes(h.id)),
    resolve: async (selectors: readonly { readonly kind: string; readonly name?: string; readonly value?: string }[]) =>
      selectors.map((one) => ({
        selector: one as never,
        instances: on.hosts.filter((h) => (one.kind === 'name' ? h.name === one.name : h.tags.Team === one.value)),
        findings: [],
      })),
  }
  const store = memoryStore()
  const journal = openJournal({ store, clock, onSinkError: () => {} })
  const find: typeof fileSystems.find = async (ref) => on.volumes.find((v) => (ref.kind === 'id' ? v.id === ref.id : v.name === ref.name))!
  const { execute } = worker(store, {
    journal: older
      ? { ...journal, append: (id, seq, body) => journal.append(id, seq, id === planOf ? olderOf(body, on.rights) : body) }
      : journal,
    clock,
    runCommand: ssm,
    policy: { mayAsk, mayApply },
    rights,
    locks: on.locks,
    cloud: cloud({ instances, fileSystems: { ...fileSystems, find, list: async () => on.volumes } }),
  })
  await journal.append(planOf, 0, { type: 'requested', data: { request: asks(selector), origin, dryRun: false } })
  expect((await execute(planOf)).state).toBe('waiting')
  const plans = openPlans({ journal, clock, rights, policy: { mayApply }, instances: () => instances, locks: on.locks })
  const { offer } = (await plans.waiting(planOf))!
  await plans.offer(planOf, offer, { repository: 'acme/research', issue: 1, commentId: 3, url: '', body: 'the plan' })
  const heard = await plans.approve('acme/research', offer.code, { actor: { id: '2', name: 'max' }, commentId: 4, runId: released })
  expect(heard).toMatchObject({ kind: 'released', runId: released })
  const changes = () => ssm.sent.filter(({ comment }) => comment.includes('.unmount.')).length
  expect(changes()).toBe(0)
  return { on, changes, carryOut: async () => (await execute(released)).run }
}

/** The plan, and what was answered to it, as an earlier Prism kept them. */
function olderOf(body: EventBody, rights: Rights): EventBody {
  const digest = 'f'.repeat(64)
  if (body.type === 'planned') {
    const jobs = body.data.jobs.map((job) => ({ ...job, scriptSha: digest })) as Plan['jobs']
    return { ...body, data: { ...body.data, jobs, digest } }
  }
  if (body.type !== 'apply-decided' || body.data.decision.kind !== 'needs-approval' || body.data.decision.by !== 'others') return body
  const told = approvalDigest({ digest } as Plan, origin, rights as RepositoryRights, planOf)
  return { ...body, data: { digest, decision: { ...body.data.decision, digest: told } } }
}

const changed = (on: Stage, change: Partial<RepositoryRights>): void => {
  on.rights = { ...(on.rights as RepositoryRights), ...change }
}
const become = (on: Stage, what: Partial<World>): void => void Object.assign(on, what)
const bounded = (bounds: Partial<Bounds>) => (on: Stage) => changed(on, { bounds: { approvals: [], ...bounds } })
const otherVolume: NamedVolume & FileSystem = { ...volume, id: 'fs-0fffffffffffffff0', region: 'us-east-1' }
const record = (from: RegExp, to: string) => (on: Stage) => {
  const after = on.records.map((r) => r.replace(from, to))
  expect(after).not.toEqual(on.records)
  on.records = after
}

const ways: readonly [string, (on: Stage) => void, RegExp, ('name' | 'tag' | 'older')?][] = [
  ['the policy was edited', (on) => changed(on, { inForce: inForce(file, 'other') }), /policy-changed|plan-changed/],
  [
    'the policy asks for two people by now',
    (on) => changed(on, { inForce: inForce(file.replace('within', 'people: 2, within'), 'two') }),
    /plan-changed/,
  ],
  ['no policy counts any more', (on) => become(on, { rights: repositoryRights(undefined, { asker: person('1', 'admin') }) }), /policy-/],
  ['GitHub does not say what the policy is', (on) => become(on, { rights: { kind: 'unknown', why: 'no answer' } }), /policy-unread/],
  ['the operator’s file does not name the repository any more', (on) => changed(on, { bounds: undefined }), /repository-unknown/],
  ['the operator bounds the repository to other volumes', bounded({ volumes: ['other'] }), /volume-not-found/],
  ['the operator bounds the repository to another region', bounded({ regions: ['eu-west-1'] }), /volume-not-found/],
  ['the operator bounds the repository by a tag that the instance has not', bounded({ tags: { Owner: 'acme' } }), /instance-not-found/],
  [
    'the operator asks for another person too',
    bounded({ approvals: [{ of: ['unmount'], by: [{ kind: 'actor', id: 9 }], people: 1, withinMinutes: 60 }] }),
    /approval-void/,
  ],
  ['who asked lost write', (on) => changed(on, { asker: person('1', 'read') }), /policy-denied/],
  ['who asked has another role', (on) => changed(on, { asker: person('1', 'write') }), /policy-denied/],
  ['the approver has another role', (on) => become(on, { people: new Map([['2', person('2', 'write')]]) }), /approval-void/],
  [
    'the approver lost write',
    (on) => become(on, { people: new Map([['2', person('2', 'read', { roleName: 'maintain' })]]) }),
    /approval-void/,
  ],
  ['the approver’s account is gone', (on) => become(on, { people: new Map() }), /approval-void/],
  [
    'the comment that told the plan was edited',
    (on) => changed(on, { planVoid: 'the comment that told the plan was edited' }),
    /approval-void/,
  ],
  ['the time of the approval is over', (on) => become(on, { now: on.now + 61 * 60_000 }), /approval-void/],
  [
    'another instance has the name',
    (on) => become(on, { hosts: [host(ubuntuId, 'calc-old'), host(rockyId, 'calc')] }),
    /plan-changed.*was i-0a.*is i-0b/,
  ],
  [
    'the instance is out of the policy’s set, as its tag moved',
    (on) => become(on, { hosts: [host(ubuntuId, 'calc', { Team: 'web' })] }),
    /instance-not-found/,
  ],
  [
    'the tag means one more instance',
    (on) => become(on, { hosts: [host(ubuntuId, 'calc'), host(rockyId, 'web')] }),
    /plan-changed.*instance now/,
    'tag',
  ],
  ['another volume has the name', (on) => become(on, { volumes: [otherVolume] }), /plan-changed.*volume was/],
  ['another volume is mounted there on the host', record(/(mount at=here .*) fs=\S+/, '$1 fs=fs-0fffffffffffffff0'), /plan-changed/],
  ['the volume is mounted somewhere else on the host', record(/(mount at=here) place=\S+/, '$1 place=/srv/other'), /plan-changed/],
  ['the plan was made of an older Prism’s programs', () => {}, /plan-changed.*program/, 'older'],
  [
    'the volume was locked by hand',
    (on) => void on.locks.put({ ...lockBy('r'), fileSystemId: volume.id, region: 'us-east-1' }),
    /volume-locked/,
  ],
]

test('there are twenty ways and more', () => {
  expect(ways.length).toBeGreaterThanOrEqual(20)
})

test('what is as it was when it was approved is carried out', async () => {
  const { changes, carryOut } = await approved()
  await carryOut()
  expect(changes()).toBe(1)
})

test.each(ways)('nothing is done when, after the last approval, %s', async (_, change, because, how = 'name') => {
  const { on, changes, carryOut } = await approved(how === 'tag' ? 'tag' : 'name', how === 'older')
  change(on)
  const run = await carryOut()
  const refusal = run.answer?.kind === 'plan' && run.answer.refusal ? [run.answer.refusal] : []
  expect([...run.findings, ...refusal].map(({ code, seen }) => `${code}: ${seen}`).join('\n')).toMatch(because)
  expect(['denied', 'failed']).toContain(run.state)
  expect(changes()).toBe(0)
})
