/**
 * Above twelve identities not all pairs are tried: every writer's file is, on every instance, by one reader of another uid. Which reader,
 * the instance settles by turns (see sharing/cover.py); that each file was tried on each instance is what is expected here.
 */
import type { CoverFact, Identity, SharingTold } from './facts.ts'

export type Pair = readonly [writer: Identity, reader: Identity]

const maxForAllPairs = 12

export const isByCover = (identities: readonly Identity[]): boolean => identities.length > maxForAllPairs

/** The reported cells, and the pairs to judge: at least one for each writer on each instance where somebody could read. */
export function coverOf(
  identities: readonly Identity[],
  told: ReadonlyMap<string, CoverFact>,
): { readonly facts: readonly SharingTold[]; readonly pairs: readonly Pair[] } {
  const facts: SharingTold[] = []
  const pairs: Pair[] = []
  const instances = [...Map.groupBy(identities, (i) => i.instanceId)].map(([id, own]) => ({
    own,
    cells: Map.groupBy(told.get(id)?.cells ?? [], ({ writer }) => `${writer.instanceId}/${writer.account}`),
    complete: told.get(id)?.complete ?? false,
  }))
  for (const writer of identities.filter((i) => !i.readOnly))
    for (const { own, cells, complete } of instances) {
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
  return { facts, pairs }
}
