/** On which instances somebody would get or lose an account, by the registry as it is and as it would be. Pure. */
import { fits, type Tagged } from './hosts.ts'
import type { RegisteredPerson, Registry } from './registry.ts'

type Known = { readonly id: string; readonly name: string }

/** `sudo`: instances on which they would become root, or could no more. */
export type HostChange = {
  readonly name: string
  readonly gains: readonly string[]
  readonly loses: readonly string[]
  readonly gainsRoot: readonly string[]
  readonly losesRoot: readonly string[]
}

export function hostChanges(before: Registry, after: Registry, instances: readonly Known[], tagged: Tagged): HostChange[] {
  const was = new Map(before.people.map((p) => [p.name, p]))
  const is = new Map(after.people.map((p) => [p.name, p]))
  const on = (person: RegisteredPerson | undefined, root = false): string[] =>
    !person || (root && !person.sudo)
      ? []
      : instances.filter((i) => person.hosts.some((rule) => fits(rule, i, tagged))).map((i) => i.name || i.id)
  const without = (all: readonly string[], those: readonly string[]): string[] => all.filter((one) => !those.includes(one)).sort()
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((name): HostChange[] => {
    const [had, has] = [on(was.get(name)), on(is.get(name))]
    const [hadRoot, hasRoot] = [on(was.get(name), true), on(is.get(name), true)]
    const change = {
      name,
      gains: without(has, had),
      loses: without(had, has),
      gainsRoot: without(hasRoot, hadRoot),
      losesRoot: without(hadRoot, hasRoot),
    }
    return change.gains.length + change.loses.length + change.gainsRoot.length + change.losesRoot.length > 0 ? [change] : []
  })
}
