/** Said changes → the text of `people.yml`, held against the laws before anybody gets it. Pure. */
import { fail } from '../domain/catalogue.ts'
import { quote } from '../domain/names.ts'
import { nextNumber } from '../domain/people/allocate.ts'
import { lawsOfChange } from '../domain/people/laws.ts'
import { parsePublicKey } from '../domain/people/public-key.ts'
import type { RegisteredPerson, Registry } from '../domain/people/registry.ts'
import type { RegistryChange } from '../domain/people/registry-change.ts'
import { unregistered } from '../domain/people/unregistered.ts'
import type { FileError } from '../files/read-yaml.ts'
import { emptyRegistry, keysIn, retireEntry, setEntry } from './edit.ts'
import { parseRegistry, toErrors } from './parse.ts'
import { nameRule } from './schema.ts'

export type Changed =
  | { readonly kind: 'changed'; readonly text: string; readonly before: Registry; readonly after: Registry }
  /** Of the file as it was, or as it would be. */
  | { readonly kind: 'wrong'; readonly errors: readonly FileError[] }

/**
 * All of them or none, each on what the one before it made. `today`: `2026-11-29`. `taken`: numbers that nobody new is to get, whatever this text
 * says. Throws `unregistered`, `registered-already`, `name-retired`, `bad-option`, `registry-full`.
 */
export function changeRegistry(
  text: string | undefined,
  changes: readonly RegistryChange[],
  today: string,
  taken: ReadonlySet<number> = new Set(),
): Changed {
  const start = text ?? emptyRegistry
  const before = parseRegistry(start)
  if (before.kind === 'wrong') return before
  let now: { readonly text: string; readonly registry: Registry } = { text: start, registry: before.registry }
  for (const change of changes) {
    const changed = changedText(change, now.text, now.registry, today, taken)
    const after = parseRegistry(changed)
    if (after.kind === 'wrong') return after
    const errors = toErrors(lawsOfChange(before.registry, after.registry), after.lineAt)
    if (errors.length > 0) return { kind: 'wrong', errors }
    now = { text: changed, registry: after.registry }
  }
  return { kind: 'changed', text: now.text, before: before.registry, after: now.registry }
}

export function personIn({ people, retired }: Pick<Registry, 'people' | 'retired'>, name: string): RegisteredPerson {
  const found = people.find((p) => p.name === name)
  if (!found) throw unregistered(name, { people, retired })
  return found
}

function fingerprintOf(text: string): string | undefined {
  const key = parsePublicKey(text)
  return 'fingerprint' in key ? key.fingerprint : undefined
}

function changedText(change: RegistryChange, text: string, before: Registry, today: string, taken: ReadonlySet<number>): string {
  if (change.kind === 'member') {
    const { name, groups } = personIn(before, change.name)
    if (!before.groups.some((g) => g.name === change.group)) throw unregistered(change.group, before, 'groups')
    if (groups.includes(change.group) === change.isIn) return text
    const now = change.isIn ? [...new Set([...groups, change.group])] : groups.filter((g) => g !== change.group)
    return setEntry(text, 'people', name, { groups: now })
  }
  if (change.kind === 'keys') {
    const { name } = personIn(before, change.name)
    const has = keysIn(text, name)
    const kept = has.filter((key) => fingerprintOf(key) !== change.remove)
    const isNew = change.add !== undefined && !kept.some((key) => fingerprintOf(key) === fingerprintOf(change.add ?? ''))
    if (!isNew && kept.length === has.length) return text
    const now = isNew ? [...kept, change.add] : kept
    return setEntry(text, 'people', name, { keys: now.length === 0 ? null : now })
  }
  const { where, name } = change
  const number = where === 'people' ? before.people.find((p) => p.name === name)?.uid : before.groups.find((g) => g.name === name)?.gid
  if (change.kind === 'retire') {
    if (number === undefined) throw unregistered(name, before, where)
    const members = before.people.filter((p) => where === 'groups' && p.groups.includes(name))
    const without = members.reduce((t, p) => setEntry(t, 'people', p.name, { groups: p.groups.filter((g) => g !== name) }), text)
    return retireEntry(without, where, name, number, today)
  }
  // it becomes a line of the file and of a commit; what else is wrong with it the file's check says
  if (/[\r\n\u0085\u2028\u2029]/.test(name)) throw fail('bad-option', { seen: `${quote(name)}: ${nameRule}` })
  if (change.isNew && number !== undefined) throw fail('registered-already', { seen: `${quote(name)} has ${number}` })
  if (!change.isNew && number === undefined) throw unregistered(name, before, where)
  const gone = change.isNew ? before.retired.find((r) => r.name === name) : undefined
  if (gone) throw fail('name-retired', { seen: `${quote(name)} had ${gone.number} and left on ${gone.since}` })
  const numbered = change.isNew ? { [where === 'people' ? 'uid' : 'gid']: nextNumber(before, taken) } : {}
  return setEntry(text, where, name, { ...numbered, ...change.words })
}
