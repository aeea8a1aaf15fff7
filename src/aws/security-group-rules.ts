/** The rules of security groups, in both directions. */
import type { IpPermission } from '@aws-sdk/client-ec2'
import type { Rule, SecurityGroup } from '../domain/surroundings.ts'
import type { Ec2 } from './clients.ts'
import { ask } from './failures.ts'
import { allPages, chunksOf } from './pages.ts'

/** By id; asked by filter, because ids would refuse the whole call for one group that is gone. */
export async function describeGroups({ client, sdk }: Ec2, ids: readonly string[]): Promise<ReadonlyMap<string, SecurityGroup>> {
  const groups = new Map<string, SecurityGroup>()
  for (const chunk of chunksOf([...new Set(ids)], 100)) {
    const found = await allPages(async (token) => {
      const input = { Filters: [{ Name: 'group-id', Values: chunk }], MaxResults: 1000, ...(token ? { NextToken: token } : {}) }
      const page = await ask('ec2:DescribeSecurityGroups', () => client.send(new sdk.DescribeSecurityGroupsCommand(input)))
      return { items: page.SecurityGroups, next: page.NextToken }
    })
    for (const one of found) {
      const id = one.GroupId ?? ''
      groups.set(id, { id, ingress: (one.IpPermissions ?? []).map(toRule), egress: (one.IpPermissionsEgress ?? []).map(toRule) })
    }
  }
  return groups
}

function toRule(p: IpPermission): Rule {
  return {
    protocol: p.IpProtocol ?? '',
    ...(p.FromPort === undefined ? {} : { fromPort: p.FromPort }),
    ...(p.ToPort === undefined ? {} : { toPort: p.ToPort }),
    peers: [
      ...(p.IpRanges ?? []).flatMap((r) => (r.CidrIp ? [{ kind: 'ipv4' as const, value: r.CidrIp }] : [])),
      ...(p.Ipv6Ranges ?? []).flatMap((r) => (r.CidrIpv6 ? [{ kind: 'ipv6' as const, value: r.CidrIpv6 }] : [])),
      ...(p.UserIdGroupPairs ?? []).flatMap((r) => (r.GroupId ? [{ kind: 'group' as const, value: r.GroupId }] : [])),
      ...(p.PrefixListIds ?? []).flatMap((r) => (r.PrefixListId ? [{ kind: 'prefix-list' as const, value: r.PrefixListId }] : [])),
    ],
  }
}
