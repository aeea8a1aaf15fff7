/**
 * Thousands of hosts say nearly the same. What is equal is kept once: an equal value that was seen before takes the place of a new one, and a
 * new one is kept as a copy, which does not hold on to the text that it was read from. For values that JSON can say.
 */
export type Share = <T>(value: T) => T

/** Of more different ones none is looked for again. */
const most = 100_000

export function sharing(): Share {
  const known = new Map<string, unknown>()
  return <T>(value: T): T => {
    if (typeof value !== 'object' || value === null) return value
    const key = JSON.stringify(value)
    const found = known.get(key)
    if (found !== undefined) return found as T
    const copy = JSON.parse(key) as T
    if (known.size < most) known.set(key, copy)
    return copy
  }
}

/** A record whose members are shared, each by itself: two that differ in one share all others. */
export function membersShared<T extends object>(value: T, share: Share): T {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, share(member as unknown)])) as T
}
