/** What a host should look like for an operation: exact values that the host program receives and `compare` expects. */
import type { Asked } from './asked.ts'
import type { EnforcedUser } from './enforced-user.ts'
import type { HostFacts } from './facts.ts'
import { group, memberUmask, type PathRule, permissionTable } from './layout.ts'
import type { Operation, PointOfMount } from './plan.ts'

export type Desired = {
  readonly fileSystemId: string
  readonly mountPoint: string
  /** The access point that it is mounted through. */
  readonly accessPoint?: string
  /** To EFS everybody there is this user. Then there is no layout: the folder is that one's alone. */
  readonly enforced?: EnforcedUser
  readonly group: { readonly name: string; readonly gid: number }
  readonly accounts: readonly string[]
  /** Beside prism-shared, with those of the accounts that belong to them. */
  readonly groups?: readonly { readonly name: string; readonly gid: number; readonly members: readonly string[] }[]
  readonly paths: readonly PathRule[]
  /** Whether personal spaces are to be closed to everybody else. */
  readonly privateSpaces: boolean
  readonly umask: string
  readonly readOnly: boolean
  /** False only where the caller allowed plain NFS. */
  readonly encrypted: boolean
  /** What a mount notes on the instance, for later looks. */
  readonly asked: Asked
}

/**
 * Who is to be enrolled on one instance: the given list, else the observed login user. Scenario 2's registry plugs in here.
 * Empty when nobody was named and no login user was found.
 */
export function accountsFor(operation: Operation, facts: HostFacts | undefined, instanceId: string): readonly string[] {
  const { accounts } = askedOn(operation, instanceId)
  if (accounts.length > 0) return [...new Set(accounts)]
  return facts?.login ? [facts.login.user] : []
}

export const isReadOnlyOn = (operation: Operation, instanceId: string): boolean => operation.readOnlyOn?.includes(instanceId) ?? false

/** What an instance comes through; undefined: it mounts the whole volume. */
export function accessPointOn(operation: Operation, instanceId: string): PointOfMount | undefined {
  const id = askedOn(operation, instanceId).accessPoint
  if (id === undefined) return undefined
  const known = [...(operation.accessPoint ? [operation.accessPoint] : []), ...(operation.points ?? [])]
  return known.find((p) => p.id === id) ?? { id, name: id, path: '' }
}

/** What the mount is, or was, asked for on one instance. */
export function askedOn(operation: Operation, instanceId: string): Asked {
  const { asked, options, accessPoint, accessPointOn: comers } = operation
  return (
    asked?.[instanceId] ?? {
      accounts: options.accounts,
      groups: options.groups ?? [],
      sticky: options.sticky,
      privateSpaces: options.privateSpaces,
      readOnly: isReadOnlyOn(operation, instanceId),
      encrypted: options.client.kind !== 'plain-nfs',
      ...(accessPoint && (comers === undefined || comers.includes(instanceId)) ? { accessPoint: accessPoint.id } : {}),
    }
  )
}

export function desiredFor(operation: Operation, accounts: readonly string[], instanceId: string): Desired {
  const asked = askedOn(operation, instanceId)
  const { readOnly, privateSpaces, encrypted, groups, accessPoint } = asked
  const user = accessPointOn(operation, instanceId)?.user
  const table = permissionTable(readOnly ? [] : accounts, asked, groups)
  return {
    fileSystemId: operation.fileSystemId,
    mountPoint: operation.mountPoint,
    ...(accessPoint === undefined ? {} : { accessPoint }),
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
    asked,
  }
}
