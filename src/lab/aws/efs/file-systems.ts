import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'
import { type Operations, operation } from '../wire/operation.ts'
import { newId } from '../world.ts'
import * as shape from './shapes.ts'
import { availableFileSystem, type Efs, fileSystemOf, type LabFileSystem, later, page, targetsOf } from './state.ts'

const throughput = {
  ThroughputMode: z.enum(['bursting', 'provisioned', 'elastic']).optional(),
  ProvisionedThroughputInMibps: z.number().min(1).optional(),
}

const kmsKey =
  /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32}|alias\/[a-zA-Z0-9/_-]+|(arn:aws[-a-z]*:kms:[a-z0-9-]+:\d{12}:((key\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})|(key\/mrk-[0-9a-f]{32})|(alias\/[a-zA-Z0-9/_-]+))))$/

const createShape = z.strictObject({
  CreationToken: z.string().min(1).max(64),
  PerformanceMode: z.enum(['generalPurpose', 'maxIO']).default('generalPurpose'),
  Encrypted: z.boolean().optional(),
  KmsKeyId: z.string().max(2048).regex(kmsKey).optional(),
  ...throughput,
  AvailabilityZoneName: z.string().min(1).max(64).optional(),
  Backup: z.boolean().optional(),
  Tags: shape.tags.default([]),
})

export function fileSystemOperations(efs: Efs): Operations {
  const { world } = efs
  return {
    CreateFileSystem: operation(createShape, (input) => create(efs, input), 'BadRequest'),

    DescribeFileSystems: operation(
      z.strictObject({
        FileSystemId: shape.fileSystemId.optional(),
        CreationToken: z.string().min(1).max(64).optional(),
        MaxItems: shape.pageSize,
        Marker: shape.token.optional(),
      }),
      (input) => {
        if (input.FileSystemId !== undefined && input.CreationToken !== undefined)
          throw new AwsError('BadRequest', 'Specify a file system ID or a creation token, not both.')
        const all =
          input.FileSystemId !== undefined
            ? [fileSystemOf(efs, input.FileSystemId)]
            : [...efs.fileSystems.values()].filter((fs) => input.CreationToken === undefined || fs.creationToken === input.CreationToken)
        const { items, next } = page(all, input.MaxItems, input.Marker)
        return {
          FileSystems: items.map((fs) => describe(efs, fs)),
          ...(next && { NextMarker: next }),
          ...(input.Marker && { Marker: input.Marker }),
        }
      },
      'BadRequest',
    ),

    UpdateFileSystem: operation(
      z.strictObject({ FileSystemId: shape.fileSystemId, ...throughput }),
      (input) => {
        const fs = availableFileSystem(efs, input.FileSystemId)
        const mode = input.ThroughputMode ?? fs.throughputMode
        const mibps = input.ProvisionedThroughputInMibps ?? (mode === fs.throughputMode ? fs.provisionedMibps : undefined)
        checkThroughput(mode, mibps, fs.performanceMode)
        if (mode !== 'elastic' && fs.lifecyclePolicies.some((policy) => policy.TransitionToArchive !== undefined))
          throw new AwsError('BadRequest', 'File systems with a TransitionToArchive policy must use the elastic throughput mode.')
        // raising what is provisioned is free at any time
        if (mode !== fs.throughputMode || (mibps ?? 0) < (fs.provisionedMibps ?? 0)) {
          const again = fs.throughputChangedAt && new Date(fs.throughputChangedAt.getTime() + 24 * 3600 * 1000)
          if (again && world.clock.now() < again)
            throw new AwsError(
              'TooManyRequests',
              `You have reached the maximum number of throughput mode changes or provisioned throughput value decreases. Wait until ${again.toISOString()} UTC and try again.`,
              429,
            )
          fs.throughputChangedAt = world.clock.now()
        }
        fs.state = 'updating'
        fs.throughputMode = mode
        fs.provisionedMibps = mibps
        later(efs, world.timings.updates, fs, async () => {
          fs.state = 'available'
        })
        return describe(efs, fs)
      },
      'BadRequest',
    ),

    DeleteFileSystem: operation(
      z.strictObject({ FileSystemId: shape.fileSystemId }),
      (input) => remove(efs, fileSystemOf(efs, input.FileSystemId)),
      'BadRequest',
    ),
  }
}

