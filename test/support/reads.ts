/** Objects that count how often one of their members is read: what an index looks at once, a search looks at again and again. */

export type Counted<T> = { readonly all: readonly T[]; readonly reads: () => number }

export function counting<T extends object, K extends keyof T>(all: readonly T[], member: K): Counted<T> {
  let reads = 0
  const one = (value: T): T =>
    Object.defineProperty({ ...value }, member, {
      enumerable: true,
      get: () => {
        reads++
        return value[member]
      },
    })
  return { all: all.map(one), reads: () => reads }
}
