/** What is known of a ledger while it is written: what a footer says. */
import type { Unprotected } from './branch.ts'
import type { Head } from './chain.ts'

export type LedgerState = {
  /** `url`: where a person finds the last line, at its commit. */
  readonly head?: Head & { readonly url: string }
  /** Absent: not known. */
  readonly unprotected?: readonly Unprotected[]
  readonly trouble?: Trouble
}

/** Why nothing is being written; `lasting`: it takes a person to change that. */
export type Trouble = { readonly why: string; readonly lasting: boolean }
