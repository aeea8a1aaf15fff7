import { CreateSecurityGroupCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2'
import {
  CreateAccessPointCommand,
  type CreateAccessPointCommandInput,
  CreateFileSystemCommand,
  type CreateFileSystemCommandInput,
  CreateMountTargetCommand,
  DeleteAccessPointCommand,
  DeleteFileSystemCommand,
  DeleteFileSystemPolicyCommand,
  DeleteMountTargetCommand,
  DescribeAccessPointsCommand,
  DescribeBackupPolicyCommand,
  DescribeFileSystemPolicyCommand,
  DescribeFileSystemsCommand,
  DescribeLifecycleConfigurationCommand,
  DescribeMountTargetSecurityGroupsCommand,
  DescribeMountTargetsCommand,
  ListTagsForResourceCommand,
  ModifyMountTargetSecurityGroupsCommand,
  PutBackupPolicyCommand,
  PutFileSystemPolicyCommand,
  PutLifecycleConfigurationCommand,
  paginateDescribeFileSystems,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFileSystemCommand,
} from '@aws-sdk/client-efs'
import { checkWireAtTheEnd, type OpenLab, openLab, refusal, region, until } from '../../unit/lab/aws/open-lab.ts'

checkWireAtTheEnd()

let open: OpenLab
let subnets: string[]
beforeEach(async () => {
  open = await openLab()
  const { Subnets } = await open.ec2.send(new DescribeSubnetsCommand({}))
  subnets = Subnets!.map((one) => one.SubnetId!)
})
afterEach(() => open.close())

const stateOf = async (FileSystemId: string) =>
  (await open.efs.send(new DescribeFileSystemsCommand({ FileSystemId }))).FileSystems![0]!.LifeCycleState
const targetsOf = async (FileSystemId: string) => (await open.efs.send(new DescribeMountTargetsCommand({ FileSystemId }))).MountTargets!
async function create(input: Partial<CreateFileSystemCommandInput> = {}): Promise<string> {
  const { FileSystemId } = await open.efs.send(new CreateFileSystemCommand({ CreationToken: 'prism-research-data', ...input }))
  await until(
    () => stateOf(FileSystemId!),
    (state) => state === 'available',
  )
  return FileSystemId!
}
async function target(fs: string, SubnetId = subnets[0]!): Promise<string> {
  const { MountTargetId } = await open.efs.send(new CreateMountTargetCommand({ FileSystemId: fs, SubnetId }))
  await until(
    () => targetsOf(fs),
    (all) => all.some((one) => one.MountTargetId === MountTargetId && one.LifeCycleState === 'available'),
  )
  return MountTargetId!
}

describe('a file system', () => {
  test('is creating, then available, and the storage knows it', async () => {
    const made = await open.efs.send(
      new CreateFileSystemCommand({
        CreationToken: 'a',
        Encrypted: true,
        ThroughputMode: 'elastic',
        Tags: [{ Key: 'Name', Value: 'research-data' }],
      }),
    )
    expect(made.$metadata.httpStatusCode).toBe(201)
    expect(made).toMatchObject({
      LifeCycleState: 'creating',
      Name: 'research-data',
      Encrypted: true,
      ThroughputMode: 'elastic',
      NumberOfMountTargets: 0,
    })
    expect(made.KmsKeyId).toMatch(/^arn:aws:kms:eu-west-1:\d{12}:key\//)
    expect(made.CreationTime).toBeInstanceOf(Date)
    expect(open.storage.told).toEqual([])
    await until(
      () => stateOf(made.FileSystemId!),
      (state) => state === 'available',
    )
    expect(open.storage.told).toEqual([`create ${made.FileSystemId}`])
  })

  test('of the same creation token exists already, and the error names it', async () => {
    const id = await create()
    const again = await refusal(open.efs.send(new CreateFileSystemCommand({ CreationToken: 'prism-research-data' })))
    expect(again).toMatchObject({ name: 'FileSystemAlreadyExists', status: 409 })
    expect(again.error.FileSystemId).toBe(id)
  })

  const refused: [string, Partial<CreateFileSystemCommandInput>, string][] = [
    ['a zone that is not there', { AvailabilityZoneName: 'eu-west-1z' }, 'UnsupportedAvailabilityZone'],
    ['a KMS key without encryption', { KmsKeyId: 'alias/team' }, 'BadRequest'],
    ['a malformed KMS key', { Encrypted: true, KmsKeyId: 'key with blanks' }, 'BadRequest'],
    ['provisioned throughput without an amount', { ThroughputMode: 'provisioned' }, 'BadRequest'],
    ['an amount without provisioned throughput', { ProvisionedThroughputInMibps: 10 }, 'BadRequest'],
    ['elastic throughput with maxIO', { ThroughputMode: 'elastic', PerformanceMode: 'maxIO' }, 'BadRequest'],
    ['maxIO in one zone', { AvailabilityZoneName: `${region}a`, PerformanceMode: 'maxIO' }, 'BadRequest'],
    ['an unknown mode', { PerformanceMode: 'fast' as 'maxIO' }, 'BadRequest'],
    ['a token of 65 characters', { CreationToken: 'x'.repeat(65) }, 'BadRequest'],
    ['a tag of AWS', { Tags: [{ Key: 'aws:mine', Value: 'x' }] }, 'BadRequest'],
  ]
  test.each(refused)('is refused: %s', async (_, input, name) => {
    expect(await refusal(open.efs.send(new CreateFileSystemCommand({ CreationToken: 'x', ...input })))).toMatchObject({ name, status: 400 })
  })

  test('is found by id and by token; an unknown id is 404, an unknown token an empty list', async () => {
    const id = await create()
    const find = async (input: { FileSystemId?: string; CreationToken?: string }) =>
      (await open.efs.send(new DescribeFileSystemsCommand(input))).FileSystems!.map((one) => one.FileSystemId)
    expect(await find({ FileSystemId: id })).toEqual([id])
    expect(await find({ CreationToken: 'prism-research-data' })).toEqual([id])
    expect(await find({ CreationToken: 'other' })).toEqual([])
    expect(await refusal(find({ FileSystemId: 'fs-0123456789abcdef0' }))).toMatchObject({ name: 'FileSystemNotFound', status: 404 })
    expect(await refusal(find({ FileSystemId: '../../etc' }))).toMatchObject({ name: 'BadRequest', status: 400 })
  })

  test('is listed in pages by marker', async () => {
    const ids: string[] = []
    for (const token of ['a', 'b', 'c'])
      ids.push((await open.efs.send(new CreateFileSystemCommand({ CreationToken: token }))).FileSystemId!)
    const pages: (string | undefined)[][] = []
    for await (const page of paginateDescribeFileSystems({ client: open.efs, pageSize: 2 }, {}))
      pages.push(page.FileSystems!.map((one) => one.FileSystemId))
    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2)])
  })

  test('changes its throughput and is updating meanwhile', async () => {
    const id = await create()
    const change = new UpdateFileSystemCommand({ FileSystemId: id, ThroughputMode: 'provisioned', ProvisionedThroughputInMibps: 20 })
    expect(await open.efs.send(change)).toMatchObject({ LifeCycleState: 'updating', ProvisionedThroughputInMibps: 20 })
    expect(await refusal(open.efs.send(change))).toMatchObject({ name: 'IncorrectFileSystemLifeCycleState', status: 409 })
    await until(
      () => stateOf(id),
      (state) => state === 'available',
    )
  })

  test('cannot be deleted under its mount targets; then it is deleting, then gone', async () => {
    const id = await create()
    const mt = await target(id)
    expect(await refusal(open.efs.send(new DeleteFileSystemCommand({ FileSystemId: id })))).toMatchObject({
      name: 'FileSystemInUse',
      status: 409,
    })
    await open.efs.send(new DeleteMountTargetCommand({ MountTargetId: mt }))
    await until(
      () => targetsOf(id),
      (all) => all.length === 0,
    )
    const { $metadata } = await open.efs.send(new DeleteFileSystemCommand({ FileSystemId: id }))
    expect($metadata.httpStatusCode).toBe(204)
    expect(await stateOf(id)).toBe('deleting')
    await until(
      async () => (await open.efs.send(new DescribeFileSystemsCommand({}))).FileSystems!.length,
      (count) => count === 0,
    )
    expect(open.storage.told.at(-1)).toBe(`delete ${id}`)
  })
})

