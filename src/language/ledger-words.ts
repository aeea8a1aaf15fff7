/** What is asked of the ledger in a comment: a volume, an instance and a date, in any order. */
import { fail } from '../domain/catalogue.ts'
import { didYouMean } from '../domain/did-you-mean.ts'
import { sinceIn } from '../domain/ledger/since.ts'
import { formatSelector, formatVolumeRef, parseSelector, parseVolumeRef, quote } from '../domain/names.ts'

type Form<Date extends string> = {
  /** The command, as its findings call it. */
  readonly command: string
  readonly usage: string
  /** The option that takes a date. */
  readonly date: Date
}
type Given<Date extends string> = { volume?: string; instance?: string } & { [name in Date]?: string }

/** `words`: what stands after the command. Throws the catalogue's input findings. */
export function ledgerWords<Date extends string>(words: readonly string[], { command, usage, date }: Form<Date>): Given<Date> {
  const asked = new Map<string, string>()
  const names = ['instance', date]
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    const [, name, value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? []
    if (name === undefined) {
      if (asked.has('volume') || word.startsWith('-')) throw fail('bad-command', { seen: `${quote(word)}; it is ${usage}` })
      asked.set('volume', formatVolumeRef(parseVolumeRef(word)))
      continue
    }
    if (!names.includes(name)) throw fail('bad-option', { seen: `${command} has no option ${quote(word)}${didYouMean(name, names, '--')}` })
    if (asked.has(name)) throw fail('bad-option', { seen: `--${name} is given more than once` })
    const given = value ?? words[++i]
    if (given === undefined) throw fail('missing-input', { seen: `--${name} needs a value` })
    asked.set(name, name === 'instance' ? formatSelector(parseSelector(given)) : dateOf(name, given))
  }
  return Object.fromEntries(asked) as Given<Date>
}

function dateOf(name: string, text: string): string {
  const moment = sinceIn(text)
  if (moment !== undefined) return moment
  throw fail('bad-option', { seen: `--${name} ${quote(text)}; a date looks like 2026-11-01, or 2026-11-01T08:00Z` })
}
