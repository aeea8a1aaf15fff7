/** A worker that executes runs of a store: one volume and its instances are there, SSM is scripted, and nothing waits. */
import type { Cloud, FileSystem, FileSystems, Instances } from '../../src/domain/ports.ts'
import { regionNamed } from '../../src/domain/region.ts'
import type { Origin, Request } from '../../src/domain/request.ts'
import type { EventBody } from '../../src/domain/run.ts'
import { burningJob, commandsFor, isBurning, parametersFor, readTranscript, scriptSha } from '../../src/host/job.ts'
import { type ExecuteContext, execute } from '../../src/runs/execute.ts'
import { type Journal, openJournal } from '../../src/runs/journal.ts'
import type { JournalStore } from '../../src/runs/journal-store.ts'
import { memoryLocks } from '../../src/runs/locks.ts'
import { byShell } from './by-shell.ts'
import { fakeClock } from './fake-clock.ts'
import { fileSystemId } from './healthy-facts.ts'
import { accountId } from './operation.ts'
import { scriptedSsm } from './scripted-ssm.ts'

export const origin: Origin = { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } }

export const requestOf = (request: Request, dryRun = false): Extract<EventBody, { readonly type: 'requested' }> => ({
  type: 'requested',
  data: { request, origin, dryRun },
})

export const volume: FileSystem = {
  id: fileSystemId,
  name: 'research-data',
  state: 'available',
  createdAt: '2026-11-23T12:00:00Z',
  bytes: 6144,
  encrypted: true,
  performanceMode: 'generalPurpose',
  throughputMode: 'elastic',
  creationToken: 'prism-research-data',
  accountId,
  tags: {},
  targets: [],
}

export const fileSystems: FileSystems = {
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

export const instance = (id: string, online = true) => ({ id, name: `${id}-name`, platform: 'Ubuntu 24.04', agentVersion: '3.3', online })
export const instances = (list: ReturnType<typeof instance>[]): Instances => ({
  list: async () => list,
  resolve: async () => [],
  nodes: async (ids) => ids.map((id) => ({ id, tags: {} })),
})

/** Of one region: that volume and no instances, but for what is given. */
export const cloud = (given: Partial<Cloud> = {}): Cloud => ({
  ...regionNamed('us-east-1'),
  fileSystems,
  instances: instances([]),
  surveyor: { survey: async () => new Map(), accessPoints: async () => ({ kind: 'seen', value: [] }) },
  ...given,
})

type Changes = Partial<ExecuteContext> & {
  readonly through?: (journal: Journal) => Journal
  readonly onSinkError?: (error: unknown) => void
}

/** `through`: what stands between the worker and its journal. */
export function worker(store: JournalStore, { through = (journal) => journal, onSinkError = () => {}, ...changes }: Changes = {}) {
  const clock = fakeClock()
  const ssm = scriptedSsm({
    invocation: (instanceId) => ({ instanceId, state: 'failed', details: 'Failed', output: '', errorOutput: '' }),
  })
  const journal = openJournal({ store, clock, onSinkError })
  const ctx: ExecuteContext = {
    journal: through(journal),
    clock,
    cloud: cloud(),
    assumed: () => {
      throw new Error('no role is asked for')
    },
    runCommand: ssm,
    scripts: { scriptSha, commandsFor, parametersFor, readTranscript, burningJob, isBurning },
    transports: () => byShell,
    rights: async () => ({ kind: 'unbounded' }),
    registry: () => Promise.reject(new Error('no registry is asked for')),
    policy: { mayAsk: () => ({ kind: 'allowed' }), mayApply: () => ({ kind: 'allowed' }) },
    locks: memoryLocks(),
    left: async () => [],
    durations: new Map(),
    turn: async () => {},
    signal: new AbortController().signal,
    ...changes,
  }
  return { ssm, journal, execute: (runId: string) => execute(runId, ctx) }
}
