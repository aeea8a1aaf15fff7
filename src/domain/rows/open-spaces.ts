/**
 * Private personal spaces that somebody else can read or change, on whichever instance. To EFS whoever has the owner's uid is the owner, under
 * any name: the bits are right then, each account that tries on its own instance is refused where it should be, and the space is open all the same.
 */
import type { Operation } from '../plan.ts'
import type { IdentityReport, Row, SpaceAccess } from '../report.ts'
import { seenRow, unknownRow } from './row.ts'

/** Whether a report calls this volume's spaces private: it was requested, or each one that was seen is closed. */
export function claimsPrivate(operation: Operation, { spaces }: IdentityReport): boolean {
  const seen = spaces.filter((s) => s.owner !== undefined)
  const closed = seen.length > 0 && seen.every((s) => s.owner?.mode === '0700')
  return closed || operation.targets.some((t) => t.spec.privateSpaces)
}

type Other = SpaceAccess['access'][number]

/** Those who can read or change a space and have another name than it. */
export const openTo = ({ path, access }: SpaceAccess): Other[] =>
  access.filter((a) => `users/${a.account}` !== path && (a.read.can === 'yes' || a.change.can === 'yes'))

const isDoubtful = ({ path }: SpaceAccess, a: Other): boolean => `users/${a.account}` !== path && (isUntold(a.read) || isUntold(a.change))
const isUntold = ({ can, how }: Other['read']): boolean => can === 'unknown' && how === 'tried'

/** Keyed by the instance of whoever can, or for whom it could not be determined. */
export function openSpaceRows(operation: Operation, identity: IdentityReport): ReadonlyMap<string, readonly Row[]> {
  if (!claimsPrivate(operation, identity)) return new Map()
  const rows = new Map<string, Row[]>()
  const add = (instanceId: string, row: Row): void => {
    const own = rows.get(instanceId)
    if (own) own.push(row)
    else rows.set(instanceId, [row])
  }
  for (const space of identity.spaces.filter((s) => s.owner !== undefined)) {
    for (const a of openTo(space)) add(a.instanceId, openRow(operation, space, a))
    for (const a of space.access.filter((one) => isDoubtful(space, one))) add(a.instanceId, doubtRow(operation, space, a))
  }
  return rows
}

/** The same subject as in the rows of accounts that try on one host, so that it is shown once. */
const subjectOf = ({ mountPoint }: Operation, { path }: SpaceAccess, { account }: Other): string =>
  `${account} · reading ${mountPoint}/${path}`
const expected = 'refused'

function openRow(operation: Operation, space: SpaceAccess, a: Other): Row {
  const can = [...(a.read.can === 'yes' ? ['reads'] : []), ...(a.change.can === 'yes' ? ['changes'] : [])].join(' and ')
  const why = a.uid === space.owner?.uid ? `uid ${a.uid}, the owner’s: one person to EFS` : `uid ${a.uid}, mode ${space.owner?.mode}`
  return seenRow('behaviour', subjectOf(operation, space, a), expected, `${can} (${why})`, false, 'space-open')
}

const doubtRow = (operation: Operation, space: SpaceAccess, a: Other): Row =>
  unknownRow('behaviour', subjectOf(operation, space, a), expected, 'could not be determined', 'not-tried')
