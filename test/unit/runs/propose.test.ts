/** Between the plan and its doing: what policy says of it decides, and is recorded. */
import { finding } from '../../../src/domain/catalogue.ts'
import type { AnyPlan, Applying, Approval, Decision, Policy } from '../../../src/domain/decision.ts'
import type { PeoplePlan } from '../../../src/domain/people/sync.ts'
import type { FileSystems } from '../../../src/domain/ports.ts'
import { defaultCreateOptions, type Origin, type Request } from '../../../src/domain/request.ts'
import type { Rights } from '../../../src/domain/rights.ts'
import { type EventBody, foldRun, type RunEvent } from '../../../src/domain/run.ts'
import { planMount } from '../../../src/engine/plan.ts'
import { sealVolume } from '../../../src/engine/volume-plan.ts'
import type { JournalStore } from '../../../src/runs/journal-store.ts'
import { memoryLocks } from '../../../src/runs/locks.ts'
import { propose, Waits } from '../../../src/runs/propose.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { lockBy } from '../../support/locks-contract.ts'
import { freshFacts, observed, operation, rockyId, ubuntuId } from '../../support/operation.ts'
import { repositoryRights, unbounded } from '../../support/rights.ts'
import { cloud, fileSystems, requestOf, volume, worker } from '../../support/worker.ts'

const request: Request = { verb: 'create', name: 'research-data', options: defaultCreateOptions }

/** `dying`: what the first attempt keeps its events in. */
function making(decide: () => Decision, dryRun = false, dying: (store: JournalStore) => JournalStore = (s) => s) {
  const store = memoryStore()
  const made: string[] = []
  const create: FileSystems['create'] = async (name, _options, isDryRun, tell) => {
    if (!isDryRun) made.push(name)
    tell({ step: 'file system', status: isDryRun ? 'planned' : 'changed', detail: name })
    return isDryRun ? undefined : volume
  }
  const asked: string[] = []
  const policy: Policy = {
    mayAsk: () => ({ kind: 'allowed' }),
    mayApply: (plan) => {
      asked.push(plan.digest)
      return decide()
    },
  }
  const changes = { policy, cloud: cloud({ fileSystems: { ...fileSystems, create } }) }
  const { journal } = worker(store)
  const attempts = [worker(dying(store), changes), worker(store, changes)]
  const begun = journal.append('r', 0, requestOf(request, dryRun))
  return {
    store,
    made,
    asked,
    execute: async () => {
      await begun
      return (attempts.length > 1 ? attempts.shift()! : attempts[0]!).execute('r')
    },
    types: async () => (await store.read('r')).map((e) => e.type),
  }
}

test('an allowed plan is applied; plan, answer of policy and doing stand in the journal in that order', async () => {
  const { execute, made, types, asked } = making(() => ({ kind: 'allowed' }))
  const { run } = await execute()
  expect(run).toMatchObject({ state: 'done', applyDecision: { digest: run.volumePlan?.digest, decision: { kind: 'allowed' } } })
  expect(run.answer).not.toHaveProperty('plan')
  expect(made).toEqual(['research-data'])
  expect(asked).toHaveLength(1)
  expect(await types()).toEqual(['requested', 'decided', 'volume-planned', 'apply-decided', 'provisioned', 'ended'])
})

test('a denied plan ends the run as denied, and nothing was done', async () => {
  const { execute, made } = making(() => ({ kind: 'denied', finding: finding('denied', { seen: 'not this volume' }) }))
  expect((await execute()).run).toMatchObject({ state: 'denied', findings: [{ code: 'denied', seen: 'not this volume' }] })
  expect(made).toEqual([])
})

