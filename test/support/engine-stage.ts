/**
 * The engine on a cloud in memory: its hosts answer every job by facts, at once, so that a whole verb takes milliseconds. What is shown on it is what
 * the engine asks, sends, refuses and answers with; what a host would do is not.
 */
import { createHash } from 'node:crypto'
import type { AccessPoint } from '../../src/domain/access-points.ts'
import { fail, finding } from '../../src/domain/catalogue.ts'
import type { AnyPlan } from '../../src/domain/decision.ts'
import type { HostFacts, Identity } from '../../src/domain/facts.ts'
import type { Lock } from '../../src/domain/lock.ts'
import { formatSelector, parseSelector, type Selector } from '../../src/domain/names.ts'
import type { GivenNumber } from '../../src/domain/people/given.ts'
import type { Held } from '../../src/domain/people/held.ts'
import type { HostJob } from '../../src/domain/plan.ts'
import type { FileSystem, FileSystems, Instance, Instances, ProvisionStep, Resolution, Surveyor } from '../../src/domain/ports.ts'
import { regionNamed } from '../../src/domain/region.ts'
import { defaultMountOptions, type MountOptions, type Origin, type Request } from '../../src/domain/request.ts'
import { type EventBody, foldRun, type JobResult, nextRun, type Run } from '../../src/domain/run.ts'
import type { EngineContext, Proposal } from '../../src/engine/context.ts'
import { fileSystemId, healthyFacts } from './healthy-facts.ts'
import { accountId, freshFacts, rockyId, ubuntuId } from './operation.ts'

export const runId = '01JDM3C0000000000000000000'
export const startedAt = '2026-11-23T12:00:00.000Z'
export const now = '2026-11-23T12:00:09.000Z'

export const volume: FileSystem = {
  id: fileSystemId,
  name: 'research-data',
  state: 'available',
  createdAt: '2026-11-01T12:00:00Z',
  bytes: 6144,
  encrypted: true,
  performanceMode: 'generalPurpose',
  throughputMode: 'elastic',
  creationToken: 'prism-research-data',
  accountId,
  tags: {},
  targets: [
    {
      id: 'fsmt-0123456789abcdef0',
      subnetId: 'subnet-1',
      availabilityZone: 'us-east-1a',
      ipAddress: '10.0.0.5',
      state: 'available',
      securityGroupIds: [],
    },
  ],
}

/** `tags`: by which it can be selected. `facts`: what a look sees; the jobs change it. `mounted`: what it shows after a mount. */
export type Host = Instance & {
  readonly tags?: Readonly<Record<string, string>>
  readonly facts?: HostFacts
  readonly mounted?: HostFacts
  /** Instead of what its facts say. */
  readonly answer?: (job: HostJob) => JobResult | undefined
}

export const hostNamed = (id: string, name: string, more: Partial<Host> = {}): Host => ({
  id,
  name,
  platform: 'Ubuntu 24.04',
  agentVersion: '3.3',
  online: true,
  ...more,
})

/** Two on which everything holds. */
export const ubuntu = (more: Partial<Host> = {}): Host => hostNamed(ubuntuId, 'ubuntu-instance', { facts: healthyFacts(), ...more })
export const rocky = (more: Partial<Host> = {}): Host =>
  hostNamed(rockyId, 'rocky-instance', { facts: healthyFacts('rocky', 1001), ...more })
/** The same, that were never touched. */
export const freshUbuntu = (more: Partial<Host> = {}): Host => ubuntu({ facts: freshFacts(), mounted: healthyFacts(), ...more })
export const freshRocky = (more: Partial<Host> = {}): Host =>
  rocky({ facts: freshFacts('rocky', 1001), mounted: healthyFacts('rocky', 1001), ...more })

export const onVolume = { kind: 'name', name: 'research-data' } as const
export const selected = (...texts: string[]): Selector[] => texts.map(parseSelector)
export const both = selected('ubuntu-instance', 'rocky-instance')
export const options = (more: Partial<MountOptions> = {}): MountOptions => ({ ...defaultMountOptions, ...more })

type Given = {
  readonly request?: Request
  readonly dryRun?: boolean
  readonly origin?: Origin
  readonly hosts?: readonly Host[]
  readonly volumes?: readonly FileSystem[]
  readonly points?: readonly AccessPoint[]
  /** What is answered where something is to be done; it may be done, unless it is a dry run. */
  readonly proposal?: Proposal
  /** What an earlier worker of the run wrote down. */
  readonly earlier?: readonly EventBody[]
  readonly fileSystems?: Partial<FileSystems>
  readonly instances?: Partial<Instances>
  readonly surveyor?: Partial<Surveyor>
  readonly locks?: Partial<EngineContext['locks']>
  /** Numbers that an earlier run gave to somebody. */
  readonly given?: readonly GivenNumber[]
  readonly held?: readonly Held[]
}

