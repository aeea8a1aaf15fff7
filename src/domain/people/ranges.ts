/** Ranges of numbers that a host gives out by itself, against the registry's: whoever gets one of these there is one of its people to EFS. Pure. */
import { holdersOf, type NumberSpace, type Registry, usualNumbers } from './registry.ts'

/** Numbers that a host gives out by itself, both ends included; `where`: the file, and what it says there. */
export type RangeSeen = { readonly where: string; readonly first: number; readonly last: number }

/** `given`: every number that somebody has or had, also outside of a space that was narrowed since. */
export type NumbersOf = NumberSpace & { readonly given: readonly number[] }

export const numbersOf = (registry: Registry): NumbersOf => ({ ...registry.numbers, given: holdersOf(registry).map((h) => h.number) })

/** Each that overlaps, in words. */
export function overlapsOf(ranges: readonly RangeSeen[], { first, last, given }: NumbersOf = { ...usualNumbers, given: [] }): string[] {
  return ranges.flatMap((range) => {
    const said = `${range.where} gives out ${range.first} to ${range.last}`
    if (range.first <= last && range.last >= first) return [`${said}, and the registry ${first} to ${last}`]
    const has = given.filter((number) => range.first <= number && number <= range.last)
    return has.length > 0 ? [`${said}, with ${has.slice(0, 3).join(', ')} of the registry`] : []
  })
}
