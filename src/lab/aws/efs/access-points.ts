import { z } from 'zod'
import type { LabStoredAccessPoint } from '../../ports.ts'
import { AwsError } from '../wire/errors.ts'
import { type Operations, operation } from '../wire/operation.ts'
import { newId } from '../world.ts'
import * as shape from './shapes.ts'
import { availableFileSystem, type Efs, fileSystemOf, type LabAccessPoint, later, page } from './state.ts'

const perFileSystem = 10_000

const createShape = z.strictObject({
  ClientToken: z.string().min(1).max(64),
  FileSystemId: shape.fileSystemId,
  Tags: shape.tags.default([]),
  PosixUser: shape.posixUser.optional(),
  RootDirectory: shape.rootDirectory.default({ Path: '/' }),
})

export function accessPointOperations(efs: Efs): Operations {
  return {
    CreateAccessPoint: operation(createShape, (input) => create(efs, input), 'BadRequest'),

    DescribeAccessPoints: operation(
      z.strictObject({
        AccessPointId: shape.accessPointId.optional(),
        FileSystemId: shape.fileSystemId.optional(),
        MaxResults: shape.pageSize,
        NextToken: shape.token.optional(),
      }),
      (input) => {
        if (input.AccessPointId !== undefined && input.FileSystemId !== undefined)
          throw new AwsError('BadRequest', 'Specify an access point ID or a file system ID, not both.')
        const fs = input.FileSystemId === undefined ? undefined : fileSystemOf(efs, input.FileSystemId)
        const all =
          input.AccessPointId !== undefined
            ? [accessPointOf(efs, input.AccessPointId)]
            : [...efs.accessPoints.values()].filter((point) => fs === undefined || point.fileSystemId === fs.id)
        const { items, next } = page(all, input.MaxResults, input.NextToken)
        return { AccessPoints: items.map((point) => describe(efs, point)), ...(next && { NextToken: next }) }
      },
      'BadRequest',
    ),

    DeleteAccessPoint: operation(
      z.strictObject({ AccessPointId: shape.accessPointId }),
      (input) => {
        const point = accessPointOf(efs, input.AccessPointId)
        point.state = 'deleting'
        later(efs, efs.world.timings.deletes, point, async () => {
          await efs.world.storage.setAccessPoint?.(point.id, undefined)
          efs.accessPoints.delete(point.id)
        })
      },
      'BadRequest',
    ),
  }
}

/** Accepts an id or an ARN. Throws AccessPointNotFound. */
export function accessPointOf(efs: Efs, idOrArn: string): LabAccessPoint {
  const id = idOrArn.split('/').at(-1) ?? ''
  const found = efs.accessPoints.get(id)
  if (found === undefined) throw new AwsError('AccessPointNotFound', `Access point ${id} does not exist.`, 404)
  return found
}

function create(efs: Efs, input: z.output<typeof createShape>): object {
  const fs = availableFileSystem(efs, input.FileSystemId)
  const siblings = [...efs.accessPoints.values()].filter((point) => point.fileSystemId === fs.id)
  const same = siblings.find((point) => point.clientToken === input.ClientToken)
  if (same !== undefined)
    throw new AwsError('AccessPointAlreadyExists', `Access point ${same.id} already exists with client token ${input.ClientToken}`, 409, {
      AccessPointId: same.id,
    })
  if (siblings.length >= perFileSystem)
    throw new AwsError('AccessPointLimitExceeded', `File system ${fs.id} already has ${perFileSystem} access points.`, 403)
  const point: LabAccessPoint = {
    id: newId('fsap'),
    clientToken: input.ClientToken,
    fileSystemId: fs.id,
    posixUser: input.PosixUser,
    rootDirectory: input.RootDirectory,
    tags: input.Tags,
    state: 'creating',
  }
  efs.accessPoints.set(point.id, point)
  later(efs, efs.world.timings.accessPointCreates, point, async () => {
    if (point.state !== 'creating') return
    await efs.world.storage.setAccessPoint?.(point.id, stored(point))
    point.state = 'available'
  })
  return describe(efs, point)
}

function stored({ fileSystemId, posixUser, rootDirectory: { Path: path, CreationInfo: made } }: LabAccessPoint): LabStoredAccessPoint {
  const creation = made && { uid: made.OwnerUid, gid: made.OwnerGid, permissions: made.Permissions }
  const user = posixUser && { uid: posixUser.Uid, gid: posixUser.Gid, groups: posixUser.SecondaryGids ?? [] }
  return { fileSystemId, path, ...(creation && { creation }), ...(user && { user }) }
}

function describe(efs: Efs, point: LabAccessPoint): object {
  const { account, region } = efs.world
  const name = point.tags.find((tag) => tag.Key === 'Name')?.Value
  return {
    ClientToken: point.clientToken,
    ...(name !== undefined && { Name: name }),
    Tags: point.tags,
    AccessPointId: point.id,
    AccessPointArn: `arn:aws:elasticfilesystem:${region}:${account}:access-point/${point.id}`,
    FileSystemId: point.fileSystemId,
    ...(point.posixUser !== undefined && { PosixUser: point.posixUser }),
    RootDirectory: point.rootDirectory,
    OwnerId: account,
    LifeCycleState: point.state,
  }
}