/** A finding that AWS or a host gives instead of an answer. */
export const nothingFrom = (instanceId: string, code: Parameters<typeof finding>[0], seen = 'x'): JobResult => ({
  kind: 'none',
  instanceId,
  finding: finding(code, { seen, instanceId }),
})

export const transcriptFrom = (instanceId: string, more: Partial<Extract<JobResult, { kind: 'transcript' }>> = {}): JobResult => ({
  kind: 'transcript',
  instanceId,
  state: 'done',
  steps: [],
  failures: [],
  sharing: [],
  ...more,
})

export const lookOf = (instanceId: string, facts: HostFacts): JobResult =>
  transcriptFrom(instanceId, { observation: { kind: 'observed', instanceId, at: now, facts } })

export const request = (more: Partial<Extract<Request, { verb: 'mount' }>> = {}) =>
  ({ verb: 'mount', volume: onVolume, selectors: both, options: options(), ...more }) as const

/** `sent`: jobs in their order; `told`: events; `did`: what was asked of AWS that changes something; `proposed`: plans. */
export function engineStage(given: Given = {}) {
  const hosts = given.hosts ?? [ubuntu(), rocky()]
  const facts = new Map(hosts.map((h) => [h.id, h.facts]))
  const sent: HostJob[] = []
  const cleanups: HostJob[] = []
  const told: EventBody[] = []
  const did: string[] = []
  const proposed: AnyPlan[] = []
  let turns = 0
  const first: EventBody = {
    type: 'requested',
    data: {
      request: given.request ?? request(),
      origin: given.origin ?? { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } },
      dryRun: given.dryRun ?? false,
    },
  }
  const begun = [first, ...(given.earlier ?? [])].map((e, i) => ({ ...e, runId, seq: i + 1, at: startedAt }))
  let run: Run = foldRun(begun)
  const emit = async (event: EventBody): Promise<void> => {
    told.push(event)
    run = nextRun(run, { ...event, runId, seq: run.seq + 1, at: now })
  }
  const ctx: EngineContext = {
    runId,
    cloud: {
      ...regionNamed('us-east-1'),
      fileSystems: fileSystemsOf(given, did),
      instances: instancesOf(hosts, given.instances),
      surveyor: { survey: async () => new Map(), accessPoints: async () => ({ kind: 'seen', value: [] }), ...given.surveyor },
    },
    now: () => new Date(now),
    turn: async () => void turns++,
    run: () => run,
    emit,
    everywhere: instancesOf(hosts, given.instances),
    registry: () => Promise.reject(new Error('no registry is asked for')),
    gitHubKeys: () => ({ kind: 'not', why: 'nobody said what GitHub answers' }),
    given: async () => given.given ?? [],
    held: async () => given.held ?? [],
    locks: locksOf(given.locks),
    propose: async (plan) => {
      proposed.push(plan)
      if ('operation' in plan) await emit({ type: 'planned', data: plan })
      else if (!('hosts' in plan)) await emit({ type: 'volume-planned', data: plan })
      return given.proposal ?? { kind: run.dryRun ? 'show' : 'apply' }
    },
    dispatch: async (job, how) => {
      sent.push(job)
      if (how?.cleanup) cleanups.push(job)
      return job.instanceIds.map((id) => {
        const host = hosts.find((h) => h.id === id)
        if (!host) throw new Error(`${id} is no host here`)
        const answer = host.answer?.(job) ?? answerOf(job, host, facts)
        return answer
      })
    },
  }
  return {
    ctx,
    sent,
    cleanups,
    told,
    did,
    proposed,
    run: () => run,
    turns: () => turns,
    on: (script: string) => sent.filter((j) => j.script === script),
  }
}

function fileSystemsOf({ volumes = [volume], points = [], fileSystems }: Given, did: string[]): FileSystems {
  const step = (name: string, status: ProvisionStep['status'] = 'changed'): ProvisionStep => ({ step: name, status, detail: '' })
  const doing = (what: string, dryRun: boolean, tell: (step: ProvisionStep) => void) => {
    if (!dryRun) did.push(what)
    tell(step(what, dryRun ? 'planned' : 'changed'))
  }
  return {
    find: async (ref) => {
      const found = volumes.find((v) => (ref.kind === 'id' ? v.id === ref.id : v.name === ref.name))
      if (!found) throw fail('volume-not-found', { seen: ref.kind === 'id' ? ref.id : ref.name })
      return found
    },
    // as EFS lists them
    list: async () => volumes.map((v) => ({ ...v, targets: [] })),
    settings: async () => ({
      lifeCycle: { kind: 'seen', value: { backOnAccess: false } },
      backups: { kind: 'seen', value: true },
      replication: { kind: 'seen', value: [] },
    }),
    create: async (name, _, dryRun, tell) => {
      doing(`create ${name}`, dryRun, tell)
      return dryRun ? undefined : { ...volume, name }
    },
    update: async ({ id }, _, dryRun, tell) => doing(`update ${id}`, dryRun, tell),
    delete: async ({ id }, tell) => doing(`delete ${id}`, false, tell),
    accessPoints: async (id) => points.filter((p) => p.fileSystemId === id),
    createAccessPoint: async (id, { name, path }, dryRun, tell) => {
      doing(`create access point ${name}`, dryRun, tell)
      return dryRun ? undefined : { id: 'fsap-0123456789abcdef9', name, path, fileSystemId: id, state: 'available' }
    },
    deleteAccessPoint: async ({ id }, dryRun, tell) => doing(`delete access point ${id}`, dryRun, tell),
    ...fileSystems,
  }
}

