/** The shape of an entry of the catalogue. */

/**
 * input: the request was wrong, nothing was touched · denied: not allowed · lookup: what was named does not exist or cannot be used
 * · host: seen on an instance · aws: AWS refused · doubt: the outcome is unknown
 */
export type FindingKind = 'input' | 'denied' | 'lookup' | 'host' | 'aws' | 'doubt'

export type Entry = { readonly kind: FindingKind; readonly why: string; readonly next: string }
export const entry = (kind: FindingKind, why: string, next: string): Entry => ({ kind, why, next })
