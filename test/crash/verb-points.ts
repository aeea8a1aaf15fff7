/**
 * Where the other verbs are killed. Without --full at fixed points, so that nobody has to find them first: behind what was done and not yet written down, and
 * behind what was written down and not yet done. With it at all that each verb passes, on both stores; what is only
 * read leaves nothing behind.
 */
import { isReadAgain } from './selection.ts'
import type { StoreKind } from './stores.ts'
import type { VerbTry } from './verb-lane.ts'
import { type Verb, verbs } from './verbs.ts'

const points: Readonly<Record<Verb, readonly string[]>> = {
  create: ['after POST EFS /file-systems #1', 'after CreateSecurityGroup #1', 'after POST EFS /mount-targets #2'],
  update: ['after PUT EFS /file-systems/fs-N #1'],
  'lock and unlock': ['after commit locked #1', 'after commit ended #1'],
  'user sync': ['after SendCommand #2', 'after commit dispatching people #2'],
  leaving: ['after SendCommand #2', 'after POST /pulls #1'],
  // between the evidence there and the entry that names it, and behind both
  'evidence elsewhere': ['after POST /graphql #1', 'after commit settled #1'],
  'approval by 👍': ['after commit approved #1', 'after commit delivery #2'],
  'after a gap': ['after commit delivery #1', 'after POST /issues/N/comments #1'],
  adopt: ['after SendCommand #2'],
  migrate: ['after SendCommand #3'],
  delete: ['after DELETE EFS /file-systems/fs-N #1', 'after DELETE EFS /mount-targets/fsmt-N #2'],
  'create-access-point': ['after POST EFS /access-points #1'],
  'delete-access-point': ['after DELETE EFS /access-points/fsap-N #1'],
}

/** One on PostgreSQL for each, the others on SQLite: what is made of a crash does not differ by store. */
export const sample = (stores: readonly StoreKind[]): VerbTry[] =>
  verbs.flatMap((verb) => points[verb].map((at, n): VerbTry => ({ verb, store: stores[n % stores.length]!, at })))

/** What comes again and again, as often as the machine is slow. */
const polls = /ListCommandInvocations|PATCH |GET \/issues\/N\/comments/

export function pointsOfVerb(verb: Verb, store: StoreKind, passed: readonly string[]): VerbTry[] {
  // what comes behind the last of these are duplicates
  const end = passed.findLastIndex((point) => point.startsWith('after commit ') && /settled|ended/.test(point))
  const all = [...new Set(passed.slice(0, end + 1))].filter((point) => !isReadAgain(point) && (!polls.test(point) || point.endsWith(' #1')))
  return all.map((at) => ({ verb, store, at }))
}
