/**
 * An intent without a command id: the command may be on its way, or not exist. A job that only looks is given again. One that changes a host
 * is first settled there: its key is burned under the host's lock, which tells what it did, or has it refused from then on. Only then, and
 * only where it never came, it is given once more, under another key.
 */
import { type FindingCode, finding } from '../domain/catalogue.ts'
import type { HostJob } from '../domain/plan.ts'
import type { JobResult } from '../domain/run.ts'
import type { DispatchContext } from './dispatch-context.ts'

export type Unsettled = {
  readonly job: HostJob
  readonly instanceIds: readonly string[]
  readonly sentAt: Date
  /** The intent is another process's, or of an earlier time: this one did not just try to send. */
  readonly earlier: boolean
}

/** What was wanted so long ago is not done by itself any more. Milliseconds. */
const wantedFor = 15 * 60_000
/** Marks the key of a second attempt; there is no third. */
const second = '.b'

/** `give`: dispatches another job in this one's place. */
export async function settle(
  { job, instanceIds, sentAt, earlier }: Unsettled,
  ctx: DispatchContext,
  give: (job: HostJob) => Promise<readonly JobResult[]>,
): Promise<readonly JobResult[]> {
  const none = (instanceId: string, code: FindingCode, seen: string): JobResult => ({
    kind: 'none',
    instanceId,
    finding: finding(code, { seen, instanceId }),
  })
  const lost = 'SendCommand got no answer, and SSM does not list the command'
  const unknown = (instanceId: string, more = ''): JobResult => none(instanceId, 'outcome-unknown', `${lost}${more}`)
  const isSecond = job.key.endsWith(second)
  const onceMore = (ids: readonly string[]) => give({ ...job, key: `${job.key}${second}`, instanceIds: ids })
  if (job.script === 'distributor' || ctx.scripts.isBurning(job)) return instanceIds.map((id) => unknown(id))
  if (!job.changes) return earlier && !isSecond ? onceMore(instanceIds) : instanceIds.map((id) => unknown(id))

  const settled = await give(ctx.scripts.burningJob(job, instanceIds))
  const absent = settled.flatMap((r) => (r.kind === 'transcript' && r.burned === 'absent' ? [r.instanceId] : []))
  const isWanted = !isSecond && !ctx.signal.aborted && ctx.clock.now().getTime() - sentAt.getTime() < wantedFor
  const given = absent.length > 0 && isWanted ? await onceMore(absent) : []
  const results = [...given, ...settled.filter((r) => !given.some((g) => g.instanceId === r.instanceId))]
  return results.map((result) => {
    if (result.kind === 'none' && !given.includes(result)) return unknown(result.instanceId, `; settling it: ${result.finding.seen}`)
    return result.kind === 'transcript' ? asOf(job, result) : result
  })
}

/** What the job that settled it tells, as the settled job's own result. */
function asOf(job: HostJob, { burned, ...told }: Extract<JobResult, { readonly kind: 'transcript' }>): JobResult {
  const none = (code: FindingCode, seen: string): JobResult => ({
    kind: 'none',
    instanceId: told.instanceId,
    finding: finding(code, { seen, instanceId: told.instanceId }),
  })
  if (burned === undefined) return told
  if (burned === 'done') return { ...told, state: 'replayed' }
  return burned === 'interrupted'
    ? none('job-interrupted', `${job.key} was begun and cut off`)
    : none('key-burned', `${job.key} never came there`)
}
