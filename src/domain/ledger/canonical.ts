/** JSON as RFC 8785 writes it: one value, one text. JavaScript's own numbers and strings are its numbers and strings; keys are sorted by UTF-16 code units. */

/** Members that are undefined are left out, as JSON.stringify does. Throws on what has no JSON: NaN, half a surrogate pair, a function. */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (typeof value === 'string' && value.isWellFormed()) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object') throw new Error(`no JSON: ${typeof value}`)
  const members = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, v]) => `${canonical(key)}:${canonical(v)}`).join(',')}}`
}

/** The same value with U+FFFD for half surrogate pairs, so that no name that a host or a person chose is without JSON. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) return value.map(wellFormed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key.toWellFormed(), wellFormed(v)]))
}
