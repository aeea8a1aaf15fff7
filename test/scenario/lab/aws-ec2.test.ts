import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  DeleteSecurityGroupCommand,
  DeleteTagsCommand,
  DescribeAvailabilityZonesCommand,
  DescribeInstancesCommand,
  type DescribeInstancesCommandInput,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type IpPermission,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import {
  CreateFileSystemCommand,
  CreateMountTargetCommand,
  DeleteMountTargetCommand,
  DescribeFileSystemsCommand,
} from '@aws-sdk/client-efs'
import { checkWireAtTheEnd, instance, type OpenLab, openLab, refusal, region, until } from '../../unit/lab/aws/open-lab.ts'

checkWireAtTheEnd()

let open: OpenLab
const ubuntu = instance('ubuntu-instance')
const rocky = instance('rocky-instance', undefined, { tags: { Team: 'physics & <co>' }, availabilityZone: `${region}b` })
beforeEach(async () => {
  open = await openLab({ instances: [ubuntu, rocky] })
})
afterEach(() => open.close())

describe('instances', () => {
  const find = async (input: DescribeInstancesCommandInput = {}) =>
    (await open.ec2.send(new DescribeInstancesCommand(input))).Reservations!.flatMap((one) => one.Instances!)

  test('are described with their tags, place and state', async () => {
    const all = await find()
    expect(all.map((one) => one.InstanceId)).toEqual([ubuntu.id, rocky.id])
    expect(all[1]).toMatchObject({
      Tags: [
        { Key: 'Name', Value: 'rocky-instance' },
        { Key: 'Team', Value: 'physics & <co>' },
      ],
      State: { Name: 'running', Code: 16 },
      Placement: { AvailabilityZone: `${region}b` },
      PrivateIpAddress: rocky.privateIp,
    })
  })

  test('are found by name, tag, wildcard and state', async () => {
    const ids = async (Name: string, ...Values: string[]) => (await find({ Filters: [{ Name, Values }] })).map((one) => one.InstanceId)
    open.lab.setInstanceState(ubuntu.id, 'stopped')
    expect(await ids('tag:Name', 'rocky-instance')).toEqual([rocky.id])
    expect(await ids('tag:Name', '*-instance')).toEqual([ubuntu.id, rocky.id])
    expect(await ids('tag:Name', 'Rocky-instance')).toEqual([])
    expect(await ids('tag-key', 'Team')).toEqual([rocky.id])
    expect(await ids('instance-state-name', 'stopped', 'stopping')).toEqual([ubuntu.id])
    expect(await refusal(ids('no-such-filter', 'x'))).toMatchObject({ name: 'InvalidParameterValue', status: 400 })
  })

  test('that SSM does not manage are known here all the same; terminated ones are not', async () => {
    open.lab.setInstanceState(ubuntu.id, 'unmanaged')
    open.lab.removeInstance(rocky.id)
    expect((await find()).map((one) => [one.InstanceId, one.State!.Name])).toEqual([[ubuntu.id, 'running']])
  })

  test('of an unknown or malformed id are an error', async () => {
    expect(await refusal(find({ InstanceIds: ['i-0ffffffffffffffff'] }))).toMatchObject({ name: 'InvalidInstanceID.NotFound', status: 400 })
    expect(await refusal(find({ InstanceIds: ['ubuntu; reboot'] }))).toMatchObject({ name: 'InvalidInstanceID.Malformed', status: 400 })
  })

  test('come in pages', async () => {
    for (let i = 0; i < 5; i++) open.lab.addInstance(instance(`n${i}`))
    const first = await open.ec2.send(new DescribeInstancesCommand({ MaxResults: 5 }))
    expect(first.Reservations).toHaveLength(5)
    const rest = await open.ec2.send(new DescribeInstancesCommand({ MaxResults: 5, NextToken: first.NextToken }))
    expect(rest.Reservations).toHaveLength(2)
    expect(rest.NextToken).toBeUndefined()
  })
})

