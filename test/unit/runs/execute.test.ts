import { fail, finding } from '../../../src/domain/catalogue.ts'
import type { Decision, Policy } from '../../../src/domain/decision.ts'
import type { FileSystems } from '../../../src/domain/ports.ts'
import { defaultCreateOptions, type Request } from '../../../src/domain/request.ts'
import type { RunEvent } from '../../../src/domain/run.ts'
import type { Journal } from '../../../src/runs/journal.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { cloud, fileSystems, instance, instances, requestOf, volume, worker } from '../../support/worker.ts'

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
