import { z } from 'zod'
import { defaultGroup, freeAddress, isInside } from '../ec2/network.ts'
import { AwsError } from '../wire/errors.ts'
import { type Operations, operation } from '../wire/operation.ts'
import { newId } from '../world.ts'
import * as shape from './shapes.ts'
import { availableFileSystem, type Efs, fileSystemOf, type LabMountTarget, later, page, publishTargets, targetsOf } from './state.ts'

const createShape = z.strictObject({
  FileSystemId: shape.fileSystemId,
  SubnetId: shape.subnetId,
  IpAddress: z.ipv4().optional(),
  SecurityGroups: shape.securityGroups.optional(),
})

const one = z.strictObject({ MountTargetId: shape.mountTargetId })

export function mountTargetOperations(efs: Efs): Operations {
  return {
    CreateMountTarget: operation(createShape, (input) => create(efs, input), 'BadRequest'),

    DescribeMountTargets: operation(
      z.strictObject({
        FileSystemId: shape.fileSystemId.optional(),
        MountTargetId: shape.mountTargetId.optional(),
        AccessPointId: shape.accessPointId.optional(),
        MaxItems: shape.pageSize.default(10),
        Marker: shape.token.optional(),
      }),
      (input) => {
        const { items, next } = page(asked(efs, input), input.MaxItems, input.Marker)
        return {
          MountTargets: items.map((target) => describe(efs, target)),
          ...(next && { NextMarker: next }),
          ...(input.Marker && { Marker: input.Marker }),
        }
      },
      'BadRequest',
    ),

    DescribeMountTargetSecurityGroups: operation(
      one,
      (input) => ({ SecurityGroups: interfaceOf(efs, settled(efs, input.MountTargetId)).groups }),
      'BadRequest',
    ),

    ModifyMountTargetSecurityGroups: operation(
      one.extend({ SecurityGroups: shape.securityGroups.optional() }),
      (input) => {
        interfaceOf(efs, settled(efs, input.MountTargetId)).groups = checkedGroups(efs, input.SecurityGroups)
      },
      'BadRequest',
    ),

    DeleteMountTarget: operation(one, (input) => remove(efs, targetOf(efs, input.MountTargetId)), 'BadRequest'),
  }
}

/** One per zone, all in one VPC; a One Zone file system has only its own zone. There is no idempotency token: a repeat conflicts. */
function create(efs: Efs, input: z.output<typeof createShape>): object {
  const fs = availableFileSystem(efs, input.FileSystemId)
  const subnet = efs.network.subnets.find(({ id }) => id === input.SubnetId)
  if (subnet === undefined) throw new AwsError('SubnetNotFound', `The subnet ID '${input.SubnetId}' does not exist`)
  if (fs.oneZone !== undefined && fs.oneZone !== subnet.zone)
    throw new AwsError('AvailabilityZonesMismatch', `The file system is in ${fs.oneZone}, the subnet in ${subnet.zone}.`)
  if (targetsOf(efs, fs.id).some((target) => target.zone === subnet.zone))
    throw new AwsError('MountTargetConflict', 'mount target already exists in this AZ', 409)
  const groups = checkedGroups(efs, input.SecurityGroups)
  const ip = input.IpAddress ?? freeAddress(efs.network, subnet)
  if (!isInside(subnet.cidr, ip)) throw new AwsError('BadRequest', `The address ${ip} is not in the subnet's range ${subnet.cidr}.`)
  if ([...efs.network.interfaces.values()].some((other) => other.ip === ip))
    throw new AwsError('IpAddressInUse', `The address ${ip} is in use.`, 409)

  const id = newId('fsmt')
  const interfaceId = newId('eni')
  efs.network.interfaces.set(interfaceId, {
    id: interfaceId,
    subnetId: subnet.id,
    ip,
    groups,
    description: `EFS mount target for ${fs.id} (${id})`,
  })
  const target: LabMountTarget = {
    id,
    fileSystemId: fs.id,
    subnetId: subnet.id,
    zone: subnet.zone,
    zoneId: subnet.zoneId,
    vpcId: subnet.vpcId,
    ip,
    interfaceId,
    usable: false,
    state: 'creating',
  }
  efs.targets.set(id, target)
  later(efs, efs.world.timings.mountTargetCreates, target, async () => {
    if (target.state !== 'creating') return
    target.usable = true
    await publishTargets(efs, fs.id)
    if (target.usable) target.state = 'available'
  })
  return describe(efs, target)
}

