/** A name that the registry does not have, with the nearest that it has. Pure. */
import { fail, type PrismError } from '../catalogue.ts'
import { didYouMean } from '../did-you-mean.ts'
import { quote } from '../names.ts'
import type { Registry } from './registry.ts'

type Named = readonly { readonly name: string }[]

/** As an answer. `shown`: the name as it is written there. */
export function notInRegistry(name: string, shown: string, { people }: Pick<Registry, 'people'>): string {
  const hint = didYouMean(
    name,
    people.map((p) => p.name),
  )
  return `${shown} is not in the registry${hint === '' ? '.' : hint}`
}

/** To be thrown. `where`: among whom it was looked for. */
export function unregistered(
  name: string,
  among: Pick<Registry, 'people'> & { readonly groups?: Named; readonly retired?: Named },
  where: 'people' | 'groups' = 'people',
): PrismError {
  const ours = where === 'people' ? [...among.people, ...(among.retired ?? [])] : (among.groups ?? [])
  const hint = didYouMean(
    name,
    ours.map((one) => one.name),
  )
  return fail('unregistered', { seen: `${quote(name)} is no ${where === 'people' ? 'person' : 'group'} of the registry${hint}` })
}
