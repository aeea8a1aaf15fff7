import type { Answer } from './answer.ts'
import type { Agreed, Approved, Offer, Released } from './approval.ts'
import type { BatchBegun } from './batches.ts'
import type { Finding } from './catalogue.ts'
import type { Decision, Judged } from './decision.ts'
import type { Transport } from './documents.ts'
import type { Observation } from './facts.ts'
import { type Cancellation, type JobRecord, type JobSent, onChunk, withChunk, withResults } from './job-record.ts'
import type { JobResult } from './job-result.ts'
import type { Lock } from './lock.ts'
import type { Tag } from './names.ts'
import type { GivenNumber } from './people/given.ts'
import type { Held } from './people/held.ts'
import type { PeoplePlan } from './people/sync.ts'
import type { Operation, Plan, VolumePlan } from './plan.ts'
import type { InvocationState, ProvisionStep } from './ports.ts'
import type { Origin, Request } from './request.ts'
import { type More, type Parts, type ReportPart, wholeReport, withObserved, withPart } from './run-parts.ts'

export type { Answer, MountedAt } from './answer.ts'
export type { Decision } from './decision.ts'
export type { Cancellation, JobRecord, JobSent } from './job-record.ts'
export type { JobResult } from './job-result.ts'

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
  | {
      readonly type: 'observed'
      readonly data: { readonly phase: 'before' | 'after'; readonly observations: readonly Observation[]; readonly more?: More }
    }
  | { readonly type: 'planned'; readonly data: Plan }
  | { readonly type: 'volume-planned'; readonly data: VolumePlan }
  | { readonly type: 'people-planned'; readonly data: PeoplePlan }
  /** Of a repository: which version of its registry counts. */
  | { readonly type: 'registry-read'; readonly data: RegistryRead }
  /** From here on its numbers are given: no later registry gives one of them to somebody else. */
  | { readonly type: 'registry-applied'; readonly data: RegistryApplied }
  /** Whether that plan may be applied; `decided` is whether it may be asked for. */
  | { readonly type: 'apply-decided'; readonly data: ApplyDecision }
  /** Others were told of the plan, in a comment that stays as it is. */
  | { readonly type: 'offered'; readonly data: Offer }
  | { readonly type: 'approved'; readonly data: Approved }
  /** It has all approvals: that run carries the plan out. */
  | { readonly type: 'released'; readonly data: Released }
  /** It stands in the store, and whatever would change the volume is refused. */
  | { readonly type: 'locked'; readonly data: Lock }
  /** From here on it is removed, also by whoever carries the run on. */
  | { readonly type: 'unlocking'; readonly data: Lock }
  /** Of a rollout in batches; what was begun before it has ended. */
  | { readonly type: 'batch-begun'; readonly data: BatchBegun }
  | {
      readonly type: 'dispatching'
      readonly data: {
        /** Without its instances: those of the chunk are here, the others in the events of the others. */
        readonly job: JobSent
        readonly chunk: number
        readonly instanceIds: readonly string[]
        /** The command goes to all that have it, of which these are meant. */
        readonly tag?: Tag
        readonly comment: string
        readonly notAfter: string
        readonly transport: Transport
      }
    }
  | { readonly type: 'dispatched'; readonly data: { readonly key: string; readonly chunk: number; readonly commandId: string } }
  /** After an interrupt: SSM was asked to cancel the command; `refused`: it did not take that. */
  | { readonly type: 'cancelling'; readonly data: { readonly key: string; readonly chunk: number; readonly refused?: string } }
  /** `more`: other commands of the job have not ended. */
  | { readonly type: 'returned'; readonly data: { readonly key: string; readonly results: readonly JobResult[]; readonly more?: More } }
  /** Parts of the report that `ended` leaves out, as they would make one event too long: what belongs behind the first `from` of that list. */
  | { readonly type: 'reported'; readonly data: ReportPart }
  | { readonly type: 'provisioned'; readonly data: ProvisionStep }
  | { readonly type: 'ended'; readonly data: { readonly state: RunEnd; readonly answer?: Answer; readonly findings: readonly Finding[] } }