test('there is one default VPC with three zones and a default subnet in each', async () => {
  const { Vpcs } = await open.ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }))
  expect(Vpcs).toMatchObject([{ IsDefault: true, CidrBlock: '172.31.0.0/16', State: 'available' }])
  const { Subnets } = await open.ec2.send(
    new DescribeSubnetsCommand({
      Filters: [
        { Name: 'vpc-id', Values: [Vpcs![0]!.VpcId!] },
        { Name: 'default-for-az', Values: ['true'] },
      ],
    }),
  )
  expect(Subnets!.map((one) => [one.AvailabilityZone, one.CidrBlock])).toEqual([
    [`${region}a`, '172.31.0.0/20'],
    [`${region}b`, '172.31.16.0/20'],
    [`${region}c`, '172.31.32.0/20'],
  ])
  const { AvailabilityZones } = await open.ec2.send(new DescribeAvailabilityZonesCommand({}))
  expect(AvailabilityZones!.map((one) => [one.ZoneName, one.ZoneId, one.State])).toContainEqual([`${region}c`, 'euw1-az3', 'available'])
  expect(await refusal(open.ec2.send(new DescribeVpcsCommand({ VpcIds: ['vpc-0ffffffffffffffff'] })))).toMatchObject({
    name: 'InvalidVpcID.NotFound',
  })
  expect(await refusal(open.ec2.send(new DescribeSubnetsCommand({ SubnetIds: ['subnet-0ffffffffffffffff'] })))).toMatchObject({
    name: 'InvalidSubnetID.NotFound',
  })
})

