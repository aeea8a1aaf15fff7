/** Numbers that a registry, a repository's or a server's, cannot give: by the runs of that place. A terminal names a file, so nothing is remembered of it here. */
import { decodeTime, isValid } from 'ulid'
import { numbersSeen } from '../domain/people/allocate.ts'
import type { Held } from '../domain/people/held.ts'
import type { Origin, Verb } from '../domain/request.ts'
import { foldRun, type RegistryApplied, type Run, type RunEvent } from '../domain/run.ts'
import type { RunSummary } from '../domain/run-summary.ts'
import type { JournalStore } from './journal-store.ts'

type Journal = Pick<JournalStore, 'read' | 'summaries'>

const pageSize = 100
/** Of the runs that looked at hosts' accounts or counted what is on a volume: the newest, as each has all that its hosts had. */
const lookedAt = 50
const applying: readonly Verb[] = ['sync-people', 'deprovision']
const looking: readonly Verb[] = ['sync-people', 'deprovision', 'person-status', 'migrate']

/**
 * What the newest run that applied a registry says of it: every number that it gave, which a file cannot take back, and who left before it said so.
 * The id of a run for somebody who left is of the day on which they left, so that it is found again, and not of the hour: those that were applied after
 * the newest one began, which cannot have known of them, are told with it.
 */
export async function registryBefore({ id, origin }: Pick<Run, 'id' | 'origin'>, journal: Journal): Promise<RegistryApplied | undefined> {
  let newest: Applied | undefined
  const more: Held[] = []
  for await (const { id: runId, origin: of } of runsOf(origin, applying, journal, id)) {
    if (newest && isValid(runId) && decodeTime(runId) < Date.parse(newest.began) - untilFound) break
    if (newest && of.entrypoint !== 'leaving') continue
    const applied = appliedIn(await journal.read(runId))
    if (!newest) newest = applied
    else if (applied && applied.at >= newest.began) more.push(...(applied.what.held ?? []))
  }
  if (!newest || more.length === 0) return newest?.what
  return { ...newest.what, held: [...(newest.what.held ?? []), ...more] }
}

/** Somebody left on the day before that on which the newest one began, and their run was carried on late. Milliseconds. */
const untilFound = 2 * 86_400_000

/** `began`: when it was asked for. */
type Applied = { readonly what: RegistryApplied; readonly at: string; readonly began: string }

function appliedIn(events: readonly RunEvent[]): Applied | undefined {
  const applied = events.find((e) => e.type === 'registry-applied')
  return applied && { what: applied.data, at: applied.at, began: events[0]!.at }
}

/** What is not given to a new person: every number that was given, and those that somebody has on a host or on a volume, as far as it was seen. */
export async function takenNumbers(origin: Origin, journal: Journal): Promise<ReadonlySet<number>> {
  const taken = new Set((await registryBefore({ id: '', origin }, journal))?.given.map((given) => given.number))
  let left = lookedAt
  for await (const { id } of runsOf(origin, looking, journal)) {
    const { jobs } = foldRun(await journal.read(id))
    for (const { results = [] } of jobs) for (const number of results.flatMap(numbersSeen)) taken.add(number)
    if (--left === 0) break
  }
  return taken
}

/** Who left and is kept out, by all registries that were applied through this store: for whoever reads a file, which is of none of these places. */
export async function heldByAll(journal: Journal): Promise<readonly Held[]> {
  const places = new Map<string, Origin>()
  for await (const { origin, request } of allRuns(journal)) {
    const place = placeOf(origin)
    if (place !== undefined && applying.includes(request.verb)) places.set(place, origin)
  }
  const before = await Promise.all([...places.values()].map((origin) => registryBefore({ id: '', origin }, journal)))
  return before.flatMap((applied) => applied?.held ?? [])
}

/** Newest first; `except`: the run that asks. */
async function* runsOf(origin: Origin, verbs: readonly Verb[], journal: Journal, except?: string): AsyncGenerator<RunSummary> {
  const place = placeOf(origin)
  if (place === undefined) return
  for await (const run of allRuns(journal))
    if (verbs.includes(run.request.verb) && placeOf(run.origin) === place && run.id !== except) yield run
}

async function* allRuns(journal: Journal): AsyncGenerator<RunSummary> {
  for (let before: string | undefined; ; ) {
    const page = await journal.summaries({ limit: pageSize, ...(before === undefined ? {} : { before }) })
    yield* page
    before = page.at(-1)?.id
    if (page.length < pageSize) return
  }
}

/** Where the one registry is that whoever asks from there gets. */
const placeOf = (origin: Origin): string | undefined =>
  'repository' in origin ? origin.repository : origin.entrypoint === 'api' ? 'api' : undefined