async function create(efs: Efs, input: z.output<typeof createShape>): Promise<object> {
  const { world, network } = efs
  for (const other of efs.fileSystems.values())
    if (other.creationToken === input.CreationToken)
      throw new AwsError(
        'FileSystemAlreadyExists',
        `File system '${other.id}' already exists with creation token '${input.CreationToken}'`,
        409,
        {
          FileSystemId: other.id,
        },
      )
  const oneZone = input.AvailabilityZoneName
  if (oneZone !== undefined && !network.subnets.some((subnet) => subnet.zone === oneZone))
    throw new AwsError('UnsupportedAvailabilityZone', `Availability zone '${oneZone}' is not supported.`)
  if (oneZone !== undefined && input.PerformanceMode === 'maxIO')
    throw new AwsError('BadRequest', 'One Zone file systems do not support the maxIO performance mode.')
  const encrypted = input.Encrypted ?? false
  if (input.KmsKeyId !== undefined && !encrypted)
    throw new AwsError('BadRequest', 'KmsKeyId can only be specified for an encrypted file system.')
  const mode = input.ThroughputMode ?? 'bursting'
  checkThroughput(mode, input.ProvisionedThroughputInMibps, input.PerformanceMode)

  const fs: LabFileSystem = {
    id: newId('fs'),
    creationToken: input.CreationToken,
    createdAt: world.clock.now(),
    state: 'creating',
    performanceMode: input.PerformanceMode,
    throughputMode: mode,
    provisionedMibps: input.ProvisionedThroughputInMibps,
    throughputChangedAt: undefined,
    encrypted,
    kmsKeyArn: encrypted ? keyArn(efs, input.KmsKeyId) : undefined,
    oneZone,
    tags: input.Tags,
    lifecyclePolicies: [],
    // One Zone file systems are backed up unless told otherwise, regional ones the other way round
    backup: (input.Backup ?? oneZone !== undefined) ? 'ENABLED' : undefined,
    policy: undefined,
    protection: 'ENABLED',
  }
  efs.fileSystems.set(fs.id, fs)
  later(efs, world.timings.fileSystemCreates, fs, async () => {
    await world.storage.createFileSystem(fs.id)
    fs.state = 'available'
  })
  return describe(efs, fs)
}

function checkThroughput(mode: string, mibps: number | undefined, performanceMode: string): void {
  if (mode === 'provisioned' && mibps === undefined)
    throw new AwsError('BadRequest', 'ProvisionedThroughputInMibps is required when ThroughputMode is provisioned.')
  if (mode !== 'provisioned' && mibps !== undefined)
    throw new AwsError('BadRequest', 'ProvisionedThroughputInMibps can only be specified when ThroughputMode is provisioned.')
  if (mode === 'elastic' && performanceMode === 'maxIO')
    throw new AwsError('BadRequest', 'Elastic throughput is only supported for the General Purpose performance mode.')
}

function remove(efs: Efs, fs: LabFileSystem): void {
  const targets = targetsOf(efs, fs.id)
  if (targets.length > 0)
    throw new AwsError('FileSystemInUse', `File system ${fs.id} has ${targets.length} mount target(s) and cannot be deleted.`, 409)
  if (efs.replications.some((one) => one.sourceId === fs.id || one.destinationId === fs.id))
    throw new AwsError('FileSystemInUse', `File system ${fs.id} is part of a replication configuration.`, 409)
  if (fs.state === 'deleting') return
  fs.state = 'deleting'
  later(efs, efs.world.timings.deletes, fs, async () => {
    await efs.world.storage.deleteFileSystem(fs.id)
    efs.fileSystems.delete(fs.id)
    for (const point of efs.accessPoints.values()) if (point.fileSystemId === fs.id) efs.accessPoints.delete(point.id)
  })
}

function describe(efs: Efs, fs: LabFileSystem): object {
  const { account, region } = efs.world
  const name = fs.tags.find((tag) => tag.Key === 'Name')?.Value
  return {
    OwnerId: account,
    CreationToken: fs.creationToken,
    FileSystemId: fs.id,
    FileSystemArn: `arn:aws:elasticfilesystem:${region}:${account}:file-system/${fs.id}`,
    CreationTime: fs.createdAt,
    LifeCycleState: fs.state,
    ...(name !== undefined && { Name: name }),
    NumberOfMountTargets: targetsOf(efs, fs.id).length,
    // what a new file system weighs
    SizeInBytes: { Value: 6144, ValueInIA: 0, ValueInStandard: 6144 },
    PerformanceMode: fs.performanceMode,
    Encrypted: fs.encrypted,
    ...(fs.kmsKeyArn !== undefined && { KmsKeyId: fs.kmsKeyArn }),
    ThroughputMode: fs.throughputMode,
    ...(fs.provisionedMibps !== undefined && { ProvisionedThroughputInMibps: fs.provisionedMibps }),
    ...(fs.oneZone !== undefined && {
      AvailabilityZoneName: fs.oneZone,
      AvailabilityZoneId: efs.network.subnets.find((subnet) => subnet.zone === fs.oneZone)?.zoneId,
    }),
    Tags: fs.tags,
    FileSystemProtection: { ReplicationOverwriteProtection: fs.protection },
  }
}

function keyArn(efs: Efs, key: string | undefined): string {
  if (key?.startsWith('arn:')) return key
  const name = key === undefined ? 'key/1ab00000-0000-4000-8000-00000000ef55' : key.startsWith('alias/') ? key : `key/${key}`
  return `arn:aws:kms:${efs.world.region}:${efs.world.account}:${name}`
}
