/** The next number of a registry. Pure, and the same for the same registry and looks. */
import { peopleGroup } from '../account-numbers.ts'
import { fail } from '../catalogue.ts'
import { holdersOf, type Registry } from './registry.ts'

/**
 * The one after the highest that was ever given, so that one whose line was lost is not given again; the lowest free one where the space is at
 * its end. `seen`: every number on any host and on the volume. Throws `registry-full`.
 */
export function nextNumber(registry: Registry, seen: ReadonlySet<number> = new Set()): number {
  const { first, last } = registry.numbers
  const given = new Set([...holdersOf(registry).map((h) => h.number), ...seen])
  given.delete(peopleGroup.gid)
  const highest = [...given].filter((n) => n >= first && n <= last).reduce((a, b) => Math.max(a, b), first - 1)
  const free = (number: number): boolean => number <= last && number !== peopleGroup.gid && !given.has(number)
  if (free(highest + 1)) return highest + 1
  for (let number = first; number <= last; number++) if (free(number)) return number
  throw fail('registry-full', { seen: `every number from ${first} to ${last} was given` })
}
