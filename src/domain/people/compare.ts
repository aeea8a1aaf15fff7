/**
 * An account as the registry has it against what a host showed: the same before a change, where it is the plan, and after it, where it is the
 * report. Pure.
 */
import { peopleGroup } from '../account-numbers.ts'
import type { FindingCode } from '../catalogue.ts'
import {
  type AccountSeen,
  closedEnds,
  closedShell,
  type GroupSeen,
  keptGroups,
  lastDay,
  type PeopleSeen,
  type WantedAccount,
  type WantedPeople,
} from './accounts.ts'
import type { AccountCell, CellName } from './cell.ts'
import { leaverCells } from './leavers.ts'
import { keysCell, sshCells } from './ssh.ts'
import { sudoCells, sudoFileCell } from './sudo.ts'

export type { AccountCell, CellName } from './cell.ts'

export type AccountRow = {
  readonly name: string
  readonly uid: number
  /** left: no longer to have an account here */
  readonly kind: 'listed' | 'left'
  readonly cells: readonly AccountCell[]
  /** Why nothing of it is changed. */
  readonly blocked?: { readonly code: FindingCode; readonly seen: string }
  readonly verdict: 'holds' | 'differs' | 'unknown'
}

/** Those who are to have an account there, then those who left, each in the order of names. */
export function accountRows(wanted: WantedPeople, seen: PeopleSeen): AccountRow[] {
  const byName = new Map(seen.accounts.map((a) => [a.name, a]))
  const gids = new Map(wanted.groups.map((g) => [g.name, g.gid]))
  const listed = wanted.accounts.map((account) => listedRow(account, byName.get(account.name), gids, seen, wanted.joins ?? false))
  return [...listed, ...seen.accounts.filter((a) => !a.listed).map((a) => leftRow(a, seen))]
}

function listedRow(
  wanted: WantedAccount,
  seen: AccountSeen | undefined,
  gids: ReadonlyMap<string, number>,
  people: PeopleSeen,
  joins: boolean,
): AccountRow {
  const { name, uid } = wanted
  if (!seen) return rowOf({ name, uid, kind: 'listed', cells: [{ what: 'account', expected: 'made by Prism', seen: 'not looked at' }] })
  const { has } = seen
  const blocked = blockedBy(wanted, seen, gids, people)
  const groups = [uid, ...wanted.groups.map((g) => gids.get(g) ?? 0)]
  const cells: AccountCell[] = [
    cell('account', 'made by Prism', foundWords(seen), seen.found === 'local' && seen.ours && (has?.uid ?? uid) === uid),
    ...(has
      ? [
          cell('number', `${uid}`, `${has.uid}`, has.uid === uid),
          cell('own group', `${uid}`, `${has.gid}`, has.gid === uid),
          groupsCell(has.groups, groups, seen, people),
          ...(joins ? [sharedCell(has.groups, people)] : []),
          cell('shell', wanted.shell, has.shell, has.shell === wanted.shell),
          cell('last day', lastDay(`${wanted.ends ?? ''}`), lastDay(has.ends), has.ends === `${wanted.ends ?? ''}`),
          cell('password', 'none', has.password, has.password === 'none'),
          triedCell(seen, uid, groups, people),
          ...sshCells(wanted, seen, people.sshd),
          ...sudoCells(wanted.sudo, seen.sudo, people.sudo),
          ...(wanted.sudo ? [] : [cell('other root', 'none', seen.ways.join(', ') || 'none', seen.ways.length === 0)]),
        ]
      : // an account that the host's files have and its name service does not tell is none that was seen
        seen.found === 'local'
        ? [{ what: 'number' as const, expected: `${uid}`, seen: 'the name service does not say' }]
        : []),
  ]
  return rowOf({ name, uid, kind: 'listed', cells, ...(blocked ? { blocked } : {}) })
}

/** Of those that a mount gives. */
function sharedCell(groups: readonly number[], people: PeopleSeen): AccountCell {
  const isIn = groups.some((gid) => isKept(gid, people))
  return cell('shared group', keptGroups.join(', '), isIn ? keptGroups.join(', ') : 'none', isIn)
}

