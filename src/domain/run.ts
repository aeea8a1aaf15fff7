/** A run is the fold of its events; events are the one truth. */
import type { AccessPoint } from './access-points.ts'
import type { Agreed, Approved, Offer } from './approval.ts'
import type { Finding } from './catalogue.ts'
import type { Decision, Judged } from './decision.ts'
import type { DoctorReport, InstanceDiagnosis } from './doctor-report.ts'
import type { Transport } from './documents.ts'
import type { Observation } from './facts.ts'
import type { JobResult } from './job-result.ts'
import type { PeoplePlan, PeopleReport } from './people/sync.ts'
import type { HostJob, Operation, Plan, VolumePlan } from './plan.ts'
import type { FileSystem, Instance, InvocationState, ProvisionStep, VolumeSettings } from './ports.ts'
import type { Report } from './report.ts'
import type { Origin, Request } from './request.ts'
import type { VolumeCheck } from './volume-check.ts'

export type { Decision } from './decision.ts'
export type { JobResult } from './job-result.ts'

/** What a run that is not a host verb answers with. */
export type Answer =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'doctor'; readonly report: DoctorReport }
  | {
      readonly kind: 'plan'
      readonly plan: Plan
      /** Of adopt: the request that confirms the plan. */
      readonly agree?: Request
      /** Why it is a plan although something was to be done. */
      readonly refusal?: Finding
      /** Of adopt: why, for each instance that cannot be adopted yet. */
      readonly diagnoses?: readonly InstanceDiagnosis[]
    }
  /** Without a report it is a plan, and nothing of it was done. */
  | { readonly kind: 'people'; readonly plan: PeoplePlan; readonly report?: PeopleReport; readonly refusal?: Finding }
  | { readonly kind: 'checks'; readonly region: string; readonly checks: readonly VolumeCheck[] }
  | { readonly kind: 'volumes'; readonly volumes: readonly FileSystem[] }
  | { readonly kind: 'instances'; readonly instances: readonly Instance[]; readonly findings: readonly Finding[] }
  | { readonly kind: 'status'; readonly volume: FileSystem; readonly settings: VolumeSettings; readonly mounted: readonly MountedAt[] }
  | { readonly kind: 'access-points'; readonly volume: FileSystem; readonly points: readonly AccessPoint[] }
  | ({ readonly kind: 'access-point'; readonly point?: AccessPoint } & Provisioned)
  | ({ readonly kind: 'created'; readonly volume?: FileSystem } & Provisioned)
  | ({ readonly kind: 'updated'; readonly volume?: FileSystem } & Provisioned)
  | ({ readonly kind: 'deleted'; readonly volume: string; readonly fileSystemId: string } & Provisioned)

/** `plan`: of a dry run, whose steps were not done. */
type Provisioned = { readonly steps: readonly ProvisionStep[]; readonly plan?: VolumePlan }

/** As seen now; `unknown` where the instance could not be asked. */
export type MountedAt = {
  readonly instanceId: string
  readonly name: string
  readonly state: 'mounted' | 'not-mounted' | 'unknown'
  readonly detail: string
}