async function remove(efs: Efs, target: LabMountTarget): Promise<void> {
  if (target.state === 'deleting') return
  target.usable = false
  target.state = 'deleting'
  await publishTargets(efs, target.fileSystemId)
  later(efs, efs.world.timings.deletes, target, async () => {
    efs.targets.delete(target.id)
    efs.network.interfaces.delete(target.interfaceId)
  })
}

type MountTargetQuery = {
  readonly FileSystemId?: string | undefined
  readonly MountTargetId?: string | undefined
  readonly AccessPointId?: string | undefined
}

function asked(efs: Efs, input: MountTargetQuery): LabMountTarget[] {
  const named = [input.FileSystemId, input.MountTargetId, input.AccessPointId].filter((id) => id !== undefined)
  if (named.length !== 1) throw new AwsError('BadRequest', 'You must specify exactly one of FileSystemId, MountTargetId and AccessPointId.')
  if (input.MountTargetId !== undefined) return [targetOf(efs, input.MountTargetId)]
  if (input.FileSystemId !== undefined) return targetsOf(efs, fileSystemOf(efs, input.FileSystemId).id)
  const pointId = input.AccessPointId?.split('/').at(-1) ?? ''
  const point = efs.accessPoints.get(pointId)
  if (point === undefined) throw new AwsError('AccessPointNotFound', `Access point '${pointId}' does not exist.`, 404)
  return targetsOf(efs, point.fileSystemId)
}

function targetOf(efs: Efs, id: string): LabMountTarget {
  const found = efs.targets.get(id)
  if (found === undefined) throw new AwsError('MountTargetNotFound', `Mount target '${id}' does not exist.`, 404)
  return found
}

/** A target whose security groups can be asked and changed: not while it comes or goes. */
function settled(efs: Efs, id: string): LabMountTarget {
  const target = targetOf(efs, id)
  if (target.state !== 'available')
    throw new AwsError('IncorrectMountTargetState', `Mount target ${id} is in state '${target.state}'.`, 409)
  return target
}

function interfaceOf(efs: Efs, target: LabMountTarget): { groups: readonly string[] } {
  const found = efs.network.interfaces.get(target.interfaceId)
  if (found === undefined) throw new AwsError('InternalServerError', `The network interface of ${target.id} is gone`, 500)
  return found
}

function checkedGroups(efs: Efs, groups: readonly string[] | undefined): readonly string[] {
  if (groups === undefined || groups.length === 0) return [defaultGroup(efs.network).id]
  if (groups.length > 5) throw new AwsError('SecurityGroupLimitExceeded', 'A mount target can have at most 5 security groups.')
  for (const id of groups)
    if (!efs.network.groups.has(id)) throw new AwsError('SecurityGroupNotFound', `The security group '${id}' does not exist`)
  return groups
}

function describe(efs: Efs, target: LabMountTarget): object {
  return {
    OwnerId: efs.world.account,
    MountTargetId: target.id,
    FileSystemId: target.fileSystemId,
    SubnetId: target.subnetId,
    LifeCycleState: target.state,
    IpAddress: target.ip,
    NetworkInterfaceId: target.interfaceId,
    AvailabilityZoneId: target.zoneId,
    AvailabilityZoneName: target.zone,
    VpcId: target.vpcId,
  }
}
