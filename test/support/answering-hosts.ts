/**
 * The engine's ports with recorded answers: instances by name and tag, one volume, and hosts that answer a job with what a test says. What the engine asked and
 * did is kept. Whoever is asked for something that no answer is given for, throws.
 */
import { type Finding, finding, PrismError } from '../../src/domain/catalogue.ts'
import type { AnyPlan } from '../../src/domain/decision.ts'
import type { Selector } from '../../src/domain/names.ts'
import type { GivenNumber } from '../../src/domain/people/given.ts'
import type { Held } from '../../src/domain/people/held.ts'
import type { Registry } from '../../src/domain/people/registry.ts'
import type { ScriptJob } from '../../src/domain/plan.ts'
import type { Cloud, FileSystem, Instance } from '../../src/domain/ports.ts'
import { regionNamed } from '../../src/domain/region.ts'
import type { EventBody, JobResult, Run } from '../../src/domain/run.ts'
import type { EngineContext, KeysAsked, Proposal } from '../../src/engine/context.ts'
import { fileSystemId } from './healthy-facts.ts'
import { accountId } from './operation.ts'

/** `off`: what AWS says of one that is not to be reached. */
export type Known = Instance & { readonly tags?: Readonly<Record<string, string>>; readonly off?: 'instance-stopped' | 'instance-offline' }

export const known = (id: string, name: string, more: Partial<Known> = {}): Known => ({
  id,
  name,
  platform: 'Ubuntu 24.04',
  agentVersion: '3.3.0',
  online: true,
  ...more,
})

export const volume: FileSystem = {
  id: fileSystemId,
  name: 'research-data',
  state: 'available',
  createdAt: '2026-11-23T00:00:00Z',
  bytes: 6144,
  encrypted: true,
  performanceMode: 'generalPurpose',
  throughputMode: 'elastic',
  creationToken: 'research-data',
  accountId,
  tags: {},
  targets: [
    {
      id: 'fsmt-0123456789abcdef0',
      subnetId: 'subnet-0123456789abcdef0',
      availabilityZone: 'us-east-1a',
      ipAddress: '10.0.0.5',
      state: 'available',
      securityGroupIds: [],
    },
  ],
}

type Transcript = Extract<JobResult, { readonly kind: 'transcript' }>
/** What a host tells beside that it is done; a finding: nothing came back, and why; undefined: no result at all. */
export type HostAnswer = Partial<Transcript> | Finding | undefined

type Told = {
  readonly instances?: readonly Known[]
  readonly volume?: FileSystem
  readonly host?: (job: ScriptJob, instanceId: string) => HostAnswer
  readonly proposal?: Proposal
  readonly registry?: Registry
  readonly given?: readonly GivenNumber[]
  readonly held?: readonly Held[]
  readonly gitHubKeys?: KeysAsked
  readonly run?: Partial<Run>
  readonly cloud?: Partial<Pick<Cloud, 'fileSystems' | 'instances' | 'surveyor'>>
}

export type Answering = {
  readonly ctx: EngineContext
  readonly sent: ScriptJob[]
  readonly cleanups: string[]
  readonly plans: AnyPlan[]
  readonly events: EventBody[]
  /** Calls to AWS, with what they were asked. */
  readonly asked: string[]
}

export const began = '2026-11-23T12:00:00.000Z'
export const ended = '2026-11-23T12:00:20.000Z'

const atTerminal = { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } } as const

const isFinding = (one: object): one is Finding => 'next' in one && 'code' in one

export function answering(told: Told): Answering {
  const { instances = [], host, given = [], proposal = { kind: 'apply' } } = told
  const sent: ScriptJob[] = []
  const cleanups: string[] = []
  const plans: AnyPlan[] = []
  const events: EventBody[] = []
  const asked: string[] = []
  const unused = () => Promise.reject(new Error('nobody said what it answers'))
  const resultOf = (job: ScriptJob, instanceId: string): JobResult[] => {
    const answer = host?.(job, instanceId)
    if (!answer) return []
    if (isFinding(answer)) return [{ kind: 'none', instanceId, finding: { ...answer, instanceId } }]
    return [{ kind: 'transcript', instanceId, state: 'done', steps: [], failures: [], sharing: [], ...answer }]
  }
  const ctx: EngineContext = {
    everywhere: { list: async () => instances },
    runId: '01JDM3C0000000000000000000',
    cloud: {
      ...regionNamed('us-east-1'),
      fileSystems: {
        find: async (ref) => {
          asked.push(`find ${ref.kind === 'id' ? ref.id : ref.name}`)
          if (!told.volume) throw new PrismError(finding('volume-not-found', { seen: 'there is none' }))
          return told.volume
        },
        list: unused,
        create: unused,
        settings: unused,
        update: unused,
        delete: unused,
        accessPoints: unused,
        createAccessPoint: unused,
        deleteAccessPoint: unused,
      },
      instances: {
        resolve: async (selectors) => {
          asked.push(`resolve ${selectors.map(textOf).join(' ')}`)
          return selectors.map((selector) => resolved(selector, instances))
        },
        list: async () => {
          asked.push('list')
          return instances.filter((i) => i.off !== 'instance-stopped')
        },
        nodes: unused,
      },
      surveyor: { survey: unused, accessPoints: unused },
      ...told.cloud,
    },
    now: () => new Date(ended),
    turn: async () => {},
    run: () => ({ startedAt: began, jobs: [], dryRun: false, origin: atTerminal, ...told.run }) as unknown as Run,
    emit: async (event) => void events.push(event),
    locks: { put: unused, remove: unused, standing: unused, mayRemove: () => ({ kind: 'allowed' }), removers: () => '' },
    registry: async () => told.registry ?? unused(),
    gitHubKeys: () => told.gitHubKeys ?? { kind: 'not', why: 'nobody said what GitHub answers' },
    given: async () => given,
    held: async () => told.held ?? [],
    propose: async (plan) => {
      plans.push(plan)
      return proposal
    },
    dispatch: async (job, { cleanup } = { cleanup: false }) => {
      if (job.script === 'distributor') throw new Error('no job of a host')
      sent.push(job)
      if (cleanup) cleanups.push(job.key)
      return job.instanceIds.flatMap((id) => resultOf(job, id))
    },
  }
  return { ctx, sent, cleanups, plans, events, asked }
}

const textOf = (s: Selector): string => (s.kind === 'tag' ? `tag:${s.key}=${s.value}` : s.kind === 'id' ? s.id : s.name)

function resolved(selector: Selector, all: readonly Known[]) {
  const fits = (i: Known): boolean =>
    selector.kind === 'tag'
      ? (selector.key === 'Name' ? i.name : i.tags?.[selector.key]) === selector.value
      : (selector.kind === 'id' ? i.id : i.name) === textOf(selector)
  const those = all.filter(fits)
  const off = those.flatMap((i) => (i.off ? [finding(i.off, { seen: `${i.name} is off`, instanceId: i.id })] : []))
  const missing = those.length === 0
  const findings = missing ? [finding(selector.kind === 'tag' ? 'no-instances' : 'instance-not-found', { seen: textOf(selector) })] : off
  return { selector, instances: those.filter((i) => !i.off), findings }
}
