/** Every account on every instance reads and appends to what every other wrote; cleaned up after, also when it fails. */
import { accountsFor, askedOn, isReadOnlyOn } from '../domain/desired.ts'
import type { Identity, Observation } from '../domain/facts.ts'
import { group } from '../domain/layout.ts'
import type { HostJob, Operation } from '../domain/plan.ts'
import type { Report } from '../domain/report.ts'
import type { JobResult } from '../domain/run.ts'
import { identitiesFor, judgeSharing } from '../domain/sharing.ts'
import { topmostAt } from '../domain/topmost.ts'
import { sharingTestParams } from '../host/job.ts'
import type { EngineContext } from './context.ts'
import { failuresOf } from './failures-of.ts'
import { groupJobs } from './jobs.ts'

/** `offset`: of the numbers of its jobs, where a run has several tests. Runs only where the right file system was seen to be mounted and to answer; a single instance is tested against itself. */
export async function sharingTest(
  operation: Operation,
  after: readonly Observation[],
  ctx: EngineContext,
  offset = 0,
): Promise<Report['sharing']> {
  if (!operation.options.sharingTest) return { verdict: 'not-tried', cells: [], notes: ['left out on request'] }
  const taking = after.flatMap((o) => {
    if (o.kind !== 'observed') return []
    const top = topmostAt(o.facts, operation.mountPoint)
    const { accessPoint } = askedOn(operation, o.instanceId)
    return top?.fileSystemId === operation.fileSystemId && top.accessPoint === accessPoint && top.answers === 'yes' ? [o] : []
  })
  const folders = new Set(taking.map((o) => askedOn(operation, o.instanceId).accessPoint))
  if (folders.size > 1)
    return {
      verdict: 'not-tried',
      cells: [],
      notes: ['the instances have it through different access points: what one writes another is not to see'],
    }
  const identities = identitiesFor(
    taking.map(({ instanceId, facts }) => ({
      instanceId,
      readOnly: isReadOnlyOn(operation, instanceId),
      accounts: accountsFor(operation, facts, instanceId).flatMap((name) => {
        const uid = facts.accounts.find((a) => a.name === name)?.uid
        return uid === undefined ? [] : [{ name, uid }]
      }),
    })),
  )
  if (identities.length === 0) return { verdict: 'not-tried', cells: [], notes: ['no instance has the volume mounted and answering'] }
  if (identities.every((i) => i.readOnly))
    return { verdict: 'not-tried', cells: [], notes: ['every instance that takes part is read-only: nobody could write what others read'] }
  // one parameter set for all: each host asks its agent or its metadata which identities are its own
  const phase = (name: Phase, first: number): HostJob[] => {
    const { fileSystemId, addresses, mountPoint } = operation
    const params = sharingTestParams({
      fileSystemId,
      addresses,
      mountPoint,
      gid: group.gid,
      phase: name,
      token: ctx.runId.toLowerCase(),
      identities,
    })
    return groupJobs(
      ctx.runId,
      'sharing-test',
      sendTo(name, identities).map((instanceId) => ({ instanceId, params })),
      120,
      first,
    )
  }
  const run = async (jobs: readonly HostJob[], cleanup = false): Promise<readonly JobResult[]> =>
    (await Promise.all(jobs.map((job) => ctx.dispatch(job, { cleanup })))).flat()
  try {
    const written = await run(phase('write', offset + 1))
    const results = await run(phase('exchange', offset + 1001))
    return judgeSharing(
      identities,
      results.flatMap((r) => (r.kind === 'transcript' ? r.sharing : [])),
      new Map(written.flatMap((r) => failuresOf(r).map((f) => [r.instanceId, `${f.seen} (${f.code})`]))),
    )
  } finally {
    await run(phase('clean', offset + 2001), true)
  }
}

type Phase = 'write' | 'exchange' | 'clean'

/** One instance cleans for all: it is one file system. Read-only ones have nothing to write and cannot clean. */
function sendTo(phase: Phase, identities: readonly Identity[]): string[] {
  const takePart = phase === 'exchange' ? identities : identities.filter((i) => !i.readOnly)
  const ids = [...new Set(takePart.map((i) => i.instanceId))]
  return phase === 'clean' ? ids.slice(0, 1) : ids
}
