/** The next number of a registry. Pure, and the same for the same registry and looks. */
import { peopleGroup } from '../account-numbers.ts'
import { fail } from '../catalogue.ts'
import type { JobResult } from '../job-result.ts'
import type { AccountSeen } from './accounts.ts'
import { holdersOf, type Registry } from './registry.ts'

/**
 * The one after the highest that was ever given, so that one whose line was lost is not given again; the lowest free one where the space is at
 * its end. `seen`: what was given or is somebody's on a host or on a volume, though this registry does not say so. Throws `registry-full`.
 */
export function nextNumber(registry: Registry, seen: ReadonlySet<number> = new Set()): number {
  const { first, last } = registry.numbers
  const given = new Set([...holdersOf(registry).map((h) => h.number), ...seen])
  const space = Array.from({ length: last - first + 1 }, (_, n) => first + n).filter((number) => number !== peopleGroup.gid)
  const isFree = (number: number): boolean => !given.has(number)
  const highest = space.findLastIndex((number) => given.has(number))
  const next = space.slice(highest + 1).find(isFree) ?? space.find(isFree)
  if (next === undefined) throw fail('registry-full', { seen: `every number from ${first} to ${last} was given` })
  return next
}

/** Users' and groups' numbers that one answer of an instance tells of: accounts there, and what is on the volume. */
export function numbersSeen(result: JobResult): number[] {
  if (result.kind !== 'transcript') return []
  const { people, volume, migration } = result
  return [
    ...(people?.accounts.flatMap(numbersOfAccount) ?? []),
    ...(people?.groups.flatMap((g) => g.gid ?? []) ?? []),
    ...(volume?.places.flatMap((p) => (p.has ? [p.has.uid, p.has.gid] : [])) ?? []),
    ...(migration?.folders.flatMap((f) => [f.uid, f.gid]) ?? []),
  ]
}

const numbersOfAccount = ({ uid, groupGid = uid, has }: AccountSeen): number[] => [
  uid,
  groupGid,
  ...(has ? [has.uid, has.gid, ...has.groups] : []),
]
