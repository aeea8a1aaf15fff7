/**
 * A registry as it was, without giving a number again: whoever got one since is written under retired, and whoever left since stays there. Pure.
 */
import { lawsOfChange } from '../domain/people/laws.ts'
import { holdersOf, hostText, type Registry, type RetiredNumber } from '../domain/people/registry.ts'
import type { RegistryChange } from '../domain/people/registry-change.ts'
import { type Changed, changeRegistry } from './change.ts'
import { emptyRegistry, retireEntry, setOwed, setRetired } from './edit.ts'
import { parseRegistry, toErrors } from './parse.ts'

/**
 * `current`: the text as it is; undefined where it is lost: what was given since the backup is then not known here, and what is applied holds the law. The change
 * is from what is there to what will be. `today`: `2026-11-29`.
 */
export function restoreRegistry(current: string | undefined, backup: string, today: string): Changed {
  const now = parseRegistry(current ?? emptyRegistry)
  if (now.kind === 'wrong') return now
  const then = parseRegistry(backup)
  if (then.kind === 'wrong') return then
  const gone = goneSince(then.registry, now.registry, today)
  const left = changeRegistry(backup, retiresOf(then.registry, gone), today)
  if (left.kind === 'wrong') return left
  const retired = gone.reduce(withRetired, left.text)
  const text = setOwed(retired, () => true, current === undefined ? (then.registry.owed ?? []) : (now.registry.owed ?? []))
  const after = parseRegistry(text)
  if (after.kind === 'wrong') return after
  const errors = toErrors(lawsOfChange(now.registry, after.registry), after.lineAt)
  return errors.length > 0 ? { kind: 'wrong', errors } : { kind: 'changed', text, before: now.registry, after: after.registry }
}

/** As they are to stand under retired. */
function goneSince(then: Registry, now: Registry, today: string): RetiredNumber[] {
  const known = new Set(holdersOf(then).map((holder) => holder.number))
  const since = today
  return [
    ...now.retired,
    ...now.people.filter((p) => !known.has(p.uid)).map(({ name, uid: number, hosts }) => ({ number, name, since, hosts })),
    ...now.groups.filter((g) => !known.has(g.gid)).map(({ name, gid: number }) => ({ number, name, since })),
  ]
}

/** Of those whom the backup still has: a group leaves its members too. */
function retiresOf(then: Registry, gone: readonly RetiredNumber[]): RegistryChange[] {
  const numbers = new Set(gone.map((g) => g.number))
  return holdersOf(then).flatMap(({ kind, name, number }): RegistryChange[] =>
    kind !== 'retired' && numbers.has(number) ? [{ kind: 'retire', where: kind === 'person' ? 'people' : 'groups', name }] : [],
  )
}

function withRetired(text: string, { number, name, since, hosts = [], regions }: RetiredNumber): string {
  const words = { number, name, since, ...(hosts.length > 0 ? { hosts: hosts.map(hostText) } : {}), ...(regions ? { regions } : {}) }
  const has = parseRegistry(text)
  const isThere = has.kind === 'registry' && has.registry.retired.some((r) => r.number === number)
  return setRetired(isThere ? text : retireEntry(text, 'people', name, number, since), number, words)
}
