/** The shape of an entry of the catalogue. */

/**
 * input: the words were wrong, nothing was touched · denied: not allowed · lookup: what was named is not there or not fit
 * · host: seen on an instance · aws: AWS said no · doubt: the outcome is not known
 */
export type FindingKind = 'input' | 'denied' | 'lookup' | 'host' | 'aws' | 'doubt'

export type Entry = { readonly kind: FindingKind; readonly why: string; readonly next: string }
export const entry = (kind: FindingKind, why: string, next: string): Entry => ({ kind, why, next })
