/** Suggestions, only from our own words: what somebody typed is never offered back. */
import { closest, distance } from 'fastest-levenshtein'

/** The nearest of `ours`, if it is near enough to be what was meant: two slips, or one in a short word. */
export function nearest(typed: string, ours: readonly string[]): string | undefined {
  if (ours.length === 0 || typed.length > 40) return undefined
  const word = typed.toLowerCase()
  const best = closest(word, [...ours])
  return distance(word, best) <= (best.length < 5 ? 1 : 2) ? best : undefined
}

/** `; did you mean mount?`, or nothing. */
export function didYouMean(typed: string, ours: readonly string[], prefix = ''): string {
  const best = nearest(typed, ours)
  return best === undefined ? '' : `; did you mean ${prefix}${best}?`
}