test('a plan that others have to approve waits, is asked about again when the run is taken up, and then goes on', async () => {
  const answers: Decision[] = [
    { kind: 'needs-approval', by: 'others', from: ['ops'], count: 1, digest: 'd', withinMinutes: 60 },
    { kind: 'allowed' },
  ]
  const { execute, made, asked } = making(() => answers.shift()!)
  const waiting = await execute()
  expect(waiting).toMatchObject({ state: 'waiting', run: { state: 'planned' } })
  expect({ made: [...made], ended: waiting.run.endedAt }).toEqual({ made: [], ended: undefined })
  expect((await execute()).run.state).toBe('done')
  expect(made).toEqual(['research-data'])
  expect(new Set(asked).size).toBe(1)
})

describe('a process that ends right after policy allowed the plan', () => {
  class Killed extends Error {}
  function killedAt(store: JournalStore, type: string): JournalStore {
    let dead = false
    return {
      ...store,
      append: async (runId, seq, event) => {
        if (dead) throw new Killed()
        dead = event.type === type
        const appended = await store.append(runId, seq, event)
        if (dead) throw new Killed()
        return appended
      },
    }
  }

  test('what may not be done any more by then is not done', async () => {
    const answers: Decision[] = [{ kind: 'allowed' }, { kind: 'denied', finding: finding('denied', { seen: 'not any more' }) }]
    const { execute, made, types } = making(
      () => answers.shift()!,
      false,
      (store) => killedAt(store, 'apply-decided'),
    )
    await expect(execute()).rejects.toThrow(Killed)
    expect((await execute()).run).toMatchObject({ state: 'denied', findings: [{ seen: 'not any more' }] })
    expect(made).toEqual([])
    expect(await types()).toEqual(['requested', 'decided', 'volume-planned', 'apply-decided', 'apply-decided', 'ended'])
  })

  test('what may still be done is done, and policy was asked twice', async () => {
    const { execute, made, asked } = making(
      () => ({ kind: 'allowed' }),
      false,
      (store) => killedAt(store, 'apply-decided'),
    )
    await expect(execute()).rejects.toThrow(Killed)
    expect((await execute()).run.state).toBe('done')
    expect({ made, asked: asked.length }).toEqual({ made: ['research-data'], asked: 2 })
  })
})

