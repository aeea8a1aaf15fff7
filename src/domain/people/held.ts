/**
 * Whoever was deprovisioned as they left, before the registry said so: that holds until it says that they are back since then. A version of it that was written
 * before, or that is about somebody else, opens no account. Pure.
 */
import type { RegisteredPerson, Registry } from './registry.ts'

/** `from`: the first day that `since` may name for them to have an account again. */
export type Held = { readonly name: string; readonly number: number; readonly left: string; readonly from: string }

/** Of somebody who left on that day and stands in the registry. One who came back on that very day has to wait for the next one. */
export function heldFrom({ name, uid, since }: Pick<RegisteredPerson, 'name' | 'uid' | 'since'>, day: string): Held {
  return { name, number: uid, left: day, from: since !== undefined && since >= day ? dayAfter(since) : day }
}

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** Whether it is said of them by that day that they are back; a day to come says nothing, as it could have been written long before. */
export const saidBack = ({ since }: Pick<RegisteredPerson, 'since'>, day: string): string | undefined =>
  since !== undefined && since <= day ? since : undefined

/** Those of whom the registry does not say on that day that they are back; of a number the latest leaving counts. A number of another name there is of another registry. */
export function stillHeld(held: readonly Held[], { people }: Pick<Registry, 'people'>, day: string): Held[] {
  const since = new Map(people.map((p) => [p.uid, saidBack(p, day) ?? '']))
  const names = new Map(people.map((p) => [p.uid, p.name]))
  const here = held.filter(({ name, number }) => (names.get(number) ?? name) === name)
  const latest = new Map(here.toSorted((a, b) => (a.from < b.from ? -1 : 1)).map((one) => [one.number, one]))
  return [...latest.values()].filter(({ number, from }) => (since.get(number) ?? '') < from)
}

/** Whom the registry lists all the same: what a reader is to know of a sync that does not open their accounts. */
export function heldNotes(held: readonly Held[], registry: Pick<Registry, 'people'>, day: string): string[] {
  const listed = new Set(registry.people.map((p) => p.uid))
  return stillHeld(held, registry, day).flatMap(({ name, number, left, from }) =>
    listed.has(number)
      ? [
          `${name} (${number}) left on ${left} and was deprovisioned, though the registry lists them: they stay out until it says since: ${from}, or a later day`,
        ]
      : [],
  )
}
