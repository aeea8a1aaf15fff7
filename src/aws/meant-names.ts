/** What a name that nobody has was perhaps meant to be: one of those that there are. */
import { PrismError } from '../domain/catalogue.ts'
import { didYouMean } from '../domain/did-you-mean.ts'
import { patterns } from '../domain/names.ts'
import type { Instance } from '../domain/ports.ts'
import type { Judged } from './judge-instance.ts'

/** More than so many were not typed: the list of a large fleet is not asked for them. */
const few = 5

/** `list` is asked only where one of a few names is nobody's, and once; where it is not answered, nothing is suggested. */
export async function withMeant(
  judged: ReadonlyMap<string, Judged>,
  list: () => Promise<readonly Instance[]>,
): Promise<ReadonlyMap<string, Judged>> {
  if (judged.size > few || ![...judged.values()].some(isNobodys)) return judged
  const names = await list().then(
    // tags can say anything; only what a command can say is offered
    (instances) => instances.map((i) => i.name).filter((name) => patterns.instanceName.test(name)),
    (error: unknown) => {
      if (error instanceof PrismError) return []
      throw error
    },
  )
  return new Map(
    [...judged].map(([name, one]): [string, Judged] => {
      if (!isNobodys(one)) return [name, one]
      return [name, { ...one, finding: { ...one.finding, seen: `${one.finding.seen}${didYouMean(name, names)}` } }]
    }),
  )
}

const isNobodys = (judged: Judged): judged is Extract<Judged, { kind: 'unfit' }> =>
  judged.kind === 'unfit' && judged.finding.code === 'instance-not-found' && judged.finding.instanceId === undefined
