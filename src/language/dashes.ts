/** Phones and word processors make one long dash of the two hyphens of an option. */
import { fail } from '../domain/catalogue.ts'
import { didYouMean } from '../domain/did-you-mean.ts'
import { quote } from '../domain/names.ts'

/** At a word's beginning, any dash of Unicode that is no hyphen of a keyboard. No name begins so. */
const dashes = /^-*(?:(?!-)\p{Pd}|\u2212)[\p{Pd}\u2212]*/u

export const hasLongDash = (word: string): boolean => dashes.test(word)

/** Throws bad-option for the first word that begins so, with the option that was perhaps meant. */
export function refuseLongDashes(words: readonly string[], options: readonly string[]): void {
  const word = words.find(hasLongDash)
  if (word === undefined) return
  const name = word.replace(dashes, '').replace(/=.*$/s, '')
  throw fail('bad-option', {
    seen: `${quote(word)} begins with a dash; options begin with two hyphens (--)${didYouMean(name, options, '--')}`,
  })
}
