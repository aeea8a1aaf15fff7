/** What a host should look like for an operation: exact values that scripts receive and `compare` expects. */
import type { EnforcedUser } from './enforced-user.ts'
import type { HostFacts } from './facts.ts'
import { group, memberUmask, type PathRule, permissionTable } from './layout.ts'
import type { Operation } from './plan.ts'

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
}

/**
 * Who is to be enrolled on one instance: the given list, else the observed login user. Scenario 2's registry plugs in here.
 * Empty when nobody was named and no login user was found.
 */
export function accountsFor(operation: Operation, facts: HostFacts | undefined): readonly string[] {
  if (operation.options.accounts.length > 0) return [...new Set(operation.options.accounts)]
  return facts?.login ? [facts.login.user] : []
}

export const isReadOnlyOn = (operation: Operation, instanceId: string): boolean => operation.readOnlyOn?.includes(instanceId) ?? false

/** What an instance comes through; undefined: it mounts the whole volume. */
export const accessPointOn = ({ accessPoint, accessPointOn }: Operation, instanceId: string): Operation['accessPoint'] =>
  accessPointOn === undefined || accessPointOn.includes(instanceId) ? accessPoint : undefined

export function desiredFor(operation: Operation, accounts: readonly string[], instanceId: string): Desired {
  const { options } = operation
  const point = accessPointOn(operation, instanceId)
  const readOnly = isReadOnlyOn(operation, instanceId)
  const table = permissionTable(readOnly ? [] : accounts, options, options.groups)
  return {
    fileSystemId: operation.fileSystemId,
    mountPoint: operation.mountPoint,
    ...(point ? { accessPoint: point.id } : {}),
    ...(point?.user ? { enforced: point.user } : {}),
    group,
    accounts,
    groups: (options.groups ?? []).map(({ name, gid, accounts: named }) => ({
      name,
      gid,
      members: named.length > 0 ? accounts.filter((a) => named.includes(a)) : accounts,
    })),
    // where nobody can write nobody needs a space, and none could be made from there; an enforced user's folder is looked at alone
    paths: point?.user ? table.filter((rule) => rule.path === '.') : table,
    privateSpaces: options.privateSpaces,
    umask: memberUmask,
    readOnly,
    encrypted: options.client.kind !== 'plain-nfs',
  }
}
