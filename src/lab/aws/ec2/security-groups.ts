import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'
import type { Operations } from '../wire/operation.ts'
import { newId, type World } from '../world.ts'
import { ec2Operation } from './ec2-operation.ts'
import { ec2Page, filters, matches, paging, tagSet } from './filters.ts'
import { type Network, outward, type Rule, type SecurityGroup } from './network.ts'
import { asPermissions, permissionMembers, rulesOf, sameRule } from './permissions.ts'
import { tagSpecifications, tagsGiven } from './tags.ts'

const ids = z.array(z.string()).default([])
const permitShape = z.strictObject({
  GroupId: z.string().optional(),
  GroupName: z.string().optional(),
  ...permissionMembers,
  TagSpecification: tagSpecifications,
})

const revokeShape = permitShape.omit({ TagSpecification: true }).extend({ SecurityGroupRuleId: ids })

export function securityGroupOperations(world: World, network: Network): Operations {
  const find = (id: string | undefined, name?: string): SecurityGroup => findGroup(network, id, name)
  return {
    DescribeSecurityGroups: ec2Operation(z.strictObject({ GroupId: ids, GroupName: ids, Filter: filters, ...paging }), (input) => {
      const named = [...input.GroupId.map((id) => find(id)), ...input.GroupName.map((name) => find(undefined, name))]
      const all = (named.length === 0 ? [...network.groups.values()] : named).filter((group) =>
        matches(input.Filter, attributes(world, group), group.tags),
      )
      const { items, next } = ec2Page(all, input.MaxResults, input.NextToken)
      return { securityGroupInfo: items.map((group) => describe(world, group)), ...(next && { nextToken: next }) }
    }),

    CreateSecurityGroup: ec2Operation(
      z.strictObject({
        GroupName: z.string().min(1).max(255),
        GroupDescription: z
          .string()
          .max(255)
          .regex(/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/),
        VpcId: z.string().optional(),
        TagSpecification: tagSpecifications,
      }),
      (input) => create(world, network, input),
    ),

    AuthorizeSecurityGroupIngress: ec2Operation(permitShape, (input) => authorize(world, network, 'ingress', input)),
    AuthorizeSecurityGroupEgress: ec2Operation(permitShape.omit({ GroupName: true }), (input) =>
      authorize(world, network, 'egress', input),
    ),
    RevokeSecurityGroupIngress: ec2Operation(revokeShape, (input) => revoke(network, 'ingress', input)),
    RevokeSecurityGroupEgress: ec2Operation(revokeShape.omit({ GroupName: true }), (input) => revoke(network, 'egress', input)),

    DeleteSecurityGroup: ec2Operation(z.strictObject({ GroupId: z.string().optional(), GroupName: z.string().optional() }), (input) => {
      const group = find(input.GroupId, input.GroupName)
      if (group.name === 'default')
        throw new AwsError('CannotDelete', `the specified group: "${group.id}" name: "default" cannot be deleted by a user`)
      const used = [...network.interfaces.values()].some((one) => one.groups.includes(group.id))
      const named = [...network.groups.values()].some(
        (other) => other !== group && [...other.ingress, ...other.egress].some((rule) => rule.source.value === group.id),
      )
      if (used || named) throw new AwsError('DependencyViolation', `resource ${group.id} has a dependent object`)
      network.groups.delete(group.id)
      return { return: true, groupId: group.id }
    }),
  }
}

type Side = 'ingress' | 'egress'
type Named = { readonly GroupId?: string | undefined; readonly GroupName?: string | undefined }
type Permitting = Omit<z.output<typeof permitShape>, 'GroupName'> & Named
type Revoking = Omit<z.output<typeof revokeShape>, 'GroupName'> & Named

function authorize(world: World, network: Network, side: Side, input: Permitting): object {
  const group = findGroup(network, input.GroupId, input.GroupName)
  const rules = rulesOf(network, input)
  for (const rule of rules)
    if (group[side].some((old) => sameRule(old, rule)))
      throw new AwsError(
        'InvalidPermission.Duplicate',
        `the specified rule "peer: ${rule.source.value}, ${rule.protocol.toUpperCase()}, from port: ${rule.fromPort}, to port: ${rule.toPort}, ALLOW" already exists`,
      )
  group[side].push(...rules)
  return { return: true, securityGroupRuleSet: rules.map((rule) => describeRule(world, group, rule, side)) }
}

