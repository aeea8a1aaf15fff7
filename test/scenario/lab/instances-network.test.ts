/** The network between the lab's instances and mount targets: real names, real packets, real TLS, as AWS's state says. */
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  DescribeVpcAttributeCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2'
import type { MountTarget } from '../../../src/domain/ports.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { type Unmanaged, unmanaged } from '../../support/aws-console.ts'
import { on, onLab, openStage, type Stage } from '../../support/lab-stage.ts'

onLab('the network of the lab', () => {
  let stage: Stage
  let aws: Unmanaged
  let instance: Instance
  let target: MountTarget
  let name: string
  beforeAll(async () => {
    stage = await openStage('lab-instances-network')
    aws = unmanaged(stage.lab)
    const volume = await stage.volume()
    name = `${volume.id}.efs.us-east-1.amazonaws.com`
    target = volume.targets.find((t) => t.availabilityZone === 'us-east-1a')!
    instance = await stage.instance('ubuntu')
  })
  afterAll(() => stage?.stop())

  const resolved = () => on(instance, `getent ahostsv4 ${name} | awk 'NR == 1 { print $1 }'`)
  const connected = () => on(instance, `timeout 1 bash -c 'exec 3<>/dev/tcp/${target.ipAddress}/2049' 2>/dev/null; echo $?`)

  test('without the VPC’s resolver no name resolves, without host names none of a file system', async () => {
    const hostnames = async () =>
      (await aws.ec2.send(new DescribeVpcAttributeCommand({ VpcId: await aws.vpc(), Attribute: 'enableDnsHostnames' }))).EnableDnsHostnames
    expect(await hostnames()).toEqual({ Value: true })
    await aws.vpcDns('EnableDnsHostnames', false)
    expect(await hostnames()).toEqual({ Value: false })
    expect(await resolved()).toBe('')
    await aws.vpcDns('EnableDnsHostnames', true)
    await aws.vpcDns('EnableDnsSupport', false)
    expect(await resolved()).toBe('')
    await aws.vpcDns('EnableDnsSupport', true)
    expect(await resolved()).toBe(target.ipAddress)
  })

  test('a security group that lets nothing through drops packets, on either end', async () => {
    const { GroupId, IpPermissions } = await aws.targetGroup(target.id)
    await aws.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
    expect(await connected()).toBe('124')
    await aws.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
    expect(await connected()).toBe('0')
    const own = await aws.instanceGroup()
    await aws.ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId: own.GroupId, IpPermissions: own.IpPermissionsEgress }))
    expect(await connected()).toBe('124')
    await aws.ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId: own.GroupId, IpPermissions: own.IpPermissionsEgress }))
    expect(await connected()).toBe('0')
  })

  test('after a reboot the name leads to the zone’s target again, and TLS there is the volume’s own', async () => {
    await instance.reboot()
    expect(await resolved()).toBe(target.ipAddress)
    expect(
      await on(
        instance,
        `openssl s_client -connect ${target.ipAddress}:2049 -CAfile /etc/amazon/efs/efs-utils.crt -verify_hostname ${name} </dev/null 2>&1`,
      ),
    ).toContain('Verify return code: 0 (ok)')
  })
})
