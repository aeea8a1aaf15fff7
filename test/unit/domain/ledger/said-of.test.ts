import { createHash } from 'node:crypto'
import { finding } from '../../../../src/domain/catalogue.ts'
import { canonical } from '../../../../src/domain/ledger/canonical.ts'
import { saidOf } from '../../../../src/domain/ledger/said-of.ts'
import { plainSpec, pointById } from '../../../../src/domain/mount-spec.ts'
import type { HostJob, Operation } from '../../../../src/domain/plan.ts'
import type { Report } from '../../../../src/domain/report.ts'
import { defaultCreateOptions, type Origin, type Request } from '../../../../src/domain/request.ts'
import type { EventBody } from '../../../../src/domain/run.ts'
import { sealVolume } from '../../../../src/engine/volume-plan.ts'
import { eventsOf, mountRun, origin, request, runIdOf, saidOfAll } from '../../../support/ledger.ts'
import { lockBy } from '../../../support/locks-contract.ts'
import { operation, rockyId, ubuntuId } from '../../../support/operation.ts'

const run = mountRun(runIdOf(1))

test('who asked, where, in which words, and with which right', () => {
  expect(saidOf(run.slice(0, 1))).toEqual({
    at: '2026-11-23T12:00:00.000Z',
    event: 'requested',
    run: runIdOf(1),
    seq: 1,
    actor: { id: '583231', login: 'octocat' },
    via: 'github',
    repository: 'acme/research',
    issue: 7,
    comment: { id: 9, sha256: 'a'.repeat(64) },
    permission: { base: 'write', role: 'maintain' },
    verb: 'mount',
    volume: 'research-data',
  })
})

test('what hosts showed is not told, and the end has a digest of all of it', () => {
  expect(saidOfAll(run).map((s) => s.event)).toEqual(['requested', 'decided', 'apply-decided', 'ended'])
  const lines = run.map((event) => `${canonical(event)}\n`).join('')
  expect(saidOf(run)).toMatchObject({ state: 'done', evidence: createHash('sha256').update(lines).digest('hex') })
})

test('nothing is said of a policy and of approvals that no event tells', () => {
  for (const said of saidOfAll(run)) {
    expect(said).not.toHaveProperty('policy')
    expect(said).not.toHaveProperty('approvals')
  }
})

test('where events tell of them, the policy’s blob and who approved stand in the end', () => {
  const approval = { digest: 'd'.repeat(64), by: { id: '2', name: 'grace' } }
  const asked: EventBody = {
    type: 'requested',
    data: { request, origin, dryRun: false, agreed: { planOf: runIdOf(1), expiresAt: '', approvals: [approval] } },
  }
  const decided: EventBody = { type: 'decided', data: { kind: 'allowed', policy: 'b10b' } }
  const said = saidOfAll(eventsOf(runIdOf(2), [asked, decided, { type: 'ended', data: { state: 'done', findings: [] } }]))
  expect(said[1]).toMatchObject({ event: 'decided', decision: 'allowed', policy: 'b10b' })
  expect(said[2]).toMatchObject({ policy: 'b10b', approvals: [{ by: { id: '2', login: 'grace' }, digest: 'd'.repeat(64) }] })
})

/** What is said of the last of these events, without who asked and where. */
function about(
  bodies: readonly EventBody[],
  more: { readonly request?: Request; readonly origin?: Origin; readonly dryRun?: boolean } = {},
) {
  const asked: EventBody = { type: 'requested', data: { request, origin, dryRun: false, ...more } }
  const said = saidOf(eventsOf(runIdOf(1), [asked, ...bodies]))
  if (!said) return said
  const {
    at: _,
    event: __,
    run: ___,
    seq: ____,
    actor: _____,
    via: ______,
    repository: _______,
    issue: ________,
    verb: _________,
    ...rest
  } = said
  return rest
}
const done = (more: object = {}): EventBody => ({ type: 'ended', data: { state: 'done', findings: [], ...more } }) as EventBody
const job: HostJob = { key: 'k1', script: 'mount', scriptSha: '', params: {}, instanceIds: [], executionSeconds: 60, changes: true }
const sending = (changes: boolean): EventBody => ({
  type: 'dispatching',
  data: {
    job: { ...job, changes },
    chunk: 0,
    instanceIds: [rockyId, 'i-9'],
    comment: '',
    notAfter: '',
    transport: { kind: 'run-shell-script' },
  },
})
const volume = { volume: 'research-data', fileSystem: operation.fileSystemId, region: 'us-east-1' }
const resolved = (what: Operation = operation): EventBody => ({ type: 'resolved', data: what })

