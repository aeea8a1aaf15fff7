/** Numbers that were given to somebody, as a record keeps them: what any later registry is held against. Pure. */
import { type Holder, holdersOf, type Registry } from './registry.ts'

/** `github`: the id of the person's account there. */
export type GivenNumber = Pick<Holder, 'kind' | 'name' | 'number'> & { readonly github?: number }

export function givenOf(registry: Registry): GivenNumber[] {
  const accounts = new Map(registry.people.map((p) => [p.name, p.github?.id]))
  return holdersOf(registry).map(({ kind, name, number }) => {
    const github = kind === 'person' ? accounts.get(name) : undefined
    return { kind, name, number, ...(github === undefined ? {} : { github }) }
  })
}
