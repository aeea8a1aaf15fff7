/** Numbers that a registry, a repository's or a server's, cannot give: by the runs of that place. A terminal names a file, so nothing is remembered of it here. */
import { numbersSeen } from '../domain/people/allocate.ts'
import type { Origin, Verb } from '../domain/request.ts'
import { foldRun, type RegistryApplied, type Run } from '../domain/run.ts'
import type { JournalStore } from './journal-store.ts'

type Journal = Pick<JournalStore, 'read' | 'summaries'>

const pageSize = 100
/** Of the runs that looked at hosts' accounts or counted what is on a volume: the newest, as each has all that its hosts had. */
const lookedAt = 50
const looking: readonly Verb[] = ['sync-people', 'deprovision', 'person-status', 'migrate']

/** What the newest run that applied a registry says of it: every number that it gave, which a file cannot take back, and who left before it said so. */
export async function registryBefore({ id, origin }: Pick<Run, 'id' | 'origin'>, journal: Journal): Promise<RegistryApplied | undefined> {
  for await (const { registryApplied } of runsOf(origin, ['sync-people', 'deprovision'], journal, id))
    if (registryApplied) return registryApplied
  return undefined
}

/** What is not given to a new person: every number that was given, and those that somebody has on a host or on a volume, as far as it was seen. */
export async function takenNumbers(origin: Origin, journal: Journal): Promise<ReadonlySet<number>> {
  const taken = new Set((await registryBefore({ id: '', origin }, journal))?.given.map((given) => given.number))
  let left = lookedAt
  for await (const { jobs } of runsOf(origin, looking, journal)) {
    for (const { results = [] } of jobs) for (const number of results.flatMap(numbersSeen)) taken.add(number)
    if (--left === 0) break
  }
  return taken
}

/** Newest first; `except`: the run that asks. */
async function* runsOf(origin: Origin, verbs: readonly Verb[], journal: Journal, except?: string): AsyncGenerator<Run> {
  const place = placeOf(origin)
  if (place === undefined) return
  for (let before: string | undefined; ; ) {
    const page = await journal.summaries({ limit: pageSize, ...(before === undefined ? {} : { before }) })
    for (const run of page)
      if (verbs.includes(run.request.verb) && placeOf(run.origin) === place && run.id !== except) yield foldRun(await journal.read(run.id))
    before = page.at(-1)?.id
    if (page.length < pageSize) return
  }
}

/** Where the one registry is that whoever asks from there gets. */
const placeOf = (origin: Origin): string | undefined =>
  'repository' in origin ? origin.repository : origin.entrypoint === 'api' ? 'api' : undefined