export type EventBody =
  | {
      readonly type: 'requested'
      readonly data: {
        readonly request: Request
        readonly origin: Origin
        readonly dryRun: boolean
        /** It carries out a plan that others approved. */
        readonly agreed?: Agreed
      }
    }
  | { readonly type: 'decided'; readonly data: Judged }
  | { readonly type: 'resolved'; readonly data: Operation }
  | { readonly type: 'observed'; readonly data: { readonly phase: 'before' | 'after'; readonly observations: readonly Observation[] } }
  | { readonly type: 'planned'; readonly data: Plan }
  | { readonly type: 'volume-planned'; readonly data: VolumePlan }
  | { readonly type: 'people-planned'; readonly data: PeoplePlan }
  /** Whether that plan may be applied; `decided` is whether it may be asked for. */
  | { readonly type: 'apply-decided'; readonly data: ApplyDecision }
  /** Others were told of the plan, in a comment that stays as it is. */
  | { readonly type: 'offered'; readonly data: Offer }
  | { readonly type: 'approved'; readonly data: Approved }
  /** It has all approvals: that run carries the plan out. */
  | { readonly type: 'released'; readonly data: { readonly runId: string } }
  | {
      readonly type: 'dispatching'
      readonly data: {
        readonly job: HostJob
        readonly chunk: number
        readonly instanceIds: readonly string[]
        readonly comment: string
        readonly notAfter: string
        readonly transport: Transport
      }
    }
  | { readonly type: 'dispatched'; readonly data: { readonly key: string; readonly chunk: number; readonly commandId: string } }
  /** After an interrupt: SSM was asked to cancel the command; `refused`: it did not take that. */
  | { readonly type: 'cancelling'; readonly data: { readonly key: string; readonly chunk: number; readonly refused?: string } }
  | { readonly type: 'returned'; readonly data: { readonly key: string; readonly results: readonly JobResult[] } }
  | { readonly type: 'provisioned'; readonly data: ProvisionStep }
  | { readonly type: 'ended'; readonly data: { readonly state: RunEnd; readonly answer?: Answer; readonly findings: readonly Finding[] } }

export type ApplyDecision = { readonly digest: string; readonly decision: Decision }

export type RunEvent = EventBody & { readonly runId: string; readonly seq: number; readonly at: string }

/** done: everything is as requested · failed: it is not, and that is known · denied · unknown: outcome in doubt */
export type RunEnd = 'done' | 'failed' | 'denied' | 'unknown'
export type RunState = 'requested' | 'allowed' | 'resolved' | 'inspected' | 'planned' | 'applying' | 'verifying' | RunEnd

export type Run = {
  readonly id: string
  readonly state: RunState
  readonly request: Request
  readonly origin: Origin
  readonly dryRun: boolean
  readonly startedAt: string
  readonly endedAt?: string
  readonly agreed?: Agreed
  readonly decision?: Judged
  readonly operation?: Operation
  readonly plan?: Plan
  readonly volumePlan?: VolumePlan
  readonly peoplePlan?: PeoplePlan
  readonly applyDecision?: ApplyDecision
  readonly offer?: Offer
  readonly approved?: readonly Approved[]
  readonly released?: { readonly runId: string }
  readonly before?: readonly Observation[]
  readonly jobs: readonly JobRecord[]
  readonly provisioned: readonly ProvisionStep[]
  readonly answer?: Answer
  readonly findings: readonly Finding[]
  /** The sequence number of the last event. */
  readonly seq: number
}

export type JobRecord = {
  readonly job: HostJob
  readonly chunks: readonly {
    readonly chunk: number
    readonly instanceIds: readonly string[]
    readonly comment: string
    readonly notAfter: string
    readonly transport: Transport
    readonly at: string
    readonly commandId?: string
    /** Of an interrupted run; `refused`: why SSM did not cancel it. */
    readonly cancel?: Omit<Cancellation, 'commandId'>
  }[]
  readonly results?: readonly JobResult[]
}

/** Live counts while a command runs; droppable, not an event. */
export type Progress = {
  readonly runId: string
  readonly job: string
  readonly script: string
  readonly invocations: readonly { readonly instanceId: string; readonly state: InvocationState }[]
  /** Why the last question was not answered; the states are then those of an earlier one. */
  readonly trouble?: Finding
}

export function foldRun(events: readonly RunEvent[]): Run {
  const first = events[0]
  if (first?.type !== 'requested') throw new Error('a run begins with its request')
  const start: Run = {
    id: first.runId,
    state: 'requested',
    ...first.data,
    startedAt: first.at,
    jobs: [],
    provisioned: [],
    findings: [],
    seq: first.seq,
  }
  return events.slice(1).reduce(nextRun, start)
}

