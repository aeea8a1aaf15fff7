/** Where instances are, as EC2 describes them: VPC, zone, addresses, security groups, profile. */
import type { Instance } from '@aws-sdk/client-ec2'
import type { InstancePlace } from '../domain/surroundings.ts'
import type { Ec2 } from './clients.ts'
import { ask } from './failures.ts'
import { allPages, chunksOf } from './pages.ts'
import { describeGroups } from './security-group-rules.ts'

/** Instances that EC2 does not know, such as hybrid nodes, are left out. */
export async function describeInstancePlaces(ec2: Ec2, ids: readonly string[]): Promise<ReadonlyMap<string, InstancePlace>> {
  const { client, sdk } = ec2
  const found: Instance[] = []
  for (const chunk of chunksOf(
    ids.filter((id) => id.startsWith('i-')),
    100,
  ))
    found.push(
      ...(await allPages(async (token) => {
        const input = { Filters: [{ Name: 'instance-id', Values: chunk }], MaxResults: 1000, ...(token ? { NextToken: token } : {}) }
        const page = await ask('ec2:DescribeInstances', () => client.send(new sdk.DescribeInstancesCommand(input)))
        return { items: page.Reservations?.flatMap((r) => r.Instances ?? []), next: page.NextToken }
      })),
    )
  const groupsOf = (one: Instance): string[] => (one.SecurityGroups ?? []).flatMap((g) => g.GroupId ?? [])
  const groups = await describeGroups(ec2, found.flatMap(groupsOf))
  return new Map(
    found.map((one): [string, InstancePlace] => {
      const others = (one.NetworkInterfaces ?? []).flatMap((n) => [
        ...(n.PrivateIpAddresses ?? []).flatMap((a) => a.PrivateIpAddress ?? []),
        ...(n.Ipv6Addresses ?? []).flatMap((a) => a.Ipv6Address ?? []),
      ])
      return [
        one.InstanceId ?? '',
        {
          vpcId: one.VpcId ?? '',
          zone: one.Placement?.AvailabilityZone ?? '',
          addresses: [...new Set([...(one.PrivateIpAddress ? [one.PrivateIpAddress] : []), ...others])],
          groups: groupsOf(one).flatMap((id) => groups.get(id) ?? []),
          ...(one.IamInstanceProfile?.Arn ? { profile: one.IamInstanceProfile.Arn } : {}),
        },
      ]
    }),
  )
}
