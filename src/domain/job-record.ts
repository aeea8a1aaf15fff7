/** What a run knows of one of its jobs: what was sent in which commands, and what came back. */
import type { Transport } from './documents.ts'
import type { JobResult } from './job-result.ts'
import type { Tag } from './names.ts'
import type { HostJob } from './plan.ts'
import { byInstance, type More } from './run-parts.ts'

export type JobSent = OfEach<HostJob>
type OfEach<J> = J extends HostJob ? Omit<J, 'instanceIds'> : never

export type JobRecord = {
  readonly job: JobSent
  readonly chunks: readonly {
    readonly chunk: number
    readonly instanceIds: readonly string[]
    readonly tag?: Tag
    readonly comment: string
    readonly notAfter: string
    readonly transport: Transport
    readonly at: string
    readonly commandId?: string
    /** Of an interrupted run; `refused`: why SSM did not cancel it. */
    readonly cancel?: Omit<Cancellation, 'commandId'>
  }[]
  /** Of commands that have ended, while others have not. */
  readonly some?: readonly JobResult[]
  /** Of all its instances. */
  readonly results?: readonly JobResult[]
}

/** `refused`: why SSM did not cancel the command, which therefore goes on. */
export type Cancellation = { readonly commandId: string; readonly refused?: string }

export function withChunk(jobs: readonly JobRecord[], job: JobSent, chunk: JobRecord['chunks'][number]): JobRecord[] {
  const known = jobs.find((j) => j.job.key === job.key)
  if (!known) return [...jobs, { job, chunks: [chunk] }]
  // what is sent to further instances has not ended
  const { results = [], some = [], ...open } = known
  const came = [...results, ...some]
  const again = {
    ...open,
    ...(came.length > 0 ? { some: came } : {}),
    chunks: [...known.chunks.filter((c) => c.chunk !== chunk.chunk), chunk],
  }
  return jobs.map((j) => (j === known ? again : j))
}

export function onChunk(
  jobs: readonly JobRecord[],
  key: string,
  chunk: number,
  more: Pick<JobRecord['chunks'][number], 'commandId' | 'cancel'>,
): JobRecord[] {
  return jobs.map((j) => (j.job.key === key ? { ...j, chunks: j.chunks.map((c) => (c.chunk === chunk ? { ...c, ...more } : c)) } : j))
}

export function withResults({ some = [], results = [], ...record }: JobRecord, returned: readonly JobResult[], more?: More): JobRecord {
  const all = [...results, ...some, ...returned]
  return more ? { ...record, some: all } : { ...record, results: byInstance(all) }
}
