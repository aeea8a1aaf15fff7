import { fail, finding, PrismError } from '../../../src/domain/catalogue.ts'
import type { Decision, Policy } from '../../../src/domain/decision.ts'
import { usualNumbers } from '../../../src/domain/people/registry.ts'
import type { FileSystems } from '../../../src/domain/ports.ts'
import { defaultCreateOptions, type Request } from '../../../src/domain/request.ts'
import type { Bounds } from '../../../src/domain/rights.ts'
import type { EventBody, RunEvent } from '../../../src/domain/run.ts'
import { identityFor } from '../../../src/runs/execute.ts'
import type { Journal } from '../../../src/runs/journal.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { byShell } from '../../support/by-shell.ts'
import { registered, registryWith } from '../../support/registered.ts'
import { inForce, repositoryRights, stagePolicy } from '../../support/rights.ts'
import { scriptedSsm } from '../../support/scripted-ssm.ts'
import { cloud, fileSystems, instance, instances, origin, requestOf, volume, worker } from '../../support/worker.ts'

async function executed(request: Request, changes: Parameters<typeof worker>[1] = {}, dryRun = false) {
  const store = memoryStore()
  const { journal, execute, ssm } = worker(store, changes)
  await journal.append('r', 0, requestOf(request, dryRun))
  return { result: await execute('r'), again: () => execute('r'), events: await store.read('r'), ssm }
}

const asking = (decision: Decision): Policy => ({ mayAsk: () => decision, mayApply: () => ({ kind: 'allowed' }) })

test('a denied run ends denied and has asked AWS for nothing', async () => {
  const asked: string[] = []
  const watched: FileSystems = {
    ...fileSystems,
    list: async () => {
      asked.push('list')
      return [volume]
    },
  }
  const denied = { kind: 'denied' as const, finding: finding('denied', { seen: 'read' }) }
  const { result } = await executed({ verb: 'volumes' }, { policy: asking(denied), cloud: cloud({ fileSystems: watched }) })
  expect(result.run.state).toBe('denied')
  expect(asked).toEqual([])
})

test('a run that needs an approval waits', async () => {
  const { result } = await executed(
    { verb: 'volumes' },
    { policy: asking({ kind: 'needs-approval', by: 'others', from: ['ops'], count: 1, digest: 'd', withinMinutes: 60 }) },
  )
  expect(result.state).toBe('waiting')
  expect(result.run.endedAt).toBeUndefined()
})

test('an ended run is not run again', async () => {
  const { result, again, events } = await executed({ verb: 'volumes' })
  expect(result.run.answer).toMatchObject({ kind: 'volumes' })
  expect((await again()).run.seq).toBe(events.length)
})

test('a volume is not deleted while an instance cannot be asked', async () => {
  const deleted: string[] = []
  const watched = { ...fileSystems, delete: async () => void deleted.push('deleted') }
  const { result } = await executed(
    { verb: 'delete', volume: { kind: 'name', name: 'research-data' }, confirm: 'research-data' },
    { cloud: cloud({ fileSystems: watched, instances: instances([instance('i-1', false)]) }) },
  )
  expect(result.run.findings[0]?.code).toBe('volume-use-unknown')
  expect(deleted).toEqual([])
})

test('deleting needs the name a second time', async () => {
  const { result } = await executed({ verb: 'delete', volume: { kind: 'name', name: 'research-data' }, confirm: 'research' })
  expect(result.run.findings[0]?.code).toBe('confirm-name')
})

test('what AWS refuses ends the run with the finding', async () => {
  const failing = {
    ...fileSystems,
    list: async () => Promise.reject(fail('aws-denied', { seen: 'elasticfilesystem:DescribeFileSystems' })),
  }
  const { result } = await executed({ verb: 'volumes' }, { cloud: cloud({ fileSystems: failing }) })
  expect(result.run).toMatchObject({ state: 'failed', findings: [{ code: 'aws-denied' }] })
})

test('a mistake of our own ends the run too, and is named', async () => {
  const broken = { ...fileSystems, list: async () => Promise.reject(new TypeError('x is undefined')) }
  const { result } = await executed({ verb: 'volumes' }, { cloud: cloud({ fileSystems: broken }) })
  expect(result.run).toMatchObject({ state: 'failed', findings: [{ code: 'internal-error', seen: 'TypeError: x is undefined' }] })
})

