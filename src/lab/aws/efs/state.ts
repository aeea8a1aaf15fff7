import type { z } from 'zod'
import type { Network } from '../ec2/network.ts'
import { AwsError } from '../wire/errors.ts'
import type { World } from '../world.ts'
import type * as shape from './shapes.ts'

export type LifeCycle = 'creating' | 'available' | 'updating' | 'deleting' | 'error'

export type Tag = { readonly Key: string; readonly Value: string }

export type LabFileSystem = {
  readonly id: string
  readonly creationToken: string
  readonly createdAt: Date
  state: LifeCycle
  readonly performanceMode: 'generalPurpose' | 'maxIO'
  throughputMode: 'bursting' | 'provisioned' | 'elastic'
  provisionedMibps: number | undefined
  /** When the mode was changed last, or provisioned throughput lowered: EFS does that once in 24 hours. */
  throughputChangedAt: Date | undefined
  readonly encrypted: boolean
  readonly kmsKeyArn: string | undefined
  readonly oneZone: string | undefined
  tags: Tag[]
  lifecyclePolicies: readonly Readonly<Record<string, string>>[]
  backup: 'ENABLED' | 'ENABLING' | 'DISABLED' | 'DISABLING' | undefined
  policy: string | undefined
  /** DISABLED: it may become a replica. REPLICATING: it is one, and clients may only read. */
  protection: 'ENABLED' | 'DISABLED' | 'REPLICATING'
}

/** From a file system to one of this region or another. */
export type LabReplication = {
  readonly sourceId: string
  readonly destinationId: string
  readonly region: string
  readonly createdAt: Date
  state: LifeCycle
}

export type LabMountTarget = {
  readonly id: string
  readonly fileSystemId: string
  readonly subnetId: string
  readonly zone: string
  readonly zoneId: string
  readonly vpcId: string
  readonly ip: string
  readonly interfaceId: string
  /** Clients reach it: from a moment before its state says `available`, so that nobody is told of what does not answer yet. */
  usable: boolean
  state: LifeCycle
}

export type LabAccessPoint = {
  readonly id: string
  readonly clientToken: string
  readonly fileSystemId: string
  readonly posixUser: z.output<typeof shape.posixUser> | undefined
  readonly rootDirectory: z.output<typeof shape.rootDirectory>
  tags: Tag[]
  state: LifeCycle
}

export type Efs = {
  readonly world: World
  readonly network: Network
  readonly fileSystems: Map<string, LabFileSystem>
  readonly targets: Map<string, LabMountTarget>
  readonly accessPoints: Map<string, LabAccessPoint>
  readonly replications: LabReplication[]
}

/** Accepts an id or an ARN. Throws FileSystemNotFound. */
export function fileSystemOf(efs: Efs, idOrArn: string): LabFileSystem {
  const id = idOrArn.split('/').at(-1) ?? ''
  const found = efs.fileSystems.get(id)
  if (found === undefined) throw new AwsError('FileSystemNotFound', `File system '${id}' does not exist.`, 404)
  return found
}

/** The file system, if it may be changed now. Throws IncorrectFileSystemLifeCycleState. */
export function availableFileSystem(efs: Efs, idOrArn: string): LabFileSystem {
  const fs = fileSystemOf(efs, idOrArn)
  if (fs.state !== 'available')
    throw new AwsError(
      'IncorrectFileSystemLifeCycleState',
      `File system ${fs.id} is in life cycle state '${fs.state}', not 'available'.`,
      409,
    )
  return fs
}

export function targetsOf(efs: Efs, fileSystemId: string): LabMountTarget[] {
  return [...efs.targets.values()].filter((target) => target.fileSystemId === fileSystemId)
}

/** Tells the storage which targets clients may now use. */
export async function publishTargets(efs: Efs, fileSystemId: string): Promise<void> {
  const usable = targetsOf(efs, fileSystemId).filter((target) => target.usable)
  await efs.world.storage.setMountTargets(
    fileSystemId,
    usable.map((target) => ({ availabilityZone: target.zone, ipAddress: target.ip })),
  )
}

/** Runs what a life cycle does at its end. What fails there must show: as the state `error`, not as a lost rejection. */
export function later(efs: Efs, milliseconds: number, thing: { state: LifeCycle }, then: () => Promise<void>): void {
  efs.world.clock.after(milliseconds, () => {
    then().catch(() => {
      thing.state = 'error'
    })
  })
}

/** A page of a listing: EFS's markers are opaque, and one that the lab did not give is a BadRequest. */
export function page<T>(
  all: readonly T[],
  size: number,
  marker: string | undefined,
): { readonly items: readonly T[]; readonly next: string | undefined } {
  const start = marker === undefined ? 0 : Number(Buffer.from(marker, 'base64url').toString())
  if (!Number.isInteger(start) || start < 0) throw new AwsError('BadRequest', `Invalid marker: ${marker}`)
  const end = start + size
  return { items: all.slice(start, end), next: end < all.length ? Buffer.from(String(end)).toString('base64url') : undefined }
}
