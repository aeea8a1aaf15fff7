/**
 * A plan's jobs, in their order: where the client comes from Distributor the mount follows only where that went well, and where the
 * repositories turn out not to have the client, the instances that may go on to Distributor do so and are mounted then.
 */
import type { DistributorJob, HostJob, Plan, ScriptJob } from '../domain/plan.ts'
import type { JobResult } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { distributorJob } from './distributor-job.ts'
import { failuresOf } from './failures-of.ts'
import { groupJobs } from './jobs.ts'

/** A second mount of the same run has a key of its own. */
const firstAgain = 501

export async function applyMount(plan: Plan, ctx: EngineContext): Promise<readonly JobResult[]> {
  const installs = plan.jobs.filter((job) => job.script === 'distributor')
  const mounts = plan.jobs.filter((job) => job.script !== 'distributor')
  const later = new Set(installs.flatMap((job) => job.instanceIds))
  const [direct, planned] = await Promise.all([
    all(
      only(mounts, (id) => !later.has(id)),
      ctx,
    ),
    installThenMount(
      installs,
      only(mounts, (id) => later.has(id)),
      ctx,
    ),
  ])
  const absent = absentFrom(direct, plan)
  if (absent.length === 0) return [...planned.installed, ...direct, ...planned.mounted]
  const second = await installThenMount([distributorJob(ctx.runId, 2, absent)], mountsAgain(mounts, absent, ctx.runId), ctx)
  const again = new Set(second.mounted.map((r) => r.instanceId))
  const kept = direct.filter((r) => !again.has(r.instanceId))
  return [...planned.installed, ...second.installed, ...kept, ...planned.mounted, ...second.mounted]
}

/** Nothing is mounted where it is not known that Distributor succeeded. */
async function installThenMount(installs: readonly DistributorJob[], mounts: readonly ScriptJob[], ctx: EngineContext) {
  const installed = await all(installs, ctx)
  const ready = new Set(installed.filter((r) => r.kind === 'installed').map((r) => r.instanceId))
  return {
    installed,
    mounted: await all(
      only(mounts, (id) => ready.has(id)),
      ctx,
    ),
  }
}

/** Those whose repositories do not have it, and that may go on to Distributor. */
function absentFrom(results: readonly JobResult[], plan: Plan): string[] {
  const may = new Set(plan.clients.filter((c) => c.otherwise === 'distributor').map((c) => c.instanceId))
  return results
    .filter((r) => may.has(r.instanceId) && failuresOf(r).some((f) => f.code === 'client-absent'))
    .map(({ instanceId }) => instanceId)
}

/** The same values once more, for hosts that have the client by then. */
function mountsAgain(mounts: readonly ScriptJob[], ids: readonly string[], runId: string): ScriptJob[] {
  const again = only(mounts, (id) => ids.includes(id))
  const perInstance = again.flatMap(({ params, instanceIds }) =>
    instanceIds.map((instanceId) => ({ instanceId, params: { ...params, client: 'distributor' } })),
  )
  return groupJobs(runId, 'mount', perInstance, again[0]?.executionSeconds, firstAgain)
}

const all = async (jobs: readonly HostJob[], ctx: EngineContext): Promise<readonly JobResult[]> =>
  (await Promise.all(jobs.map((job) => ctx.dispatch(job)))).flat()

function only(jobs: readonly ScriptJob[], wanted: (instanceId: string) => boolean): ScriptJob[] {
  return jobs.map((job) => ({ ...job, instanceIds: job.instanceIds.filter(wanted) })).filter((job) => job.instanceIds.length > 0)
}