test('a sink that throws does not stop the run, and is told of', async () => {
  const errors: unknown[] = []
  const store = memoryStore()
  const { journal, execute } = worker(store, { onSinkError: (e) => errors.push(e) })
  journal.listen({ onEvent: () => Promise.reject(new Error('comment failed')) })
  await journal.append('r', 0, requestOf({ verb: 'volumes' }))
  expect((await execute('r')).run.state).toBe('done')
  expect(errors).toHaveLength(3)
})

test('a run of thousands of events is folded once, and each event is looked at as it comes', async () => {
  const steps = Array.from({ length: 2_000 }, (_, n) => ({ step: `mount target ${n}`, status: 'changed' as const, detail: '' }))
  const create: FileSystems['create'] = async (_name, _options, _dryRun, tell) => {
    steps.forEach(tell)
    return volume
  }
  let reads = 0
  const seqOf = ({ seq }: RunEvent): number => {
    reads++
    return seq
  }
  const counted = (journal: Journal): Journal => ({
    ...journal,
    append: async (...given) => {
      const appended = await journal.append(...given)
      if (appended.kind === 'conflict') return appended
      const { event } = appended
      return { kind: 'appended', event: Object.defineProperty({ ...event }, 'seq', { get: () => seqOf(event) }) }
    },
  })
  const request = { verb: 'create', name: 'research-data', options: defaultCreateOptions } as const
  const { result } = await executed(request, { through: counted, cloud: cloud({ fileSystems: { ...fileSystems, create } }) })
  expect(result.run.provisioned).toHaveLength(2_000)
  expect(reads).toBeLessThan(5_000)
})

describe('whoever decides', () => {
  const rightsOf = (blob: string) => repositoryRights('version: 1\n', { inForce: inForce('version: 1\n', blob) })

  test('is asked once: the answer stands in the run, with the policy that was in force', async () => {
    const asked: unknown[] = []
    const waiting: Decision = { kind: 'needs-approval', by: 'others', from: ['ops'], count: 1, digest: 'd', withinMinutes: 60 }
    const policy: Policy = {
      mayAsk: (...given) => {
        asked.push(given)
        return waiting
      },
      mayApply: () => ({ kind: 'allowed' }),
    }
    const { again, events } = await executed({ verb: 'volumes' }, { policy, rights: async () => rightsOf('b10b') })
    expect(events[1]).toMatchObject({ type: 'decided', data: { kind: 'needs-approval', policy: 'b10b' } })
    expect(asked).toEqual([[{ verb: 'volumes' }, origin, rightsOf('b10b')]])
    expect((await again()).state).toBe('waiting')
    expect(asked).toHaveLength(1)
  })

  test('names no policy where none is in force', async () => {
    for (const rights of [{ kind: 'unbounded' as const }, repositoryRights(undefined)]) {
      const { events } = await executed({ verb: 'volumes' }, { rights: async () => rights })
      expect(events[1]?.data).toEqual({ kind: 'allowed' })
    }
  })

  test('cannot let pass what needs rights that are not known', async () => {
    const { result } = await executed({ verb: 'volumes' }, { rights: async () => ({ kind: 'unknown', why: 'GitHub is away' }) })
    expect(result.run).toMatchObject({ findings: [{ code: 'policy-unread', seen: 'GitHub is away' }] })
    expect(result.run.answer).toBeUndefined()
  })

  test('bounds what is seen', async () => {
    const none = repositoryRights('version: 1\n')
    const { result } = await executed({ verb: 'volumes' }, { rights: async () => none })
    expect(result.run.answer).toMatchObject({ kind: 'volumes', volumes: [] })
    const all = await executed({ verb: 'volumes' })
    expect(all.result.run.answer).toMatchObject({ volumes: [{ id: volume.id }] })
  })
})

test('AWS sees a role of the operator’s for the repository, with who asked; else the process’s own identity', () => {
  const own = { cloud: cloud(), runCommand: scriptedSsm({ invocation: () => undefined }), transports: () => byShell }
  const taken: unknown[] = []
  const role = { ...own, cloud: cloud({ region: 'eu-central-1' }) }
  const assumed = (...given: unknown[]) => {
    taken.push(given)
    return role
  }
  const bounded = (bounds: Bounds | undefined) => identityFor({ ...repositoryRights(undefined), bounds }, origin, { ...own, assumed })
  expect(bounded({ approvals: [], role: 'arn:aws:iam::1:role/x' })).toBe(role)
  expect(taken).toEqual([['arn:aws:iam::1:role/x', origin.actor]])
  expect(bounded({ approvals: [] })).toEqual(own)
  expect(bounded(undefined)).toEqual(own)
  expect(identityFor({ kind: 'unbounded' }, origin, { ...own, assumed })).toEqual(own)
  expect(taken).toHaveLength(1)
})

