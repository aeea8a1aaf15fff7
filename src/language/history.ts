/** `/prism history VOLUME --instance INSTANCE --since DATE`, `/prism history RUN`: asked of the ledger, not of AWS, so it is no request. */
import { fail } from '../domain/catalogue.ts'
import type { Question } from '../domain/ledger/history.ts'
import { patterns, quote } from '../domain/names.ts'
import { ledgerWords } from './ledger-words.ts'

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
  return { kind: 'history', asked: ledgerWords(words, { command: 'history', usage: historyUsage, date: 'since' }) }
}
