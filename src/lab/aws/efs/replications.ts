import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'
import { type Operations, operation } from '../wire/operation.ts'
import * as shape from './shapes.ts'
import { availableFileSystem, type Efs, fileSystemOf, type LabFileSystem, type LabReplication, later, page } from './state.ts'

const destination = z.strictObject({ FileSystemId: shape.fileSystemId, Region: z.string().max(64).optional() })

/** Replication to a file system that is there; the lab makes none. One of another region is known by its id alone. */
export function replicationOperations(efs: Efs): Operations {
  return {
    UpdateFileSystemProtection: operation(
      z.strictObject({ FileSystemId: shape.fileSystemId, ReplicationOverwriteProtection: z.enum(['ENABLED', 'DISABLED']) }),
      (input) => {
        const fs = availableFileSystem(efs, input.FileSystemId)
        if (fs.protection === 'REPLICATING')
          throw new AwsError('ReplicationAlreadyExists', `File system ${fs.id} is a replication destination.`, 409)
        fs.protection = input.ReplicationOverwriteProtection
        return { ReplicationOverwriteProtection: fs.protection }
      },
      'BadRequest',
    ),

    CreateReplicationConfiguration: operation(
      z.strictObject({ SourceFileSystemId: shape.fileSystemId, Destinations: z.array(destination).length(1) }),
      async (input) => {
        const source = availableFileSystem(efs, input.SourceFileSystemId)
        const { FileSystemId: id, Region: region = efs.world.region } = input.Destinations[0]!
        if (efs.replications.some((one) => [one.sourceId, one.destinationId].some((other) => other === source.id || other === id)))
          throw new AwsError('ReplicationAlreadyExists', 'A file system may be in one replication configuration only.', 409)
        if (region === efs.world.region) {
          const replica = availableFileSystem(efs, id)
          if (replica.protection === 'ENABLED')
            throw new AwsError('ConflictException', `Replication overwrite protection is enabled for ${id}.`, 409)
          replica.protection = 'REPLICATING'
          await publishPolicy(efs, replica)
        }
        const made: LabReplication = {
          sourceId: source.id,
          destinationId: id,
          region,
          createdAt: efs.world.clock.now(),
          state: 'available',
        }
        efs.replications.push(made)
        return describe(efs, made)
      },
      'BadRequest',
    ),

    DescribeReplicationConfigurations: operation(
      z.strictObject({ FileSystemId: shape.fileSystemId.optional(), MaxResults: shape.pageSize, NextToken: shape.token.optional() }),
      (input) => {
        const id = input.FileSystemId === undefined ? undefined : fileSystemOf(efs, input.FileSystemId).id
        const all = efs.replications.filter((one) => id === undefined || one.sourceId === id || one.destinationId === id)
        if (id !== undefined && all.length === 0) throw new AwsError('ReplicationNotFound', `${id} has no replication configuration.`, 404)
        const { items, next } = page(all, input.MaxResults, input.NextToken)
        return { Replications: items.map((one) => describe(efs, one)), ...(next && { NextToken: next }) }
      },
      'BadRequest',
    ),

    DeleteReplicationConfiguration: operation(
      z.strictObject({
        SourceFileSystemId: shape.fileSystemId,
        DeletionMode: z.enum(['ALL_CONFIGURATIONS', 'LOCAL_CONFIGURATION_ONLY']).optional(),
      }),
      (input) => {
        const found = efs.replications.find((one) => one.sourceId === input.SourceFileSystemId)
        if (found === undefined)
          throw new AwsError('ReplicationNotFound', `${input.SourceFileSystemId} has no replication configuration.`, 404)
        found.state = 'deleting'
        later(efs, efs.world.timings.deletes, found, async () => {
          efs.replications.splice(efs.replications.indexOf(found), 1)
          const replica = efs.fileSystems.get(found.destinationId)
          if (replica === undefined) return
          replica.protection = 'ENABLED'
          await publishPolicy(efs, replica)
        })
      },
      'BadRequest',
    ),
  }
}

/** To a replica EFS alone writes, whatever its policy says. */
const readOnly = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 'elasticfilesystem:Client*' },
    { Effect: 'Deny', Principal: '*', Action: 'elasticfilesystem:ClientWrite' },
  ],
})

/** Tells the server what clients may do. */
export async function publishPolicy(efs: Efs, fs: LabFileSystem): Promise<void> {
  await efs.world.storage.setPolicy?.(fs.id, fs.protection === 'REPLICATING' ? readOnly : fs.policy)
}

function describe(efs: Efs, { sourceId, destinationId, region, createdAt, state }: LabReplication): object {
  const arn = `arn:aws:elasticfilesystem:${efs.world.region}:${efs.world.account}:file-system/${sourceId}`
  return {
    SourceFileSystemId: sourceId,
    SourceFileSystemRegion: efs.world.region,
    SourceFileSystemArn: arn,
    OriginalSourceFileSystemArn: arn,
    SourceFileSystemOwnerId: efs.world.account,
    CreationTime: createdAt,
    Destinations: [
      {
        Status: state === 'deleting' ? 'DELETING' : 'ENABLED',
        FileSystemId: destinationId,
        Region: region,
        OwnerId: efs.world.account,
        LastReplicatedTimestamp: createdAt,
      },
    ],
  }
}