describe('a run that goes wrong', () => {
  const create = { verb: 'create', name: 'research-data', options: defaultCreateOptions } as const
  const creating = (error: Error, changed: boolean): Parameters<typeof worker>[1] => ({
    cloud: cloud({
      fileSystems: {
        ...fileSystems,
        create: async (name, _options, isDryRun, tell) => {
          if (isDryRun) return undefined
          if (changed) tell({ step: 'file system', status: 'changed', detail: name })
          throw error
        },
      },
    }),
  })
  const ending = async (error: Error, changed: boolean) => {
    const { run, state } = (await executed(create, creating(error, changed))).result
    return [state, run.state, ...run.findings.map((f) => f.code)]
  }
  const refused = fail('aws-denied', { seen: 'no' })
  const doubt = fail('outcome-unknown', { seen: 'lost' })

  test('is in doubt only where something was changed and nobody knows how that ended', async () => {
    expect(await ending(refused, false)).toEqual(['done', 'failed', 'aws-denied'])
    expect(await ending(refused, true)).toEqual(['done', 'failed', 'aws-denied'])
    expect(await ending(doubt, false)).toEqual(['done', 'failed', 'outcome-unknown'])
    expect(await ending(doubt, true)).toEqual(['unknown', 'unknown', 'outcome-unknown'])
  })

  test('by a fault of ours is in doubt as soon as anything was changed', async () => {
    expect(await ending(new TypeError('x is undefined'), false)).toEqual(['done', 'failed', 'internal-error'])
    expect(await ending(new TypeError('x is undefined'), true)).toEqual(['unknown', 'unknown', 'internal-error'])
    expect((await executed(create, creating('a text' as unknown as Error, false))).result.run.findings).toMatchObject([{ seen: 'a text' }])
  })

  test('is denied where that is what was found, and has every finding', async () => {
    const both = new PrismError(finding('policy-denied', { seen: 'a' }), { others: [finding('aws-denied', { seen: 'b' })] })
    expect(await ending(both, false)).toEqual(['done', 'denied', 'policy-denied'])
    const failed = new PrismError(finding('aws-denied', { seen: 'a' }), { others: [finding('aws-throttled', { seen: 'b' })] })
    expect(await ending(failed, false)).toEqual(['done', 'failed', 'aws-denied', 'aws-throttled'])
  })

  test('while a command that changes a host is under way is in doubt, whatever was found', async () => {
    const job = { key: 'k', script: 'mount', scriptSha: '', params: {}, executionSeconds: 60 } as const
    const sent = (changes: boolean): EventBody => ({
      type: 'dispatching',
      data: {
        job: { ...job, changes },
        chunk: 0,
        instanceIds: ['i-1'],
        comment: '',
        notAfter: '',
        transport: { kind: 'run-shell-script' },
      },
    })
    const returned: EventBody = { type: 'returned', data: { key: 'k', results: [] } }
    const taken = async (error: Error, ...before: EventBody[]) => {
      const store = memoryStore()
      const { journal, execute } = worker(store, creating(error, false))
      for (const [seq, body] of [requestOf(create), ...before].entries()) await journal.append('r', seq, body)
      const { run } = await execute('r')
      return run.state
    }
    const denied = fail('policy-denied', { seen: 'not any more' })
    expect(await taken(denied, sent(true))).toBe('unknown')
    expect(await taken(refused, sent(true))).toBe('unknown')
    expect(await taken(denied, sent(false))).toBe('denied')
    expect(await taken(refused, sent(false))).toBe('failed')
    expect(await taken(refused, sent(true), returned)).toBe('failed')
    expect(await taken(doubt, sent(true), returned)).toBe('unknown')
    expect(await taken(doubt, sent(false), returned)).toBe('failed')
  })
})

test('the run is shown as it is taken up, and after each event', async () => {
  const seen: number[] = []
  const { result, events } = await executed({ verb: 'volumes' }, { onRun: ({ seq }) => seen.push(seq) })
  expect(seen).toEqual([1, 2, 3])
  expect(result.run.seq).toBe(events.length)
})

