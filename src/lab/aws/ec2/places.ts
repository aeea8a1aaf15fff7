import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'
import type { Operations } from '../wire/operation.ts'
import type { World } from '../world.ts'
import { ec2Operation } from './ec2-operation.ts'
import { ec2Page, filters, matches, paging, tagSet } from './filters.ts'
import { hostsIn, type Network, type Subnet } from './network.ts'

const ids = z.array(z.string()).default([])
const switched = z.strictObject({ Value: z.enum(['true', 'false']) }).optional()
const vpcAttributes = {
  enableDnsSupport: (network: Network) => network.attributes.dnsSupport,
  enableDnsHostnames: (network: Network) => network.attributes.dnsHostnames,
  enableNetworkAddressUsageMetrics: () => false,
}

/** Where things are: zones, the VPC, its subnets, the network interfaces in them. */
export function placeOperations(world: World, network: Network): Operations {
  return {
    DescribeAvailabilityZones: ec2Operation(
      z.strictObject({ ZoneName: ids, ZoneId: ids, AllAvailabilityZones: z.string().optional(), Filter: filters }),
      (input) => {
        const zones = new Map(network.subnets.map(({ zone, zoneId }) => [zone, zoneId]))
        for (const name of input.ZoneName)
          if (!zones.has(name)) throw new AwsError('InvalidParameterValue', `Invalid availability zone: [${name}]`)
        const asked = [...zones].filter(
          ([name, id]) =>
            (input.ZoneName.length === 0 || input.ZoneName.includes(name)) &&
            (input.ZoneId.length === 0 || input.ZoneId.includes(id)) &&
            matches(
              input.Filter,
              {
                'zone-name': [name],
                'zone-id': [id],
                state: ['available'],
                'region-name': [world.region],
                'zone-type': ['availability-zone'],
              },
              {},
            ),
        )
        return {
          availabilityZoneInfo: asked.map(([zoneName, zoneId]) => ({
            zoneState: 'available',
            optInStatus: 'opt-in-not-required',
            messageSet: [],
            regionName: world.region,
            zoneName,
            zoneId,
            groupName: world.region,
            networkBorderGroup: world.region,
            zoneType: 'availability-zone',
          })),
        }
      },
    ),

    DescribeVpcs: ec2Operation(z.strictObject({ VpcId: ids, Filter: filters, ...paging }), (input) => {
      for (const id of input.VpcId)
        if (id !== network.vpcId) throw new AwsError('InvalidVpcID.NotFound', `The vpc ID '${id}' does not exist`)
      const fits = matches(
        input.Filter,
        {
          'vpc-id': [network.vpcId],
          cidr: [network.vpcCidr],
          'is-default': ['true'],
          isDefault: ['true'],
          state: ['available'],
          'owner-id': [world.account],
        },
        network.vpcTags,
      )
      return { vpcSet: fits ? [describeVpc(world, network)] : [] }
    }),

    DescribeVpcAttribute: ec2Operation(
      z.strictObject({ VpcId: z.string(), Attribute: z.enum(Object.keys(vpcAttributes) as [string]) }),
      (input) => {
        if (input.VpcId !== network.vpcId) throw new AwsError('InvalidVpcID.NotFound', `The vpc ID '${input.VpcId}' does not exist`)
        const value = vpcAttributes[input.Attribute as keyof typeof vpcAttributes](network)
        return { vpcId: network.vpcId, [input.Attribute]: { value } }
      },
    ),

    ModifyVpcAttribute: ec2Operation(
      z.strictObject({ VpcId: z.string(), EnableDnsSupport: switched, EnableDnsHostnames: switched }),
      (input) => {
        if (input.VpcId !== network.vpcId) throw new AwsError('InvalidVpcID.NotFound', `The vpc ID '${input.VpcId}' does not exist`)
        const { EnableDnsSupport: support, EnableDnsHostnames: hostnames } = input
        // as the API: one attribute a call
        if ((support === undefined) === (hostnames === undefined))
          throw new AwsError('InvalidParameterCombination', 'Exactly one attribute is modified in a call')
        if (support) network.attributes.dnsSupport = support.Value === 'true'
        if (hostnames) network.attributes.dnsHostnames = hostnames.Value === 'true'
        return { return: true }
      },
    ),

    DescribeSubnets: ec2Operation(z.strictObject({ SubnetId: ids, Filter: filters, ...paging }), (input) => {
      for (const id of input.SubnetId)
        if (!network.subnets.some((subnet) => subnet.id === id))
          throw new AwsError('InvalidSubnetID.NotFound', `The subnet ID '${id}' does not exist`)
      const all = network.subnets
        .filter((subnet) => input.SubnetId.length === 0 || input.SubnetId.includes(subnet.id))
        .filter((subnet) => matches(input.Filter, subnetAttributes(world, subnet), network.subnetTags.get(subnet.id) ?? {}))
      const { items, next } = ec2Page(all, input.MaxResults, input.NextToken)
      return { subnetSet: items.map((subnet) => describeSubnet(world, network, subnet)), ...(next && { nextToken: next }) }
    }),

    DescribeNetworkInterfaces: ec2Operation(z.strictObject({ NetworkInterfaceId: ids, Filter: filters, ...paging }), (input) => {
      const all = [...network.interfaces.values()]
        .filter((one) => input.NetworkInterfaceId.length === 0 || input.NetworkInterfaceId.includes(one.id))
        .filter((one) =>
          matches(
            input.Filter,
            {
              'network-interface-id': [one.id],
              'subnet-id': [one.subnetId],
              'group-id': one.groups,
              'vpc-id': [network.vpcId],
              description: [one.description],
            },
            {},
          ),
        )
      const { items, next } = ec2Page(all, input.MaxResults, input.NextToken)
      return {
        networkInterfaceSet: items.map((one) => ({
          networkInterfaceId: one.id,
          subnetId: one.subnetId,
          vpcId: network.vpcId,
          availabilityZone: network.subnets.find((subnet) => subnet.id === one.subnetId)?.zone,
          description: one.description,
          ownerId: world.account,
          requesterManaged: true,
          status: 'in-use',
          interfaceType: 'interface',
          privateIpAddress: one.ip,
          groupSet: one.groups.map((groupId) => ({ groupId, groupName: network.groups.get(groupId)?.name })),
          tagSet: [],
        })),
        ...(next && { nextToken: next }),
      }
    }),
  }
}

