/** `/prism who VOLUME --instance INSTANCE --at DATE`: asked of the ledger, not of AWS, so it is no request. */
import { fail } from '../domain/catalogue.ts'
import type { WhoCould } from '../domain/ledger/who-could.ts'
import { ledgerWords } from './ledger-words.ts'

export type WhoAsked = { readonly kind: 'could'; readonly asked: WhoCould }

export const whoUsage = '/prism who VOLUME [--instance INSTANCE] [--at DATE]'

/** Throws the catalogue's input findings. `words`: what stands after `who`. */
export function whoFrom(words: readonly string[]): WhoAsked {
  const { volume, ...asked } = ledgerWords(words, { command: 'who', usage: whoUsage, date: 'at' })
  if (volume === undefined) throw fail('missing-input', { seen: `no volume is given; it is ${whoUsage}` })
  return { kind: 'could', asked: { volume, ...asked } }
}