test('a run that is another replica’s by now is left to it: nothing is appended', async () => {
  const { result, events } = await executed({ verb: 'volumes' }, { lost: AbortSignal.abort() })
  expect(result).toMatchObject({ state: 'taken', run: { seq: 1 } })
  expect(events).toHaveLength(1)
})

test('a run that is lost while AWS is asked stops there', async () => {
  const losing = new AbortController()
  const theirs: FileSystems = {
    ...fileSystems,
    list: async () => {
      losing.abort()
      return [volume]
    },
  }
  const { result, events } = await executed({ verb: 'volumes' }, { lost: losing.signal, cloud: cloud({ fileSystems: theirs }) })
  expect(result.state).toBe('taken')
  expect(events.map((e) => e.type)).toEqual(['requested', 'decided'])
})

test('a plan that was released is carried out by the run that its release names, and the one that planned ends', async () => {
  const store = memoryStore()
  const { journal, execute } = worker(store)
  await journal.append('r', 0, requestOf({ verb: 'volumes' }))
  await journal.append('r', 1, { type: 'released', data: { runId: 'other' } })
  const { state, run } = await execute('r')
  expect([state, run.id, run.state]).toEqual(['done', 'r', 'done'])
  expect(await store.read('other')).toMatchObject([{ type: 'requested', data: { agreed: { planOf: 'r' }, dryRun: false } }])
  expect(run.answer).toBeUndefined()
})

test('GitHub is asked for keys only under a policy that says so, and nothing of it stands with the registry that was read', async () => {
  const ada = registered('ada', 65_536, { hosts: [{ kind: 'pattern', pattern: '*' }], github: { id: 7, login: 'ada' }, follows: true })
  const asked: number[] = []
  const source = async () => ({
    registry: registryWith([ada]),
    blob: 'b1',
    notes: [],
    keysOf: async (id: number) => {
      asked.push(id)
      return { login: 'ada', keys: [] }
    },
  })
  const request = {
    verb: 'sync-people',
    selectors: [{ kind: 'id', id: 'i-00000000000000001' }],
    confirmRemovals: false,
  } as unknown as Request
  const calc = instance('i-00000000000000001')
  const one = cloud({
    instances: {
      ...instances([calc]),
      resolve: async (selectors) => selectors.map((selector) => ({ selector, instances: [calc], findings: [] })),
      nodes: async (ids) => ids.map((id) => ({ id, tags: { Name: 'calc' } })),
    },
  })
  const pinned = worker(memoryStore(), { registry: source, cloud: one })
  await pinned.journal.append('r', 0, requestOf(request))
  await pinned.execute('r')
  expect(asked).toEqual([])
  const rights = repositoryRights(`${stagePolicy}keys: follow\n`)
  const store = memoryStore()
  const following = worker(store, { registry: source, cloud: one, rights: async () => rights })
  await following.journal.append('s', 0, requestOf(request))
  await following.execute('s')
  expect(asked).toEqual([7])
  expect((await store.read('s')).find((e) => e.type === 'registry-read')?.data).toEqual({ blob: 'b1', notes: [] })
})

test('which registry counted stands in the run once, also where it is taken up again', async () => {
  const registry = { numbers: usualNumbers, people: [], groups: [], retired: [] }
  let blob = 'b1'
  const source = async () => ({ registry, blob, notes: ['said'] })
  const store = memoryStore()
  const request = { verb: 'sync-people', selectors: [], options: {} } as unknown as Request
  const { journal, execute } = worker(store, { registry: source })
  await journal.append('r', 0, requestOf(request))
  await journal.append('r', 1, { type: 'decided', data: { kind: 'allowed' } })
  await journal.append('r', 2, { type: 'registry-read', data: { blob: 'b1', notes: ['said'] } })
  await execute('r')
  const reads = async () => (await store.read('r')).filter((e) => e.type === 'registry-read').map((e) => e.data)
  expect(await reads()).toEqual([{ blob: 'b1', notes: ['said'] }])
  blob = 'b2'
  const other = worker(store, { registry: source })
  await other.journal.append('s', 0, requestOf(request))
  await other.execute('s')
  expect((await store.read('s')).filter((e) => e.type === 'registry-read')).toMatchObject([{ data: { blob: 'b2' } }])
})
