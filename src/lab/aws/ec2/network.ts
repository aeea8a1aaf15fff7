import { AwsError } from '../wire/errors.ts'
import { newId } from '../world.ts'

export type Subnet = { readonly id: string; readonly zone: string; readonly zoneId: string; readonly cidr: string; readonly vpcId: string }

/** One rule of a security group: a permission for exactly one source. */
export type Rule = {
  readonly id: string
  readonly protocol: string
  readonly fromPort: number | undefined
  readonly toPort: number | undefined
  readonly source: { readonly kind: 'ipv4' | 'ipv6' | 'group' | 'prefix-list'; readonly value: string }
  readonly description: string | undefined
}

export type SecurityGroup = {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly vpcId: string
  ingress: Rule[]
  egress: Rule[]
  tags: Record<string, string>
}

export type NetworkInterface = {
  readonly id: string
  readonly subnetId: string
  readonly ip: string
  readonly description: string
  groups: readonly string[]
}

export type Network = {
  readonly vpcId: string
  readonly vpcCidr: string
  readonly vpcTags: Record<string, string>
  readonly attributes: { dnsSupport: boolean; dnsHostnames: boolean }
  readonly subnets: readonly Subnet[]
  readonly subnetTags: Map<string, Record<string, string>>
  readonly groups: Map<string, SecurityGroup>
  readonly interfaces: Map<string, NetworkInterface>
}

export type NetworkLayout = { readonly vpcCidr: string; readonly subnets: readonly { readonly zone: string; readonly cidr: string }[] }

/** As in a new account: one default VPC, a default subnet in each of three zones, one default security group. */
export function defaultLayout(region: string): NetworkLayout {
  return {
    vpcCidr: '172.31.0.0/16',
    subnets: [
      { zone: `${region}a`, cidr: '172.31.0.0/20' },
      { zone: `${region}b`, cidr: '172.31.16.0/20' },
      { zone: `${region}c`, cidr: '172.31.32.0/20' },
    ],
  }
}

export function createNetwork(region: string, layout: NetworkLayout): Network {
  const vpcId = newId('vpc')
  const group = newId('sg')
  const itself: Rule = {
    id: newId('sgr'),
    protocol: '-1',
    fromPort: undefined,
    toPort: undefined,
    source: { kind: 'group', value: group },
    description: undefined,
  }
  return {
    vpcId,
    vpcCidr: layout.vpcCidr,
    vpcTags: {},
    attributes: { dnsSupport: true, dnsHostnames: true },
    subnets: layout.subnets.map(({ zone, cidr }, i) => ({ id: newId('subnet'), zone, zoneId: zoneIdOf(region, i), cidr, vpcId })),
    subnetTags: new Map(),
    groups: new Map([
      [
        group,
        { id: group, name: 'default', description: 'default VPC security group', vpcId, ingress: [itself], egress: [outward()], tags: {} },
      ],
    ]),
    interfaces: new Map(),
  }
}

/** What every new group has: everything may go out. */
export const outward = (): Rule => ({
  id: newId('sgr'),
  protocol: '-1',
  fromPort: undefined,
  toPort: undefined,
  source: { kind: 'ipv4', value: '0.0.0.0/0' },
  description: undefined,
})

export function defaultGroup(network: Network): SecurityGroup {
  for (const group of network.groups.values()) if (group.name === 'default') return group
  throw new AwsError('InternalError', 'The default security group cannot be deleted, yet it is gone', 500)
}

/** The next free address of the subnet; the first ten stay free (five are AWS's own). */
export function freeAddress(network: Network, subnet: Subnet): string {
  const taken = new Set([...network.interfaces.values()].map((one) => one.ip))
  const { first, count } = rangeOf(subnet.cidr)
  for (let i = 10; i < count - 1; i++) if (!taken.has(dotted(first + i))) return dotted(first + i)
  throw new AwsError('NoFreeAddressesInSubnet', `The subnet ${subnet.id} has no free addresses`, 409)
}

export function isInside(cidr: string, ip: string): boolean {
  const { first, count } = rangeOf(cidr)
  const address = numberOf(ip)
  return address >= first && address < first + count
}

export function hostsIn(cidr: string): number {
  return rangeOf(cidr).count - 5
}

function rangeOf(cidr: string): { readonly first: number; readonly count: number } {
  const [address = '', bits = '32'] = cidr.split('/')
  return { first: numberOf(address), count: 2 ** (32 - Number(bits)) }
}

function numberOf(ip: string): number {
  return ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')
}

/** eu-west-1 → euw1-az1: zone ids are the same for every account. */
function zoneIdOf(region: string, index: number): string {
  const [area = '', direction = '', number = ''] = region.split('-')
  const short = direction.replace(/(north|south|east|west|central)/g, (word) => word.charAt(0))
  return `${area}${short}${number}-az${index + 1}`
}
