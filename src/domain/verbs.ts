/** What is asked about verbs: all of it is in their declarations. */
import { formatAccessPointRef } from './access-points.ts'
import { formatSelector, formatVolumeRef } from './names.ts'
import type { Request, Verb } from './request.ts'
import type { Place, VerbSpec } from './verb-spec.ts'
import { verbs } from './verb-table.ts'

export type { Changes, Place, VerbSpec, Word } from './verb-spec.ts'

export const specOfVerb = (verb: Verb): VerbSpec => verbs[verb]

/** In the table's order. */
export const verbNames = Object.keys(verbs) as readonly Verb[]

export const isOffered = (verb: Verb, place: Place): boolean => specOfVerb(verb).offered.includes(place)

type OfferedAt<P extends Place> = {
  [V in Verb]: P extends (typeof verbs)[V]['offered'][number] ? V : never
}[Verb]

/** Those that are said by words of their own there. */
export function offeredAt<P extends Place>(place: P): readonly Exclude<OfferedAt<P>, 'verify-all'>[] {
  return verbNames.filter((v) => isOffered(v, place) && !specOfVerb(v).flagOf) as Exclude<OfferedAt<P>, 'verify-all'>[]
}

/** As comments and headlines say it: `mount`, `access-point list`. */
export function nameOf(verb: Verb): string {
  const { terminal, name } = specOfVerb(verb)
  const [group, after] = terminal
  return name ?? (group === 'volume' ? after : `${group} ${after}`)
}

/** As a workflow step says it. */
export const stepNameOf = (verb: Verb): string => specOfVerb(verb).step ?? verb

/** What stands after the verb before any option: the volume, a name, the instances. */
export function wordsAfter(request: Request): string[] {
  const flag = specOfVerb(request.verb).flagOf?.flag
  return [
    ...('volume' in request && request.volume ? [formatVolumeRef(request.volume)] : []),
    ...('name' in request ? [request.name] : []),
    ...('wanted' in request ? [request.wanted.name] : []),
    ...('point' in request ? [formatAccessPointRef(request.point)] : []),
    ...('selectors' in request ? request.selectors.map(formatSelector) : []),
    ...(flag === undefined ? [] : [`--${flag}`]),
  ]
}

/** `VOLUME INSTANCE…` */
export const usageOf = (verb: Verb): string =>
  specOfVerb(verb)
    .words.map(({ word, many, optional }) => {
      const one = `${word}${many ? '…' : ''}`
      return optional ? `[${one}]` : one
    })
    .join(' ')
