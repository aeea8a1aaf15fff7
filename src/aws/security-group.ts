/**
 * The security group of a volume's mount targets: `prism-<volume>`, tagged as ours, open for NFS from the VPC. Only a group that carries
 * our tag is ever edited or removed.
 */
import type { SecurityGroup } from '@aws-sdk/client-ec2'
import { fail } from '../domain/catalogue.ts'
import type { Clock } from '../domain/ports.ts'
import type { Ec2 } from './clients.ts'
import { ask, causeIs } from './failures.ts'
import type { Network } from './network.ts'
import { allPages } from './pages.ts'
import { ourTag, type Step } from './provision-step.ts'
import { type Patience, waitUntil } from './wait-until.ts'

const nfs = 2049
/** Ties the group to its file system, whatever the volume is called by then. */
const fileSystemTag = 'prism-file-system'

/** Makes or completes the group; returns its id, undefined in a dry run that would make it. Throws `security-group-taken`. */
export async function ensureSecurityGroup(
  ec2: Ec2,
  volume: string,
  fileSystemId: string | undefined,
  network: Network,
  step: Step,
): Promise<string | undefined> {
  const { client, sdk } = ec2
  const name = `prism-${volume}`
  let group = await findByName(ec2, name, network.vpcId)
  if (group && !isOurs(group))
    throw fail('security-group-taken', { seen: `${group.GroupId} is called ${name} and has no tag managed-by=prism` })
  const about = `${name} in ${network.vpcId}`
  if (group) step.unchanged('security group', `${about}: ${group.GroupId}`)
  else {
    const tags = [{ Key: 'Name', Value: name }, ourTag]
    const input = {
      GroupName: name,
      Description: `NFS for the Prism volume ${volume}`,
      VpcId: network.vpcId,
      TagSpecifications: [{ ResourceType: 'security-group' as const, Tags: tags }],
    }
    await step.change('security group', about, async () => {
      try {
        await ask('ec2:CreateSecurityGroup', () => client.send(new sdk.CreateSecurityGroupCommand(input)))
      } catch (error) {
        // made a moment ago, by a retry or by another create of the same volume
        if (!causeIs(error, 'InvalidGroup.Duplicate')) throw error
      }
      group = await findByName(ec2, name, network.vpcId)
      if (!group) throw fail('create-failed', { seen: `the security group ${name} was created but does not appear` })
    })
  }
  await ensureFileSystemTag(ec2, group, fileSystemId)
  for (const cidr of network.cidrs) await ensureIngress(ec2, group, cidr, step)
  return group?.GroupId
}

async function ensureFileSystemTag(
  { client, sdk }: Ec2,
  group: SecurityGroup | undefined,
  fileSystemId: string | undefined,
): Promise<void> {
  const id = group?.GroupId
  // a dry run knows no file system yet, or no group
  if (!id || !fileSystemId || tagOf(group, fileSystemTag) === fileSystemId) return
  const tags = [{ Key: fileSystemTag, Value: fileSystemId }]
  await ask('ec2:CreateTags', () => client.send(new sdk.CreateTagsCommand({ Resources: [id], Tags: tags })))
}

async function ensureIngress({ client, sdk }: Ec2, group: SecurityGroup | undefined, cidr: string, step: Step): Promise<void> {
  const about = `TCP ${nfs} from ${cidr}`
  const open = (group?.IpPermissions ?? []).some(
    (p) => p.IpProtocol === 'tcp' && p.FromPort === nfs && p.ToPort === nfs && (p.IpRanges ?? []).some((r) => r.CidrIp === cidr),
  )
  if (open) return step.unchanged('ingress', about)
  await step.change('ingress', about, async () => {
    const range = { CidrIp: cidr, Description: 'NFS from this VPC' }
    const permissions = [{ IpProtocol: 'tcp', FromPort: nfs, ToPort: nfs, IpRanges: [range] }]
    try {
      await ask('ec2:AuthorizeSecurityGroupIngress', () =>
        client.send(new sdk.AuthorizeSecurityGroupIngressCommand({ GroupId: group?.GroupId, IpPermissions: permissions })),
      )
    } catch (error) {
      if (!causeIs(error, 'InvalidPermission.Duplicate')) throw error
    }
  })
}

/** Removes the groups that were made for this file system; EC2 refuses while a network interface of a dying target still holds one. */
export async function deleteOwnSecurityGroups(ec2: Ec2, clock: Clock, patience: Patience, fileSystemId: string, step: Step): Promise<void> {
  const { client, sdk } = ec2
  const groups = await describe(ec2, [
    { Name: `tag:${ourTag.Key}`, Values: [ourTag.Value] },
    { Name: `tag:${fileSystemTag}`, Values: [fileSystemId] },
  ])
  for (const group of groups.filter((g) => isOurs(g) && tagOf(g, fileSystemTag) === fileSystemId)) {
    await step.change('security group', `${group.GroupName} ${group.GroupId}`, async () => {
      let refusal: unknown
      const gone = await waitUntil(clock, patience, async () => {
        try {
          await ask('ec2:DeleteSecurityGroup', () => client.send(new sdk.DeleteSecurityGroupCommand({ GroupId: group.GroupId })))
          return true
        } catch (error) {
          if (causeIs(error, 'InvalidGroup.NotFound')) return true
          if (!causeIs(error, 'DependencyViolation')) throw error
          refusal = error
          return undefined
        }
      })
      if (!gone) throw refusal
    })
  }
}

async function findByName(ec2: Ec2, name: string, vpcId: string): Promise<SecurityGroup | undefined> {
  const found = await describe(ec2, [
    { Name: 'group-name', Values: [name] },
    { Name: 'vpc-id', Values: [vpcId] },
  ])
  return found.find((g) => g.GroupName === name && g.VpcId === vpcId)
}

function describe({ client, sdk }: Ec2, filters: { Name: string; Values: string[] }[]): Promise<SecurityGroup[]> {
  return allPages(async (token) => {
    const input = { Filters: filters, ...(token ? { NextToken: token } : {}) }
    const page = await ask('ec2:DescribeSecurityGroups', () => client.send(new sdk.DescribeSecurityGroupsCommand(input)))
    return { items: page.SecurityGroups, next: page.NextToken }
  })
}

const tagOf = (group: SecurityGroup | undefined, key: string): string | undefined => group?.Tags?.find((t) => t.Key === key)?.Value
const isOurs = (group: SecurityGroup): boolean => tagOf(group, ourTag.Key) === ourTag.Value
