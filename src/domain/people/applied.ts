/**
 * What is applied of the registries that people merge: the next one, if it holds the law against everything that was ever applied. Two green
 * pull requests can give one number twice, and a restored file can free one; neither is ever applied. Pure.
 */
import { type GivenNumber, givenOf } from './given.ts'
import { lawsOf, lawsOfGiven, lossOf } from './laws.ts'
import type { Registry, RegistryProblem } from './registry.ts'

/** Every number that was ever given: none of them can leave a registry that is applied after it. */
export type Applied = { readonly given: readonly GivenNumber[] }

export type Next =
  | { readonly kind: 'applies'; readonly applied: Applied }
  /** Nothing of it is applied. `needsWord`: that so many leave has to be said. */
  | { readonly kind: 'refused'; readonly problems: readonly RegistryProblem[]; readonly needsWord: readonly string[] }

export const nothingApplied: Applied = { given: [] }

/** `confirmed`: somebody said that those who are missing are to leave. */
export function applyNext({ given }: Applied, after: Registry, confirmed: boolean): Next {
  const problems = [...lawsOf(after), ...lawsOfGiven(given, after)]
  const { lost, needsWord } = lossOf({ people: given.filter((g) => g.kind === 'person') }, after)
  if (problems.length > 0 || (needsWord && !confirmed)) return { kind: 'refused', problems, needsWord: needsWord && !confirmed ? lost : [] }
  return { kind: 'applies', applied: { given: givenOf(after) } }
}