describe('a mount target', () => {
  test('cannot be made while the file system is creating', async () => {
    const { FileSystemId } = await open.efs.send(new CreateFileSystemCommand({ CreationToken: 'new' }))
    const early = open.efs.send(new CreateMountTargetCommand({ FileSystemId: FileSystemId!, SubnetId: subnets[0]! }))
    expect(await refusal(early)).toMatchObject({ name: 'IncorrectFileSystemLifeCycleState', status: 409 })
  })

  test('is creating, then available; the storage hears only of those that clients can use', async () => {
    const id = await create()
    const made = await open.efs.send(new CreateMountTargetCommand({ FileSystemId: id, SubnetId: subnets[1]! }))
    expect(made).toMatchObject({ LifeCycleState: 'creating', AvailabilityZoneName: `${region}b`, IpAddress: '172.31.16.10' })
    expect(open.storage.told).toEqual([`create ${id}`])
    await until(
      () => targetsOf(id),
      ([one]) => one?.LifeCycleState === 'available',
    )
    expect(open.storage.told.at(-1)).toBe(`targets ${id} ${region}b=172.31.16.10`)
    await open.efs.send(new DeleteMountTargetCommand({ MountTargetId: made.MountTargetId! }))
    expect(open.storage.told.at(-1)).toBe(`targets ${id} `)
  })

  test('is one per zone: a repeat conflicts', async () => {
    const id = await create()
    await target(id)
    expect(await refusal(target(id))).toMatchObject({ name: 'MountTargetConflict', status: 409 })
    await target(id, subnets[1])
    expect(await targetsOf(id)).toHaveLength(2)
  })

  test('of a One Zone file system is in that zone', async () => {
    const id = await create({ AvailabilityZoneName: `${region}b` })
    expect(await refusal(target(id, subnets[0]))).toMatchObject({ name: 'AvailabilityZonesMismatch', status: 400 })
    await target(id, subnets[1])
  })

  test('needs a subnet and security groups that exist, at most five', async () => {
    const id = await create()
    const make = (input: object) =>
      refusal(open.efs.send(new CreateMountTargetCommand({ FileSystemId: id, SubnetId: subnets[0]!, ...input })))
    expect(await make({ SubnetId: 'subnet-0123456789abcdef0' })).toMatchObject({ name: 'SubnetNotFound', status: 400 })
    expect(await make({ SecurityGroups: ['sg-0123456789abcdef0'] })).toMatchObject({ name: 'SecurityGroupNotFound', status: 400 })
    expect(await make({ SecurityGroups: Array.from({ length: 6 }, (_, i) => `sg-0123456789abcdef${i}`) })).toMatchObject({
      name: 'SecurityGroupLimitExceeded',
    })
    expect(await make({ IpAddress: '10.9.9.9' })).toMatchObject({ name: 'BadRequest' })
    await target(id)
    const other = await create({ CreationToken: 'other' })
    expect(
      await refusal(open.efs.send(new CreateMountTargetCommand({ FileSystemId: other, SubnetId: subnets[0]!, IpAddress: '172.31.0.10' }))),
    ).toMatchObject({
      name: 'IpAddressInUse',
      status: 409,
    })
  })

  test('has the default group unless told, and can change it', async () => {
    const id = await create()
    const mt = await target(id)
    const groups = async () => (await open.efs.send(new DescribeMountTargetSecurityGroupsCommand({ MountTargetId: mt }))).SecurityGroups
    expect(await groups()).toHaveLength(1)
    const { GroupId } = await open.ec2.send(new CreateSecurityGroupCommand({ GroupName: 'nfs', Description: 'NFS from the instances' }))
    await open.efs.send(new ModifyMountTargetSecurityGroupsCommand({ MountTargetId: mt, SecurityGroups: [GroupId!] }))
    expect(await groups()).toEqual([GroupId])
  })

  test('is described by exactly one of its names', async () => {
    const id = await create()
    const mt = await target(id)
    const { MountTargets } = await open.efs.send(new DescribeMountTargetsCommand({ MountTargetId: mt }))
    expect(MountTargets![0]!.FileSystemId).toBe(id)
    expect(await refusal(open.efs.send(new DescribeMountTargetsCommand({})))).toMatchObject({ name: 'BadRequest' })
    expect(await refusal(open.efs.send(new DescribeMountTargetsCommand({ MountTargetId: 'fsmt-0123456789abcdef0' })))).toMatchObject({
      name: 'MountTargetNotFound',
      status: 404,
    })
  })
})

