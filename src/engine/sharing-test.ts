/** Every account on every instance reads and appends to what every other wrote; cleaned up after, also when it fails. */
import { isPlainPath } from '../domain/access-points.ts'
import { accessPointOn, accountsFor, isReadOnlyOn } from '../domain/desired.ts'
import type { Identity, Observation } from '../domain/facts.ts'
import { group } from '../domain/layout.ts'
import type { HostJob, Operation } from '../domain/plan.ts'
import type { Report } from '../domain/report.ts'
import type { JobResult } from '../domain/run.ts'
import { identitiesFor, judgeSharing } from '../domain/sharing.ts'
import { topmostAt } from '../domain/topmost.ts'
import { type SharingPlace, sharingTestParams } from '../host/job.ts'
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
  const cannot = whyNotTried(operation)
  if (cannot !== undefined) return { verdict: 'not-tried', cells: [], notes: [cannot] }
  const taking = after.flatMap((o) => {
    if (o.kind !== 'observed') return []
    const top = topmostAt(o.facts, operation.mountPoint)
    const point = accessPointOn(operation, o.instanceId)?.id
    return top?.fileSystemId === operation.fileSystemId && top.accessPoint === point && top.answers === 'yes' ? [o] : []
  })
  const identities = identitiesFor(
    taking.map(({ instanceId, facts }) => {
      const user = accessPointOn(operation, instanceId)?.user
      const accounts = accountsFor(operation, facts).flatMap((name) => {
        const uid = facts.accounts.find((a) => a.name === name)?.uid
        return uid === undefined ? [] : [{ name, uid: user?.uid ?? uid }]
      })
      return { instanceId, readOnly: isReadOnlyOn(operation, instanceId), enforced: user !== undefined, accounts }
    }),
  )
  if (identities.length === 0) return { verdict: 'not-tried', cells: [], notes: ['no instance has the volume mounted and answering'] }
  if (identities.every((i) => i.readOnly))
    return { verdict: 'not-tried', cells: [], notes: ['every instance that takes part is read-only: nobody could write what others read'] }
  // one parameter set for all who see the same: each host asks its agent or its metadata which identities are its own
  const phase = (name: Phase, first: number): HostJob[] => {
    const { fileSystemId, addresses, mountPoint } = operation
    const perInstance = sendTo(name, identities).map((instanceId) => {
      const place = placeFor(operation, instanceId)
      const token = ctx.runId.toLowerCase()
      return {
        instanceId,
        params: sharingTestParams({ fileSystemId, addresses, mountPoint, gid: group.gid, phase: name, token, identities, place }),
      }
    })
    return groupJobs(ctx.runId, 'sharing-test', perInstance, 120, first)
  }
  const run = async (jobs: readonly HostJob[], cleanup = false): Promise<readonly JobResult[]> =>
    (await Promise.all(jobs.map((job) => ctx.dispatch(job, { cleanup })))).flat()
  try {
    const written = await run(phase('write', offset + 1))
    const results = await run(phase('exchange', offset + 1001))
    const judged = judgeSharing(
      identities,
      results.flatMap((r) => (r.kind === 'transcript' ? r.sharing : [])),
      new Map(written.flatMap((r) => failuresOf(r).map((f) => [r.instanceId, `${f.seen} (${f.code})`]))),
    )
    return { ...judged, notes: [...judged.notes, ...whereTried(operation)] }
  } finally {
    await run(phase('clean', offset + 2001), true)
  }
}

/**
 * Where all who take part can meet. Behind an enforced user nothing can be given a mode for the test, so its files lie in the folder itself, and
 * what that one's own owner and mode let people do is what is seen; others of the same test look for them at its path in the whole volume.
 */
function placeFor(operation: Operation, instanceId: string): SharingPlace {
  const { accessPoint } = operation
  if (!accessPoint?.user) return { folder: 'shared', open: false }
  const fromTheWhole = accessPoint.path === '/' ? '.' : accessPoint.path.slice(1)
  return { folder: accessPointOn(operation, instanceId) ? '.' : fromTheWhole, open: true }
}

/** Access points that somebody else made may lead anywhere, and enforce anybody. */
function whyNotTried({ accessPoint, accessPointOn }: Operation): string | undefined {
  if (accessPoint?.user?.uid === 0) return `through ${accessPoint.name} everybody is root: whatever is tried there succeeds`
  if (accessPoint?.user && accessPointOn && !isPlainPath(accessPoint.path))
    return `the folder of ${accessPoint.name} is not looked for in the whole volume: its path is no plain names`
  return undefined
}

const whereTried = ({ accessPoint, accessPointOn, targets }: Operation): string[] =>
  accessPoint?.user && accessPointOn
    ? [
        `tried in ${accessPoint.path}, the part of the volume that all of them see; ${accessPointOn.length} of ${targets.length} through ${accessPoint.name}`,
      ]
    : []

type Phase = 'write' | 'exchange' | 'clean'

/** One instance cleans for all: it is one file system. Read-only ones have nothing to write and cannot clean. */
function sendTo(phase: Phase, identities: readonly Identity[]): string[] {
  const takePart = phase === 'exchange' ? identities : identities.filter((i) => !i.readOnly)
  // root of the whole volume may remove everything; behind an enforced user it may not
  const first = phase === 'clean' ? takePart.toSorted((a, b) => Number(a.enforced ?? false) - Number(b.enforced ?? false)) : takePart
  const ids = [...new Set(first.map((i) => i.instanceId))]
  return phase === 'clean' ? ids.slice(0, 1) : ids
}
