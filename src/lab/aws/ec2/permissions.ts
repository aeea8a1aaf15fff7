import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'
import { newId } from '../world.ts'
import type { Network, Rule } from './network.ts'

const text = z.string().optional()
const port = z.coerce.number().int().min(-1).max(65_535).optional()

/** The forms in which a permission comes: a list, or one CIDR in the call's own members. */
export const permissionMembers = {
  IpPermissions: z
    .array(
      z.strictObject({
        IpProtocol: z.string(),
        FromPort: port,
        ToPort: port,
        IpRanges: z.array(z.strictObject({ CidrIp: z.string(), Description: text })).default([]),
        Ipv6Ranges: z.array(z.strictObject({ CidrIpv6: z.string(), Description: text })).default([]),
        Groups: z.array(z.strictObject({ GroupId: text, GroupName: text, UserId: text, VpcId: text, Description: text })).default([]),
        PrefixListIds: z.array(z.strictObject({ PrefixListId: z.string(), Description: text })).default([]),
      }),
    )
    .default([]),
  IpProtocol: text,
  FromPort: port,
  ToPort: port,
  CidrIp: text,
}
const shape = z.object(permissionMembers)
type Permissions = z.output<typeof shape>
type Source = { readonly source: Rule['source']; readonly description: string | undefined }

/** One rule per source. Throws InvalidGroup.NotFound, InvalidParameterValue, MissingParameter. */
export function rulesOf(network: Network, input: Permissions): Rule[] {
  const short =
    input.IpProtocol === undefined
      ? []
      : [
          {
            IpProtocol: input.IpProtocol,
            FromPort: input.FromPort,
            ToPort: input.ToPort,
            IpRanges: [{ CidrIp: input.CidrIp ?? '', Description: undefined }],
            Ipv6Ranges: [],
            Groups: [],
            PrefixListIds: [],
          },
        ]
  const rules = [...input.IpPermissions, ...short].flatMap((permission) => {
    const sources: Source[] = [
      ...permission.IpRanges.map((one) => ({
        source: { kind: 'ipv4' as const, value: checkedCidr(one.CidrIp) },
        description: one.Description,
      })),
      ...permission.Ipv6Ranges.map((one) => ({ source: { kind: 'ipv6' as const, value: one.CidrIpv6 }, description: one.Description })),
      ...permission.Groups.map((one) => ({
        source: { kind: 'group' as const, value: groupId(network, one.GroupId, one.GroupName) },
        description: one.Description,
      })),
      ...permission.PrefixListIds.map((one) => ({
        source: { kind: 'prefix-list' as const, value: one.PrefixListId },
        description: one.Description,
      })),
    ]
    const everything = permission.IpProtocol === '-1'
    if (!everything && (permission.FromPort === undefined || permission.ToPort === undefined))
      throw new AwsError('InvalidParameterValue', "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.")
    return sources.map(({ source, description }) => ({
      id: newId('sgr'),
      protocol: permission.IpProtocol,
      fromPort: everything ? undefined : permission.FromPort,
      toPort: everything ? undefined : permission.ToPort,
      source,
      description,
    }))
  })
  if (rules.length === 0) throw new AwsError('MissingParameter', 'The request must contain the parameter ipPermissions')
  return rules
}

/** Two rules are one where protocol, ports and source are equal; the description doesn't count. */
export function sameRule(a: Rule, b: Rule): boolean {
  return (
    a.protocol === b.protocol &&
    a.fromPort === b.fromPort &&
    a.toPort === b.toPort &&
    a.source.kind === b.source.kind &&
    a.source.value === b.source.value
  )
}

function checkedCidr(cidr: string): string {
  if (!z.cidrv4().safeParse(cidr).success) throw new AwsError('InvalidParameterValue', `CIDR block ${cidr} is malformed`)
  return cidr
}

function groupId(network: Network, id: string | undefined, name: string | undefined): string {
  const found = [...network.groups.values()].find((group) => group.id === id || (id === undefined && group.name === name))
  if (found === undefined) throw new AwsError('InvalidGroup.NotFound', `The security group '${id ?? name}' does not exist`)
  return found.id
}

/** Back to EC2's grouping: one permission per protocol and ports, with its sources in lists. */
export function asPermissions(account: string, rules: readonly Rule[]): readonly object[] {
  const byPorts = Map.groupBy(rules, (rule) => `${rule.protocol} ${rule.fromPort} ${rule.toPort}`)
  return [...byPorts.values()].map((same) => {
    const of = (kind: Rule['source']['kind'], member: string): object[] =>
      same.filter((rule) => rule.source.kind === kind).map((rule) => ({ [member]: rule.source.value, description: rule.description }))
    return {
      ipProtocol: same[0]!.protocol,
      fromPort: same[0]!.fromPort,
      toPort: same[0]!.toPort,
      groups: of('group', 'groupId').map((one) => ({ userId: account, ...one })),
      ipRanges: of('ipv4', 'cidrIp'),
      ipv6Ranges: of('ipv6', 'cidrIpv6'),
      prefixListIds: of('prefix-list', 'prefixListId'),
    }
  })
}
