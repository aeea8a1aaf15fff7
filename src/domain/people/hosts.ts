/** Which people have an account on an instance, by the registry's rules. Pure. */
import type { Selector } from '../names.ts'
import type { HostRule, RegisteredPerson, Registry } from './registry.ts'

/** Tags are asked of AWS: by `tag:KEY=VALUE`, the ids of the instances that have it. */
export type Tagged = ReadonlyMap<string, ReadonlySet<string>>

type TagSelector = Extract<Selector, { readonly kind: 'tag' }>

export const tagText = ({ key, value }: TagSelector): string => `tag:${key}=${value}`

/** Each tag that any rule names, once. */
export function tagsIn({ people }: Registry): TagSelector[] {
  const tags = people.flatMap((p) => p.hosts.flatMap((rule) => (rule.kind === 'tag' ? [rule] : [])))
  return [...new Map(tags.map((tag) => [tagText(tag), tag])).values()]
}

/** As AWS is asked for what the rule means: a pattern is one of the tag Name. */
export const selectorOf = (rule: HostRule): Selector => (rule.kind === 'pattern' ? { kind: 'tag', key: 'Name', value: rule.pattern } : rule)

export const peopleFor = (
  { people }: Registry,
  instance: { readonly id: string; readonly name: string },
  tagged: Tagged,
): RegisteredPerson[] => people.filter((p) => p.hosts.some((rule) => fits(rule, instance, tagged)))

export function fits(rule: HostRule, { id, name }: { readonly id: string; readonly name: string }, tagged: Tagged): boolean {
  switch (rule.kind) {
    case 'id':
      return rule.id === id
    case 'tag':
      return tagged.get(tagText(rule))?.has(id) ?? false
    case 'pattern':
      return fitsPattern(rule.pattern, name)
  }
}

/** Whether each instance that the one rule means is the other one's as well, as far as the rules alone tell. */
export function covers(wide: HostRule, { kind, ...rule }: HostRule): boolean {
  if (wide.kind !== 'pattern') return false
  if (/^\*+$/.test(wide.pattern)) return true
  // what stands for one character would take the * of the other for one
  return kind === 'pattern' && 'pattern' in rule && !wide.pattern.includes('?') && fitsPattern(wide.pattern, rule.pattern)
}

/** `*` stands for any characters, `?` for one. Without a regular expression, whose time could grow with a long pattern. */
export function fitsPattern(pattern: string, name: string): boolean {
  let [p, n, star, mark] = [0, 0, -1, 0]
  while (n < name.length) {
    if (p < pattern.length && pattern[p] === '*') [star, mark] = [p++, n]
    else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) [p, n] = [p + 1, n + 1]
    else if (star >= 0) [p, n] = [star + 1, ++mark]
    else return false
  }
  return /^\**$/.test(pattern.slice(p))
}