test('a dry run shows the plan with its digest, and asks for nothing more', async () => {
  const { execute, made, asked } = making(() => ({ kind: 'allowed' }), true)
  const { run } = await execute()
  expect(run.answer).toMatchObject({
    kind: 'created',
    plan: { verb: 'create', digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    steps: [{ status: 'planned' }],
  })
  expect({ made, asked }).toEqual({ made: [], asked: [] })
})

test('a plan of a volume is another’s as soon as a step, an id or an option is', () => {
  const step = { step: 'mount target', status: 'planned', detail: 'fsmt-1 in us-east-1a' } as const
  const plan = { verb: 'delete', region: 'us-east-1', parameters: { fileSystemId: 'fs-1' }, steps: [step] } as const
  const all = [
    plan,
    { ...plan, region: 'us-east-2' },
    { ...plan, verb: 'delete-access-point' as const },
    { ...plan, parameters: { fileSystemId: 'fs-2' } },
    { ...plan, steps: [] },
    { ...plan, steps: [{ ...step, status: 'unchanged' as const }] },
  ].map((p) => sealVolume(p).digest)
  expect(new Set(all).size).toBe(all.length)
  expect(sealVolume({ steps: [step], parameters: { fileSystemId: 'fs-1' }, region: 'us-east-1', verb: 'delete' }).digest).toBe(all[0])
})

describe('one plan of a run', () => {
  const now = Date.parse('2026-11-29T12:00:00Z')
  const ada: Origin = { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } }
  const mount = planMount('r', operation, [observed(ubuntuId, freshFacts()), observed(rockyId)])
  const ofVolume = sealVolume({ verb: 'create', region: 'us-east-1', parameters: { name: 'new' }, steps: [] })
  const ofPeople: PeoplePlan = {
    verb: 'sync-people',
    region: 'us-east-1',
    hosts: [{ instanceId: 'i-1', name: 'calc-1', changes: [{ kind: 'make', name: 'ada', detail: 'uid 65536' }] }],
    jobs: [],
    refused: [],
    digest: 'p1',
  }
  const needsOthers: Decision = { kind: 'needs-approval', by: 'others', from: ['ops', 'team 7'], count: 2, digest: 'd', withinMinutes: 60 }
  const denied = (code: 'denied' | 'plan-changed' | 'policy-denied'): Decision => ({
    kind: 'denied',
    finding: finding(code, { seen: 'no' }),
  })
  const agreed = { planOf: 'first', approvals: [{ digest: 'a', by: { id: '2', name: 'max' } }], expiresAt: '2026-11-29T12:00:01Z' }

  type Staged = {
    readonly before?: readonly EventBody[]
    readonly asked?: Partial<Extract<EventBody, { readonly type: 'requested' }>['data']>
    readonly rights?: Rights
    /** Events of the run whose plan was approved. */
    readonly first?: readonly EventBody[]
    readonly locks?: ReturnType<typeof memoryLocks>
  }

  function stage(decide: () => Decision, { before = [], asked = {}, rights = unbounded, first = [], locks = memoryLocks() }: Staged = {}) {
    const events: RunEvent[] = []
    const append = (all: RunEvent[], id: string, body: EventBody) =>
      void all.push({ ...body, runId: id, seq: all.length + 1, at: '2026-11-29T12:00:00Z' } as RunEvent)
    const data = { request, origin: ada, dryRun: false, ...asked }
    for (const body of [{ type: 'requested', data } as const, ...before]) append(events, 'r', body)
    const theirs: RunEvent[] = []
    for (const body of [{ type: 'requested', data: { request, origin: ada, dryRun: false } } as const, ...first])
      append(theirs, 'first', body)
    const questions: [AnyPlan, Origin, readonly Approval[], Applying][] = []
    const looked: (readonly string[])[] = []
    const on = {
      run: () => foldRun(events),
      emit: async (body: EventBody) => append(events, 'r', body),
      policy: {
        mayApply: (...question: [AnyPlan, Origin, readonly Approval[], Applying]) => {
          questions.push(question)
          return decide()
        },
      },
      rights: async () => rights,
      cloud: {
        instances: {
          nodes: async (ids: readonly string[]) => {
            looked.push(ids)
            return ids.map((id) => ({ id, tags: {} }))
          },
        },
      },
      journal: { read: async () => theirs },
      locks,
      clock: { now: () => new Date(now) },
    }
    return {
      on,
      events,
      questions,
      looked,
      propose: (plan: AnyPlan) => propose(plan, on),
      told: () => events.slice(1 + before.length).map((e) => e.type),
    }
  }

  test.each<[string, AnyPlan]>([
    ['planned', mount],
    ['volume-planned', ofVolume],
    ['people-planned', ofPeople],
  ])('is told once as %s', async (type, plan) => {
    const { propose: again, told, events } = stage(() => ({ kind: 'allowed' }))
    expect(await again(plan)).toEqual({ kind: 'apply' })
    await again(plan)
    expect(told()).toEqual([type, 'apply-decided', 'apply-decided'])
    expect(events[1]).toMatchObject({ type, data: plan })
  })

  test('is shown on a dry run, where policy is not asked', async () => {
    const { propose: shown, questions } = stage(() => ({ kind: 'allowed' }), { asked: { dryRun: true } })
    expect(await shown(mount)).toEqual({ kind: 'show' })
    expect(questions).toEqual([])
  })

  test('is applied, refused, shown to be confirmed, or waits', async () => {
    expect(await stage(() => ({ kind: 'allowed' })).propose(mount)).toEqual({ kind: 'apply' })
    expect(await stage(() => denied('policy-denied')).propose(mount)).toMatchObject({ kind: 'show', refusal: { code: 'policy-denied' } })
    const own: Decision = { kind: 'needs-approval', by: 'asker', from: ['ada'], count: 1 }
    expect(await stage(() => own).propose(mount)).toEqual({ kind: 'show' })
    await expect(stage(() => needsOthers).propose(mount)).rejects.toThrow(Waits)
  })

  describe('is asked about', () => {
    test('with who agreed, under which policy, and whose plan it is', async () => {
      const adopt = { verb: 'adopt', plan: '0123456789abcdef' } as unknown as Request
      const decided: EventBody = { type: 'decided', data: { kind: 'allowed', policy: 'b10b' } }
      const own = stage(() => ({ kind: 'allowed' }), { asked: { request: adopt, agreed }, before: [decided] })
      await own.propose(mount)
      expect(own.questions).toEqual([
        [
          mount,
          ada,
          [{ digest: '0123456789abcdef', by: ada.actor }, ...agreed.approvals],
          { rights: unbounded, nodes: [], blobAsked: 'b10b', planOf: 'first' },
        ],
      ])
      const plain = stage(() => ({ kind: 'allowed' }))
      await plain.propose(mount)
      expect(plain.questions[0]?.slice(2)).toEqual([[], { rights: unbounded, nodes: [], blobAsked: undefined, planOf: 'r' }])
    })

    test('with the tags of its instances, under a repository’s policy alone', async () => {
      const rights = repositoryRights('version: 1\n')
      const looked = async (plan: AnyPlan, of: Rights) => {
        const staged = stage(() => ({ kind: 'allowed' }), { rights: of })
        await staged.propose(plan)
        return [staged.looked, staged.questions[0]?.[3].nodes.map((n) => n.id)]
      }
      expect(await looked(mount, rights)).toEqual([[[ubuntuId, rockyId]], [ubuntuId, rockyId]])
      expect(await looked(ofPeople, rights)).toEqual([[['i-1']], ['i-1']])
      expect(await looked(ofVolume, rights)).toEqual([[[]], []])
      expect(await looked(mount, unbounded)).toEqual([[], []])
    })
  })

  describe('of which something was begun', () => {
    const allowed = (digest: string, decision: Decision = { kind: 'allowed' }): EventBody => ({
      type: 'apply-decided',
      data: { digest, decision },
    })
    const sent = (changes: boolean): EventBody => ({
      type: 'dispatching',
      data: {
        job: { key: 'k', script: 'mount', scriptSha: '', params: {}, executionSeconds: 60, changes },
        chunk: 0,
        instanceIds: ['i-1'],
        comment: '',
        notAfter: '',
        transport: { kind: 'run-shell-script' },
      },
    })
    const step = (status: 'changed' | 'unchanged'): EventBody => ({ type: 'provisioned', data: { step: 's', status, detail: '' } })
    const planned: EventBody = { type: 'planned', data: mount }
    const isAsked = async (...before: EventBody[]) => {
      const { propose: again, questions } = stage(() => denied('denied'), { before })
      const { kind } = await again(mount)
      return [kind, questions.length]
    }

    test('is finished without asking again', async () => {
      expect(await isAsked(planned, allowed(mount.digest), sent(true))).toEqual(['apply', 0])
      expect(await isAsked(planned, allowed(mount.digest), step('changed'))).toEqual(['apply', 0])
    })

    test('is asked about where nothing was begun, where it is another plan, and where it was never allowed', async () => {
      expect(await isAsked(planned, allowed(mount.digest), sent(false), step('unchanged'))).toEqual(['show', 1])
      expect(await isAsked(planned, allowed('other'), sent(true))).toEqual(['show', 1])
      expect(await isAsked(planned, allowed(mount.digest, denied('denied')), sent(true))).toEqual(['show', 1])
      expect(await isAsked(planned, sent(true))).toEqual(['show', 1])
    })
  })

  test('whose volume is locked is refused by who locked it; what policy refuses is refused by that', async () => {
    const locks = memoryLocks()
    await locks.put(lockBy('ada', { fileSystemId: operation.fileSystemId }))
    expect(await stage(() => ({ kind: 'allowed' }), { locks }).propose(mount)).toMatchObject({ refusal: { code: 'volume-locked' } })
    expect(await stage(() => needsOthers, { locks }).propose(mount)).toMatchObject({ refusal: { code: 'volume-locked' } })
    expect(await stage(() => denied('policy-denied'), { locks }).propose(mount)).toMatchObject({ refusal: { code: 'policy-denied' } })
  })

  test('that waits is told so once, and again only where it waits for something else', async () => {
    let decision: Decision = needsOthers
    const { propose: again, told } = stage(() => decision)
    const waits = () => expect(again(mount)).rejects.toThrow(Waits)
    await waits()
    await waits()
    expect(told()).toEqual(['planned', 'apply-decided'])
    decision = { ...needsOthers, count: 1 }
    await waits()
    decision = denied('denied')
    await again(mount)
    await again(mount)
    expect(told()).toEqual(['planned', ...Array(4).fill('apply-decided')])
  })

  describe('that others approved', () => {
    const carried = (decision: Decision, more: Partial<typeof agreed> = {}, first: readonly EventBody[] = []) =>
      stage(() => decision, { asked: { agreed: { ...agreed, ...more } }, first })
    const refusal = async (plan: AnyPlan, ...given: Parameters<typeof carried>) => {
      const told = await carried(...given).propose(plan)
      return told.kind === 'show' && told.refusal ? `${told.refusal.code}: ${told.refusal.seen}` : told.kind
    }

    test('is applied until its time is over', async () => {
      expect(await refusal(mount, { kind: 'allowed' })).toBe('apply')
      expect(await refusal(mount, { kind: 'allowed' }, { expiresAt: '2026-11-29T12:00:00Z' })).toBe(
        'approval-void: the plan waited until 2026-11-29T12:00:00Z',
      )
      expect(await refusal(mount, { kind: 'allowed' }, { expiresAt: '2026-11-28T12:00:00Z' })).toContain('approval-void')
    })

    test('does not wait for others once more, and says who is missing', async () => {
      expect(await refusal(mount, needsOthers)).toBe('approval-void: still missing by the rights of this moment: 2 of ops, or team 7')
      expect(await refusal(mount, { kind: 'needs-approval', by: 'asker', from: ['ada'], count: 1 })).toBe('show')
    })

    test('and is another by now says what is otherwise', async () => {
      const moved = planMount('first', { ...operation, mountPoint: '/srv/old' }, [observed(ubuntuId, freshFacts()), observed(rockyId)])
      expect(await refusal(mount, denied('plan-changed'), {}, [{ type: 'planned', data: moved }])).toMatch(
        /^plan-changed: no: mount point was \/srv\/old, is /,
      )
      const steps = sealVolume({ ...ofVolume, steps: [{ step: 'file system', status: 'planned', detail: 'x' }] })
      expect(await refusal(ofVolume, denied('plan-changed'), {}, [{ type: 'volume-planned', data: steps }])).toBe(
        'plan-changed: no: step no longer: file system planned: x',
      )
      const before = { ...ofPeople, hosts: [] }
      expect(await refusal(ofPeople, denied('plan-changed'), {}, [{ type: 'people-planned', data: before }])).toBe(
        'plan-changed: no: new: calc-1: make ada (uid 65536)',
      )
    })

    test('says no more where nothing is otherwise, where the plan before is gone, and where it is refused for something else', async () => {
      expect(await refusal(mount, denied('plan-changed'), {}, [{ type: 'planned', data: mount }])).toBe('plan-changed: no')
      expect(await refusal(mount, denied('plan-changed'))).toBe('plan-changed: no')
      expect(await refusal(ofVolume, denied('plan-changed'))).toBe('plan-changed: no')
      const moved = planMount('first', { ...operation, mountPoint: '/srv/old' }, [observed(ubuntuId, freshFacts()), observed(rockyId)])
      expect(await refusal(mount, denied('policy-denied'), {}, [{ type: 'planned', data: moved }])).toBe('policy-denied: no')
    })
  })
})
