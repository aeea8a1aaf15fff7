/** File systems as EFS describes them, as our FileSystem. */
import type { FileSystemDescription } from '@aws-sdk/client-efs'
import type { FileSystem, MountTarget } from '../domain/ports.ts'
import type { Efs } from './clients.ts'
import { ask, causeIs } from './failures.ts'
import { allPages } from './pages.ts'

/** Every file system of the region, without the ones that EFS has already forgotten. */
export async function listFileSystems({ client, sdk }: Efs): Promise<FileSystemDescription[]> {
  const found = await allPages(async (marker) => {
    const input = { MaxItems: 100, ...(marker ? { Marker: marker } : {}) }
    const page = await ask('elasticfilesystem:DescribeFileSystems', () => client.send(new sdk.DescribeFileSystemsCommand(input)))
    return { items: page.FileSystems, next: page.NextMarker }
  })
  return found.filter((f) => f.LifeCycleState !== 'deleted')
}

/** Undefined when EFS does not know the id (any more). */
export async function describeFileSystem({ client, sdk }: Efs, id: string): Promise<FileSystemDescription | undefined> {
  try {
    const page = await ask('elasticfilesystem:DescribeFileSystems', () =>
      client.send(new sdk.DescribeFileSystemsCommand({ FileSystemId: id })),
    )
    return page.FileSystems?.find((f) => f.LifeCycleState !== 'deleted')
  } catch (error) {
    if (causeIs(error, 'FileSystemNotFound')) return undefined
    throw error
  }
}

/** Empty, too, when the file system is gone. Without the targets' security groups: those cost a call each. */
export async function describeTargets({ client, sdk }: Efs, fileSystemId: string): Promise<MountTarget[]> {
  try {
    const found = await allPages(async (marker) => {
      const input = { FileSystemId: fileSystemId, MaxItems: 100, ...(marker ? { Marker: marker } : {}) }
      const page = await ask('elasticfilesystem:DescribeMountTargets', () => client.send(new sdk.DescribeMountTargetsCommand(input)))
      return { items: page.MountTargets, next: page.NextMarker }
    })
    return found
      .filter((t) => t.LifeCycleState !== 'deleted')
      .map((t) => ({
        id: t.MountTargetId ?? '',
        subnetId: t.SubnetId ?? '',
        availabilityZone: t.AvailabilityZoneName ?? '',
        ipAddress: t.IpAddress ?? '',
        state: t.LifeCycleState ?? '',
        securityGroupIds: [],
      }))
  } catch (error) {
    if (causeIs(error, 'FileSystemNotFound')) return []
    throw error
  }
}

/**
 * Adds the targets' security groups, for people to read. An identity that may not ask for them, or a target that is just going, shows none:
 * nothing is decided by them.
 */
export async function withSecurityGroups({ client, sdk }: Efs, targets: readonly MountTarget[]): Promise<MountTarget[]> {
  return Promise.all(
    targets.map(async (target) => {
      try {
        const found = await ask('elasticfilesystem:DescribeMountTargetSecurityGroups', () =>
          client.send(new sdk.DescribeMountTargetSecurityGroupsCommand({ MountTargetId: target.id })),
        )
        return { ...target, securityGroupIds: found.SecurityGroups ?? [] }
      } catch (error) {
        if (causeIs(error, 'AccessDenied', 'AccessDeniedException', 'MountTargetNotFound', 'IncorrectMountTargetState')) return target
        throw error
      }
    }),
  )
}

export function toFileSystem(found: FileSystemDescription, targets: readonly MountTarget[] = []): FileSystem {
  const id = found.FileSystemId ?? ''
  const tags = Object.fromEntries((found.Tags ?? []).map((t) => [t.Key ?? '', t.Value ?? '']))
  return {
    id,
    name: nameOf(found) || id,
    state: found.LifeCycleState ?? '',
    createdAt: found.CreationTime?.toISOString() ?? '',
    bytes: found.SizeInBytes?.Value ?? 0,
    encrypted: found.Encrypted ?? false,
    performanceMode: found.PerformanceMode ?? '',
    throughputMode: found.ThroughputMode ?? 'bursting',
    ...(found.ProvisionedThroughputInMibps === undefined ? {} : { provisionedThroughput: found.ProvisionedThroughputInMibps }),
    ...(found.AvailabilityZoneName ? { oneZone: found.AvailabilityZoneName } : {}),
    ...protectionOf(found),
    creationToken: found.CreationToken ?? '',
    accountId: found.OwnerId ?? '',
    tags,
    targets,
  }
}

function protectionOf({ FileSystemProtection }: FileSystemDescription): Pick<FileSystem, 'overwriteProtection'> {
  const known = (['enabled', 'disabled', 'replicating'] as const).find(
    (p) => p.toUpperCase() === FileSystemProtection?.ReplicationOverwriteProtection,
  )
  return known ? { overwriteProtection: known } : {}
}

/** The Name tag; `Name` of the description is the same value as EFS keeps it. */
export const nameOf = (found: FileSystemDescription): string | undefined =>
  found.Tags?.find((t) => t.Key === 'Name')?.Value ?? found.Name ?? undefined