/** The run after one more event: whoever follows it does not fold it from the start again. */
export function nextRun(run: Run, event: RunEvent): Run {
  const next = { ...run, seq: event.seq, state: stateAfter(run.state, event) }
  switch (event.type) {
    case 'requested':
      return next
    case 'decided':
      return { ...next, decision: event.data }
    case 'resolved':
      return { ...next, operation: event.data }
    case 'observed':
      return event.data.phase === 'before' ? { ...next, before: event.data.observations } : next
    case 'planned':
      return { ...next, plan: event.data }
    case 'volume-planned':
      return { ...next, volumePlan: event.data }
    case 'people-planned':
      return { ...next, peoplePlan: event.data }
    case 'apply-decided':
      return { ...next, applyDecision: event.data }
    case 'offered':
      return { ...next, offer: event.data }
    case 'approved':
      return { ...next, approved: [...(run.approved ?? []), event.data] }
    case 'released':
      return { ...next, released: event.data }
    case 'dispatching': {
      const { job, ...chunk } = event.data
      return { ...next, jobs: withChunk(run.jobs, job, { ...chunk, at: event.at }) }
    }
    case 'dispatched': {
      const { key, chunk, commandId } = event.data
      return { ...next, jobs: onChunk(run.jobs, key, chunk, { commandId }) }
    }
    case 'cancelling': {
      const { key, chunk, ...cancel } = event.data
      return { ...next, jobs: onChunk(run.jobs, key, chunk, { cancel }) }
    }
    case 'returned':
      return { ...next, jobs: run.jobs.map((j) => (j.job.key === event.data.key ? { ...j, results: event.data.results } : j)) }
    case 'provisioned':
      return { ...next, provisioned: [...run.provisioned, event.data] }
    case 'ended':
      return {
        ...next,
        endedAt: event.at,
        findings: event.data.findings,
        ...(event.data.answer ? { answer: event.data.answer } : {}),
      }
  }
}

/** How far the run is after one more event. */
export function stateAfter(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case 'decided':
      return event.data.kind === 'allowed' ? 'allowed' : state
    case 'resolved':
      return 'resolved'
    case 'observed':
      return event.data.phase === 'before' ? 'inspected' : state
    case 'planned':
    case 'volume-planned':
    case 'people-planned':
      return 'planned'
    case 'dispatching':
      if (state !== 'planned' && state !== 'applying') return state
      if (event.data.job.script === 'sharing-test') return 'verifying'
      return event.data.job.changes ? 'applying' : state
    case 'ended':
      return event.data.state
    case 'requested':
    case 'apply-decided':
    case 'offered':
    case 'approved':
    case 'released':
    case 'dispatched':
    case 'cancelling':
    case 'returned':
    case 'provisioned':
      return state
  }
}

/** `refused`: why SSM did not cancel the command, which therefore goes on. */
export type Cancellation = { readonly commandId: string; readonly refused?: string }

/** What an interrupt asked SSM to cancel. */
export function cancellations(run: Run): readonly Cancellation[] {
  return run.jobs.flatMap(({ chunks }) =>
    chunks.flatMap(({ commandId, cancel }) => (commandId && cancel ? [{ commandId, ...cancel }] : [])),
  )
}

function onChunk(
  jobs: readonly JobRecord[],
  key: string,
  chunk: number,
  more: Pick<JobRecord['chunks'][number], 'commandId' | 'cancel'>,
): JobRecord[] {
  return jobs.map((j) => (j.job.key === key ? { ...j, chunks: j.chunks.map((c) => (c.chunk === chunk ? { ...c, ...more } : c)) } : j))
}

function withChunk(jobs: readonly JobRecord[], job: HostJob, chunk: JobRecord['chunks'][number]): JobRecord[] {
  const known = jobs.find((j) => j.job.key === job.key)
  if (!known) return [...jobs, { job, chunks: [chunk] }]
  return jobs.map((j) => (j === known ? { ...j, chunks: [...j.chunks.filter((c) => c.chunk !== chunk.chunk), chunk] } : j))
}
