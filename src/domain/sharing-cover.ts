/**
 * Above twelve identities not all pairs are tried: every writer's file is, on every instance, by one reader of another uid. Which reader,
 * the instance settles by turns (see sharing/cover.py); that each file was tried on each instance is what is expected here. Where that would
 * be too many files for one instance, or too many in all, the instances stand in a ring, and each reads the files of those that follow it.
 */
import type { CoverFact, Identity, SharingTold } from './facts.ts'

export type Pair = readonly [writer: Identity, reader: Identity]

type Place = { readonly instanceId: string; readonly own: readonly Identity[] }

/** `next`: of how many instances that follow it in the ring an instance reads the files; absent: of all. */
export type Cover = { readonly ring: readonly Place[]; readonly next?: number }

const maxForAllPairs = 12
/** What an instance tells of so many files fits what the list of invocations shows; more has to be fetched from each by itself. */
const filesInList = 80
/** That is done for so many instances, of so many files, which fit what is fetched. */
const maxFetched = 20
const filesInFull = 500
/** Of all instances together, so that the cost grows as the fleet does; each file is read on two others all the same. */
const readingsInAll = 5_000
const leastNext = 2

/** Undefined where all pairs are tried. */
export function coverFor(identities: readonly Identity[]): Cover | undefined {
  if (identities.length <= maxForAllPairs) return undefined
  const places = [...Map.groupBy(identities, (i) => i.instanceId)].map(([instanceId, own]) => ({ instanceId, own }))
  const writers = identities.filter((i) => !i.readOnly).length
  if (writers <= (places.length > maxFetched ? filesInList : filesInFull)) return { ring: places }
  const most = Math.max(...places.map(({ own }) => own.length))
  const next = Math.max(leastNext, Math.floor(Math.min(filesInList / most, readingsInAll / writers)))
  return { ring: places.toSorted((a, b) => (a.instanceId < b.instanceId ? -1 : 1)), next: Math.min(next, places.length - 1) }
}

/** The places from one on, around the ring, each once. */
const from = ({ ring }: Cover, at: number, count: number): readonly Place[] =>
  Array.from({ length: Math.min(count, ring.length) }, (_, k) => ring[(at + k) % ring.length]!)

/** In a ring: so many instances at a time, with the identities that they are told: their own and those of the ones that follow. */
export function stretches(cover: Cover & { readonly next: number }, size: number) {
  const { ring, next } = cover
  return Array.from({ length: Math.ceil(ring.length / size) }, (_, k) => ({
    instanceIds: ring.slice(k * size, (k + 1) * size).map((p) => p.instanceId),
    identities: from(cover, k * size, size + next).flatMap((p) => p.own),
  }))
}

/** Whose files an instance is to read. */
function writersFor(cover: Cover, at: number): readonly Identity[] {
  const places = cover.next === undefined ? cover.ring : from(cover, at + 1, cover.next)
  return places.flatMap((p) => p.own.filter((i) => !i.readOnly))
}

/** The reported cells, and the pairs to judge: at least one for each writer on each instance that is to read its file, where somebody could. */
export function coverOf(
  cover: Cover,
  told: ReadonlyMap<string, CoverFact>,
): { readonly facts: readonly SharingTold[]; readonly pairs: readonly Pair[] } {
  const facts: SharingTold[] = []
  const pairs: Pair[] = []
  const all = cover.next === undefined ? writersFor(cover, 0) : undefined
  for (const [at, { instanceId, own }] of cover.ring.entries()) {
    const { cells: reported = [], complete = false } = told.get(instanceId) ?? {}
    const cells = Map.groupBy(reported, ({ writer }) => `${writer.instanceId}/${writer.account}`)
    for (const writer of all ?? writersFor(cover, at)) {
      const able = own.filter((i) => i.instanceId !== writer.instanceId || i.account !== writer.account)
      const wanted = able.find((i) => i.uid !== writer.uid) ?? able[0]
      if (!wanted) continue
      const tried = (cells.get(`${writer.instanceId}/${writer.account}`) ?? []).flatMap((cell) => {
        const reader = able.find((i) => i.instanceId === cell.reader.instanceId && i.account === cell.reader.account)
        return reader ? [{ cell, reader }] : []
      })
      for (const { cell, reader } of tried) {
        pairs.push([writer, reader])
        const { read, append, saw, detail } = cell
        const others = cell.uid !== writer.uid
        facts.push({
          writer,
          reader,
          ...(others ? { read: 'error', append, detail: `the file belongs to uid ${cell.uid}` } : { read, append }),
          ...(others || saw === undefined ? {} : { saw }),
          ...(others || detail === undefined ? {} : { detail }),
        })
      }
      // whoever has the writer's uid proves nothing
      if (tried.some(({ reader }) => reader.uid !== writer.uid || wanted.uid === writer.uid)) continue
      pairs.push([writer, wanted])
      if (complete && tried.length === 0)
        facts.push({ writer, reader: wanted, read: 'missing', append: 'missing', detail: 'its file was not there' })
    }
  }
  return { facts, pairs }
}