/** `blob`: SHA of the file's blob. `notes`: what a reader should know of it. */
export type RegistryRead = { readonly blob: string; readonly notes: readonly string[] }
/** `held`: who left and was deprovisioned, and of whom no registry has said since that they are back. */
export type RegistryApplied = { readonly given: readonly GivenNumber[]; readonly held?: readonly Held[] }

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
  readonly registryRead?: RegistryRead
  readonly registryApplied?: RegistryApplied
  readonly applyDecision?: ApplyDecision
  readonly offer?: Offer
  readonly approved?: readonly Approved[]
  readonly released?: Released
  readonly before?: readonly Observation[]
  /** The last one that began. */
  readonly batch?: BatchBegun
  /** That it set, or removed. */
  readonly lock?: Lock
  /** What was told in parts, as long as the last of them is not there. */
  readonly parts?: Parts
  readonly jobs: readonly JobRecord[]
  readonly provisioned: readonly ProvisionStep[]
  readonly answer?: Answer
  readonly findings: readonly Finding[]
  /** The sequence number of the last event. */
  readonly seq: number
}

/** Live counts while a command runs; droppable, not an event. */
export type Progress = {
  readonly runId: string
  readonly job: string
  readonly script: string
  readonly invocations: readonly { readonly instanceId: string; readonly state: InvocationState }[]
  /** So many of them have, as far as can be told before it is known who. */
  readonly ended?: number
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
      return event.data.phase === 'before' ? withObserved(next, event.data.observations, event.data.more) : next
    case 'planned':
      return { ...next, plan: event.data }
    case 'volume-planned':
      return { ...next, volumePlan: event.data }
    case 'people-planned':
      return { ...next, peoplePlan: event.data }
    case 'registry-read':
      return { ...next, registryRead: event.data }
    case 'registry-applied':
      return { ...next, registryApplied: event.data }
    case 'apply-decided':
      return { ...next, applyDecision: event.data }
    case 'offered':
      return { ...next, offer: event.data }
    case 'approved':
      return { ...next, approved: [...(run.approved ?? []), event.data] }
    case 'released':
      return { ...next, released: event.data }
    case 'locked':
    case 'unlocking':
      return { ...next, lock: event.data }
    case 'batch-begun':
      return { ...next, batch: event.data }
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
      return {
        ...next,
        jobs: run.jobs.map((j) => (j.job.key === event.data.key ? withResults(j, event.data.results, event.data.more) : j)),
      }
    case 'reported':
      return { ...next, parts: withPart(run.parts, event.data) }
    case 'provisioned':
      return { ...next, provisioned: [...run.provisioned, event.data] }
    case 'ended':
      return {
        ...withoutParts(next),
        endedAt: event.at,
        findings: event.data.findings,
        ...(event.data.answer ? { answer: wholeAnswer(event.data.answer, run.parts) } : {}),
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
    case 'locked':
    case 'unlocking':
    case 'batch-begun':
    case 'registry-read':
    case 'registry-applied':
    case 'apply-decided':
    case 'offered':
    case 'approved':
    case 'released':
    case 'dispatched':
    case 'cancelling':
    case 'returned':
    case 'reported':
    case 'provisioned':
      return state
  }
}

/** What an interrupt asked SSM to cancel. */
export function cancellations(run: Run): readonly Cancellation[] {
  return run.jobs.flatMap(({ chunks }) =>
    chunks.flatMap(({ commandId, cancel }) => (commandId && cancel ? [{ commandId, ...cancel }] : [])),
  )
}

/** What was told in parts is then in its place. */
const withoutParts = ({ parts: _, ...run }: Run): Run => run

const wholeAnswer = (answer: Answer, parts?: Parts): Answer =>
  answer.kind === 'report' && parts ? { ...answer, report: wholeReport(answer.report, parts) } : answer
