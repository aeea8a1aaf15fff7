/** A name that the registry does not have, with the nearest that it has. Pure. */
import { fail, type PrismError } from '../catalogue.ts'
import { didYouMean } from '../did-you-mean.ts'
import { quote } from '../names.ts'
import type { Registry, RetiredNumber } from './registry.ts'

type Named = readonly { readonly name: string }[]
type Left = readonly Pick<RetiredNumber, 'name' | 'number'>[]

/** Undefined of whoever did not leave. */
const leftAs = (name: string, retired: Left): string | undefined => {
  const number = retired.find((one) => one.name === name)?.number
  return number === undefined ? undefined : `left; the number ${number} stays theirs, under \`retired\``
}

/** As an answer. `shown`: the name as it is written there. */
export function notInRegistry(
  name: string,
  shown: string,
  { people, retired }: Pick<Registry, 'people'> & { readonly retired: Left },
): string {
  const left = leftAs(name, retired)
  if (left !== undefined) return `${shown} ${left}.`
  const hint = didYouMean(
    name,
    people.map((p) => p.name),
  )
  return `${shown} is not in the registry${hint === '' ? '.' : hint}`
}

/** To be thrown. `where`: among whom it was looked for. */
export function unregistered(
  name: string,
  among: Pick<Registry, 'people'> & { readonly groups?: Named; readonly retired?: Left },
  where: 'people' | 'groups' = 'people',
): PrismError {
  const left = where === 'people' ? leftAs(name, among.retired ?? []) : undefined
  if (left !== undefined) return fail('unregistered', { seen: `${quote(name)} ${left}` })
  const ours = where === 'people' ? [...among.people, ...(among.retired ?? [])] : (among.groups ?? [])
  const hint = didYouMean(
    name,
    ours.map((one) => one.name),
  )
  return fail('unregistered', { seen: `${quote(name)} is no ${where === 'people' ? 'person' : 'group'} of the registry${hint}` })
}
