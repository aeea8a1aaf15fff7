/** The address is known, but its port 2049 is not reached. An open connection that the host saw outweighs every rule. */
import { complaint, type Evidence } from '../evidence.ts'
import { egressVerdict, ingressVerdict } from '../reach.ts'
import { topmostAt } from '../topmost.ts'
import { bySaying, type Cause, either, provoked } from './cause.ts'
import { placesOf, targetInZone } from './volume.ts'

const isSix = (address: string): boolean => address.includes(':')
/** What was tried, without IPv6 where there is IPv4 too: a host without IPv6 does not reach the other. */
function tries(e: Evidence) {
  const all = e.probe?.tcp ?? []
  return all.every((t) => isSix(t.address)) ? all : all.filter((t) => !isSix(t.address))
}
const outcome = (e: Evidence, wanted: NonNullable<Evidence['probe']>['tcp'][number]['outcome']) =>
  tries(e).find((t) => t.outcome === wanted)
/** Where the port was not tried, a mount that answers goes through it. */
function answers({ probe, facts, about }: Evidence): boolean {
  if (probe || !facts) return false
  const top = topmostAt(facts, about.mountPoint)
  return top?.answers === 'yes' && top.fileSystemId === about.fileSystemId
}
/** No packet was seen to come back: neither a connection nor a reset. */
const notOpen = (e: Evidence): boolean => !outcome(e, 'open') && !outcome(e, 'refused') && !answers(e)

const unanswered = {
  refused: 'refused',
  timeout: 'silent',
  unreachable: 'unreachable',
  error: 'impossible to connect to',
} as const

