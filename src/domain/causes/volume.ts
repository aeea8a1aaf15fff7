/** The volume itself and its mount targets, as EFS describes them. */
import { complaint, type Evidence } from '../evidence.ts'
import type { InstancePlace, TargetPlace } from '../surroundings.ts'
import { topmostAt } from '../topmost.ts'
import { bySaying, type Cause, either, provoked, recognised } from './cause.ts'

/** The instance and all targets, where both were seen. */
export function placesOf(e: Evidence): { readonly instance: InstancePlace; readonly targets: readonly TargetPlace[] } | undefined {
  const { instance, targets } = e.surroundings ?? {}
  if (instance?.kind !== 'seen' || targets?.kind !== 'seen') return undefined
  return { instance: instance.value, targets: targets.value }
}

/** The target that the instance has to use: EFS's names resolve to the one in its zone, a One Zone volume's to its own. */
export function targetInZone(e: Evidence): TargetPlace | undefined {
  const places = placesOf(e)
  return places?.targets.find((t) => t.zone === (e.about.oneZone ?? places.instance.zone))
}

export const volume = {
  'volume-not-available': {
    title: 'The file system is not available',
    area: 'target',
    symptom: '`volume-not-available`, or a mount that cannot resolve its name.',
    evidence: 'DescribeFileSystems says creating, deleting or error.',
    seen: (e) =>
      e.volume && e.volume.state !== 'available' && e.volume.state !== 'updating'
        ? `${e.about.fileSystemId} is ${e.volume.state}`
        : undefined,
    why: 'Only an available file system has a name and an address.',
    fix: ({ fileSystem, region }) =>
      `aws efs describe-file-systems --region ${region} --file-system-id ${fileSystem} --query "FileSystems[0].LifeCycleState": wait for available; deleting and error do not come back.`,
    tried: recognised('LifeCycleState of DescribeFileSystems (EFS API reference)'),
  },
  'volume-is-replica': {
    title: 'The volume is a replica, to which EFS alone writes',
    area: 'target',
    symptom: '`read-only`: the mount comes up rw, writing says `Read-only file system`.',
    evidence:
      'DescribeFileSystems says that its overwrite protection is REPLICATING, and it is mounted rw, or writing there was refused, where read-only was not asked for.',
    seen: (e) => {
      if (!e.volume?.replica || e.about.readOnly) return undefined
      const mounted = e.facts && topmostAt(e.facts, e.about.mountPoint)
      return mounted?.readOnly === false || e.failures.some((f) => f.code === 'read-only' || f.code === 'volume-is-replica')
        ? `${e.about.fileSystemId} is the destination of a replication`
        : undefined
    },
    why: 'EFS keeps a replica as its source is, so nobody else may write there.',
    fix: ({ fileSystem, region, instance }) =>
      `Which volume it is a replica of: aws efs describe-replication-configurations --region ${region} --file-system-id ${fileSystem}. Mount that one, or this one to read: prism volume mount ${fileSystem} ${instance} --read-only. To make it a volume of its own: aws efs delete-replication-configuration --source-file-system-id SOURCE`,
    tried: provoked('a volume that became a replica'),
  },
  'volume-unknown-there': {
    title: 'The client asked EFS, and EFS does not know the file system',
    area: 'target',
    symptom: 'The client’s fallback says that the file system is not found.',
    evidence: 'The client’s message `The file system fs-… is not found`.',
    seen: bySaying(/The file system fs-[0-9a-f]+ is not found/, complaint),
    why: 'The id belongs to another account or region, or the file system was deleted.',
    fix: ({ fileSystem, region }) =>
      `aws efs describe-file-systems --region ${region} --file-system-id ${fileSystem}; compare region and account with the instance’s.`,
    tried: recognised('amazon-efs-utils, src/efs_utils_common/metadata.py'),
  },
  'no-mount-target': {
    title: 'The file system has no mount target at all',
    area: 'target',
    symptom: '`no-mount-target`, or `Failed to resolve "fs-…"`.',
    evidence: 'DescribeMountTargets returns an empty list, to Prism or to the client.',
    seen: either(
      (e) => {
        const targets = e.surroundings?.targets
        return targets?.kind === 'seen' && targets.value.length === 0 ? `EFS lists no mount target of ${e.about.fileSystemId}` : undefined
      },
      bySaying(/Cannot find mount target for the file system/, complaint),
    ),
    why: 'A mount target is the file system’s address in a network; without one no client can reach it.',
    fix: ({ fileSystem, region, subnetHint, targetGroup }) =>
      `aws efs create-mount-target --region ${region} --file-system-id ${fileSystem} --subnet-id ${subnetHint} --security-groups ${targetGroup}; the name resolves up to 90 s later.`,
    tried: provoked('a volume whose mount targets are all deleted'),
  },
  'target-in-other-vpc': {
    title: 'The mount targets are in another VPC than the instance',
    area: 'target',
    symptom: 'The name does not resolve, or port 2049 times out.',
    evidence: 'No mount target is in the VPC that EC2 names for the instance.',
    seen: (e) => {
      const places = placesOf(e)
      if (!places || places.targets.length === 0 || places.targets.some((t) => t.vpcId === places.instance.vpcId)) return undefined
      return `the instance is in ${places.instance.vpcId}, the mount targets in ${[...new Set(places.targets.map((t) => t.vpcId))].join(', ')}`
    },
    why: 'A file system has its mount targets in one VPC. Mounting from another VPC needs peering or a transit gateway, and the target’s address instead of its name.',
    fix: ({ vpc }) => `Start the instance in the volume’s VPC, or create a volume in ${vpc}: prism volume create NAME --subnet SUBNET_ID,…`,
    tried: recognised('EFS User Guide, “Mounting from another VPC”'),
  },
  'no-target-in-zone': {
    title: 'There is no mount target in the instance’s zone',
    area: 'target',
    symptom: '`no-mount-target`; the client cannot resolve the volume’s name.',
    evidence: 'DescribeMountTargets lists targets, but none in the instance’s zone according to EC2; or the client reported it.',
    seen: either(
      (e) => {
        const places = placesOf(e)
        if (!places || places.targets.length === 0 || targetInZone(e)) return undefined
        return `the instance is in ${places.instance.zone}, the mount targets in ${[...new Set(places.targets.map((t) => t.zone))].sort().join(', ')}`
      },
      bySaying(/Cannot find mount target in availability zone|No matching mount target in the az/, complaint),
    ),
    why: 'The volume’s name resolves to the target in the instance’s own zone, and to nothing if there is none.',
    fix: ({ fileSystem, region, zone, subnetHint, targetGroup }) =>
      `Create one in ${zone}: aws efs create-mount-target --region ${region} --file-system-id ${fileSystem} --subnet-id ${subnetHint} --security-groups ${targetGroup}. A One Zone file system can have a mount target only in its own zone: move the instance.`,
    tried: provoked('a volume without a mount target in the instance’s zone'),
  },
  'target-not-available': {
    title: 'The zone’s mount target is not available',
    area: 'target',
    symptom: 'The name does not resolve yet, or port 2049 times out.',
    evidence: 'DescribeMountTargets lists the zone’s target as creating, updating, deleting, deleted or error; or the client reported it.',
    seen: either(
      (e) => {
        const target = targetInZone(e)
        return target && target.state !== 'available' ? `${target.id} in ${target.zone} is ${target.state}` : undefined
      },
      bySaying(
        /Mount target in the (?:az|availability zone) \S+ is |No mount target created for the file system \S+ is in available state/,
        complaint,
      ),
    ),
    why: 'A new target takes one or two minutes; deleting one hangs the clients that still use it.',
    fix: ({ fileSystem, region }) =>
      `aws efs describe-mount-targets --region ${region} --file-system-id ${fileSystem} --query "MountTargets[].[AvailabilityZoneName,LifeCycleState]": wait for available. error: delete that target and create it again.`,
    tried: recognised('LifeCycleState of DescribeMountTargets (EFS API reference)'),
  },
} as const satisfies Record<string, Cause>
