/** What a host should look like for an operation: exact values that the host program receives and `compare` expects. */
import type { EnforcedUser } from './enforced-user.ts'
import type { HostFacts } from './facts.ts'
import { memberUmask, type PathRule, permissionTable } from './layout.ts'
import type { MountSpec } from './mount-spec.ts'
import { namesOf, type Person } from './person.ts'
import type { Operation, Target } from './plan.ts'

export type Desired = {
  readonly fileSystemId: string
  readonly mountPoint: string
  /** Of a One Zone volume. */
  readonly oneZone?: string
  /** It is a replica, to which EFS alone writes. */
  readonly replica?: true
  /** The id of the access point that it is mounted through. */
  readonly accessPoint?: string
  /** To EFS everybody there is this user. Then there is no layout: the folder is that one's alone. */
  readonly enforced?: EnforcedUser
  readonly group: { readonly name: string; readonly gid: number }
  readonly accounts: readonly string[]
  /** Beside the shared group, with those of the accounts that belong to them. */
  readonly groups?: readonly { readonly name: string; readonly gid: number; readonly members: readonly string[] }[]
  readonly paths: readonly PathRule[]
  /** Whether personal spaces are to be closed to everybody else. */
  readonly privateSpaces: boolean
  readonly umask: string
  readonly readOnly: boolean
  /** False only where the caller allowed plain NFS. */
  readonly encrypted: boolean
  /** What a mount notes on the instance, for later looks. */
  readonly spec: MountSpec
}

/**
 * Who is to be enrolled on one instance: the given people, else the observed login user. Scenario 2's registry plugs in here.
 * Empty when nobody was named and no login user was found.
 */
export function peopleFor({ spec }: Pick<Target, 'spec'>, facts: HostFacts | undefined): readonly Person[] {
  if (spec.people.length > 0) return [...new Map(spec.people.map((p) => [p.name, p])).values()]
  return facts?.login ? [{ name: facts.login.user }] : []
}

export const accountsFor = (target: Pick<Target, 'spec'>, facts: HostFacts | undefined): readonly string[] =>
  namesOf(peopleFor(target, facts))

/** Those of the accounts that the host was asked for and does not have. */
export const missingAccounts = ({ accounts }: Desired, facts: HostFacts | undefined): readonly string[] =>
  accounts.filter((name) => facts?.accounts.some((a) => a.name === name && !a.exists))

/** What is to be for the accounts that are there: one that is missing is red by itself, and keeps nothing from the others. */
export function forThoseThere(desired: Desired, facts: HostFacts | undefined): Desired {
  const missing = missingAccounts(desired, facts)
  if (missing.length === 0) return desired
  const there = (name: string) => !missing.includes(name)
  return {
    ...desired,
    accounts: desired.accounts.filter(there),
    ...(desired.groups ? { groups: desired.groups.map((g) => ({ ...g, members: g.members.filter(there) })) } : {}),
    paths: desired.paths.filter((rule) => !missing.some((name) => rule.path === `users/${name}`)),
  }
}

/** The spec with what only the instance can tell: who its people are. Without facts nobody but those who were named. */
export function desiredFor(
  { fileSystemId, mountPoint, oneZone, replica }: Operation,
  target: Pick<Target, 'spec'>,
  facts: HostFacts | undefined,
): Desired {
  const { spec } = target
  const { readOnly, privateSpaces, encrypted, group, groups, accessPoint } = spec
  const accounts = accountsFor(target, facts)
  const user = accessPoint?.user
  const table = permissionTable(readOnly ? [] : accounts, spec)
  return {
    fileSystemId,
    mountPoint,
    ...(oneZone === undefined ? {} : { oneZone }),
    ...(replica ? { replica } : {}),
    ...(accessPoint === undefined ? {} : { accessPoint: accessPoint.id }),
    ...(user ? { enforced: user } : {}),
    group,
    accounts,
    groups: groups.map(({ name, gid, accounts: named }) => ({
      name,
      gid,
      members: named.length > 0 ? accounts.filter((a) => named.includes(a)) : accounts,
    })),
    // where nobody can write nobody needs a space, and none could be made from there; an enforced user's folder is looked at alone
    paths: user ? table.filter((rule) => rule.path === '.') : table,
    privateSpaces,
    umask: memberUmask,
    readOnly,
    encrypted,
    spec,
  }
}
