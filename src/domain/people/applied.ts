/**
 * What is applied of the registries that people merge: the next one, if it holds the law against everything that was ever applied. Two green
 * pull requests can give one number twice, and a restored file can free one; neither is ever applied. Pure.
 */
import { lawsOf, lawsOfChange, lossOf, spoken } from './laws.ts'
import { type Holder, holdersOf, type Registry, type RegistryProblem } from './registry.ts'

export type Applied = {
  readonly registry: Registry
  /** Everybody who ever had a number, by it: what no file can take back. */
  readonly everGiven: ReadonlyMap<number, Pick<Holder, 'kind' | 'name'>>
}

export type Next =
  | { readonly kind: 'applies'; readonly applied: Applied }
  /** Nothing of it is applied. `needsWord`: that so many leave has to be said. */
  | { readonly kind: 'refused'; readonly problems: readonly RegistryProblem[]; readonly needsWord: readonly string[] }

/** `confirmed`: somebody said that those who are missing are to leave. */
export function applyNext({ registry: before, everGiven }: Applied, after: Registry, confirmed: boolean): Next {
  const problems = [...lawsOf(after), ...lawsOfChange(before, after), ...givenAgain(everGiven, after)]
  const { lost, needsWord } = lossOf(before, after)
  if (problems.length > 0 || (needsWord && !confirmed)) return { kind: 'refused', problems, needsWord: needsWord && !confirmed ? lost : [] }
  const given = new Map(everGiven)
  for (const { number, kind, name } of holdersOf(after)) if (kind !== 'retired' || !given.has(number)) given.set(number, { kind, name })
  return { kind: 'applies', applied: { registry: after, everGiven: given } }
}

function givenAgain(everGiven: Applied['everGiven'], after: Registry): RegistryProblem[] {
  return holdersOf(after).flatMap(({ number, name, path }) => {
    const was = everGiven.get(number)
    return was && was.name !== name ? [{ path, message: `${number} was ${spoken(was)}’s; a number is never given again` }] : []
  })
}

export const nothingApplied = (numbers: Registry['numbers']): Applied => ({
  registry: { numbers, people: [], groups: [], retired: [] },
  everGiven: new Map(),
})
