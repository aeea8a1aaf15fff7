/** Where mount targets go: the given subnets, or one per zone of the default VPC. */
import { fail } from '../domain/catalogue.ts'
import type { Ec2 } from './clients.ts'
import { ask } from './failures.ts'
import { allPages } from './pages.ts'

export type Subnet = { readonly id: string; readonly zone: string; readonly vpcId: string; readonly zoneDefault: boolean }
export type Network = { readonly vpcId: string; readonly cidrs: readonly string[]; readonly subnets: readonly Subnet[] }

/**
 * EFS allows one target a zone and one VPC a file system. Throws `bad-option` when the given subnets cannot be that, `no-mount-target`
 * when there is no default VPC to fall back to. `onlyZone` is the zone of a One Zone file system.
 */
export async function findNetwork(ec2: Ec2, subnetIds: readonly string[], onlyZone: string | undefined): Promise<Network> {
  const all = subnetIds.length > 0 ? await givenSubnets(ec2, subnetIds) : onePerZone(await defaultSubnets(ec2))
  const subnets = onlyZone ? all.filter((s) => s.zone === onlyZone) : all
  const [first] = subnets
  if (!first) throw fail('no-mount-target', { seen: onlyZone ? `no subnet in ${onlyZone}` : 'no subnet in the default VPC' })
  return { vpcId: first.vpcId, cidrs: await cidrsOf(ec2, first.vpcId), subnets }
}

async function givenSubnets(ec2: Ec2, ids: readonly string[]): Promise<Subnet[]> {
  const subnets = await describeSubnets(ec2, { SubnetIds: [...new Set(ids)] })
  const vpcs = [...new Set(subnets.map((s) => s.vpcId))]
  if (vpcs.length > 1) throw fail('bad-option', { seen: `the subnets are in several VPCs: ${vpcs.join(', ')}` })
  const twice = subnets.find((s, at) => subnets.findIndex((o) => o.zone === s.zone) !== at)
  if (twice) throw fail('bad-option', { seen: `two subnets in ${twice.zone}; EFS allows one mount target per zone` })
  return subnets
}

async function defaultSubnets(ec2: Ec2): Promise<Subnet[]> {
  const { client, sdk } = ec2
  const found = await ask('ec2:DescribeVpcs', () =>
    client.send(new sdk.DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] })),
  )
  const vpcId = found.Vpcs?.[0]?.VpcId
  if (!vpcId) throw fail('no-mount-target', { seen: 'the region has no default VPC; give --subnet' })
  return describeSubnets(ec2, { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] })
}

/** The zone's default subnet where there is one, else the first by id, so that a second create chooses the same. */
export function onePerZone(subnets: readonly Subnet[]): Subnet[] {
  const byZone = new Map<string, Subnet>()
  const order = (a: Subnet, b: Subnet) => Number(b.zoneDefault) - Number(a.zoneDefault) || a.id.localeCompare(b.id)
  for (const subnet of [...subnets].sort(order)) if (!byZone.has(subnet.zone)) byZone.set(subnet.zone, subnet)
  return [...byZone.values()].sort((a, b) => a.zone.localeCompare(b.zone))
}

type SubnetQuery = { SubnetIds: string[] } | { Filters: { Name: string; Values: string[] }[] }
async function describeSubnets({ client, sdk }: Ec2, query: SubnetQuery): Promise<Subnet[]> {
  const found = await allPages(async (token) => {
    const input = { ...query, ...(token ? { NextToken: token } : {}) }
    const page = await ask('ec2:DescribeSubnets', () => client.send(new sdk.DescribeSubnetsCommand(input)))
    return { items: page.Subnets, next: page.NextToken }
  })
  return found.map((s) => ({
    id: s.SubnetId ?? '',
    zone: s.AvailabilityZone ?? '',
    vpcId: s.VpcId ?? '',
    zoneDefault: s.DefaultForAz ?? false,
  }))
}

/** Every IPv4 range that belongs to the VPC now. */
async function cidrsOf({ client, sdk }: Ec2, vpcId: string): Promise<string[]> {
  const found = await ask('ec2:DescribeVpcs', () => client.send(new sdk.DescribeVpcsCommand({ VpcIds: [vpcId] })))
  const vpc = found.Vpcs?.[0]
  const associated = (vpc?.CidrBlockAssociationSet ?? [])
    .filter((a) => a.CidrBlockState?.State === 'associated')
    .flatMap((a) => (a.CidrBlock ? [a.CidrBlock] : []))
  return [...new Set([...(vpc?.CidrBlock ? [vpc.CidrBlock] : []), ...associated])]
}