describe('an access point', () => {
  test('is made, listed and deleted', async () => {
    const id = await create()
    const made = await open.efs.send(
      new CreateAccessPointCommand({
        ClientToken: 'one',
        FileSystemId: id,
        PosixUser: { Uid: 1001, Gid: 3000, SecondaryGids: [100] },
        RootDirectory: { Path: '/shared/a', CreationInfo: { OwnerUid: 1001, OwnerGid: 3000, Permissions: '2775' } },
        Tags: [{ Key: 'Name', Value: 'a' }],
      }),
    )
    expect(made).toMatchObject({ Name: 'a', LifeCycleState: 'creating', FileSystemId: id })
    const list = async () => (await open.efs.send(new DescribeAccessPointsCommand({ FileSystemId: id }))).AccessPoints!
    await until(list, ([one]) => one?.LifeCycleState === 'available')
    const again = await refusal(open.efs.send(new CreateAccessPointCommand({ ClientToken: 'one', FileSystemId: id })))
    expect(again).toMatchObject({ name: 'AccessPointAlreadyExists', status: 409 })
    expect(again.error.AccessPointId).toBe(made.AccessPointId)
    await open.efs.send(new DeleteAccessPointCommand({ AccessPointId: made.AccessPointId! }))
    await until(list, (all) => all.length === 0)
    expect(await refusal(open.efs.send(new DeleteAccessPointCommand({ AccessPointId: made.AccessPointId! })))).toMatchObject({
      name: 'AccessPointNotFound',
      status: 404,
    })
  })

  const refused: [string, Partial<CreateAccessPointCommandInput>][] = [
    ['five levels', { RootDirectory: { Path: '/a/b/c/d/e' } }],
    ['a relative path', { RootDirectory: { Path: 'a' } }],
    ['a path of 101 characters', { RootDirectory: { Path: `/${'a'.repeat(100)}` } }],
    ['shell characters', { RootDirectory: { Path: '/a;$(reboot)' } }],
    ['permissions that are not octal', { RootDirectory: { Path: '/a', CreationInfo: { OwnerUid: 0, OwnerGid: 0, Permissions: '0789' } } }],
    ['17 secondary groups', { PosixUser: { Uid: 1, Gid: 1, SecondaryGids: Array.from({ length: 17 }, (_, i) => i) } }],
    ['a uid beyond 32 bits', { PosixUser: { Uid: 4_294_967_296, Gid: 1 } }],
  ]
  test.each(refused)('is refused: %s', async (_, input) => {
    const id = await create()
    expect(await refusal(open.efs.send(new CreateAccessPointCommand({ ClientToken: 'x', FileSystemId: id, ...input })))).toMatchObject({
      name: 'BadRequest',
      status: 400,
    })
  })
})

