/** Every account on every instance reads and appends to what every other wrote; cleaned up after, also when it fails. */
import { accountsFor } from '../domain/desired.ts'
import type { Identity, Observation } from '../domain/facts.ts'
import type { HostJob, Operation } from '../domain/plan.ts'
import type { Report } from '../domain/report.ts'
import { topmostAt } from '../domain/rows/mount.ts'
import type { JobResult } from '../domain/run.ts'
import { identitiesFor, judgeSharing } from '../domain/sharing.ts'
import { sharingTestParams } from '../host/job.ts'
import type { EngineContext } from './context.ts'
import { groupJobs } from './jobs.ts'

/** Runs only on instances that were seen to have the right file system mounted; a single one is tested against itself. */
export async function sharingTest(operation: Operation, after: readonly Observation[], ctx: EngineContext): Promise<Report['sharing']> {
  if (!operation.options.sharingTest) return { verdict: 'not-tried', cells: [], notes: ['left out on request'] }
  const taking = after.flatMap((o) =>
    o.kind === 'observed' && topmostAt(o.facts, operation.mountPoint)?.fileSystemId === operation.fileSystemId ? [o] : [],
  )
  const identities = identitiesFor(
    taking.map(({ instanceId, facts }) => ({
      instanceId,
      accounts: accountsFor(operation, facts).flatMap((name) => {
        const uid = facts.accounts.find((a) => a.name === name)?.uid
        return uid === undefined ? [] : [{ name, uid }]
      }),
    })),
  )
  if (identities.length === 0) return { verdict: 'not-tried', cells: [], notes: ['no instance has the volume mounted'] }
  const phase = (name: 'write' | 'exchange' | 'clean', first: number): HostJob[] =>
    groupJobs(
      ctx.runId,
      'sharing-test',
      sendTo(name, taking, identities).map((instanceId) => ({
        instanceId,
        params: sharingTestParams({
          mountPoint: operation.mountPoint,
          phase: name,
          token: ctx.runId.toLowerCase(),
          identities,
          instanceId,
        }),
      })),
      120,
      first,
    )
  const run = async (jobs: readonly HostJob[], cleanup = false): Promise<readonly JobResult[]> =>
    (await Promise.all(jobs.map((job) => ctx.dispatch(job, { cleanup })))).flat()
  try {
    await run(phase('write', 1))
    const results = await run(phase('exchange', 1001))
    return judgeSharing(
      identities,
      results.flatMap((r) => (r.kind === 'transcript' ? r.sharing : [])),
    )
  } finally {
    await run(phase('clean', 2001), true)
  }
}

/** One instance cleans for all: it is one file system. */
function sendTo(
  phase: 'write' | 'exchange' | 'clean',
  taking: readonly { readonly instanceId: string }[],
  identities: readonly Identity[],
): string[] {
  const ids = taking.map((t) => t.instanceId).filter((id) => identities.some((i) => i.instanceId === id))
  return phase === 'clean' ? ids.slice(0, 1) : ids
}
