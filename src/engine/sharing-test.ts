/** Every account on every instance reads and appends to what every other wrote; cleaned up after, also when it fails. */
import { isPlainPath } from '../domain/access-points.ts'
import type { Finding } from '../domain/catalogue.ts'
import { accountsFor } from '../domain/desired.ts'
import type { Identity, Observation, SharingTold } from '../domain/facts.ts'
import type { PointOfMount } from '../domain/mount-spec.ts'
import { type HostJob, type Operation, targetOf } from '../domain/plan.ts'
import type { Report } from '../domain/report.ts'
import type { TakingPart } from '../domain/rows/same-person.ts'
import type { JobResult } from '../domain/run.ts'
import { identitiesFor, judgeSharing } from '../domain/sharing.ts'
import { coverFor, coverOf, type Pair, stretches } from '../domain/sharing-cover.ts'
import { proven } from '../domain/sharing-proof.ts'
import { topmostAt } from '../domain/topmost.ts'
import { identitiesText, type SharingPlace, sharingTestParams } from '../host/job.ts'
import type { EngineContext } from './context.ts'
import { failuresOf } from './failures-of.ts'
import { groupJobs } from './jobs.ts'

/** `offset`: of the numbers of its jobs, where a run has several tests; `people`: who takes part besides the accounts of the mount. Runs only where the right file system was seen to be mounted and to answer; a single instance is tested against itself. */
export async function sharingTest(
  operation: Operation,
  after: readonly Observation[],
  ctx: EngineContext,
  offset = 0,
  people: TakingPart = new Map(),
): Promise<Report['sharing']> {
  if (!operation.options.sharingTest) return { verdict: 'not-tried', cells: [], notes: ['turned off'] }
  const specOn = (instanceId: string) => targetOf(operation, instanceId).spec
  const pointOn = (instanceId: string) => specOn(instanceId).accessPoint
  const taking = after.flatMap((o) => {
    if (o.kind !== 'observed') return []
    const top = topmostAt(o.facts, operation.mountPoint)
    const accessPoint = pointOn(o.instanceId)?.id
    return top?.fileSystemId === operation.fileSystemId && top.accessPoint === accessPoint && top.answers === 'yes' ? [o] : []
  })
  const points = pointsOf(taking.map((o) => pointOn(o.instanceId)))
  const cannot = whyNotTried(points)
  if (cannot !== undefined) return { verdict: 'not-tried', cells: [], notes: [cannot] }
  const meeting = points.find((p) => p?.user)
  const identities = identitiesFor(
    taking.map(({ instanceId, facts }) => {
      const user = pointOn(instanceId)?.user
      const uids = new Map(facts.accounts.map((a) => [a.name, a.uid]))
      const named = accountsFor(targetOf(operation, instanceId), facts).flatMap((name) => {
        const uid = uids.get(name)
        return uid === undefined ? [] : [{ name, uid: user?.uid ?? uid }]
      })
      const more = (people.get(instanceId) ?? []).filter(({ name }) => !named.some((one) => one.name === name))
      const accounts = [...named, ...more]
      return { instanceId, readOnly: specOn(instanceId).readOnly, enforced: user !== undefined, accounts }
    }),
  )
  if (identities.length === 0) return { verdict: 'not-tried', cells: [], notes: ['no instance has the volume mounted and answering'] }
  if (identities.every((i) => i.readOnly))
    return { verdict: 'not-tried', cells: [], notes: ['every instance in the test is read-only: nobody could write what others read'] }
  // All pairs: one parameter set for all who see the same, each host asks its agent or its metadata which identities are its own. By cover a
  // host gets its own identities alone, in a ring those of the next ones too, so that no command grows with the fleet.
  const cover = coverFor(identities)
  const own = Map.groupBy(identities, (i) => i.instanceId)
  const { next } = cover ?? {}
  const ringed = cover && next !== undefined ? heard(stretches({ ...cover, next }, stretchOf(own, next))) : undefined
  const all = cover ? '' : identitiesText(identities)
  const phase = (name: Phase, first: number): HostJob[] => {
    const { fileSystemId, addresses, mountPoint } = operation
    const made = new Map<string, Map<string, ReturnType<typeof sharingTestParams>>>()
    const perInstance = sendTo(name, identities).map((instanceId) => {
      const place = placeFor(meeting, pointOn(instanceId))
      const token = ctx.runId.toLowerCase()
      const asked = { fileSystemId, addresses, mountPoint, gid: specOn(instanceId).group.gid, phase: name, token, place }
      const around = name === 'exchange' ? ringed?.get(instanceId) : undefined
      const told = around
        ? { cover: true, next: next!, identities: around }
        : { cover: cover !== undefined, identities: cover ? identitiesText(own.get(instanceId)!, true) : all }
      // once for all who are given the same: in a fleet that is some kilobytes for each
      const alike = made.get(told.identities) ?? new Map()
      made.set(told.identities, alike)
      const rest = `${around === undefined} ${asked.gid} ${place.open} ${place.folder}`
      const params = alike.get(rest) ?? sharingTestParams({ ...asked, ...told })
      alike.set(rest, params)
      return { instanceId, params }
    })
    return groupJobs(ctx.runId, 'sharing-test', perInstance, name === 'alone' ? 360 : 120, first)
  }
  const run = async (jobs: readonly HostJob[], cleanup = false): Promise<readonly JobResult[]> =>
    (await Promise.all(jobs.map((job) => ctx.dispatch(job, { cleanup })))).flat()
  let seen: Report['sharing']
  let left: readonly Finding[] = []
  let cleaned = false
  try {
    const isAlone = own.size === 1
    const written = await run(phase(isAlone ? 'alone' : 'write', offset + 1))
    const results = isAlone ? written : await run(phase('exchange', offset + 1001))
    cleaned = isAlone && written.length > 0 && written.every(hasCleaned)
    // a host speaks for its own identities alone
    const wrote = written.flatMap((r) =>
      r.kind === 'transcript' ? (r.wrote ?? []).filter((w) => w.writer.instanceId === r.instanceId) : [],
    )
    const told = new Map(results.flatMap((r) => (r.kind === 'transcript' && r.cover ? [[r.instanceId, r.cover] as const] : [])))
    const { facts, pairs }: { facts: readonly SharingTold[]; pairs?: readonly Pair[] } = cover
      ? coverOf(cover, told)
      : { facts: results.flatMap((r) => (r.kind === 'transcript' ? r.sharing.filter((s) => s.reader.instanceId === r.instanceId) : [])) }
    await ctx.turn()
    const judged = judgeSharing(
      identities,
      proven(facts, wrote),
      new Map(
        written.flatMap((r) =>
          failuresOf(r)
            .filter(isOfWriting)
            .map((f) => [r.instanceId, `${f.seen} (${f.code}). ${f.next}`]),
        ),
      ),
      pairs && { pairs, ...(next === undefined ? {} : { next }) },
    )
    const apart = operation.targets.filter((t) => !own.has(t.instanceId))
    seen = {
      ...judged,
      // what was tried says nothing of those that were to be shared with
      verdict: judged.verdict === 'holds' && apart.length > 0 ? 'unknown' : judged.verdict,
      notes: [...judged.notes, ...whereTried(meeting, points), ...tookNoPart(apart)],
    }
  } finally {
    if (!cleaned) left = (await run(phase('clean', offset + 2001), true)).flatMap(failuresOf)
  }
  return { ...seen, notes: [...seen.notes, ...left.map(stillThere)] }
}

