/** The life of a volume: made once, continued where it stopped, found by name, told where it is mounted, removed only when nobody uses it. */
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2'
import {
  CreateAccessPointCommand,
  CreateFileSystemCommand,
  DescribeAccessPointsCommand,
  DescribeFileSystemsCommand,
  DescribeLifecycleConfigurationCommand,
  DescribeMountTargetsCommand,
  EFSClient,
} from '@aws-sdk/client-efs'
import { type CreateOptions, defaultCreateOptions, type UpdateOptions } from '../../../src/domain/request.ts'
import { notHolding, of, on, onLab, openStage, type Said, type Stage } from '../../support/lab-stage.ts'

onLab('a volume', () => {
  let stage: Stage
  let efs: EFSClient
  let ec2: EC2Client
  beforeAll(async () => {
    stage = await openStage('volumes')
    const { env } = stage.lab
    const options = {
      endpoint: env.AWS_ENDPOINT_URL!,
      region: env.AWS_REGION!,
      credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID!, secretAccessKey: env.AWS_SECRET_ACCESS_KEY! },
    }
    efs = new EFSClient(options)
    ec2 = new EC2Client(options)
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  const create = (name: string, options: Partial<CreateOptions> = {}, dryRun = false) =>
    stage.ask({ verb: 'create', name, options: { ...defaultCreateOptions, ...options } }, { dryRun })
  const remove = (name: string, confirm = name) => stage.ask({ verb: 'delete', volume: { kind: 'name', name }, confirm })
  const created = ({ run }: Said) => {
    if (run.answer?.kind !== 'created') throw new Error(`not created: ${JSON.stringify(run.findings)}`)
    return run.answer
  }
  const codesOf = ({ run }: Said) => run.findings.map((f) => f.code)
  const changing = (from: number) =>
    stage.lab.aws
      .calls()
      .filter((c) => c.seq > from && !/^(Describe|List|Get)/.test(c.operation))
      .map((c) => c.operation)
  const now = () => stage.lab.aws.calls().at(-1)?.seq ?? 0
  const named = async (name: string) =>
    ((await efs.send(new DescribeFileSystemsCommand({}))).FileSystems ?? []).filter((f) => f.Name === name)

  test('is made encrypted, with a target in every zone and a group of its own; the same create again changes nothing', async () => {
    const first = created(await create('alpha', { infrequentAccessAfterDays: 30, backups: true, tags: { Team: 'astro' } }))
    expect(first.volume).toMatchObject({ name: 'alpha', state: 'available', encrypted: true, creationToken: 'alpha' })
    expect(first.volume?.tags).toMatchObject({ Team: 'astro' })
    expect(first.volume?.targets.map((t) => [t.availabilityZone, t.state])).toEqual(
      ['us-east-1a', 'us-east-1b', 'us-east-1c'].map((zone) => [zone, 'available']),
    )
    const groups = new Set(first.volume?.targets.flatMap((t) => t.securityGroupIds))
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [...groups] }))
    expect(SecurityGroups).toMatchObject([
      { GroupName: 'prism-alpha', IpPermissions: [{ FromPort: 2049, ToPort: 2049, IpProtocol: 'tcp' }] },
    ])
    const { LifecyclePolicies } = await efs.send(new DescribeLifecycleConfigurationCommand({ FileSystemId: first.volume?.id }))
    expect(LifecyclePolicies).toEqual([{ TransitionToIA: 'AFTER_30_DAYS' }])

    const from = now()
    const again = created(await create('alpha', { infrequentAccessAfterDays: 30, backups: true, tags: { Team: 'astro' } }))
    expect(again.volume?.id).toBe(first.volume?.id)
    expect(again.steps.filter((s) => s.status !== 'unchanged')).toEqual([])
    expect(changing(from)).toEqual([])
    const other = await create('alpha', { performanceMode: 'maxIO', throughputMode: 'bursting' })
    expect(other.run.state).toBe('failed')
    expect(codesOf(other)).toEqual(['volume-exists-otherwise'])
    expect(other.run.findings[0]?.seen).toContain('performance mode asked maxIO, is generalPurpose')
  })

  test('that was made without backups gets them by a second create', async () => {
    await create('later')
    const from = now()
    const { steps } = created(await create('later', { backups: true }))
    expect(steps.filter((s) => s.status === 'changed').map((s) => s.step)).toEqual(['backups'])
    expect(changing(from)).toEqual(['PutBackupPolicy'])
  })

  test('in one zone has one target; instances of other zones go there, and are told what that costs', async () => {
    const zone = 'us-east-1b'
    const planned = await create('cheap', { oneZone: zone }, true)
    expect(planned.run.provisioned[0]?.detail).toContain('in us-east-1b alone')
    const { volume } = created(await create('cheap', { oneZone: zone }))
    expect(volume).toMatchObject({ oneZone: zone, targets: [{ availabilityZone: zone, state: 'available' }] })
    expect(created(await create('cheap', { oneZone: zone })).steps.every((s) => s.status === 'unchanged')).toBe(true)
    const elsewhere = await create('cheap', { oneZone: 'us-east-1c' })
    expect(elsewhere.run.findings[0]?.seen).toContain('one zone asked us-east-1c, is us-east-1b')
    expect(codesOf(await create('nowhere', { oneZone: 'us-east-1z' }))).toEqual(['no-mount-target'])
    stage.lab.aws.faults.fail('CreateFileSystem', 'UnsupportedAvailabilityZone')
    expect(codesOf(await create('refused', { oneZone: zone }))).toEqual(['zone-not-offered'])

    const [far] = await Promise.all([stage.instance('far'), stage.instance('near', { availabilityZone: zone })])
    const plan = await stage.say('mount cheap far near', { dryRun: true })
    const crossing = plan.run.answer?.kind === 'plan' ? plan.run.answer.plan.differences.filter((d) => d.code === 'crosses-zones') : []
    expect(crossing.map((d) => [d.instanceId, d.observed])).toEqual([[far.id, 'in us-east-1a: all data crosses zones']])
    const { report } = await stage.say('mount cheap far near')
    expect([...notHolding(report, 'far'), ...notHolding(report, 'near')]).toEqual([])
    expect(report.verdict).toBe('holds')
    const zones = (name: string) => of(report, name).rows.filter((r) => r.subject.endsWith('· zone'))
    expect(zones('far')).toMatchObject([{ verdict: 'note', code: 'crosses-zones' }])
    expect(zones('near')).toEqual([])
    expect(await on(far, 'grep -o az=us-east-1b /etc/fstab')).toBe('az=us-east-1b')
    expect((await stage.say('verify cheap far near')).report.verdict).toBe('holds')
  })

  const update = (name: string, options: UpdateOptions, dryRun = false) =>
    stage.ask({ verb: 'update', volume: { kind: 'name', name }, options }, { dryRun })
  const told = ({ run }: Said) => run.provisioned.map((s) => `${s.step} ${s.status}: ${s.detail}`)

  test('is changed where it differs, as its plan says before', async () => {
    const { volume } = created(await create('changing', { infrequentAccessAfterDays: 30 }))
    const wanted: UpdateOptions = {
      throughputMode: 'elastic',
      infrequentAccessAfterDays: 60,
      archiveAfterDays: 365,
      backOnAccess: true,
      backups: true,
    }
    const steps = [
      'throughput unchanged: elastic',
      'life cycle STATUS: to Infrequent Access after 30 days → to Infrequent Access after 60 days, to Archive after 365 days, back when they are read',
      'backups STATUS: off → AWS Backup, its default plan',
    ]
    let from = now()
    expect(told(await update('changing', wanted, true))).toEqual(steps.map((s) => s.replace('STATUS', 'planned')))
    expect(changing(from)).toEqual([])
    const { run } = await update('changing', wanted)
    expect(told({ run } as Said)).toEqual(steps.map((s) => s.replace('STATUS', 'changed')))
    expect(run.answer).toMatchObject({ kind: 'updated', volume: { id: volume?.id, state: 'available' } })
    expect(changing(from)).toEqual(['PutLifecycleConfiguration', 'PutBackupPolicy'])
    from = now()
    expect(told(await update('changing', wanted)).every((s) => s.includes(' unchanged'))).toBe(true)
    expect(changing(from)).toEqual([])
    const { LifecyclePolicies } = await efs.send(new DescribeLifecycleConfigurationCommand({ FileSystemId: volume?.id }))
    expect(LifecyclePolicies).toEqual([
      { TransitionToIA: 'AFTER_60_DAYS' },
      { TransitionToArchive: 'AFTER_365_DAYS' },
      { TransitionToPrimaryStorageClass: 'AFTER_1_ACCESS' },
    ])
    const { run: looked } = await stage.say('status changing')
    expect(looked.answer).toMatchObject({
      settings: {
        lifeCycle: { value: { infrequentAccessAfterDays: 60, archiveAfterDays: 365, backOnAccess: true } },
        backups: { value: true },
      },
    })
    // and off again
    expect(
      told(
        await update('changing', { archiveAfterDays: 'never', infrequentAccessAfterDays: 'never', backOnAccess: false, backups: false }),
      ),
    ).toEqual([
      'throughput unchanged: elastic',
      'life cycle changed: to Infrequent Access after 60 days, to Archive after 365 days, back when they are read → none',
      'backups changed: AWS Backup, its default plan → off',
    ])
  })

  test('changes its throughput once in a day, and is told until when it stays', async () => {
    created(await create('modes', { archiveAfterDays: 90 }))
    const elastic = { throughputMode: 'elastic' } as const
    const provisioned = { throughputMode: 'provisioned', provisionedThroughput: 64 } as const
    const refused = await update('modes', provisioned)
    expect(codesOf(refused)).toEqual(['bad-option'])
    expect(refused.run.findings[0]?.seen).toContain('Archive is for volumes with elastic throughput')
    // Archive goes before elastic throughput does
    expect(told(await update('modes', { ...provisioned, archiveAfterDays: 'never' }))).toEqual([
      'life cycle changed: to Archive after 90 days → none',
      'throughput changed: elastic → provisioned, 64 MiB/s',
    ])
    expect(told(await update('modes', { provisionedThroughput: 128 }))).toEqual([
      'throughput changed: provisioned, 64 MiB/s → provisioned, 128 MiB/s',
    ])
    for (const soon of [elastic, { provisionedThroughput: 64 }]) {
      const again = await update('modes', soon)
      expect(again.run.state).toBe('failed')
      expect(codesOf(again)).toEqual(['throughput-too-soon'])
      expect(again.run.findings[0]?.seen).toMatch(/Wait until [0-9T:.-]+Z UTC/)
    }
    stage.lab.aws.faults.fail('UpdateFileSystem', 'ThroughputLimitExceeded')
    expect(codesOf(await update('modes', { provisionedThroughput: 256 }))).toEqual(['throughput-limit'])
    expect(codesOf(await update('modes', { throughputMode: 'bursting', provisionedThroughput: 5 }))).toEqual(['bad-option'])
  })

  test('as a dry run is only planned', async () => {
    const from = now()
    const { run } = await create('beta', {}, true)
    expect(run.state).toBe('done')
    expect(run.answer).toMatchObject({ kind: 'created', plan: { verb: 'create', parameters: { name: 'beta' } } })
    expect((await create('beta', {}, true)).run.volumePlan?.digest).toBe(run.volumePlan?.digest)
    expect((await create('beta', { backups: true }, true)).run.volumePlan?.digest).not.toBe(run.volumePlan?.digest)
    expect(run.provisioned.every((s) => s.status === 'planned')).toBe(true)
    expect(run.provisioned.map((s) => s.step)).toEqual(expect.arrayContaining(['file system', 'security group', 'mount target']))
    expect(changing(from)).toEqual([])
    expect(await named('beta')).toEqual([])
  })

  test('whose create was cut off half way is continued by the same create', async () => {
    // the second mount target meets an error
    stage.lab.aws.faults.answer('CreateMountTarget', { kind: 'slow', milliseconds: 1 })
    stage.lab.aws.faults.fail('CreateMountTarget', 'NoFreeAddressesInSubnet')
    const half = await create('gamma')
    expect(half.run.state).not.toBe('done')
    expect(half.run.findings[0]?.seen).toContain('CreateMountTarget')
    const [found] = await named('gamma')
    const targets = async () => (await efs.send(new DescribeMountTargetsCommand({ FileSystemId: found?.FileSystemId }))).MountTargets
    expect(await targets()).toHaveLength(1)

    const whole = created(await create('gamma'))
    expect(whole.volume?.id).toBe(found?.FileSystemId)
    expect(whole.steps.map((s) => `${s.step} ${s.status}`)).toEqual([
      'file system unchanged',
      'security group unchanged',
      'ingress unchanged',
      'mount target unchanged',
      'mount target changed',
      'mount target changed',
    ])
    expect(await named('gamma')).toHaveLength(1)
    await stage.instance('ubuntu', { availabilityZone: 'us-east-1c' })
    const { report } = await stage.say('mount gamma ubuntu')
    expect(notHolding(report, 'ubuntu')).toEqual([])
  })

  test('whose name two have is ambiguous for every verb, and both are listed; by its id it can be meant', async () => {
    const { volume } = created(await create('delta'))
    const twin = await efs.send(
      new CreateFileSystemCommand({ CreationToken: 'by-hand', Encrypted: true, Tags: [{ Key: 'Name', Value: 'delta' }] }),
    )
    await stage.instance('ubuntu')
    for (const said of [
      await stage.say('mount delta ubuntu'),
      await stage.say('status delta'),
      await remove('delta'),
      await create('delta'),
    ]) {
      expect(said.run.state).toBe('failed')
      expect(codesOf(said)).toEqual(['volume-ambiguous'])
      expect(said.run.findings[0]?.seen).toContain(volume?.id)
      expect(said.run.findings[0]?.seen).toContain(twin.FileSystemId)
      expect(said.executed).toEqual([])
    }
    expect((await stage.say(`mount ${volume?.id} ubuntu`)).report).toMatchObject({
      verdict: 'holds',
      operation: { mountPoint: '/mnt/delta' },
    })
  })

  test('that is not there, or cannot be mounted yet, is said before anything is sent', async () => {
    await stage.instance('ubuntu')
    const missing = await stage.say('mount nothing ubuntu')
    expect({ codes: codesOf(missing), executed: missing.executed }).toEqual({ codes: ['volume-not-found'], executed: [] })
    await efs.send(new CreateFileSystemCommand({ CreationToken: 'bare', Tags: [{ Key: 'Name', Value: 'bare' }] }))
    const untargeted = await stage.say('mount bare ubuntu')
    expect(['no-mount-target', 'volume-not-available']).toContain(codesOf(untargeted)[0])
    expect(untargeted.executed).toEqual([])
  })

  test('tells where it is mounted now: at any place, by hand too; who is offline is unknown', async () => {
    const { volume } = created(await create('epsilon'))
    const [ubuntu, rocky] = await Promise.all([
      stage.instance('ubuntu'),
      stage.instance('rocky', { distribution: 'rocky' }),
      stage.instance('zoo', {}, 'offline'),
    ])
    const status = async () => {
      const { run } = await stage.say('status epsilon')
      if (run.answer?.kind !== 'status') throw new Error(`no status: ${JSON.stringify(run.findings)}`)
      return run.answer.mounted.map((m) => `${m.name} ${m.state} ${m.detail}`.trim())
    }
    expect(await status()).toEqual(['rocky not-mounted', 'ubuntu not-mounted', 'zoo unknown agent offline'])
    await on(rocky, `mkdir -p /data && mount -t efs -o tls ${volume?.id}:/ /data`)
    await stage.say('mount epsilon ubuntu --no-sharing-test')
    expect(await status()).toEqual(['rocky mounted /data', 'ubuntu mounted /mnt/epsilon', 'zoo unknown agent offline'])
    await on(ubuntu, 'umount /mnt/epsilon')
    expect((await status())[1]).toBe('ubuntu not-mounted')
  })

  test('that somebody mounted by a mount target’s address is known for what it is: told, not deleted, and unmounted when asked', async () => {
    const { volume } = created(await create('lambda'))
    const ubuntu = await stage.instance('ubuntu')
    const address = volume?.targets.find((t) => t.availabilityZone === 'us-east-1a')?.ipAddress
    await on(ubuntu, `mkdir -p /data && mount -t nfs4 ${address}:/ /data`)
    expect((await stage.say('status lambda')).run.answer).toMatchObject({
      mounted: [{ name: 'ubuntu', state: 'mounted', detail: '/data' }],
    })
    const refused = await remove('lambda')
    expect(codesOf(refused)).toEqual(['volume-in-use'])
    expect(refused.run.findings[0]?.seen).toContain('/data')
    expect((await stage.say('unmount lambda ubuntu --mount-point /data')).report.verdict).toBe('holds')
    expect(codesOf(await remove('lambda'))).toEqual([])
  })

  test('is not deleted while it is mounted, while anybody cannot be asked, or without its name a second time', async () => {
    const { volume } = created(await create('zeta'))
    const [, zoo] = await Promise.all([stage.instance('ubuntu'), stage.instance('zoo')])
    await stage.say('mount zeta ubuntu --no-sharing-test')
    const from = now()
    const refused = async (code: string, who: string, said: Said) => {
      expect(said.run.state).not.toBe('done')
      expect(codesOf(said)).toEqual([code])
      expect(said.run.findings[0]?.seen).toContain(who)
    }
    await refused('volume-in-use', 'ubuntu (/mnt/zeta)', await remove('zeta'))
    await stage.say('unmount zeta ubuntu')
    stage.lab.aws.setInstanceState(zoo.id, 'offline')
    await refused('volume-use-unknown', 'zoo', await remove('zeta'))
    stage.lab.aws.setInstanceState(zoo.id, 'online')
    await refused('confirm-name', 'not repeated', await remove('zeta', ''))
    // only commands were sent, nothing of the volume was touched
    expect(new Set(changing(from))).toEqual(new Set(['SendCommand']))
    expect((await named('zeta'))[0]).toMatchObject({ FileSystemId: volume?.id, LifeCycleState: 'available', NumberOfMountTargets: 3 })
  })

  test('that is deleted goes with its access points, targets and own security group, and with nobody else’s', async () => {
    const { volume } = created(await create('eta'))
    const neighbour = created(await create('theta'))
    const point = await efs.send(new CreateAccessPointCommand({ ClientToken: 'p', FileSystemId: volume?.id }))
    const { SecurityGroups: [own] = [] } = await ec2.send(
      new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-name', Values: ['prism-eta'] }] }),
    )
    const foreign = await ec2.send(new CreateSecurityGroupCommand({ GroupName: 'their-own', Description: 'theirs', VpcId: own?.VpcId }))
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: foreign.GroupId,
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
      }),
    )
    const others = async () => {
      const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}))
      return SecurityGroups.filter((g) => g.GroupId !== own?.GroupId)
    }
    const before = await others()
    // only planned: with its digest, by id, and without the name a second time
    const planned = await stage.ask({ verb: 'delete', volume: { kind: 'name', name: 'eta' }, confirm: '' }, { dryRun: true })
    expect(planned.run.answer).toMatchObject({ kind: 'deleted', plan: { digest: expect.stringMatching(/^[0-9a-f]{64}$/) } })
    expect(planned.run.provisioned.map((s) => `${s.step} ${s.status} ${s.detail.split(' ')[0]}`)).toEqual([
      `access point planned ${point.AccessPointId}`,
      ...(volume?.targets ?? []).map((t) => `mount target planned ${t.id}`).sort(),
      `file system planned ${volume?.id}`,
      'security group planned those',
    ])
    expect((await named('eta'))[0]).toMatchObject({ LifeCycleState: 'available', NumberOfMountTargets: 3 })
    const said = await remove('eta')
    expect(said.run.volumePlan?.digest).toBe(planned.run.volumePlan?.digest)
    expect(said.run.state).toBe('done')
    expect(said.run.answer).toMatchObject({ kind: 'deleted', fileSystemId: volume?.id })
    expect(said.run.provisioned.map((s) => s.step)).toEqual(
      expect.arrayContaining(['access point', 'mount target', 'file system', 'security group']),
    )
    const { AccessPoints = [] } = await efs.send(new DescribeAccessPointsCommand({}))
    expect(AccessPoints.filter((p) => p.AccessPointId === point.AccessPointId)).toEqual([])
    expect(await named('eta')).toEqual([])
    const { SecurityGroups: all = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}))
    expect(all.map((g) => g.GroupName)).not.toContain('prism-eta')
    expect(await others()).toEqual(before)
    expect((await named('theta'))[0]).toMatchObject({ FileSystemId: neighbour.volume?.id, NumberOfMountTargets: 3 })
    // the name is free again
    expect(created(await create('eta')).volume?.id).not.toBe(volume?.id)
  })

  test('that somebody else’s security group stands in the way of is not made with it', async () => {
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}))
    await ec2.send(new CreateSecurityGroupCommand({ GroupName: 'prism-iota', Description: 'theirs', VpcId: SecurityGroups[0]?.VpcId }))
    const said = await create('iota')
    expect(codesOf(said)).toEqual(['security-group-taken'])
    expect(said.run.state).not.toBe('done')
  })
})
