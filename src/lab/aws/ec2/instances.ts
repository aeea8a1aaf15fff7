import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'
import type { Operations } from '../wire/operation.ts'
import { isHybrid, type KnownInstance, type World } from '../world.ts'
import { ec2Operation } from './ec2-operation.ts'
import { ec2Page, filters, matches, paging, tagSet } from './filters.ts'
import { defaultGroup, type Network, type SecurityGroup } from './network.ts'

const describeShape = z.strictObject({ InstanceId: z.array(z.string()).default([]), Filter: filters, ...paging })

export function instanceOperations(world: World, network: Network): Operations {
  return {
    DescribeInstances: ec2Operation(describeShape, (input) => {
      const all = named(world, input.InstanceId).filter((one) => matches(input.Filter, attributes(network, one), one.tags))
      const { items, next } = ec2Page(all, input.MaxResults, input.NextToken)
      return {
        reservationSet: items.map((one) => ({
          reservationId: one.instance.id.replace(/^i-/, 'r-'),
          ownerId: world.account,
          groupSet: [],
          instancesSet: [describe(world, network, one)],
        })),
        ...(next && { nextToken: next }),
      }
    }),

    ModifyInstanceAttribute: ec2Operation(z.strictObject({ InstanceId: z.string(), GroupId: z.array(z.string()).min(1) }), (input) => {
      const [one] = named(world, [input.InstanceId])
      for (const id of input.GroupId)
        if (!network.groups.has(id)) throw new AwsError('InvalidGroup.NotFound', `The security group '${id}' does not exist`)
      one!.groups = input.GroupId
      return { return: true }
    }),
  }
}

function named(world: World, ids: readonly string[]): readonly KnownInstance[] {
  for (const id of ids)
    if (!/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) throw new AwsError('InvalidInstanceID.Malformed', `Invalid id: "${id}"`)
  const missing = ids.filter((id) => !world.instances.has(id))
  if (missing.length === 1) throw new AwsError('InvalidInstanceID.NotFound', `The instance ID '${missing[0]}' does not exist`)
  if (missing.length > 1) throw new AwsError('InvalidInstanceID.NotFound', `The instance IDs '${missing.join(', ')}' do not exist`)
  return ids.length === 0
    ? [...world.instances.values()].filter((one) => !isHybrid(one.instance.id))
    : [...new Set(ids)].map((id) => world.instances.get(id)!)
}

function attributes(network: Network, one: KnownInstance): Record<string, readonly string[]> {
  const subnet = subnetOf(network, one)
  return {
    'instance-id': [one.instance.id],
    'instance-state-name': [stateOf(one).name],
    'availability-zone': [one.instance.availabilityZone],
    'private-ip-address': [one.instance.privateIp],
    'vpc-id': subnet === undefined ? [] : [subnet.vpcId],
    'subnet-id': subnet === undefined ? [] : [subnet.id],
    platform: one.state === 'windows' ? ['windows'] : [],
  }
}

function describe(world: World, network: Network, one: KnownInstance): object {
  const { instance } = one
  const subnet = subnetOf(network, one)
  const groups = groupsOf(network, one)
  return {
    instanceId: instance.id,
    imageId: `ami-${instance.id.slice(2)}`,
    instanceState: stateOf(one),
    privateDnsName: `ip-${instance.privateIp.replaceAll('.', '-')}.${world.region}.compute.internal`,
    dnsName: '',
    reason: '',
    amiLaunchIndex: 0,
    productCodes: [],
    instanceType: 't3.medium',
    launchTime: one.since,
    placement: { availabilityZone: instance.availabilityZone, groupName: '', tenancy: 'default' },
    ...(one.state === 'windows' && { platform: 'Windows' }),
    monitoring: { state: 'disabled' },
    ...(subnet !== undefined && { subnetId: subnet.id, vpcId: subnet.vpcId }),
    privateIpAddress: instance.privateIp,
    architecture: 'x86_64',
    rootDeviceType: 'ebs',
    rootDeviceName: '/dev/xvda',
    virtualizationType: 'hvm',
    hypervisor: 'xen',
    groupSet: groups.map((group) => ({ groupId: group.id, groupName: group.name })),
    networkInterfaceSet: [],
    ...(instance.profile !== undefined && {
      iamInstanceProfile: {
        arn: `arn:aws:iam::${world.account}:instance-profile/${instance.profile}`,
        id: `AIPA${instance.id.slice(2).toUpperCase()}`,
      },
    }),
    tagSet: tagSet(one.tags),
    platformDetails: one.state === 'windows' ? 'Windows' : 'Linux/UNIX',
  }
}

function groupsOf(network: Network, one: KnownInstance): SecurityGroup[] {
  if (one.groups === undefined) return [defaultGroup(network)]
  return one.groups.flatMap((id) => network.groups.get(id) ?? [])
}

function subnetOf(network: Network, one: KnownInstance): { readonly id: string; readonly vpcId: string } | undefined {
  return network.subnets.find((subnet) => subnet.zone === one.instance.availabilityZone)
}

function stateOf(one: KnownInstance): { readonly code: number; readonly name: string } {
  return one.state === 'stopped' ? { code: 80, name: 'stopped' } : { code: 16, name: 'running' }
}
