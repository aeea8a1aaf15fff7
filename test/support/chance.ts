/** Chance that can be had again: the same seed throws the same dice. */
export type Chance = {
  /** A whole number from 0 up to, not including, the end. */
  readonly below: (end: number) => number
  readonly often: (share: number) => boolean
  readonly one: <T>(of: readonly T[]) => T
  readonly shuffled: <T>(all: readonly T[]) => T[]
}

/** mulberry32. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(next() * end)
  return {
    below,
    often: (share) => next() < share,
    one: (of) => of[below(of.length)]!,
    shuffled: (all) =>
      all
        .map((value) => ({ value, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ value }) => value),
  }
}
