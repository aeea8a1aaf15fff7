/**
 * A plan's jobs, in their order: Distributor brings the client where it was asked for, who may write lays out the volume, and only then
 * can that be seen through a read-only mount, or an access point make a folder in it. Nothing is mounted where it is not known that
 * Distributor succeeded.
 */
import type { Finding } from '../domain/catalogue.ts'
import type { Observation } from '../domain/facts.ts'
import type { HostJob, Plan, ScriptJob } from '../domain/plan.ts'
import type { JobResult } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { distributorJob } from './distributor-job.ts'
import { failuresOf } from './failures-of.ts'
import { inBatches } from './in-batches.ts'
import { groupJobs } from './jobs.ts'
import { observationsAfter } from './observations.ts'

/**
 * In batches, where that was asked for: who differs before who holds, so that the same command again goes on with what is left of a rollout
 * that stopped; and last of all who waits for the layout.
 */
export async function rollOut(
  plan: Plan,
  before: readonly Observation[],
  ctx: EngineContext,
): Promise<{ readonly results: readonly JobResult[]; readonly refused: readonly Finding[] }> {
  const { operation, refused } = plan
  const { done, left } = await inBatches(
    {
      operation,
      ids: inOrder(plan),
      on: (some) => {
        const wanted = new Set(some.targets.map((t) => t.instanceId))
        return applyMounts({ ...plan, jobs: only(plan.jobs, (id) => wanted.has(id)) }, ctx)
      },
      seen: (results, some) => ({ before, after: observationsAfter(some, [], results), results }),
    },
    ctx,
  )
  return { results: done, refused: [...refused, ...left] }
}

function inOrder({ jobs, differences }: Plan): string[] {
  // what a first look cannot see yet, such as the space of an account that it did not know, does not differ
  const differs = new Set(differences.flatMap((d) => (d.code === 'not-looked-at' ? [] : [d.instanceId])))
  const waiting = new Set(jobs.filter(waits).flatMap((job) => job.instanceIds))
  const mounted = jobs.flatMap((job) => (job.script === 'mount' ? job.instanceIds : []))
  const rank = (id: string): number => (waiting.has(id) ? 2 : 0) + (differs.has(id) ? 0 : 1)
  return mounted.toSorted((a, b) => rank(a) - rank(b))
}

const waits = (job: HostJob): boolean => job.script === 'mount' && (job.params.access === 'ro' || job.params.enforced === '1')

async function applyMounts(plan: Plan, ctx: EngineContext): Promise<readonly JobResult[]> {
  const installed = await all(
    plan.jobs.filter((job) => job.script === 'distributor'),
    ctx,
  )
  const failed = idsOf(installed.filter((r) => r.kind !== 'installed'))
  const mounts = only(
    plan.jobs.flatMap((job) => (job.script === 'mount' ? [job] : [])),
    (id) => !failed.has(id),
  )
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

function only<J extends HostJob>(jobs: readonly J[], wanted: (instanceId: string) => boolean): J[] {
  return jobs.map((job) => ({ ...job, instanceIds: job.instanceIds.filter(wanted) })).filter((job) => job.instanceIds.length > 0)
}