function tookNoPart(targets: Operation['targets']): string[] {
  if (targets.length === 0) return []
  const names = targets.slice(0, 3).map((t) => t.name)
  const more = targets.length > names.length ? ` and ${targets.length - names.length} more` : ''
  return [`${names.join(', ')}${more} took no part: the volume was not seen mounted and answering there`]
}

/** Instances that are told of each other by one command, and identities of which it tells at most. */
const inStretch = 50
const mostTold = 1_000

function stretchOf(own: ReadonlyMap<string, readonly Identity[]>, next: number): number {
  const most = Math.max(...[...own.values()].map((all) => all.length))
  return Math.max(1, Math.min(inStretch, Math.floor(mostTold / most) - next))
}

/** What each instance is told, by its id; the same list for all of a stretch. */
const heard = (all: ReturnType<typeof stretches>): ReadonlyMap<string, string> =>
  new Map(
    all.flatMap(({ instanceIds, identities }) => {
      const text = identitiesText(identities)
      return instanceIds.map((id) => [id, text] as const)
    }),
  )

const stillThere = ({ seen, code }: Finding): string => `the test’s own files, .prism-sharing-…, may still be there: ${seen} (${code})`

const pointsOf = (all: readonly (PointOfMount | undefined)[]): (PointOfMount | undefined)[] => [
  ...new Map(all.map((p) => [p?.id, p])).values(),
]

/**
 * Where all who take part can meet. Behind an enforced user nothing can be given a mode for the test, so its files lie in the folder itself, and
 * what that one's own owner and mode let people do is what is seen; others of the same test look for them at its path in the whole volume.
 */
function placeFor(meeting: PointOfMount | undefined, own: PointOfMount | undefined): SharingPlace {
  if (!meeting) return { folder: 'shared', open: false }
  const fromTheWhole = meeting.path === '/' ? '.' : meeting.path.slice(1)
  return { folder: own ? '.' : fromTheWhole, open: true }
}

/** Different folders are the same place for nobody, but where one enforces a user and the others see the whole volume. Access points that somebody else made may lead anywhere, and enforce anybody. */
function whyNotTried(points: readonly (PointOfMount | undefined)[]): string | undefined {
  const [first, ...more] = points.filter((p) => p !== undefined)
  if (!first) return undefined
  if (more.length > 0 || (points.length > 1 && !first.user))
    return 'the instances mount through different access points: one is not supposed to see what another writes'
  if (first.user?.uid === 0) return `through ${first.name} everybody is root: every try there succeeds`
  if (points.length > 1 && !isPlainPath(first.path))
    return `the folder of ${first.name} cannot be found in the whole volume: its path is not made of plain names`
  return undefined
}

const whereTried = (meeting: PointOfMount | undefined, points: readonly unknown[]): string[] =>
  meeting && points.length > 1
    ? [`tried in ${meeting.path}, the part of the volume that all of them see, with or without ${meeting.name}`]
    : []

/** alone: where one instance is tested against itself, all three of it in one command. */
type Phase = 'write' | 'exchange' | 'clean' | 'alone'

const hasCleaned = (r: JobResult): boolean => r.kind === 'transcript' && r.steps.some((s) => s.step === 'clean' && s.status !== 'failed')

/** A host's own findings begin with their step. */
const isOfWriting = ({ seen }: Finding): boolean => !/^(?:exchange|clean): /.test(seen)

/** One instance cleans for all: it is one file system. Read-only ones have nothing to write and cannot clean. */
function sendTo(phase: Phase, identities: readonly Identity[]): string[] {
  const takePart = phase === 'exchange' || phase === 'alone' ? identities : identities.filter((i) => !i.readOnly)
  // root of the whole volume may remove everything; behind an enforced user it may not
  const first = phase === 'clean' ? takePart.toSorted((a, b) => Number(a.enforced ?? false) - Number(b.enforced ?? false)) : takePart
  const ids = [...new Set(first.map((i) => i.instanceId))]
  return phase === 'clean' ? ids.slice(0, 1) : ids
}