test('of nothing nothing is said', () => {
  expect(saidOf([])).toBeUndefined()
})

test('a dry run is told as one', () => {
  expect(about([], { dryRun: true })).toMatchObject({ dryRun: true })
  expect(about([])).not.toHaveProperty('dryRun')
})

test('a token and a terminal ask in no comment and no thread', () => {
  const origins: readonly Origin[] = [
    { entrypoint: 'terminal', actor: origin.actor },
    { entrypoint: 'api', actor: origin.actor, repository: 'acme/research', principal: 'nightly' },
  ]
  for (const from of origins) {
    const said = saidOf(eventsOf(runIdOf(1), [{ type: 'requested', data: { request, origin: from, dryRun: false } }]))!
    expect(['comment', 'permission', 'issue'].filter((member) => member in said)).toEqual([])
    expect(said.repository).toBe('repository' in from ? 'acme/research' : undefined)
  }
})

test('a comment whose text nobody kept has no digest; teams are told by their numbers', () => {
  const { commentSha256: _, ...from } = origin as Extract<Origin, { readonly entrypoint: 'github' }>
  const teams = [{ id: 42, slug: 'storage' }]
  expect(about([], { origin: { ...from, permission: { ...from.permission, teams } } })).toEqual({
    comment: { id: 9 },
    permission: { base: 'write', role: 'maintain', teams: [42] },
    volume: 'research-data',
  })
})

test('a refusal is told by its code alone, a volume that is to be made by its name', () => {
  const denied: EventBody = {
    type: 'decided',
    data: { kind: 'denied', finding: finding('policy-denied', { seen: 'secret words' }), policy: 'b10b' },
  }
  expect(about([denied])).toEqual({ volume: 'research-data', policy: 'b10b', decision: 'denied', code: 'policy-denied' })
  expect(about([], { request: { verb: 'create', name: 'new', options: defaultCreateOptions } })).toMatchObject({ volume: 'new' })
  expect(about([], { request: { verb: 'volumes' } })).not.toHaveProperty('volume')
})

test('a plan is told by its digest, what it is for and where', () => {
  const spec = { ...plainSpec, people: [{ name: 'ada' }], readOnly: true, accessPoint: pointById('fsap-1') }
  const targets = [operation.targets[0]!, { ...operation.targets[1]!, spec }]
  const plan = { operation: { ...operation, targets }, clients: [], differences: [], jobs: [], refused: [], digest: 'd1' }
  expect(about([{ type: 'planned', data: plan }])).toMatchObject({
    plan: 'd1',
    mountPoint: operation.mountPoint,
    instances: [
      { id: ubuntuId, name: 'ubuntu-instance' },
      { id: rockyId, name: 'rocky-instance', people: ['ada'], readOnly: true, accessPoint: 'fsap-1' },
    ],
  })
  const first = about([{ type: 'planned', data: plan }])?.instances?.[0]
  expect(first).toEqual({ id: ubuntuId, name: 'ubuntu-instance' })
  const made = sealVolume({ verb: 'create', region: 'eu-central-1', parameters: { name: 'new' }, steps: [] })
  expect(about([{ type: 'volume-planned', data: made }])).toMatchObject({ plan: made.digest, region: 'eu-central-1' })
  expect(
    about([{ type: 'people-planned', data: { verb: 'sync-people', region: 'r', hosts: [], jobs: [], refused: [], digest: 'p' } }]),
  ).toMatchObject({
    plan: 'p',
  })
})

test('a command is told with its job, its instances and its id; one that only looks is not', () => {
  expect(about([resolved(), sending(true)])).toEqual({
    ...volume,
    job: 'k1',
    mountPoint: operation.mountPoint,
    instances: [
      { id: rockyId, name: 'rocky-instance' },
      { id: 'i-9', name: '' },
    ],
  })
  expect(about([sending(true)])).not.toHaveProperty('mountPoint')
  expect(about([resolved(), sending(false)])).toBeUndefined()
  expect(about([sending(true), { type: 'dispatched', data: { key: 'k1', chunk: 0, commandId: 'c-1' } }])).toMatchObject({
    job: 'k1',
    commands: ['c-1'],
  })
  expect(about([sending(true), { type: 'cancelling', data: { key: 'k1', chunk: 0 } }])).toMatchObject({ job: 'k1' })
})

