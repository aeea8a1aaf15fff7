/** Pairs of identities found by who they are: a sharing test has as many pairs as identities squared, so none of them is searched for. */
import type { Identity } from './facts.ts'

type Who = Pick<Identity, 'instanceId' | 'account'>
type Pair = { readonly writer: Identity; readonly reader: Identity }

/** Numbers identities from 0 as they come; undefined for one that did not come. By two maps, because joining two names for each pair costs most. */
function numbering(): { readonly of: (who: Who) => number | undefined; readonly give: (who: Who) => number } {
  const numbers = new Map<string, Map<string, number>>()
  let next = 0
  return {
    of: ({ instanceId, account }) => numbers.get(instanceId)?.get(account),
    give: ({ instanceId, account }) => {
      const own = numbers.get(instanceId) ?? new Map<string, number>()
      const known = own.get(account)
      if (known !== undefined) return known
      numbers.set(instanceId, own.set(account, next))
      return next++
    },
  }
}

/** Of a pair that occurs twice the first counts. */
export function byPair<T extends Pair>(pairs: readonly T[]): (writer: Who, reader: Who) => T | undefined {
  const { of, give } = numbering()
  const found: T[][] = []
  for (const pair of pairs) {
    const writer = give(pair.writer)
    found[writer] ??= []
    found[writer][give(pair.reader)] ??= pair
  }
  return (writer, reader) => {
    const number = of(reader)
    return number === undefined ? undefined : found[of(writer) ?? -1]?.[number]
  }
}

/** Everybody who wrote or read, once, in the order in which they are first named. */
export function everybodyIn(pairs: readonly Pair[]): Identity[] {
  const { give } = numbering()
  const known: Identity[] = []
  for (const { writer, reader } of pairs) {
    known[give(writer)] ??= writer
    known[give(reader)] ??= reader
  }
  return known
}

/** What is made once of each, such as a label, and asked for at every pair. */
export function forEach<T>(everybody: readonly Identity[], make: (who: Identity) => T): (who: Who) => T | undefined {
  const { of, give } = numbering()
  const made: T[] = []
  for (const who of everybody) made[give(who)] = make(who)
  return (who) => made[of(who) ?? -1]
}
