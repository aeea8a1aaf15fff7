/** What is broken between an instance and its volume, outside the host: agent, mount target, names, security groups, TLS, policy. */
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import {
  CreateAccessPointCommand,
  DeleteAccessPointCommand,
  DeleteFileSystemPolicyCommand,
  DeleteMountTargetCommand,
  DescribeMountTargetsCommand,
  PutFileSystemPolicyCommand,
} from '@aws-sdk/client-efs'
import { machineClock } from '../../../src/compose/prism.ts'
import type { CauseId } from '../../../src/domain/causes/all.ts'
import type { FileSystem, MountTarget } from '../../../src/domain/ports.ts'
import type { InstanceState } from '../../../src/lab/aws/world.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import type { NfsServer } from '../../../src/lab/instances/network.ts'
import { type Unmanaged, unmanaged } from '../../support/aws-console.ts'
import { type Breakage, diagnosisOf, provoking } from '../../support/doctor-stage.ts'
import { on, onLab, openStage, type Stage } from '../../support/lab-stage.ts'

onLab('a doctor is asked why', () => {
  let stage: Stage
  let aws: Unmanaged
  let instance: Instance
  let volume: FileSystem
  let target: MountTarget
  let name: string
  beforeAll(async () => {
    stage = await openStage('doctor-way')
    aws = unmanaged(stage.lab)
    volume = await stage.volume()
    target = targetIn(volume, 'us-east-1a')
    name = `${volume.id}.efs.us-east-1.amazonaws.com`
    instance = await stage.instance('ubuntu')
  })
  afterAll(() => stage?.stop())

  const targetIn = (fs: FileSystem, zone: string) => fs.targets.find((t) => t.availabilityZone === zone)!
  const words = () => `doctor ${volume.name} ubuntu`
  const because = (id: CauseId, breakage: () => Breakage) => provoking(id, () => stage, words, breakage)
  const inside = (script: string) => () => on(instance, script)
  const healthy = async () => expect(diagnosisOf(await stage.say(words()))).toMatchObject({ verdict: 'healthy', others: [] })

  test('nothing is broken, and nothing wrong is found on any check', healthy)

  // -- the agent: each on an instance of its own
  const agent = (id: CauseId, state: InstanceState) =>
    because(id, () => ({ words: `doctor ${volume.name} sick-${state}`, break: () => stage.instance(`sick-${state}`, {}, state) }))
  agent('instance-stopped', 'stopped')
  agent('agent-unregistered', 'unmanaged')
  agent('agent-offline', 'offline')
  agent('command-not-delivered', 'silent')
  because('host-lock-held', () => ({
    break: inside('mkdir -p /run/prism; setsid flock /run/prism/lock sleep 1000 </dev/null >/dev/null 2>&1 & sleep 0.3'),
    fix: inside("kill $(pgrep -f '[s]leep 1000')"),
  }))

  // -- mount targets
  const without = async (zones: readonly string[]): Promise<string> => {
    const other = await stage.volume()
    for (const zone of zones) await aws.efs.send(new DeleteMountTargetCommand({ MountTargetId: targetIn(other, zone).id }))
    const left = other.targets.length - zones.length
    const listed = async () => (await aws.efs.send(new DescribeMountTargetsCommand({ FileSystemId: other.id }))).MountTargets!.length
    for (let i = 0; i < 100 && (await listed()) > left; i++) await machineClock.sleep(20)
    return other.name
  }
  const bare = (id: CauseId, zones: readonly string[]) => {
    let other = ''
    because(id, () => ({
      get words() {
        return `doctor ${other} ubuntu`
      },
      break: async () => {
        other = await without(zones)
      },
    }))
  }
  bare('no-mount-target', ['us-east-1a', 'us-east-1b', 'us-east-1c'])
  bare('no-target-in-zone', ['us-east-1a'])

  // -- the name
  because('metadata-unreachable', () => ({
    break: inside('ip addr del 169.254.169.254/32 dev lo'),
    fix: inside('ip addr add 169.254.169.254/32 dev lo'),
  }))
  because('hosts-file-stale', () => ({
    break: inside(`cp /etc/hosts /etc/hosts.well; echo '172.31.9.9 ${name}' >>/etc/hosts`),
    fix: inside('mv /etc/hosts.well /etc/hosts'),
  }))
  // a server in a network of IPv6 that only the name service knows
  because('ipv6-first', () => ({
    break: inside(
      `cp /etc/hosts /etc/hosts.well; ip -6 addr add 2001:db8::1/128 dev lo; ip -6 route add 2001:db8::/64 dev lo
printf '%s\\n' '2001:db8::9 ${name}' '${target.ipAddress} ${name}' >>/etc/hosts`,
    ),
    fix: inside('mv /etc/hosts.well /etc/hosts; ip -6 route del 2001:db8::/64 dev lo; ip -6 addr del 2001:db8::1/128 dev lo'),
  }))
  because('vpc-dns-support-off', () => ({
    break: () => aws.vpcDns('EnableDnsSupport', false),
    fix: () => aws.vpcDns('EnableDnsSupport', true),
  }))
  because('vpc-dns-hostnames-off', () => ({
    break: () => aws.vpcDns('EnableDnsHostnames', false),
    fix: () => aws.vpcDns('EnableDnsHostnames', true),
  }))
  because('resolver-foreign', () => ({
    break: inside(
      "cp /etc/resolv.conf /etc/resolv.well; printf 'nameserver 172.31.9.9\\noptions timeout:1 attempts:1\\n' >/etc/resolv.conf",
    ),
    fix: inside('mv /etc/resolv.well /etc/resolv.conf'),
  }))
  because('dns-not-propagated', () => ({
    break: async () => instance.network.resolver('unknown'),
    fix: async () => instance.network.resolver(undefined),
  }))
  because('name-unresolved', () => ({
    // a volume whose age is known, and young, is said to be young instead: here EFS may be asked for it once only
    saying: {
      onEvent: ({ type }) =>
        type === 'resolved'
          ? stage.lab.aws.faults.answer('DescribeFileSystems', { kind: 'error', code: 'AccessDeniedException', status: 403 })
          : undefined,
    },
    break: async () => instance.network.resolver('silent'),
    fix: async () => instance.network.resolver(undefined),
  }))

  // -- the port
  because('target-group-closed', () => {
    let rules: Awaited<ReturnType<Unmanaged['targetGroup']>>
    return {
      break: async () => {
        rules = await aws.targetGroup(target.id)
        await aws.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: rules.GroupId, IpPermissions: rules.IpPermissions }))
      },
      fix: () => aws.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: rules.GroupId, IpPermissions: rules.IpPermissions })),
    }
  })
  because('instance-egress-closed', () => {
    let rules: Awaited<ReturnType<Unmanaged['instanceGroup']>>
    const egress = () => ({ GroupId: rules.GroupId, IpPermissions: rules.IpPermissionsEgress })
    return {
      break: async () => {
        rules = await aws.instanceGroup()
        await aws.ec2.send(new RevokeSecurityGroupEgressCommand(egress()))
      },
      fix: () => aws.ec2.send(new AuthorizeSecurityGroupEgressCommand(egress())),
    }
  })
  because('port-unreachable', () => ({
    break: inside(`ip addr del ${target.ipAddress}/32 dev lo; ip route add unreachable ${target.ipAddress}/32`),
    fix: inside(`ip route del unreachable ${target.ipAddress}/32; ip addr add ${target.ipAddress}/32 dev lo`),
  }))
  because('port-dropped', () => ({
    break: inside(`ip addr del ${target.ipAddress}/32 dev lo`),
    fix: inside(`ip addr add ${target.ipAddress}/32 dev lo`),
  }))
  const server = (id: CauseId, kind: NfsServer) =>
    because(id, () => ({ break: () => instance.network.nfsServer(kind), fix: () => instance.network.nfsServer('good') }))
  server('port-refused', 'refuses')

  // -- TLS and the clock
  server('tls-expired', 'expired')
  server('tls-not-yet-valid', 'not-yet-valid')
  server('tls-wrong-name', 'wrong-name')
  server('tls-untrusted', 'untrusted')
  server('tls-not-spoken', 'plain')
  because('tls-ca-absent', () => ({
    break: inside('mv /etc/amazon/efs/efs-utils.crt /root/'),
    fix: inside('mv /root/efs-utils.crt /etc/amazon/efs/'),
  }))
  because('clock-wrong', () => ({ saying: { prism: stage.prismWithClock(-300) }, break: async () => undefined }))

  // -- what the file system lets a client do
  const policy = (id: CauseId, statements: readonly object[], more = '') =>
    because(id, () => ({
      words: `${words()}${more}`,
      break: () =>
        aws.efs.send(
          new PutFileSystemPolicyCommand({
            FileSystemId: volume.id,
            Policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
          }),
        ),
      fix: () => aws.efs.send(new DeleteFileSystemPolicyCommand({ FileSystemId: volume.id })),
    }))
  const allow = (...actions: readonly string[]) => ({
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: actions.map((a) => `elasticfilesystem:${a}`),
    Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
  })
  const refusePlain = { Effect: 'Deny', Principal: { AWS: '*' }, Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }
  policy('policy-refuses-mount', [refusePlain])
  policy('policy-wants-tls', [allow('Client*'), refusePlain], ' --allow-plain-nfs')
  policy('policy-withholds-root', [allow('ClientMount', 'ClientWrite')])
  policy('policy-read-only', [allow('ClientMount', 'ClientRootAccess')])
  because('access-point-missing', () => ({
    break: async () => {
      const made = await aws.efs.send(new CreateAccessPointCommand({ ClientToken: 'gone', FileSystemId: volume.id }))
      await aws.efs.send(new DeleteAccessPointCommand({ AccessPointId: made.AccessPointId }))
      const gone = async () => stage.lab.aws.calls().some((c) => c.operation === 'DeleteAccessPoint')
      for (let i = 0; i < 100 && !(await gone()); i++) await machineClock.sleep(20)
      await on(instance, `echo '${volume.id}:/ /mnt/${volume.name} efs _netdev,tls,accesspoint=${made.AccessPointId} 0 0' >>/etc/fstab`)
    },
    fix: inside('sed -i /accesspoint/d /etc/fstab'),
  }))

  test('everything is fixed, and nothing wrong is found any more', healthy)

  test('what Prism may not ask AWS for is unknown, and the host’s own tries still count', async () => {
    for (const operation of ['DescribeSecurityGroups', 'DescribeVpcAttribute'])
      stage.lab.aws.faults.answer(operation, { kind: 'error', code: 'UnauthorizedOperation', status: 403 }, 20)
    const { verdict, checks, cause } = diagnosisOf(await stage.say(words()))
    stage.lab.aws.faults.clear()
    expect(cause).toBeUndefined()
    expect(verdict).toBe('unknown')
    const state = (area: string) => checks.find((c) => c.area === area)
    expect(state('target')).toMatchObject({ state: 'unknown' })
    expect(state('target')?.seen).toContain('ec2:DescribeSecurityGroups')
    expect([state('groups')?.state, state('port')?.state, state('dns')?.state]).toEqual(['ok', 'ok', 'ok'])
  })
})