test('what AWS was asked to do is a step; the registry that counted is told by its blob', () => {
  expect(about([{ type: 'provisioned', data: { step: 'file system', status: 'changed', detail: 'fs-1' } }])).toMatchObject({
    step: 'file system',
    state: 'changed',
  })
  expect(about([{ type: 'registry-read', data: { blob: 'b1', notes: [] } }])).toMatchObject({ registry: 'b1' })
})

test('approvals are told when they are given and when they release a plan', () => {
  const offered: EventBody = { type: 'offered', data: { digest: 'd1', code: 'd', expiresAt: '' } }
  expect(about([offered])).toMatchObject({ plan: 'd1' })
  const approved: EventBody = {
    type: 'approved',
    data: { digest: 'd1', by: { id: '2', name: 'max' }, permission: { base: 'write', roleName: 'maintain' } },
  }
  const approvals = [{ by: { id: '2', login: 'max' }, digest: 'd1' }]
  expect(about([offered, approved])).toMatchObject({ approvals })
  expect(about([offered, approved, { type: 'released', data: { runId: 'r2' } }])).toMatchObject({ approvals })
  const thumb: EventBody = {
    type: 'approved',
    data: { digest: 'd1', by: { id: '2', name: 'max' }, reactionId: 70, permission: { base: 'write', roleName: 'maintain' } },
  }
  expect(about([offered, thumb])?.approvals).toEqual([{ ...approvals[0], reaction: 70 }])
  // one that was taken away before it was released is not among those who approved it
  expect(about([offered, thumb, { type: 'released', data: { runId: 'r2', gone: [70] } }])).not.toHaveProperty('approvals')
})

test('a lock is told with who set it, since when, how long and why, and by which run', () => {
  const lock = lockBy('ada', { until: '2026-12-01T00:00:00.000Z', reason: 'moving' })
  const told = { run: lock.runId, by: { id: lock.by.id, login: 'ada' }, since: lock.since }
  expect(about([{ type: 'locked', data: lock }])).toMatchObject({
    fileSystem: lock.fileSystemId,
    region: lock.region,
    lock: { ...told, until: lock.until, reason: 'moving' },
  })
  expect(about([{ type: 'unlocking', data: lockBy('ada') }])?.lock).toEqual(told)
})

test.each<EventBody>([
  { type: 'registry-applied', data: { given: [] } },
  resolved(),
  { type: 'observed', data: { phase: 'before', observations: [] } },
  { type: 'batch-begun', data: { number: 1, of: 2, instances: 1, failed: 0 } },
])('of $type nothing is said', (body) => {
  expect(about([body])).toBeUndefined()
})

