export type Form = { [name: string]: string | Form }

/** `Filter.1.Value.2=x` → {Filter: {1: {Value: {2: 'x'}}}}: the nested form of a Query request. */
export function parseQueryForm(body: string): Form {
  const form = nothing()
  for (const [name, value] of new URLSearchParams(body)) {
    const parts = name.split('.')
    let inner = form
    for (const part of parts.slice(0, -1)) {
      const known = inner[part]
      const next = typeof known === 'object' ? known : nothing()
      inner[part] = next
      inner = next
    }
    inner[parts.at(-1)!] = value
  }
  return form
}

/** Turns every {1: …, 2: …} into a list, so that shapes can be written as they are modelled. */
export function withLists(value: string | Form): unknown {
  if (typeof value === 'string') return value
  const keys = Object.keys(value)
  if (keys.length > 0 && keys.every((key) => /^[1-9]\d*$/.test(key)))
    return keys.sort((a, b) => Number(a) - Number(b)).map((key) => withLists(value[key]!))
  return Object.fromEntries(keys.map((key) => [key, withLists(value[key]!)]))
}

/** Without a prototype, so that a member named `__proto__` is only a name. */
function nothing(): Form {
  return Object.create(null) as Form
}
