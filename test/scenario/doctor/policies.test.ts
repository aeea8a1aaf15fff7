/** File-system policies, as they meet a mount: who is refused, who may only read, whose root is nobody, and what the report says of it. */
import {
  CreateReplicationConfigurationCommand,
  DeleteFileSystemPolicyCommand,
  PutFileSystemPolicyCommand,
  TagResourceCommand,
  UpdateFileSystemProtectionCommand,
} from '@aws-sdk/client-efs'
import type { CauseId } from '../../../src/domain/causes/all.ts'
import type { FileSystem } from '../../../src/domain/ports.ts'
import { whyNoHungServer } from '../../../src/lab/instances/faults.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { lineMarkdown } from '../../../src/render/print/page-of.ts'
import { reportHeadline } from '../../../src/render/view/headline.ts'
import { unmanaged } from '../../support/aws-console.ts'
import { type Breakage, provoking } from '../../support/doctor-stage.ts'
import { codes, notHolding, of, on, onLab, openStage, type Said, type Stage, unless } from '../../support/lab-stage.ts'

const served = unless(whyNoHungServer())

onLab('a file-system policy', () => {
  let stage: Stage
  let volume: FileSystem
  let ubuntu: Instance
  let bare: Instance
  beforeAll(async () => {
    stage = await openStage('mount-policies')
    ;[volume, ubuntu, bare] = await Promise.all([stage.volume(), stage.instance('ubuntu'), stage.instance('bare', { profile: null })])
    // laid out, and people's files in it, before anybody restricts it
    expect(notHolding((await mount()).report, 'ubuntu')).toEqual([])
    await on(ubuntu, `su - ubuntu -c 'echo first >/mnt/${volume.name}/shared/first'`)
    await away()
  })
  afterEach(async () => {
    await unmanaged(stage.lab).efs.send(new DeleteFileSystemPolicyCommand({ FileSystemId: volume.id }))
    await away()
  })
  afterAll(() => stage?.stop())

  const away = async () => {
    await stage.say(`unmount ${volume.name} ubuntu`)
    await ubuntu.faults.sweepClientState()
  }
  const putOn = ({ id }: FileSystem, statements: readonly object[]) => {
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: statements })
    return unmanaged(stage.lab).efs.send(new PutFileSystemPolicyCommand({ FileSystemId: id, Policy }))
  }
  const put = (...statements: readonly object[]) => putOn(volume, statements)
  const newVolumeWith = async (statement: object): Promise<FileSystem> => {
    const fresh = await stage.volume()
    await putOn(fresh, [statement])
    return fresh
  }
  const allow = (actions: readonly string[], to: object | string = { AWS: '*' }, condition: object = {}) => ({
    Effect: 'Allow',
    Principal: to,
    Action: actions.map((a) => `elasticfilesystem:${a}`),
    Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' }, ...condition },
  })
  const refusePlain = { Effect: 'Deny', Principal: '*', Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }
  const mount = (more = '') => stage.say(`mount ${volume.name} ubuntu --no-sharing-test${more}`)
  const cause = ({ report }: Said): CauseId | undefined => report.diagnoses?.[0]?.cause?.cause
  const role = (instance: Instance) => ({ AWS: `arn:aws:iam::123456789012:role/${instance.profile}` })

  test('that asks for TLS lets a mount with TLS in, and refuses plain NFS for that', async () => {
    await put(allow(['Client*']), refusePlain)
    expect(notHolding((await mount()).report, 'ubuntu')).toEqual([])
    await away()
    await on(ubuntu, 'mv /sbin/mount.efs /root/')
    const plain = await mount(' --allow-plain-nfs')
    await on(ubuntu, 'mv /root/mount.efs /sbin/')
    expect(
      of(plain.report, 'ubuntu')
        .findings.map((f) => f.seen)
        .join(),
    ).toContain('access denied by server while mounting')
    expect(cause(plain)).toBe('policy-wants-tls')
  })

  test('that lets nobody mount refuses the mount, and nothing of it stays behind', async () => {
    await put(refusePlain)
    const refused = await mount()
    expect(codes(refused.report, 'ubuntu')).toEqual(['mount-failed'])
    expect(cause(refused)).toBe('policy-refuses-mount')
    // the statement that is missing, as it can be pasted: with the account's own number
    expect(refused.report.diagnoses?.[0]?.cause?.fix).toContain(
      `"Resource":"arn:aws:elasticfilesystem:us-east-1:${refused.report.operation.accountId}:file-system/${volume.id}"`,
    )
    expect(refused.report.operation.targets.map((t) => t.arn)).toEqual([
      `arn:aws:ec2:us-east-1:${refused.report.operation.accountId}:instance/${ubuntu.id}`,
    ])
    expect(await on(ubuntu, 'grep -c x-prism /etc/fstab || :')).toBe('0')
  })

  test('that names a role refuses a mount that shows none; with --iam the role gets in, and that is remembered', async () => {
    await put(allow(['Client*'], role(ubuntu)))
    const refused = await mount()
    expect(codes(refused.report, 'ubuntu')).toEqual(['mount-failed'])
    expect(cause(refused)).toBe('policy-wants-identity')
    expect(refused.report.diagnoses?.[0]?.cause?.fix).toContain(`prism volume mount ${volume.id} ${ubuntu.id} --iam`)

    const shown = await mount(' --iam')
    expect(notHolding(shown.report, 'ubuntu')).toEqual([])
    expect(of(shown.report, 'ubuntu').rows.find((r) => r.subject.endsWith('· identity'))).toMatchObject({
      observed: 'an IAM identity, over TLS',
      verdict: 'holds',
    })
    expect(await on(ubuntu, `grep -c 'tls,[a-z,]*iam' /etc/fstab; cat /mnt/${volume.name}/shared/first`)).toBe('1\nfirst')
    expect((await stage.say(`verify ${volume.name} ubuntu --no-sharing-test`)).report.verdict).not.toBe('differs')
    const asSaid = await stage.say(`verify ${volume.name} ubuntu --no-sharing-test --as-said`)
    // an identity that nobody asked for is told, and is not a fault
    expect(notHolding(asSaid.report, 'ubuntu')).toEqual([])
    expect(of(asSaid.report, 'ubuntu').rows.find((r) => r.subject.endsWith('· identity'))).toMatchObject({ verdict: 'note' })
  })

  test('a mount gets the identity, and loses it again, by being mounted anew', async () => {
    const identity = ({ report }: Said) => of(report, 'ubuntu').rows.find((r) => r.subject.endsWith('· identity'))?.verdict
    expect(identity(await mount())).toBeUndefined()
    expect(identity(await stage.say(`verify ${volume.name} ubuntu --no-sharing-test --iam`))).toBe('differs')
    expect(identity(await mount(' --iam'))).toBe('holds')
    const again = await mount(' --iam')
    expect(of(again.report, 'ubuntu').steps.filter((s) => s.status === 'changed')).toEqual([])
    expect(identity(await mount())).toBeUndefined()
    expect(await on(ubuntu, 'grep -c iam /etc/fstab || :')).toBe('0')
  })

  test('a role is shown over TLS alone', async () => {
    await expect(async () => stage.say(`mount ${volume.name} ubuntu --iam --allow-plain-nfs`)).rejects.toThrow(/over TLS alone/)
  })

  served('that lets the role mount and another one write names the role that the statement needs', async () => {
    await put(
      allow(['ClientMount', 'ClientRootAccess'], role(ubuntu)),
      allow(['ClientWrite'], { AWS: 'arn:aws:iam::123456789012:role/other' }),
    )
    const refused = await mount(' --iam')
    expect(cause(refused)).toBe('policy-keeps-role-from-writing')
    expect(refused.report.diagnoses?.[0]?.cause?.fix).toContain(role(ubuntu).AWS)
  })

  // -- what the client said stands in its log; the doctor mounts nothing
  const because = (id: CauseId, breakage: () => Breakage) =>
    provoking(
      id,
      () => stage,
      () => `doctor ${volume.name} ubuntu`,
      breakage,
    )
  const tried = (instance: Instance, options: string) =>
    on(instance, `mkdir -p /mnt/${volume.name}; ! mount -t efs -o ${options} ${volume.id}:/ /mnt/${volume.name}`)
  because('policy-wants-identity', () => ({
    break: async () => {
      await put(allow(['Client*'], role(ubuntu)))
      await tried(ubuntu, 'tls')
    },
  }))
  because('policy-omits-role', () => ({
    break: async () => {
      await put(allow(['Client*'], { AWS: 'arn:aws:iam::123456789012:role/other' }))
      await tried(ubuntu, 'tls,iam')
    },
  }))
  because('role-absent', () => ({
    words: `doctor ${volume.name} bare`,
    break: async () => {
      await put(allow(['Client*'], role(ubuntu)))
      await tried(bare, 'tls')
    },
  }))
  because('policy-keeps-role-from-writing', () => ({
    words: `doctor ${volume.name} ubuntu --iam`,
    break: () => put(allow(['ClientMount'], role(ubuntu)), allow(['ClientWrite'], { AWS: 'arn:aws:iam::123456789012:role/other' })),
  }))
  // -- a replica: to its clients as a policy without ClientWrite
  const replicate = async (fs: FileSystem, source: FileSystem) => {
    const { efs } = unmanaged(stage.lab)
    await efs.send(new UpdateFileSystemProtectionCommand({ FileSystemId: fs.id, ReplicationOverwriteProtection: 'DISABLED' }))
    await efs.send(
      new CreateReplicationConfigurationCommand({
        SourceFileSystemId: source.id,
        Destinations: [{ FileSystemId: fs.id, Region: 'us-east-1' }],
      }),
    )
  }
  because('volume-is-replica', () => {
    const made = Promise.all([stage.volume(), stage.volume()])
    return {
      words: 'doctor replica ubuntu --mount-point /mnt/replica',
      break: async () => {
        const [source, replica] = await made
        await unmanaged(stage.lab).efs.send(new TagResourceCommand({ ResourceId: replica.id, Tags: [{ Key: 'Name', Value: 'replica' }] }))
        await replicate(replica, source)
        await on(ubuntu, `mkdir -p /mnt/replica; mount -t efs -o tls ${replica.id}:/ /mnt/replica`)
      },
      fix: () => on(ubuntu, 'umount /mnt/replica'),
    }
  })
  served('that became a replica is read alone: told by its status, refused to whoever would write, and named by the row', async () => {
    const [source, replica] = await Promise.all([stage.volume(), stage.volume()])
    await stage.say(`mount ${replica.name} ubuntu --no-sharing-test`)
    await stage.say(`unmount ${replica.name} ubuntu`)
    await replicate(replica, source)
    const { run } = await stage.say(`status ${replica.name}`)
    expect(run.answer).toMatchObject({
      volume: { overwriteProtection: 'replicating' },
      settings: { replication: { value: [{ from: { fileSystemId: source.id }, to: { fileSystemId: replica.id }, state: 'ENABLED' }] } },
    })
    expect((await stage.say(`status ${source.name}`)).run.answer).toMatchObject({
      settings: { replication: { value: [{ to: { fileSystemId: replica.id } }] } },
    })
    const refused = await stage.say(`mount ${replica.name} ubuntu`)
    expect(refused.run.findings.map((f) => f.code)).toEqual(['volume-is-replica'])
    expect(refused.executed).toEqual([])

    await on(ubuntu, `mkdir -p /mnt/${replica.name}; mount -t efs -o tls,nosuid,nodev ${replica.id}:/ /mnt/${replica.name}`)
    const { report } = await stage.say(`verify ${replica.name} ubuntu --no-sharing-test`)
    expect(of(report, 'ubuntu').rows.find((r) => r.subject.endsWith('· access'))).toMatchObject({
      observed: 'answers, takes no writes: the volume is a replica',
      code: 'volume-is-replica',
    })
    await on(ubuntu, `umount /mnt/${replica.name}`)
    await ubuntu.faults.sweepClientState()
    const readOnly = await stage.say(`mount ${replica.name} ubuntu --read-only`)
    expect(notHolding(readOnly.report, 'ubuntu')).toEqual([])
    expect(lineMarkdown(reportHeadline(readOnly.report).headline)).toContain('a replica, to which EFS alone writes')
    await stage.say(`unmount ${replica.name} ubuntu`)
  })
  because('access-denied', () => ({
    break: async () => {
      await put(refusePlain)
      stage.lab.aws.faults.answer('DescribeFileSystemPolicy', { kind: 'error', code: 'AccessDeniedException', status: 403 }, 20)
      await tried(ubuntu, 'tls')
    },
    fix: async () => stage.lab.aws.faults.clear(),
  }))
  because('credentials-absent', () => ({
    words: `doctor ${volume.name} bare`,
    break: async () => tried(bare, 'tls,iam'),
  }))

  served('without ClientWrite mounts, shows no ro, and refuses every write as a read-only file system', async () => {
    await put(allow(['ClientMount', 'ClientRootAccess']))
    const laidOut = await mount()
    expect(of(laidOut.report, 'ubuntu').rows.find((r) => r.code === 'read-only')?.observed).toBe('answers, takes no writes')
    await away()
    const fresh = await newVolumeWith(allow(['ClientMount', 'ClientRootAccess']))
    const refused = await stage.say(`mount ${fresh.name} ubuntu`)
    expect(codes(refused.report, 'ubuntu')).toEqual(['read-only'])
    expect(cause(refused)).toBe('policy-read-only')
    const seen = await on(
      ubuntu,
      `mkdir -p /mnt/hand; mount -t efs -o tls ${volume.id}:/ /mnt/hand; cd /mnt/hand; findmnt -no OPTIONS . | cut -c 1-2; cat shared/first
touch shared/new 2>&1; echo x 2>&1 >>shared/first; rm shared/first 2>&1; cd /; umount /mnt/hand; rmdir /mnt/hand`,
    )
    expect(seen.split('\n').slice(0, 2)).toEqual(['rw', 'first'])
    expect(seen.match(/Read-only file system/g)).toHaveLength(3)
  })

  served('without ClientRootAccess takes root for nobody: people work on, and root lays nothing out', async () => {
    await put(allow(['ClientMount', 'ClientWrite']))
    const laidOut = await mount()
    expect(notHolding(laidOut.report, 'ubuntu').filter((row) => !row.startsWith('behaviour'))).toEqual([])
    const seen = await on(
      ubuntu,
      `cd /mnt/${volume.name}; ls shared; ! touch shared/root 2>&1; chown ubuntu shared/first 2>&1 || :; su - ubuntu -c 'echo own >/mnt/${volume.name}/shared/own'; stat -c '%U:%G' shared/own`,
    )
    expect(seen.split('\n')).toEqual([
      'first',
      "touch: cannot touch 'shared/root': Permission denied",
      "chown: changing ownership of 'shared/first': Operation not permitted",
      'ubuntu:prism-shared',
    ])
    const other = await newVolumeWith(allow(['ClientMount', 'ClientWrite']))
    const squashed = await stage.say(`mount ${other.name} ubuntu`)
    expect(codes(squashed.report, 'ubuntu')).toEqual(['root-squashed'])
    expect(cause(squashed)).toBe('policy-withholds-root')
  })

  served('that lets clients in through an access point alone refuses the whole volume', async () => {
    const enforced = { user: { uid: 5001, gid: 3000, groups: [] }, folder: { uid: 5001, gid: 3000, mode: '2775' } }
    const wanted = { name: 'robots', path: '/projects/robots', enforced }
    const { run } = await stage.ask({ verb: 'create-access-point', volume: { kind: 'id', id: volume.id }, wanted })
    const id = run.answer?.kind === 'access-point' ? run.answer.point?.id : undefined
    const arn = `arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/${id}`
    await put(allow(['ClientMount', 'ClientWrite'], '*', { StringEquals: { 'elasticfilesystem:AccessPointArn': arn } }))
    expect(codes((await mount()).report, 'ubuntu')).toEqual(['mount-failed'])
    await away()
    const through = await mount(' --access-point robots')
    expect(notHolding(through.report, 'ubuntu')).toEqual([])
  })
})
