/** The last line of an answer: where the ledger is, for everybody who gets it by mail, and what is missing. */
import { shortHash } from '../domain/ledger/chain.ts'
import type { LedgerState } from '../domain/ledger/state.ts'
import { code, markdown } from './escape.ts'

/** `pending`: the run's end is not in the ledger yet. */
export function ledgerFoot({ head, unprotected, trouble }: LedgerState, pending: boolean): string {
  const parts = [
    ...(head ? [`ledger [#${head.n}](${encodeURI(head.url)}) · head ${code(shortHash(head.hash))}`] : ['ledger: not begun']),
    ...(pending && !trouble ? ['⏳ the end of this run is being written'] : []),
    ...(trouble ? [`⚠️ ${pending ? 'the end of this run is not in it yet' : 'nothing is being written'}: ${markdown(trouble.why)}`] : []),
    ...(unprotected && unprotected.length > 0 ? [`⚠️ no ruleset against ${unprotected.join(', ')}`] : []),
  ]
  return `<sub>${parts.join(' · ')}</sub>`
}
