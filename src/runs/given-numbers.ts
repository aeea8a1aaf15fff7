/** Every number that a registry gave, a repository's or a server's, by the newest run that applied one: what a file cannot take back. */
import type { GivenNumber } from '../domain/people/given.ts'
import type { Origin } from '../domain/request.ts'
import { foldRun, type Run } from '../domain/run.ts'
import type { JournalStore } from './journal-store.ts'

const pageSize = 100

/** A terminal names a file, so nothing is remembered of it here; the hosts' own records are. */
export async function givenNumbers(
  { id, origin }: Run,
  journal: Pick<JournalStore, 'read' | 'summaries'>,
): Promise<readonly GivenNumber[]> {
  const place = placeOf(origin)
  if (place === undefined) return []
  for (let before: string | undefined; ; ) {
    const page = await journal.summaries({ limit: pageSize, ...(before === undefined ? {} : { before }) })
    for (const run of page) {
      if (run.request.verb !== 'sync-people' || placeOf(run.origin) !== place || run.id === id) continue
      const { registryApplied } = foldRun(await journal.read(run.id))
      if (registryApplied) return registryApplied.given
    }
    before = page.at(-1)?.id
    if (page.length < pageSize) return []
  }
}

/** Where the one registry is that whoever asks from there gets. */
const placeOf = (origin: Origin): string | undefined =>
  'repository' in origin ? origin.repository : origin.entrypoint === 'api' ? 'api' : undefined
