/** The address is known, and port 2049 of it is not reached. An open connection that the host saw outweighs every rule. */
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
  error: 'not to be connected to',
} as const

export const port = {
  'target-group-closed': {
    title: 'The mount target’s security group does not let the instance in',
    area: 'groups',
    symptom: 'The mount times out: `mount-timeout`.',
    evidence:
      'No rule of the target’s groups takes TCP 2049 from the instance’s addresses or groups (DescribeSecurityGroups), and the host saw no open connection.',
    seen: (e) => {
      const target = targetInZone(e)
      const places = placesOf(e)
      if (!target || !places || !notOpen(e) || ingressVerdict(places.instance, target) !== 'closed') return undefined
      return `${target.groups.map((g) => g.id).join(', ')} of ${target.id} takes no TCP 2049 from ${places.instance.addresses.join(', ')} (${places.instance.groups.map((g) => g.id).join(', ')})`
    },
    why: 'Packets that no rule lets in are dropped without a word, so the client waits.',
    fix: ({ targetGroup, instanceGroup, region }) =>
      `aws ec2 authorize-security-group-ingress --region ${region} --group-id ${targetGroup} --protocol tcp --port 2049 --source-group ${instanceGroup}`,
    tried: provoked('a mount target whose security group is closed'),
  },
  'instance-egress-closed': {
    title: 'The instance’s security group does not let it out to the mount target',
    area: 'groups',
    symptom: 'The mount times out: `mount-timeout`.',
    evidence:
      'No egress rule of the instance’s groups lets TCP 2049 out to the target (DescribeSecurityGroups), and the host saw no open connection.',
    seen: (e) => {
      const target = targetInZone(e)
      const places = placesOf(e)
      if (!target || !places || !notOpen(e) || egressVerdict(places.instance, target) !== 'closed') return undefined
      return `${places.instance.groups.map((g) => g.id).join(', ')} lets no TCP 2049 out to ${target.address}`
    },
    why: 'Somebody took away the rule that lets everything out, and 2049 is not among what is left.',
    fix: ({ targetGroup, instanceGroup, region }) =>
      `aws ec2 authorize-security-group-egress --region ${region} --group-id ${instanceGroup} --ip-permissions IpProtocol=tcp,FromPort=2049,ToPort=2049,UserIdGroupPairs=[{GroupId=${targetGroup}}]`,
    tried: provoked('an instance whose security group lets nothing out'),
  },
  'ipv6-first': {
    title: 'The volume’s name leads to an IPv6 address first, which does not answer',
    area: 'port',
    symptom: 'The mount times out: `mount-timeout`; by its IPv4 address the mount target answers.',
    evidence:
      'The resolver puts an IPv6 address of the name first, as the client gets it; port 2049 of it is not open, and of an IPv4 address it is.',
    seen: (e) => {
      const first = e.probe?.dns?.first ?? ''
      const tried = e.probe?.tcp.find((t) => t.address === first)
      if (!isSix(first) || !tried || tried.outcome === 'open' || !outcome(e, 'open')) return undefined
      return `${e.probe?.name} leads to ${first} first, which is ${unanswered[tried.outcome]}; ${outcome(e, 'open')?.address} answers`
    },
    why: 'The client takes the first address. A subnet with IPv6 whose mount target or security group has IPv4 alone, and DNS64, lead there.',
    fix: ({ targetGroup, region }) =>
      `On the instance: put precedence ::ffff:0:0/96 100 into /etc/gai.conf (IPv4 first, for every program); the newest amazon-efs-utils have prefer_ipv4 = true in the section [mount] of efs-utils.conf for it. To use IPv6: aws ec2 describe-security-groups --region ${region} --group-ids ${targetGroup}: TCP 2049 from the subnet’s IPv6 range`,
    tried: provoked('a name that leads to a dead IPv6 address first'),
  },
  'port-unreachable': {
    title: 'The instance has no route to the mount target',
    area: 'port',
    symptom: '`Network is unreachable` or `No route to host`.',
    evidence: 'Connecting to the target’s address failed at once with unreachable, or the client said so.',
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
    evidence: 'The target’s address answered the host with a reset.',
    seen: (e) => {
      const found = outcome(e, 'refused')
      return found ? `${found.address}:2049 refused the connection` : undefined
    },
    why: 'Something answers at that address, and no NFS is behind it: a firewall that rejects, or an address that is not the mount target’s any more.',
    fix: ({ fileSystem, region }) =>
      `Compare the address with aws efs describe-mount-targets --region ${region} --file-system-id ${fileSystem}, and look for a rejecting firewall on the instance: iptables -S OUTPUT, nft list ruleset`,
    tried: provoked('a mount target that refuses'),
  },
  'port-dropped': {
    title: 'Packets to port 2049 are dropped on the way',
    area: 'port',
    symptom: 'The mount times out: `mount-timeout`, although the security groups are right.',
    evidence: 'Connecting timed out on the host, and no closed security group was found.',
    seen: (e) => {
      const found = outcome(e, 'timeout')
      return found && notOpen(e) ? `${found.address}:2049 did not answer the host` : undefined
    },
    why: 'A network ACL, a firewall on the host, or a route through an appliance swallows them; or a security group that Prism was not allowed to see.',
    fix: ({ region, vpc, targetAddress }) =>
      `aws ec2 describe-network-acls --region ${region} --filters Name=vpc-id,Values=${vpc}: TCP 2049 out and 1024–65535 back. On the instance: iptables -S; nft list ruleset; ip route get ${targetAddress}`,
    tried: provoked('packets that something on the way drops'),
  },
} as const satisfies Record<string, Cause>