function revoke(network: Network, side: Side, input: Revoking): object {
  const group = findGroup(network, input.GroupId, input.GroupName)
  const gone =
    input.SecurityGroupRuleId.length > 0 ? byId(group[side], input.SecurityGroupRuleId) : byContent(group[side], rulesOf(network, input))
  group[side] = group[side].filter((rule) => !gone.includes(rule))
  return { return: true }
}

type Creating = {
  readonly GroupName: string
  readonly GroupDescription: string
  readonly VpcId?: string | undefined
  readonly TagSpecification: z.output<typeof tagSpecifications>
}

function create(world: World, network: Network, input: Creating): object {
  const vpcId = input.VpcId ?? network.vpcId
  if (vpcId !== network.vpcId) throw new AwsError('InvalidVpcID.NotFound', `The vpc ID '${vpcId}' does not exist`)
  if (input.GroupName.startsWith('sg-'))
    throw new AwsError('InvalidParameterValue', `Invalid value '${input.GroupName}' for groupName. Group names may not start with sg-`)
  if ([...network.groups.values()].some((group) => group.name === input.GroupName))
    throw new AwsError('InvalidGroup.Duplicate', `The security group '${input.GroupName}' already exists for VPC '${vpcId}'`)
  const group: SecurityGroup = {
    id: newId('sg'),
    name: input.GroupName,
    description: input.GroupDescription,
    vpcId,
    ingress: [],
    egress: [outward()],
    tags: tagsGiven(input.TagSpecification, 'security-group'),
  }
  network.groups.set(group.id, group)
  return { groupId: group.id, tagSet: tagSet(group.tags), securityGroupArn: arnOf(world, group) }
}

function findGroup(network: Network, id: string | undefined, name: string | undefined): SecurityGroup {
  if (id === undefined && name === undefined)
    throw new AwsError('MissingParameter', 'The request must contain the parameter groupName or groupId')
  if (id !== undefined && !/^sg-[0-9a-f]{8,17}$/.test(id))
    throw new AwsError('InvalidGroupId.Malformed', `Invalid id: "${id}" (expecting "sg-...")`)
  const found = [...network.groups.values()].find((group) => (id !== undefined ? group.id === id : group.name === name))
  if (found === undefined) throw new AwsError('InvalidGroup.NotFound', `The security group '${id ?? name}' does not exist`)
  return found
}

function byId(rules: readonly Rule[], wanted: readonly string[]): Rule[] {
  return wanted.map((id) => {
    const rule = rules.find((one) => one.id === id)
    if (rule === undefined) throw new AwsError('InvalidSecurityGroupRuleId.NotFound', `The security group rule ID '${id}' does not exist`)
    return rule
  })
}

function byContent(rules: readonly Rule[], wanted: readonly Rule[]): Rule[] {
  return wanted.map((like) => {
    const rule = rules.find((one) => sameRule(one, like))
    if (rule === undefined) throw new AwsError('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.')
    return rule
  })
}

function attributes(world: World, group: SecurityGroup): Record<string, readonly string[]> {
  return {
    'group-id': [group.id],
    'group-name': [group.name],
    'vpc-id': [group.vpcId],
    description: [group.description],
    'owner-id': [world.account],
  }
}

function describe(world: World, group: SecurityGroup): object {
  return {
    groupId: group.id,
    groupName: group.name,
    groupDescription: group.description,
    vpcId: group.vpcId,
    ownerId: world.account,
    securityGroupArn: arnOf(world, group),
    ipPermissions: asPermissions(world.account, group.ingress),
    ipPermissionsEgress: asPermissions(world.account, group.egress),
    tagSet: tagSet(group.tags),
  }
}

function describeRule(world: World, group: SecurityGroup, rule: Rule, side: Side): object {
  return {
    securityGroupRuleId: rule.id,
    groupId: group.id,
    groupOwnerId: world.account,
    isEgress: side === 'egress',
    ipProtocol: rule.protocol,
    fromPort: rule.fromPort ?? -1,
    toPort: rule.toPort ?? -1,
    ...(rule.source.kind === 'ipv4' && { cidrIpv4: rule.source.value }),
    ...(rule.source.kind === 'ipv6' && { cidrIpv6: rule.source.value }),
    ...(rule.source.kind === 'prefix-list' && { prefixListId: rule.source.value }),
    ...(rule.source.kind === 'group' && { referencedGroupInfo: { groupId: rule.source.value, userId: world.account } }),
    description: rule.description,
    tagSet: [],
  }
}

function arnOf(world: World, group: SecurityGroup): string {
  return `arn:aws:ec2:${world.region}:${world.account}:security-group/${group.id}`
}