export const port = {
  'target-group-closed': {
    title: 'The mount target’s security group does not let the instance in',
    area: 'groups',
    symptom: 'The mount times out: `mount-timeout`.',
    evidence:
      'No rule of the target’s groups allows TCP 2049 from the instance’s addresses or groups (DescribeSecurityGroups), and the host saw no open connection.',
    seen: (e) => {
      const target = targetInZone(e)
      const places = placesOf(e)
      if (!target || !places || !notOpen(e) || ingressVerdict(places.instance, target) !== 'closed') return undefined
      return `${target.groups.map((g) => g.id).join(', ')} of ${target.id} does not allow TCP 2049 from ${places.instance.addresses.join(', ')} (${places.instance.groups.map((g) => g.id).join(', ')})`
    },
    why: 'Packets that no rule allows are dropped silently, so the client waits.',
    fix: ({ targetGroup, instanceGroup, region }) =>
      `aws ec2 authorize-security-group-ingress --region ${region} --group-id ${targetGroup} --protocol tcp --port 2049 --source-group ${instanceGroup}`,
    tried: provoked('a mount target whose security group is closed'),
  },
  'instance-egress-closed': {
    title: 'The instance’s security group does not allow traffic to the mount target',
    area: 'groups',
    symptom: 'The mount times out: `mount-timeout`.',
    evidence:
      'No egress rule of the instance’s groups allows TCP 2049 to the target (DescribeSecurityGroups), and the host saw no open connection.',
    seen: (e) => {
      const target = targetInZone(e)
      const places = placesOf(e)
      if (!target || !places || !notOpen(e) || egressVerdict(places.instance, target) !== 'closed') return undefined
      return `${places.instance.groups.map((g) => g.id).join(', ')} does not allow TCP 2049 to ${target.address}`
    },
    why: 'Somebody removed the rule that allows all outbound traffic, and no remaining rule covers 2049.',
    fix: ({ targetGroup, instanceGroup, region }) =>
      `aws ec2 authorize-security-group-egress --region ${region} --group-id ${instanceGroup} --ip-permissions IpProtocol=tcp,FromPort=2049,ToPort=2049,UserIdGroupPairs=[{GroupId=${targetGroup}}]`,
    tried: provoked('an instance whose security group lets nothing out'),
  },
  'ipv6-first': {
    title: 'The volume’s name resolves to an IPv6 address first, which does not answer',
    area: 'port',
    symptom: 'The mount times out: `mount-timeout`; the mount target’s IPv4 address answers.',
    evidence: 'The client’s resolver returns an IPv6 address first; its port 2049 is not open, but that of an IPv4 address is.',
    seen: (e) => {
      const first = e.probe?.dns?.first ?? ''
      const tried = e.probe?.tcp.find((t) => t.address === first)
      if (!isSix(first) || !tried || tried.outcome === 'open' || !outcome(e, 'open')) return undefined
      return `${e.probe?.name} resolves to ${first} first, which is ${unanswered[tried.outcome]}; ${outcome(e, 'open')?.address} answers`
    },
    why: 'The client uses the first address. This happens with DNS64, and in a subnet with IPv6 whose mount target or security group has only IPv4.',
    fix: ({ targetGroup, region }) =>
      `On the instance: put precedence ::ffff:0:0/96 100 into /etc/gai.conf (IPv4 first, for every program); the newest amazon-efs-utils have prefer_ipv4 = true in the section [mount] of efs-utils.conf instead. To use IPv6: aws ec2 describe-security-groups --region ${region} --group-ids ${targetGroup}: TCP 2049 from the subnet’s IPv6 range`,
    tried: provoked('a name that leads to a dead IPv6 address first'),
  },
  'port-unreachable': {
    title: 'The instance has no route to the mount target',
    area: 'port',
    symptom: '`Network is unreachable` or `No route to host`.',
    evidence: 'Connecting to the target’s address failed at once as unreachable, or the client reported it.',
    seen: either(
      (e) => {
        const found = outcome(e, 'unreachable')
        return found ? `${found.address}: unreachable from the host` : undefined
      },
      bySaying(/Network is unreachable|No route to host/, complaint),
    ),
    why: 'Packets do not even leave the host: its routing table or its interface is wrong.',
    fix: ({ targetAddress }) =>
      `On the instance: ip route get ${targetAddress}; ip addr. A container network or VPN that covers the VPC’s range is the usual reason.`,
    tried: provoked('a host without a route'),
  },
  'port-refused': {
    title: 'Port 2049 is refused',
    area: 'port',
    symptom: '`Connection refused` at once.',
    evidence: 'The target’s address answered the host with a TCP reset.',
    seen: (e) => {
      const found = outcome(e, 'refused')
      return found ? `${found.address}:2049 refused the connection` : undefined
    },
    why: 'Something answers at that address, but it is not NFS: a firewall that rejects, or an address that no longer belongs to the mount target.',
    fix: ({ fileSystem, region }) =>
      `Compare the address with aws efs describe-mount-targets --region ${region} --file-system-id ${fileSystem}, and look for a rejecting firewall on the instance: iptables -S OUTPUT, nft list ruleset`,
    tried: provoked('a mount target that refuses'),
  },
  'port-dropped': {
    title: 'Packets to port 2049 are dropped on the way',
    area: 'port',
    symptom: 'The mount times out: `mount-timeout`, although the security groups are right.',
    evidence: 'The connection timed out on the host, and no closed security group was found.',
    seen: (e) => {
      const found = outcome(e, 'timeout')
      return found && notOpen(e) ? `${found.address}:2049 did not answer the host` : undefined
    },
    why: 'A network ACL, a firewall on the host, or an appliance on the route drops them; or a security group that Prism was not allowed to see.',
    fix: ({ region, vpc, targetAddress }) =>
      `aws ec2 describe-network-acls --region ${region} --filters Name=vpc-id,Values=${vpc}: TCP 2049 out and 1024–65535 back. On the instance: iptables -S; nft list ruleset; ip route get ${targetAddress}`,
    tried: provoked('packets that something on the path drops'),
  },
} as const satisfies Record<string, Cause>
