/**
 * The uid for a new account. To EFS the uid is the person: `useradd` without one takes the next that is free on that
 * host, which another person may have elsewhere. Pure, and the same for the same looks.
 */
import type { HostFacts, Observation } from './facts.ts'
import { group } from './layout.ts'

/**
 * Above UID_MAX, systemd's own ranges and nobody, below the subordinate ids: no tool hands these out by itself, and each of them still has a
 * fixed place in systemd's range of subordinate ids.
 */
export const firstNumber = 65_536
export const lastNumber = 94_199

/** Whom sshd lets in by the registry's keys alone. Its number is the same everywhere, so that files with it are nobody else's anywhere. */
export const peopleGroup = { name: 'prism-people', gid: lastNumber } as const

export type AccountNumber = {
  readonly number: number
  /** Why this number, for whoever creates the account. */
  readonly why: string
}

/** What was seen of numbers in this run. */
export type NumbersSeen = {
  /** By the name of an account: its uids, on whichever instance. */
  readonly uids: ReadonlyMap<string, ReadonlySet<number>>
  /** Every number that a user, a group, or somebody's file has anywhere. */
  readonly taken: ReadonlySet<number>
  /** Requested accounts that are missing somewhere. */
  readonly missing: readonly string[]
  /** How many instances were looked at, and how many could not be. */
  readonly looked: number
  readonly unseen: number
}

export function numbersSeen(observations: readonly Observation[]): NumbersSeen {
  const facts = observations.flatMap((o) => (o.kind === 'observed' ? [o.facts] : []))
  const looked = new Set(observations.filter((o) => o.kind === 'observed').map((o) => o.instanceId))
  const unseen = new Set(observations.map((o) => o.instanceId).filter((id) => !looked.has(id)))
  const uids = new Map<string, Set<number>>()
  for (const { name, uid } of facts.flatMap((f) => f.accounts))
    if (uid !== undefined) uids.set(name, (uids.get(name) ?? new Set<number>()).add(uid))
  return {
    uids,
    taken: new Set([group.gid, ...facts.flatMap(numbersIn)]),
    missing: [...new Set(facts.flatMap((f) => f.accounts.filter((a) => !a.exists).map((a) => a.name)))].sort(),
    looked: looked.size,
    unseen: unseen.size,
  }
}

function numbersIn(f: HostFacts): number[] {
  const owners = [...f.paths, ...(f.spaces?.seen ?? []), ...f.behaviours]
  const groups = [f.group, ...(f.extraGroups?.seen ?? [])]
  return [
    ...f.accounts.flatMap((a) => [a.uid, a.gid, ...a.groups]),
    ...owners.flatMap((o) => [o.uid, o.gid]),
    ...groups.map((g) => g.nameGid),
    ...(f.extraGroups?.seen.map((g) => g.gid) ?? []),
    ...f.unmanaged.data.map((d) => d.gid),
  ].filter((n) => n !== undefined)
}

/** The one that the account has elsewhere, where nobody else has it; else one that nobody has. Missing accounts get one each, by their names. */
export function numberFor(account: string, seen: NumbersSeen): AccountNumber {
  const own = [...(seen.uids.get(account) ?? [])]
  const [first] = own
  if (first !== undefined && own.length === 1 && first > 0 && !isAnothers(first, account, seen))
    return { number: first, why: `${account} already has this uid elsewhere, and one person needs one uid` }
  const others = seen.missing.filter((name) => name !== account && (seen.uids.get(name)?.size ?? 0) !== 1)
  const before = others.filter((name) => name < account).length
  const free = freeAfter(before, seen.taken)
  const unseen = seen.unseen > 0 ? `; ${count(seen.unseen)} not seen, so it is outside the range that useradd picks from` : ''
  return { number: free, why: `no account, group or file that was seen on ${instances(seen.looked)} has it${unseen}` }
}

const isAnothers = (number: number, account: string, { uids }: NumbersSeen): boolean =>
  [...uids].some(([name, numbers]) => name !== account && numbers.has(number))

/** One that nobody has, behind those that missing accounts may get. */
export const freeNumber = ({ missing, taken }: NumbersSeen): number => freeAfter(missing.length, taken)

/** The one after so many that are free. */
function freeAfter(skip: number, taken: ReadonlySet<number>): number {
  let left = skip
  for (let number = firstNumber; number < lastNumber; number++) if (!taken.has(number) && left-- === 0) return number
  return lastNumber
}

const instances = (n: number): string => (n === 1 ? '1 instance' : `${n} instances`)
const count = (n: number): string => (n === 1 ? '1 instance was' : `${n} instances were`)

/** The group first: with `-U` alone its number would be another one. */
export const makeAccount = (account: string, number: number | string): string =>
  `groupadd -g ${number} ${account} && useradd -m -u ${number} -g ${account} ${account}`
