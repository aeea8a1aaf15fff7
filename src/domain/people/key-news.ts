/** What a sync changes of keys by nobody's pull request: as somebody's account on GitHub shows them. */

/** A key that an instance gets, or loses, as GitHub shows it or does no more. */
export type KeyNews = { readonly name: string; readonly uid: number; readonly fingerprint: string; readonly kind: 'new' | 'gone' }
