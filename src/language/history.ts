/** `/prism history VOLUME --instance INSTANCE --since DATE`, `/prism history RUN`: asked of the ledger, not of AWS, so it is no request. */
import { fail } from '../domain/catalogue.ts'
import { didYouMean } from '../domain/did-you-mean.ts'
import type { Question } from '../domain/ledger/history.ts'
import { sinceIn } from '../domain/ledger/since.ts'
import { formatSelector, formatVolumeRef, parseSelector, parseVolumeRef, patterns, quote } from '../domain/names.ts'

/** `run`: everything about that one, and nothing else. */
export type HistoryAsked = { readonly kind: 'history'; readonly asked: Question; readonly run?: string }

export const historyUsage = '/prism history [VOLUME or RUN] [--instance INSTANCE] [--since DATE]'

/** Throws the catalogue's input findings. `words`: what stands after `history`. */
export function historyFrom(words: readonly string[]): HistoryAsked {
  const [first = '', ...more] = words
  if (patterns.runId.test(first)) {
    if (more.length > 0) throw fail('bad-command', { seen: `${quote(more[0]!)}; a run is asked for by its id alone` })
    return { kind: 'history', asked: {}, run: first }
  }
  const asked: { volume?: string; instance?: string; since?: string } = {}
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    const [, name, value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? []
    if (name === undefined) {
      if (asked.volume !== undefined || word.startsWith('-')) throw fail('bad-command', { seen: `${quote(word)}; it is ${historyUsage}` })
      asked.volume = formatVolumeRef(parseVolumeRef(word))
      continue
    }
    if (name !== 'instance' && name !== 'since')
      throw fail('bad-option', { seen: `history has no option ${quote(word)}${didYouMean(name, ['instance', 'since'], '--')}` })
    if (asked[name] !== undefined) throw fail('bad-option', { seen: `--${name} is given more than once` })
    const given = value ?? words[++i]
    if (given === undefined) throw fail('missing-input', { seen: `--${name} needs a value` })
    asked[name] = name === 'instance' ? formatSelector(parseSelector(given)) : date(given)
  }
  return { kind: 'history', asked }
}

function date(text: string): string {
  const since = sinceIn(text)
  if (since !== undefined) return since
  throw fail('bad-option', { seen: `--since ${quote(text)}; a date looks like 2026-11-01, or 2026-11-01T08:00Z` })
}
