/** The registry's people on the volume of a mount: what would be done there for them, and the jobs that look and do. */
import type { HostFacts } from '../domain/facts.ts'
import { memberUmask } from '../domain/layout.ts'
import { accountRows, isToAdopt } from '../domain/people/compare.ts'
import { changesOn, type VolumeSeen, type WantedVolume } from '../domain/people/spaces.ts'
import type { PeopleHost } from '../domain/people/sync.ts'
import type { Difference, HostJob, Operation, ScriptJob } from '../domain/plan.ts'
import type { Row } from '../domain/report.ts'
import { spaceRows } from '../domain/rows/spaces.ts'
import type { JobResult } from '../domain/run.ts'
import { topmostAt } from '../domain/topmost.ts'
import { spacesParams } from '../host/job.ts'
import type { EngineContext } from './context.ts'
import { groupJobs } from './jobs.ts'
import type { Looked } from './sync-people.ts'

/** `volume`: what its people are to have on the volume; absent: nothing can be given there. */
export type EnrolledHost = PeopleHost & { readonly volume?: WantedVolume }

export function isMounted({ fileSystemId, mountPoint }: Operation, facts: HostFacts | undefined): boolean {
  const top = facts && topmostAt(facts, mountPoint)
  return top?.fileSystemId === fileSystemId && top.answers === 'yes'
}

/** What was looked at: accounts, and what is on the volume. */
type Looks = { readonly hosts: readonly EnrolledHost[]; readonly looked: Looked; readonly onVolume: readonly JobResult[] }

const mostTold = 5

/** What was seen of what is not as it is to be; nothing is claimed of what nobody looked at. */
function observedOf(looked: boolean, off: readonly Row[]): string {
  if (!looked) return 'not looked at'
  const told = off.slice(0, mostTold).map(({ subject, observed }) => `${subject}: ${observed || 'not seen'}`)
  return [...told, ...(off.length > mostTold ? [`${off.length - mostTold} more`] : [])].join('; ') || 'not so'
}

/** On the instances that are mounted: those on which something would be done, and what. */
export function changesOnVolumes(
  { hosts, looked, onVolume }: Looks,
  mounted: ReadonlySet<string>,
): { readonly hosts: readonly EnrolledHost[]; readonly differences: readonly Difference[] } {
  const accounts = new Map(looked.seen.map(([{ instanceId }, seen]) => [instanceId, seen]))
  const would = hosts.flatMap((host) => {
    const { instanceId, wanted, volume } = host
    const people = accounts.get(instanceId)
    if (!volume || !people || !mounted.has(instanceId)) return []
    const rows = accountRows(wanted, people)
    // whose account is in the way of nothing, or is made now
    const names = rows.flatMap((row) => (row.kind === 'listed' && !row.blocked && !isToAdopt(row, people) ? [row.name] : []))
    const seen = volumeIn(onVolume, instanceId)
    const set = changesOn(volume, seen, names)
    const off = spaceRows(wanted, volume, people, seen).filter((row) => row.verdict !== 'holds' && row.verdict !== 'note')
    // what the mount itself may fix is looked at after it
    const changes = set.length > 0 ? set : off.map((row) => `look again: ${row.subject}`)
    return changes.length > 0 ? [{ host, changes, observed: observedOf(seen !== undefined, off) }] : []
  })
  return {
    hosts: would.map((one) => one.host),
    differences: would.flatMap(({ host: { instanceId }, changes, observed }) =>
      changes.map(
        (repair): Difference => ({
          instanceId,
          subject: 'what the registry’s people have on the volume',
          expected: 'as in the registry',
          observed,
          code: 'space-differs',
          repair,
        }),
      ),
    ),
  }
}

export const volumeIn = (results: readonly JobResult[], instanceId: string): VolumeSeen | undefined =>
  results.flatMap((r) => (r.kind === 'transcript' && r.instanceId === instanceId && r.volume ? [r.volume] : []))[0]

export function spacesJobs(
  hosts: readonly EnrolledHost[],
  how: { readonly change: boolean; readonly tries: boolean },
  offset: number,
  ctx: EngineContext,
): readonly ScriptJob[] {
  const each = hosts.flatMap(({ instanceId, volume }) =>
    volume ? [{ instanceId, params: spacesParams({ ...volume, umask: memberUmask, ...how }) }] : [],
  )
  return groupJobs(ctx.runId, 'spaces', each, undefined, offset + 1)
}

export const dispatchAll = async (jobs: readonly HostJob[], ctx: EngineContext): Promise<readonly JobResult[]> =>
  (await Promise.all(jobs.map((job) => ctx.dispatch(job)))).flat()
