import { fail, finding } from '../../../src/domain/catalogue.ts'
import type { FileSystem, FileSystems, Instances } from '../../../src/domain/ports.ts'
import { defaultCreateOptions, type Origin, type Request } from '../../../src/domain/request.ts'
import type { RunEvent } from '../../../src/domain/run.ts'
import { commandsFor, parametersFor, readTranscript } from '../../../src/host/job.ts'
import { type ExecuteContext, execute } from '../../../src/runs/execute.ts'
import { memoryJournal } from '../../../src/runs/stores/memory.ts'
import { byShell } from '../../support/by-shell.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { fileSystemId } from '../../support/healthy-facts.ts'
import { scriptedSsm } from '../../support/scripted-ssm.ts'

const origin: Origin = { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } }
const volume: FileSystem = {
  id: fileSystemId,
  name: 'research-data',
  state: 'available',
  createdAt: '2026-11-23T12:00:00Z',
  bytes: 6144,
  encrypted: true,
  performanceMode: 'generalPurpose',
  throughputMode: 'elastic',
  creationToken: 'prism-research-data',
  tags: {},
  targets: [],
}
const fileSystems: FileSystems = {
  find: async () => volume,
  list: async () => [volume],
  create: async () => volume,
  settings: async () => ({
    lifeCycle: { kind: 'seen', value: { backOnAccess: false } },
    backups: { kind: 'seen', value: false },
    replication: { kind: 'seen', value: [] },
  }),
  update: async () => {},
  delete: async () => {},
  accessPoints: async () => [],
  createAccessPoint: async () => undefined,
  deleteAccessPoint: async () => {},
}
const instance = (id: string, online: boolean) => ({ id, name: `${id}-name`, platform: 'Ubuntu 24.04', agentVersion: '3.3', online })
const instances = (list: ReturnType<typeof instance>[]): Instances => ({ list: async () => list, resolve: async () => [] })

async function executed(request: Request, changes: Partial<ExecuteContext> = {}) {
  const clock = fakeClock()
  const journal = memoryJournal({ now: clock.now, onSinkError: () => {} })
  await journal.append('r', { type: 'requested', data: { request, origin, dryRun: false } })
  const ssm = scriptedSsm({ invocation: () => undefined })
  const ctx: ExecuteContext = {
    journal,
    clock,
    region: 'us-east-1',
    fileSystems,
    instances: instances([]),
    surveyor: { survey: async () => new Map(), accessPoints: async () => ({ kind: 'seen', value: [] }) },
    runCommand: ssm,
    scripts: { commandsFor, parametersFor, readTranscript },
    transports: byShell,
    authorise: () => ({ kind: 'allowed' }),
    signal: new AbortController().signal,
    ...changes,
  }
  return { result: await execute('r', ctx), again: () => execute('r', ctx), events: await journal.read('r'), ssm }
}

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
  const { result } = await executed({ verb: 'volumes' }, { authorise: () => denied, fileSystems: watched })
  expect(result.run.state).toBe('denied')
  expect(asked).toEqual([])
})

test('a run that needs an approval waits', async () => {
  const { result } = await executed({ verb: 'volumes' }, { authorise: () => ({ kind: 'needs-approval', from: ['ops'], count: 1 }) })
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
    { fileSystems: watched, instances: instances([instance('i-1', false)]) },
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
  const { result } = await executed({ verb: 'volumes' }, { fileSystems: failing })
  expect(result.run).toMatchObject({ state: 'failed', findings: [{ code: 'aws-denied' }] })
})

test('a mistake of our own ends the run too, and is named', async () => {
  const broken = { ...fileSystems, list: async () => Promise.reject(new TypeError('x is undefined')) }
  const { result } = await executed({ verb: 'volumes' }, { fileSystems: broken })
  expect(result.run).toMatchObject({ state: 'failed', findings: [{ code: 'internal-error', seen: 'TypeError: x is undefined' }] })
})

test('a sink that throws does not stop the run', async () => {
  const errors: unknown[] = []
  const journal = memoryJournal({ now: () => new Date(), onSinkError: (e) => errors.push(e) })
  journal.listen({ onEvent: () => Promise.reject(new Error('comment failed')) })
  await journal.append('r', { type: 'requested', data: { request: { verb: 'volumes' }, origin, dryRun: false } })
  const { result } = await executed({ verb: 'volumes' }, { journal })
  expect(result.run.state).toBe('done')
  expect(errors.length).toBeGreaterThan(0)
})

test('a run of thousands of events is folded once, and each event is looked at as it comes', async () => {
  const steps = Array.from({ length: 2_000 }, (_, n) => ({ step: `mount target ${n}`, status: 'changed' as const, detail: '' }))
  const create: FileSystems['create'] = async (_name, _options, _dryRun, tell) => {
    steps.forEach(tell)
    return volume
  }
  const { now } = fakeClock()
  const journal = memoryJournal({ now, onSinkError: () => {} })
  let reads = 0
  const seqOf = ({ seq }: RunEvent): number => {
    reads++
    return seq
  }
  const append: typeof journal.append = async (...given) => {
    const event = await journal.append(...given)
    return Object.defineProperty({ ...event }, 'seq', { get: () => seqOf(event) })
  }
  const request = { verb: 'create', name: 'research-data', options: defaultCreateOptions } as const
  await journal.append('r', { type: 'requested', data: { request, origin, dryRun: false } })
  const { result } = await executed(request, { journal: { ...journal, append }, fileSystems: { ...fileSystems, create } })
  expect(result.run.provisioned).toHaveLength(2_000)
  expect(reads).toBeLessThan(5_000)
})