describe('the end of a run', () => {
  const report = (verdict: string) =>
    ({
      operation,
      verdict,
      findings: [],
      instances: [{ instanceId: rockyId, name: 'rocky', verdict, findings: [], rows: [], steps: [] }],
    }) as unknown as Report

  test('has everything by which it can be read by itself', () => {
    const said = about([
      { type: 'decided', data: { kind: 'allowed', policy: 'b10b' } },
      resolved(),
      { type: 'registry-read', data: { blob: 'b1', notes: [] } },
      { type: 'planned', data: { operation, clients: [], differences: [], jobs: [], refused: [], digest: 'd1' } },
      sending(true),
      { type: 'dispatched', data: { key: 'k1', chunk: 0, commandId: 'c-1' } },
      done({
        answer: { kind: 'report', report: report('holds') },
        findings: [finding('instance-offline', { seen: 'a' }), finding('instance-offline', { seen: 'b' })],
      }),
    ])
    expect(said).toMatchObject({
      ...volume,
      comment: { id: 9 },
      plan: 'd1',
      registry: 'b1',
      policy: 'b10b',
      commands: ['c-1'],
      state: 'done',
      verdict: 'holds',
      findings: ['instance-offline'],
      mountPoint: operation.mountPoint,
      instances: [
        { id: ubuntuId, name: 'ubuntu-instance' },
        { id: rockyId, name: 'rocky-instance', verdict: 'holds' },
      ],
    })
    expect(said?.instances?.[0]).not.toHaveProperty('verdict')
  })

  test('has no more than there was', () => {
    const { evidence: _, ...said } = about([done()])!
    expect(said).toEqual({ comment: expect.anything(), permission: expect.anything(), volume: 'research-data', state: 'done' })
  })

  test('names the plan of a volume, and that of people', () => {
    const made = sealVolume({ verb: 'create', region: 'eu-central-1', parameters: { name: 'new' }, steps: [] })
    expect(about([{ type: 'volume-planned', data: made }, done()])?.plan).toBe(made.digest)
    expect(
      about([{ type: 'people-planned', data: { verb: 'sync-people', region: 'r', hosts: [], jobs: [], refused: [], digest: 'p' } }, done()])
        ?.plan,
    ).toBe('p')
  })

  const synced = (verdict: string, did: readonly object[]): EventBody =>
    done({
      answer: {
        kind: 'people',
        plan: {
          verb: 'sync-people',
          region: 'us-east-1',
          hosts: [
            {
              instanceId: 'i-1',
              name: 'calc-1',
              changes: [
                { kind: 'make', name: 'ada', detail: '' },
                { kind: 'adopt', name: 'ben', detail: '' },
                { kind: 'change', name: 'zoe', detail: '' },
                { kind: 'close', name: 'eve', detail: '' },
                { kind: 'sshd', name: 'prism-people', detail: '' },
              ],
            },
          ],
          jobs: [],
          refused: [],
          digest: 'p',
        },
        report: {
          runId: 'r',
          region: 'us-east-1',
          verdict,
          findings: [],
          hosts: [
            {
              instanceId: 'i-1',
              name: 'calc-1',
              verdict,
              rows: [
                {
                  name: 'ada',
                  uid: 65_536,
                  kind: 'listed',
                  verdict: 'holds',
                  cells: [{ what: 'groups', expected: '', seen: 'genomics, prism-people' }],
                },
                { name: 'ben', uid: 65_537, kind: 'listed', verdict: 'holds', cells: [{ what: 'groups', expected: '', seen: 'none' }] },
                { name: 'eve', uid: 65_538, kind: 'left', verdict: 'holds', cells: [] },
              ],
              did,
              data: [],
              findings: [],
            },
            { instanceId: 'i-2', name: 'calc-2', verdict, rows: [], did: [], data: [], findings: [] },
          ],
        },
      },
    })

  test('of a sync of people says whose account was opened and whose closed, with number and groups', () => {
    expect(about([synced('holds', [])])).toMatchObject({
      region: 'us-east-1',
      verdict: 'holds',
      instances: [
        {
          id: 'i-1',
          name: 'calc-1',
          verdict: 'holds',
          opened: ['ada 65536 genomics,prism-people', 'ben 65537', 'zoe '],
          closed: ['eve 65538'],
        },
        { id: 'i-2', name: 'calc-2', verdict: 'holds' },
      ],
    })
    expect(about([synced('holds', [])])?.instances?.[1]).toEqual({ id: 'i-2', name: 'calc-2', verdict: 'holds' })
    expect(about([synced('holds', [])])?.instances?.[0]).not.toHaveProperty('failed')
  })

  test('of a sync says of whom it failed, and opens or closes nobody of those', () => {
    const did = [
      { kind: 'person', name: 'ada', status: 'failed', detail: '' },
      { kind: 'leaver', name: 'eve', status: 'failed', detail: '' },
      { kind: 'person', name: 'ben', status: 'changed', detail: '' },
    ]
    const [host] = about([synced('differs', did)])?.instances ?? []
    expect(host).toEqual({ id: 'i-1', name: 'calc-1', verdict: 'differs', opened: ['ben 65537', 'zoe '], failed: ['ada', 'eve'] })
  })
})

test('no entry gets long by a name, and none is without JSON', () => {
  const actor = { id: '7', name: `${'x'.repeat(300)}` }
  const said = saidOf(
    eventsOf(runIdOf(1), [{ type: 'requested', data: { request, origin: { entrypoint: 'terminal', actor }, dryRun: false } }]),
  )
  expect(said?.actor.login).toBe(`${'x'.repeat(199)}…`)
  const fits = saidOf(
    eventsOf(runIdOf(1), [
      {
        type: 'requested',
        data: { request, origin: { entrypoint: 'terminal', actor: { id: '7', name: 'x'.repeat(200) } }, dryRun: false },
      },
    ]),
  )
  expect(fits?.actor.login).toBe('x'.repeat(200))
  const half = { id: '7', name: `a\ud800` }
  expect(
    saidOf(eventsOf(runIdOf(1), [{ type: 'requested', data: { request, origin: { entrypoint: 'terminal', actor: half }, dryRun: false } }]))
      ?.actor.login,
  ).toBe('a\ufffd')
})