describe('what is set on a file system', () => {
  test('tags, also on access points', async () => {
    const id = await create({ Tags: [{ Key: 'Name', Value: 'old' }] })
    const tags = async () => (await open.efs.send(new ListTagsForResourceCommand({ ResourceId: id }))).Tags
    await open.efs
      .send(
        new TagResourceCommand({
          ResourceId: id,
          Tags: [
            { Key: 'Name', Value: 'new' },
            { Key: 'Owner', Value: 'lab & <co>' },
          ],
        }),
      )
      .then(
        () => expect(true).toBe(false),
        (error: Error) => expect(error.name).toBe('BadRequest'),
      )
    await open.efs.send(
      new TagResourceCommand({
        ResourceId: id,
        Tags: [
          { Key: 'Name', Value: 'new' },
          { Key: 'Owner', Value: 'Größe 1/2' },
        ],
      }),
    )
    expect(await tags()).toEqual([
      { Key: 'Name', Value: 'new' },
      { Key: 'Owner', Value: 'Größe 1/2' },
    ])
    await open.efs.send(new UntagResourceCommand({ ResourceId: id, TagKeys: ['Owner', 'Missing'] }))
    expect(await tags()).toEqual([{ Key: 'Name', Value: 'new' }])
  })

  test('life cycle: one transition a policy', async () => {
    const id = await create()
    const put = (LifecyclePolicies: object[]) =>
      open.efs.send(new PutLifecycleConfigurationCommand({ FileSystemId: id, LifecyclePolicies }))
    await put([{ TransitionToIA: 'AFTER_30_DAYS' }, { TransitionToPrimaryStorageClass: 'AFTER_1_ACCESS' }])
    const { LifecyclePolicies } = await open.efs.send(new DescribeLifecycleConfigurationCommand({ FileSystemId: id }))
    expect(LifecyclePolicies).toHaveLength(2)
    expect(await refusal(put([{ TransitionToIA: 'AFTER_30_DAYS', TransitionToPrimaryStorageClass: 'AFTER_1_ACCESS' }]))).toMatchObject({
      name: 'BadRequest',
    })
    expect(await refusal(put([{ TransitionToIA: 'AFTER_3_DAYS' }]))).toMatchObject({ name: 'BadRequest' })
  })

  test('backups: none set is PolicyNotFound; enabling takes a moment', async () => {
    const id = await create()
    const status = async () => (await open.efs.send(new DescribeBackupPolicyCommand({ FileSystemId: id }))).BackupPolicy!.Status
    expect(await refusal(status())).toMatchObject({ name: 'PolicyNotFound', status: 404 })
    const put = await open.efs.send(new PutBackupPolicyCommand({ FileSystemId: id, BackupPolicy: { Status: 'ENABLED' } }))
    expect(put.BackupPolicy!.Status).toBe('ENABLING')
    await until(status, (now) => now === 'ENABLED')
  })

  test('its policy, which must be JSON', async () => {
    const id = await create()
    const get = async () => (await open.efs.send(new DescribeFileSystemPolicyCommand({ FileSystemId: id }))).Policy
    const put = (Policy: string) => open.efs.send(new PutFileSystemPolicyCommand({ FileSystemId: id, Policy }))
    expect(await refusal(get())).toMatchObject({ name: 'PolicyNotFound' })
    expect(await refusal(put('{"Statement":'))).toMatchObject({ name: 'InvalidPolicyException', status: 400 })
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [] })
    await put(policy)
    expect(await get()).toBe(policy)
    await open.efs.send(new DeleteFileSystemPolicyCommand({ FileSystemId: id }))
    expect(await refusal(get())).toMatchObject({ name: 'PolicyNotFound' })
  })
})

test('a storage that fails shows as a file system in error, not as one that is available', async () => {
  const apart = await openLab({
    storage: {
      createFileSystem: () => Promise.reject(new Error('no space left')),
      deleteFileSystem: async () => undefined,
      setMountTargets: async () => undefined,
    },
  })
  const { FileSystemId } = await apart.efs.send(new CreateFileSystemCommand({ CreationToken: 'x' }))
  await until(
    async () => (await apart.efs.send(new DescribeFileSystemsCommand({ FileSystemId }))).FileSystems![0]!.LifeCycleState,
    (state) => state === 'error',
  )
  await apart.close()
})
