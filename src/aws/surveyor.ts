/** The Surveyor port: what AWS says about the surroundings of instances and a file system. Reads only; a refused question is `unseen`, with the reason. */

import { readFileSystemPolicy } from '../domain/file-system-policy.ts'
import type { Surveyor } from '../domain/ports.ts'
import type { AccessPointFact, FileSystemPolicy, InstancePlace, Looked, TargetPlace } from '../domain/surroundings.ts'
import type { AwsClients, Ec2, Efs } from './clients.ts'
import { isEc2 } from './ec2-instances.ts'
import { ask, causeIs } from './failures.ts'
import { describeInstancePlaces } from './instance-places.ts'
import { looked } from './looked.ts'
import { allPages } from './pages.ts'
import { describeGroups } from './security-group-rules.ts'

export function createSurveyor({ clients }: { readonly clients: Pick<AwsClients, 'efs' | 'ec2'> }): Surveyor {
  return {
    survey: async (fileSystemId, instanceIds) => {
      const [instances, targets, policy] = await Promise.all([
        looked(async () => describeInstancePlaces(await clients.ec2(), instanceIds)),
        looked(async () => targetPlaces(await clients.efs(), await clients.ec2(), fileSystemId)),
        looked(async () => policyOf(await clients.efs(), fileSystemId)),
      ])
      const vpcs = new Map<string, Looked<{ readonly support: boolean; readonly hostnames: boolean }>>()
      if (instances.kind === 'seen')
        for (const { vpcId } of instances.value.values())
          if (vpcId && !vpcs.has(vpcId)) vpcs.set(vpcId, await looked(async () => dnsOf(await clients.ec2(), vpcId)))
      return new Map(
        instanceIds.map((id) => {
          const instance = instanceIn(instances, id)
          const none = { kind: 'unseen', why: 'the instance’s VPC is not known' } as const
          const vpcDns = instance.kind === 'seen' ? (vpcs.get(instance.value.vpcId) ?? none) : none
          return [id, { instance, vpcDns, targets, policy }]
        }),
      )
    },
    accessPoints: (ids) =>
      looked(async () => {
        const efs = await clients.efs()
        return Promise.all(ids.map((id) => accessPointOf(efs, id)))
      }),
  }
}

function instanceIn(instances: Looked<ReadonlyMap<string, InstancePlace>>, id: string): Looked<InstancePlace> {
  if (instances.kind === 'unseen') return instances
  const found = instances.value.get(id)
  return found
    ? { kind: 'seen', value: found }
    : { kind: 'unseen', why: isEc2(id) ? `EC2 does not describe ${id}` : `${id} is a hybrid node, which EC2 does not know` }
}

async function targetPlaces({ client, sdk }: Efs, ec2: Ec2, fileSystemId: string): Promise<TargetPlace[]> {
  const found = await allPages(async (marker) => {
    const input = { FileSystemId: fileSystemId, MaxItems: 100, ...(marker ? { Marker: marker } : {}) }
    const page = await ask('elasticfilesystem:DescribeMountTargets', () => client.send(new sdk.DescribeMountTargetsCommand(input)))
    return { items: page.MountTargets, next: page.NextMarker }
  })
  const groupIds = await Promise.all(found.map((t) => groupsOfTarget({ client, sdk }, t.MountTargetId ?? '')))
  const groups = await describeGroups(ec2, groupIds.flat())
  return found.map((t, i) => ({
    id: t.MountTargetId ?? '',
    vpcId: t.VpcId ?? '',
    zone: t.AvailabilityZoneName ?? '',
    address: t.IpAddress ?? '',
    ...(t.Ipv6Address ? { address6: t.Ipv6Address } : {}),
    state: t.LifeCycleState ?? '',
    groups: groupIds[i]!.flatMap((id) => groups.get(id) ?? []),
  }))
}

/** A target that comes or goes has no groups to ask for. */
async function groupsOfTarget({ client, sdk }: Efs, id: string): Promise<readonly string[]> {
  try {
    const found = await ask('elasticfilesystem:DescribeMountTargetSecurityGroups', () =>
      client.send(new sdk.DescribeMountTargetSecurityGroupsCommand({ MountTargetId: id })),
    )
    return found.SecurityGroups ?? []
  } catch (error) {
    if (causeIs(error, 'IncorrectMountTargetState', 'MountTargetNotFound')) return []
    throw error
  }
}

async function dnsOf({ client, sdk }: Ec2, vpcId: string): Promise<{ readonly support: boolean; readonly hostnames: boolean }> {
  const attribute = (name: 'enableDnsSupport' | 'enableDnsHostnames') =>
    ask('ec2:DescribeVpcAttribute', () => client.send(new sdk.DescribeVpcAttributeCommand({ VpcId: vpcId, Attribute: name })))
  const [support, hostnames] = await Promise.all([attribute('enableDnsSupport'), attribute('enableDnsHostnames')])
  return { support: support.EnableDnsSupport?.Value ?? true, hostnames: hostnames.EnableDnsHostnames?.Value ?? true }
}

async function policyOf({ client, sdk }: Efs, fileSystemId: string): Promise<FileSystemPolicy> {
  try {
    const found = await ask('elasticfilesystem:DescribeFileSystemPolicy', () =>
      client.send(new sdk.DescribeFileSystemPolicyCommand({ FileSystemId: fileSystemId })),
    )
    return readFileSystemPolicy(found.Policy ?? '')
  } catch (error) {
    if (causeIs(error, 'PolicyNotFound')) return { kind: 'none' }
    throw error
  }
}

async function accessPointOf({ client, sdk }: Efs, id: string): Promise<AccessPointFact> {
  try {
    const found = await ask('elasticfilesystem:DescribeAccessPoints', () =>
      client.send(new sdk.DescribeAccessPointsCommand({ AccessPointId: id })),
    )
    const point = found.AccessPoints?.[0]
    if (!point) return { id, state: 'missing' }
    return { id, state: point.LifeCycleState ?? 'unknown', ...(point.FileSystemId ? { fileSystemId: point.FileSystemId } : {}) }
  } catch (error) {
    if (causeIs(error, 'AccessPointNotFound')) return { id, state: 'missing' }
    throw error
  }
}