describe('a security group', () => {
  const nfs: IpPermission = { IpProtocol: 'tcp', FromPort: 2049, ToPort: 2049, IpRanges: [{ CidrIp: '172.31.0.0/16', Description: 'NFS' }] }
  const make = async (GroupName = 'prism-research-data') =>
    (
      await open.ec2.send(
        new CreateSecurityGroupCommand({
          GroupName,
          Description: 'NFS for research-data',
          TagSpecifications: [{ ResourceType: 'security-group', Tags: [{ Key: 'prism:volume', Value: 'research-data' }] }],
        }),
      )
    ).GroupId!
  const describe1 = async (id: string) => (await open.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }))).SecurityGroups![0]!

  test('is made with tags, found by them, and one name is taken once', async () => {
    const id = await make()
    const { SecurityGroups } = await open.ec2.send(
      new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'tag:prism:volume', Values: ['research-data'] }] }),
    )
    expect(SecurityGroups!.map((one) => one.GroupId)).toEqual([id])
    expect(await refusal(make())).toMatchObject({ name: 'InvalidGroup.Duplicate', status: 400 })
  })

  test('takes a rule once, gives it back, and loses it', async () => {
    const id = await make()
    const allow = () => open.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: id, IpPermissions: [nfs] }))
    expect((await allow()).SecurityGroupRules).toMatchObject([{ FromPort: 2049, CidrIpv4: '172.31.0.0/16', IsEgress: false }])
    expect(await refusal(allow())).toMatchObject({ name: 'InvalidPermission.Duplicate', status: 400 })
    expect((await describe1(id)).IpPermissions).toMatchObject([nfs])
    const revoke = () => open.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: id, IpPermissions: [nfs] }))
    expect((await revoke()).Return).toBe(true)
    expect((await describe1(id)).IpPermissions).toEqual([])
    expect(await refusal(revoke())).toMatchObject({ name: 'InvalidPermission.NotFound' })
  })

  test('may allow another group, which must exist', async () => {
    const [id, other] = [await make(), await make('instances')]
    const allow = (GroupId: string) =>
      open.ec2.send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId: id,
          IpPermissions: [{ IpProtocol: 'tcp', FromPort: 2049, ToPort: 2049, UserIdGroupPairs: [{ GroupId }] }],
        }),
      )
    await allow(other)
    expect((await describe1(id)).IpPermissions![0]!.UserIdGroupPairs).toEqual([{ GroupId: other, UserId: open.lab.account }])
    expect(await refusal(allow('sg-0ffffffffffffffff'))).toMatchObject({ name: 'InvalidGroup.NotFound' })
    expect(await refusal(open.ec2.send(new DeleteSecurityGroupCommand({ GroupId: other })))).toMatchObject({ name: 'DependencyViolation' })
  })

  test('refuses what is no address', async () => {
    const id = await make()
    const bad = new AuthorizeSecurityGroupIngressCommand({
      GroupId: id,
      IpPermissions: [{ ...nfs, IpRanges: [{ CidrIp: '300.1.1.1/8' }] }],
    })
    expect(await refusal(open.ec2.send(bad))).toMatchObject({ name: 'InvalidParameterValue', status: 400 })
  })

  test('is not deleted while a mount target uses it', async () => {
    const id = await make()
    const { FileSystemId } = await open.efs.send(new CreateFileSystemCommand({ CreationToken: 'x' }))
    await until(
      async () => (await open.efs.send(new DescribeFileSystemsCommand({}))).FileSystems![0]!.LifeCycleState,
      (state) => state === 'available',
    )
    const { Subnets } = await open.ec2.send(new DescribeSubnetsCommand({}))
    const target = await open.efs.send(
      new CreateMountTargetCommand({ FileSystemId: FileSystemId!, SubnetId: Subnets![0]!.SubnetId!, SecurityGroups: [id] }),
    )
    const { NetworkInterfaces } = await open.ec2.send(
      new DescribeNetworkInterfacesCommand({ Filters: [{ Name: 'group-id', Values: [id] }] }),
    )
    expect(NetworkInterfaces).toMatchObject([{ NetworkInterfaceId: target.NetworkInterfaceId, PrivateIpAddress: target.IpAddress }])

    const remove = () => open.ec2.send(new DeleteSecurityGroupCommand({ GroupId: id }))
    expect(await refusal(remove())).toMatchObject({ name: 'DependencyViolation', status: 400 })
    await open.efs.send(new DeleteMountTargetCommand({ MountTargetId: target.MountTargetId! }))
    await until(
      async () => (await open.ec2.send(new DescribeNetworkInterfacesCommand({}))).NetworkInterfaces!.length,
      (count) => count === 0,
    )
    await remove()
    expect(await refusal(describe1(id))).toMatchObject({ name: 'InvalidGroup.NotFound' })
  })

  test('is not made by a dry run', async () => {
    const dry = new CreateSecurityGroupCommand({ GroupName: 'dry', Description: 'd', DryRun: true })
    expect(await refusal(open.ec2.send(dry))).toMatchObject({ name: 'DryRunOperation', status: 412 })
    expect((await open.ec2.send(new DescribeSecurityGroupsCommand({}))).SecurityGroups).toHaveLength(1)
  })

  test('named default stays', async () => {
    const { SecurityGroups } = await open.ec2.send(new DescribeSecurityGroupsCommand({ GroupNames: ['default'] }))
    expect(await refusal(open.ec2.send(new DeleteSecurityGroupCommand({ GroupId: SecurityGroups![0]!.GroupId! })))).toMatchObject({
      name: 'CannotDelete',
    })
  })
})

test('tags are set and taken away', async () => {
  const tags = async () =>
    (await open.ec2.send(new DescribeInstancesCommand({ InstanceIds: [ubuntu.id] }))).Reservations![0]!.Instances![0]!.Tags
  await open.ec2.send(new CreateTagsCommand({ Resources: [ubuntu.id], Tags: [{ Key: 'Role', Value: 'login' }] }))
  expect(await tags()).toEqual([
    { Key: 'Name', Value: 'ubuntu-instance' },
    { Key: 'Role', Value: 'login' },
  ])
  await open.ec2.send(new DeleteTagsCommand({ Resources: [ubuntu.id], Tags: [{ Key: 'Role' }] }))
  expect(await tags()).toEqual([{ Key: 'Name', Value: 'ubuntu-instance' }])
  expect(
    await refusal(open.ec2.send(new CreateTagsCommand({ Resources: ['i-0ffffffffffffffff'], Tags: [{ Key: 'a', Value: 'b' }] }))),
  ).toMatchObject({ name: 'InvalidID' })
})