function leftRow(seen: AccountSeen, people: PeopleSeen): AccountRow {
  const { name, uid, has } = seen
  const left = people.leavers.find((l) => l.name === name && l.uid === uid)
  const alone = cell('number alone', 'nobody else’s', seen.holder === '' ? 'nobody else’s' : `${seen.holder}’s too`, seen.holder === '')
  const isTheirs = has !== undefined && has.uid === uid && seen.found === 'local'
  const cells = isTheirs
    ? [
        // one that the record lost is a sync's to end, and to note again
        ...(seen.ours ? [] : [cell('account', 'in the instance’s record', 'not in it', false)]),
        cell(
          'groups',
          'none',
          groupWords(has.groups, uid, people),
          has.groups.every((g) => g === uid),
        ),
        cell('shell', closedShell, has.shell, has.shell === closedShell),
        cell('last day', lastDay(closedEnds), lastDay(has.ends), has.ends === closedEnds),
        cell('password', 'locked', has.password, has.password === 'locked'),
        keysCell([], seen.keyFile),
        sudoFileCell(false, seen.sudo, people.sudo),
        alone,
        ...leaverCells(left, people.sshd),
      ]
    : [
        stillOpen(seen),
        keysCell([], seen.keyFile),
        sudoFileCell(false, seen.sudo, people.sudo),
        alone,
        // what is the account's, and what the number's, nobody looked at where they are two
        ...(left || (has && seen.found === 'local') ? leaverCells(left, people.sshd) : []),
      ]
  return rowOf({ name, uid, kind: 'left', cells })
}

/** Somebody may have given the account another number, or a directory the name: whoever has it comes in by that. */
function stillOpen({ has, found }: AccountSeen): AccountCell {
  if (!has) return cell('account', 'closed', 'there is none', true)
  if (found === 'directory') return cell('still open', 'no account', `of a directory service, with ${has.uid}`, false)
  const isClosed = has.shell === closedShell && has.ends === closedEnds && has.password === 'locked'
  if (isClosed) return cell('account', 'closed', `closed, with ${has.uid}`, true)
  return cell('still open', 'no account', `the name has another number there, ${has.uid}`, false)
}

function rowOf(row: Omit<AccountRow, 'verdict'>): AccountRow {
  const differs = row.blocked !== undefined || row.cells.some((c) => c.holds === false)
  return { ...row, verdict: differs ? 'differs' : row.cells.some((c) => c.holds === undefined) ? 'unknown' : 'holds' }
}

const cell = (what: CellName, expected: string, seen: string, holds: boolean): AccountCell => ({ what, expected, seen, holds })

function foundWords({ found, ours, uid, has }: AccountSeen): string {
  // the record is of name and number, so of this one it does not say who made it
  if (found === 'local' && has && has.uid !== uid) return 'an account with another number'
  if (found === 'local') return ours ? 'made by Prism' : 'made by somebody else'
  return found === 'directory' ? 'of a directory service' : 'there is none'
}

/** The group by which sshd knows them is told where it is what differs. Who administers a group is in it whenever they want. */
function groupsCell(
  seen: readonly number[],
  wanted: readonly number[],
  { uid: own, manages }: AccountSeen,
  people: PeopleSeen,
): AccountCell {
  const holds = sameGroups(seen, wanted, people) && manages.length === 0
  const words = (gids: readonly number[]) =>
    groupWords(
      gids.filter((gid) => !holds || gid !== peopleGroup.gid),
      own,
      people,
    )
  const also = manages.map((name) => `, administrator of ${name}`).join('')
  return cell('groups', words(withKept(wanted, seen, people)), `${words(seen)}${also}`, holds)
}

/** What a mount gave is neither asked for nor taken away: it stays. */
const withKept = (wanted: readonly number[], seen: readonly number[], people: PeopleSeen): readonly number[] => [
  ...wanted,
  ...seen.filter((gid) => isKept(gid, people)),
]

/** Whether they are in the group that a mount gives. */
export const isJoined = (name: string, people: PeopleSeen): boolean =>
  people.accounts.some((a) => a.name === name && a.has?.groups.some((gid) => isKept(gid, people)))

const isKept = (gid: number, { groupNames }: PeopleSeen): boolean => keptGroups.includes(groupNames[gid] ?? '')