function describeVpc(world: World, network: Network): object {
  return {
    vpcId: network.vpcId,
    ownerId: world.account,
    state: 'available',
    cidrBlock: network.vpcCidr,
    cidrBlockAssociationSet: [
      {
        cidrBlock: network.vpcCidr,
        associationId: network.vpcId.replace('vpc-', 'vpc-cidr-assoc-'),
        cidrBlockState: { state: 'associated' },
      },
    ],
    dhcpOptionsId: network.vpcId.replace('vpc-', 'dopt-'),
    instanceTenancy: 'default',
    isDefault: true,
    tagSet: tagSet(network.vpcTags),
  }
}

function subnetAttributes(world: World, subnet: Subnet): Record<string, readonly string[]> {
  return {
    'subnet-id': [subnet.id],
    'vpc-id': [subnet.vpcId],
    'availability-zone': [subnet.zone],
    availabilityZone: [subnet.zone],
    'availability-zone-id': [subnet.zoneId],
    'default-for-az': ['true'],
    defaultForAz: ['true'],
    state: ['available'],
    'cidr-block': [subnet.cidr],
    'owner-id': [world.account],
  }
}

function describeSubnet(world: World, network: Network, subnet: Subnet): object {
  const used = [...network.interfaces.values()].filter((one) => one.subnetId === subnet.id).length
  return {
    subnetId: subnet.id,
    subnetArn: `arn:aws:ec2:${world.region}:${world.account}:subnet/${subnet.id}`,
    state: 'available',
    ownerId: world.account,
    vpcId: subnet.vpcId,
    cidrBlock: subnet.cidr,
    ipv6CidrBlockAssociationSet: [],
    availableIpAddressCount: hostsIn(subnet.cidr) - used,
    availabilityZone: subnet.zone,
    availabilityZoneId: subnet.zoneId,
    defaultForAz: true,
    mapPublicIpOnLaunch: true,
    assignIpv6AddressOnCreation: false,
    tagSet: tagSet(network.subnetTags.get(subnet.id) ?? {}),
  }
}