function instancesOf(hosts: readonly Host[], others: Partial<Instances> = {}): Instances {
  const instanceOf = ({ id, name, platform, agentVersion, online }: Host): Instance => ({ id, name, platform, agentVersion, online })
  const resolved = (selector: Selector): Resolution => {
    const fits = (h: Host): boolean => {
      switch (selector.kind) {
        case 'id':
          return h.id === selector.id
        case 'name':
          return h.name === selector.name
        case 'tag':
          return h.tags?.[selector.key] === selector.value
      }
    }
    const meant = hosts.filter(fits)
    const none = finding(selector.kind === 'tag' ? 'no-instances' : 'instance-not-found', {
      seen: formatSelector(selector),
      ...(selector.kind === 'id' ? { instanceId: selector.id } : {}),
    })
    const offline = meant.filter((h) => !h.online).map((h) => finding('instance-offline', { seen: `${h.name}: offline`, instanceId: h.id }))
    return { selector, instances: meant.filter((h) => h.online).map(instanceOf), findings: meant.length === 0 ? [none] : offline }
  }
  return {
    resolve: async (selectors) => selectors.map(resolved),
    list: async () => hosts.map(instanceOf),
    nodes: async (ids) => ids.map((id) => ({ id, tags: {} })),
    ...others,
  }
}

/** As the store keeps them: the first lock of a volume stands. */
function locksOf(others: Partial<EngineContext['locks']> = {}): EngineContext['locks'] {
  const standing: Lock[] = []
  return {
    put: async (lock) => {
      const there = standing.find((l) => l.fileSystemId === lock.fileSystemId)
      if (!there) standing.push(lock)
      return there ?? lock
    },
    remove: async (lock) =>
      void standing.splice(
        standing.findIndex((l) => l.runId === lock.runId),
        1,
      ),
    standing: async () => [...standing],
    mayRemove: () => ({ kind: 'allowed' }),
    removers: ({ by }) => `${by.name} and ops`,
    ...others,
  }
}

function answerOf(job: HostJob, { id, mounted }: Host, facts: Map<string, HostFacts | undefined>): JobResult {
  const seen = facts.get(id)
  switch (job.script) {
    case 'distributor':
      return { kind: 'installed', instanceId: id, said: 'installed' }
    case 'mount':
      facts.set(id, mounted ?? seen)
      break
    case 'unmount':
      if (seen) facts.set(id, { ...seen, mounts: [], fstab: [] })
      break
    case 'sharing-test':
      return sharedBy(job, id)
  }
  const after = facts.get(id)
  return after ? lookOf(id, after) : transcriptFrom(id)
}

/** Each reads and appends to what every other wrote. */
function sharedBy({ params }: HostJob, id: string): JobResult {
  const everybody = params.identities!.split(',').map((text): Identity => {
    const [instanceId = '', account = '', uid, kind] = text.split(':')
    return { instanceId, account, uid: Number(uid), temporary: kind!.startsWith('t'), ...(kind!.endsWith('r') ? { readOnly: true } : {}) }
  })
  const sha256 = (one: Identity) => createHash('sha256').update(`${one.instanceId} ${one.account}`).digest('hex')
  const mine = everybody.filter((one) => one.instanceId === id)
  const wrote = mine.map((writer) => ({ writer, sha256: sha256(writer), umask: 'known' as const }))
  const sharing = mine.flatMap((reader) =>
    everybody
      .filter((writer) => writer !== reader)
      .map((writer) => ({ writer, reader, read: 'done' as const, append: 'done' as const, saw: sha256(writer) })),
  )
  const steps = [{ step: params.phase!, status: 'changed' as const, detail: '', milliseconds: 1 }]
  if (params.phase === 'clean') return transcriptFrom(id, { steps })
  if (params.phase === 'write') return transcriptFrom(id, { wrote, steps })
  if (params.phase === 'exchange') return transcriptFrom(id, { sharing, steps })
  return transcriptFrom(id, { wrote, sharing, steps: [{ ...steps[0]!, step: 'clean' }] })
}