const sameGroups = (seen: readonly number[], wanted: readonly number[], people: PeopleSeen): boolean =>
  same(
    seen.filter((gid) => wanted.includes(gid) || !isKept(gid, people)),
    wanted,
  )

function same(a: readonly number[], b: readonly number[]): boolean {
  const [left, right] = [new Set(a), new Set(b)]
  return left.size === right.size && [...left].every((n) => right.has(n))
}

function groupWords(gids: readonly number[], own: number, { groupNames, groups }: PeopleSeen): string {
  const named = new Map(groups.flatMap((g) => (g.gid === undefined ? [] : [[g.gid, g.name] as const])))
  const others = [...new Set(gids)].filter((gid) => gid !== own).map((gid) => groupNames[gid] || named.get(gid) || `${gid}`)
  return others.length === 0 ? 'none' : others.sort().join(', ')
}

/** What the kernel made of a process: the same numbers, and the groups that the name service gives. */
function triedCell({ tried }: AccountSeen, uid: number, groups: readonly number[], people: PeopleSeen): AccountCell {
  const expected = `uid ${uid}, gid ${uid}`
  if (tried === undefined) return { what: 'tried', expected, seen: 'not tried' }
  const match = /^([0-9]{1,10}):([0-9]{1,10}):((?:[0-9]{1,10}(?:\+[0-9]{1,10})*)?)$/.exec(tried)
  if (!match) return cell('tried', expected, 'the kernel did not make such a process', false)
  const [, u = '', g = '', more = ''] = match
  const its = more === '' ? [] : more.split('+').map(Number)
  const isInAll = sameGroups([uid, ...its], groups, people)
  const holds = Number(u) === uid && Number(g) === uid && isInAll
  const words = (gids: readonly number[]) => (isInAll ? '' : `, groups ${groupWords(gids, uid, people)}`)
  return cell('tried', `${expected}${words(withKept(groups, its, people))}`, `uid ${u}, gid ${g}${words(its)}`, holds)
}

/** As the host's program refuses it, before it is sent. */
function blockedBy(wanted: WantedAccount, seen: AccountSeen, gids: ReadonlyMap<string, number>, people: PeopleSeen): AccountRow['blocked'] {
  const { name, uid } = wanted
  if (seen.has && seen.has.uid !== uid) return { code: 'uid-differs', seen: `${name} is ${seen.has.uid} there, ${uid} in the registry` }
  if (seen.holder !== '') return { code: 'uid-taken', seen: `${uid}, which is ${name} in the registry, is ${seen.holder} there` }
  if (seen.found === 'directory') return { code: 'account-of-directory', seen: `${name} (${uid}) comes from a directory service` }
  if (seen.groupGid !== undefined && seen.groupGid !== uid)
    return { code: 'group-gid-differs', seen: `the group ${name} is ${seen.groupGid} there, ${uid} in the registry` }
  if (seen.groupHolder !== '')
    return { code: 'gid-taken', seen: `gid ${uid}, which is ${name} in the registry, is the group ${seen.groupHolder} there` }
  return people.groups.flatMap((g) => (wanted.groups.includes(g.name) ? (blockedGroup(g, gids.get(g.name)) ?? []) : []))[0]
}

/** Also of a group by itself. */
export function blockedGroup({ name, gid, holder }: GroupSeen, wanted: number | undefined): AccountRow['blocked'] {
  if (gid !== undefined && gid !== wanted)
    return { code: 'group-gid-differs', seen: `the group ${name} is ${gid} there, ${wanted} in the registry` }
  return holder === ''
    ? undefined
    : { code: 'gid-taken', seen: `gid ${wanted}, which is ${name} in the registry, is the group ${holder} there` }
}

/** Whether somebody is to say first that it becomes Prism's. */
export const isToAdopt = (row: AccountRow, { accounts }: PeopleSeen): boolean =>
  row.kind === 'listed' && !row.blocked && accounts.some((a) => a.name === row.name && a.found === 'local' && !a.ours)

/** Whether somebody has there what is theirs on a volume: an account of Prism's with their number, and nothing in its way. */
export const isInPlace = ({ name, uid }: WantedAccount, { accounts }: PeopleSeen): boolean =>
  accounts.some((a) => a.name === name && a.listed && a.ours && a.found === 'local' && a.holder === '' && a.has?.uid === uid)
