/**
 * A plan's jobs, in their order: Distributor brings the client where it was asked for, who may write lays out the volume, and only then
 * can that be seen through a read-only mount, or an access point make a folder in it. Nothing is mounted where it is not known that
 * Distributor succeeded.
 */
import type { HostJob, Plan, ScriptJob } from '../domain/plan.ts'
import type { JobResult } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { distributorJob } from './distributor-job.ts'
import { failuresOf } from './failures-of.ts'
import { groupJobs } from './jobs.ts'

export async function applyMounts(plan: Plan, ctx: EngineContext): Promise<readonly JobResult[]> {
  const installed = await all(
    plan.jobs.filter((job) => job.script === 'distributor'),
    ctx,
  )
  const failed = idsOf(installed.filter((r) => r.kind !== 'installed'))
  const mounts = only(
    plan.jobs.filter((job) => job.script !== 'distributor'),
    (id) => !failed.has(id),
  )
  const waits = (job: HostJob) => job.params.access === 'ro' || job.params.enforced === '1'
  const written = await mount(
    mounts.filter((job) => !waits(job)),
    plan,
    2,
    ctx,
  )
  return [...installed, ...written, ...(await mount(mounts.filter(waits), plan, 3, ctx))]
}

/**
 * Where the repositories turn out not to have the client, the instances that may go on to Distributor do so, and are mounted then.
 * `n` keeps the keys of these further jobs apart.
 */
async function mount(jobs: readonly ScriptJob[], plan: Plan, n: number, ctx: EngineContext): Promise<readonly JobResult[]> {
  const first = await all(jobs, ctx)
  const may = new Set(plan.clients.filter((c) => c.otherwise === 'distributor').map((c) => c.instanceId))
  const absent = first.filter((r) => may.has(r.instanceId) && failuresOf(r).some((f) => f.code === 'client-absent'))
  if (absent.length === 0) return first
  const installed = await all([distributorJob(ctx.runId, n, [...idsOf(absent)])], ctx)
  const ready = idsOf(installed.filter((r) => r.kind === 'installed'))
  const again = await all(mountsAgain(jobs, ready, n, ctx.runId), ctx)
  return [...installed, ...first.filter((r) => !ready.has(r.instanceId)), ...again]
}

/** The same values once more, for hosts that have the client by then. */
function mountsAgain(jobs: readonly ScriptJob[], ids: ReadonlySet<string>, n: number, runId: string): ScriptJob[] {
  const again = only(jobs, (id) => ids.has(id))
  const perInstance = again.flatMap(({ params, instanceIds }) =>
    instanceIds.map((instanceId) => ({ instanceId, params: { ...params, client: 'distributor' } })),
  )
  return groupJobs(runId, 'mount', perInstance, again[0]?.executionSeconds, n * 1000 + 1)
}

const all = async (jobs: readonly HostJob[], ctx: EngineContext): Promise<readonly JobResult[]> =>
  (await Promise.all(jobs.map((job) => ctx.dispatch(job)))).flat()

const idsOf = (results: readonly JobResult[]): ReadonlySet<string> => new Set(results.map((r) => r.instanceId))

function only(jobs: readonly ScriptJob[], wanted: (instanceId: string) => boolean): ScriptJob[] {
  return jobs.map((job) => ({ ...job, instanceIds: job.instanceIds.filter(wanted) })).filter((job) => job.instanceIds.length > 0)
}
