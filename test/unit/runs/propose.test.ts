/** Between the plan and its doing: what policy says of it decides, and is recorded. */
import { finding } from '../../../src/domain/catalogue.ts'
import type { Decision, Policy } from '../../../src/domain/decision.ts'
import type { FileSystems } from '../../../src/domain/ports.ts'
import { defaultCreateOptions, type Request } from '../../../src/domain/request.ts'
import { sealVolume } from '../../../src/engine/volume-plan.ts'
import type { JournalStore } from '../../../src/runs/journal-store.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
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
