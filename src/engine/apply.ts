/** A plan's mount jobs, sent. */
import type { HostJob, Plan } from '../domain/plan.ts'
import type { JobResult } from '../domain/run.ts'
import type { EngineContext } from './context.ts'

/** Who may write lays out the volume; only then can that be seen through a read-only mount. */
export async function applyMounts(plan: Plan, ctx: EngineContext): Promise<readonly JobResult[]> {
  const all = async (jobs: readonly HostJob[]) => (await Promise.all(jobs.map((job) => ctx.dispatch(job)))).flat()
  const isReadOnly = (job: HostJob) => job.params.access === 'ro'
  const written = await all(plan.jobs.filter((job) => !isReadOnly(job)))
  return [...written, ...(await all(plan.jobs.filter(isReadOnly)))]
}
