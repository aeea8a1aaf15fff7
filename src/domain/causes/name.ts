/** The volume's name does not resolve. */
import { complaint, type Evidence } from '../evidence.ts'
import { bySaying, type Cause, provoked, recognised } from './cause.ts'
import { placesOf, targetInZone } from './volume.ts'

/** The host looked the name up and got nothing. */
const unresolved = (e: Evidence): boolean => e.probe?.dns !== undefined && e.probe.dns.outcome !== 'answered'

/** Amazon's resolver: at its link-local address, at the VPC's second address, or behind the host's own stub. */
const mayBeAmazons = (server: string): boolean =>
  server === '169.254.169.253' || server.startsWith('127.') || server.endsWith('.2') || server === 'fd00:ec2::253'

const howResolved = (e: Evidence): string =>
  `${e.probe?.name ?? 'the name'} ${e.probe?.dns?.outcome === 'timeout' ? 'got no answer in time' : 'does not resolve'} on the host`

const vpcDns = (e: Evidence) => (e.surroundings?.vpcDns.kind === 'seen' ? e.surroundings.vpcDns.value : undefined)

/** DNS can take this long after a mount target was created. */
const propagationSeconds = 300

export const name = {
  'region-unknown': {
    title: 'The EFS client could not determine its region',
    area: 'dns',
    symptom: '`Error retrieving region`.',
    evidence: 'The client’s message.',
    seen: bySaying(/Error retrieving region/, complaint),
    why: 'The client builds the volume’s name from the region, which it reads from instance metadata. Metadata is disabled, or there is none: a hybrid node.',
    fix: ({ instance, region }) =>
      `On the instance: set region = ${region} in the section [mount] of /etc/amazon/efs/efs-utils.conf. Or enable metadata: aws ec2 modify-instance-metadata-options --region ${region} --instance-id ${instance} --http-endpoint enabled --http-put-response-hop-limit 2`,
    tried: recognised('amazon-efs-utils, src/efs_utils_common/metadata.py'),
  },
  'hosts-file-stale': {
    title: '/etc/hosts resolves the volume’s name to a wrong address',
    area: 'dns',
    symptom: 'The mount times out or reaches another server, while other instances can mount.',
    evidence: '/etc/hosts has a line for the name, and the address does not belong to any of the file system’s mount targets.',
    seen: (e) => {
      const dns = e.probe?.dns
      if (!dns?.inHosts || dns.outcome !== 'answered') return undefined
      const wrong = foreignAddresses(e)
      return wrong.length > 0 ? `/etc/hosts resolves ${e.probe?.name} to ${wrong.join(', ')}` : undefined
    },
    why: 'A line in /etc/hosts overrides DNS and does not change when a mount target is recreated.',
    fix: ({ dnsName, targetAddress }) =>
      `Remove the line of ${dnsName} from /etc/hosts on the instance, or change its address to ${targetAddress}.`,
    tried: provoked('a stale line in /etc/hosts'),
  },
  'name-leads-elsewhere': {
    title: 'The volume’s name resolves to an address that is not one of its mount targets',
    area: 'dns',
    symptom: 'The mount times out, or TLS fails with a wrong name.',
    evidence: 'On the host, DNS returns addresses that DescribeMountTargets does not list.',
    seen: (e) => {
      const dns = e.probe?.dns
      if (dns?.inHosts !== false || dns.outcome !== 'answered') return undefined
      const wrong = foreignAddresses(e)
      return wrong.length > 0 && wrong.length === dns.addresses.length ? `${e.probe?.name} resolves to ${wrong.join(', ')}` : undefined
    },
    why: 'A private hosted zone or your own DNS server returns an outdated or wrong address.',
    fix: ({ dnsName, region }) =>
      `Find which server answers: dig ${dnsName} on the instance; private zones: aws route53 list-hosted-zones-by-vpc --vpc-region ${region} --vpc-id VPC_ID. Remove the record there.`,
    tried: recognised('EFS User Guide, “DNS name mount fails”'),
  },
  'vpc-dns-support-off': {
    title: 'DNS resolution is disabled in the VPC',
    area: 'dns',
    symptom: '`Failed to resolve "fs-…"`, for every name.',
    evidence: 'The name does not resolve on the host, and DescribeVpcAttribute says enableDnsSupport is false.',
    seen: (e) => (unresolved(e) && vpcDns(e)?.support === false ? `${howResolved(e)}; enableDnsSupport of its VPC is false` : undefined),
    why: 'Without it Amazon’s resolver does not answer inside the VPC.',
    fix: ({ vpc, region }) => `aws ec2 modify-vpc-attribute --region ${region} --vpc-id ${vpc} --enable-dns-support`,
    tried: provoked('a VPC with DNS resolution off'),
  },
  'vpc-dns-hostnames-off': {
    title: 'DNS hostnames are disabled in the VPC',
    area: 'dns',
    symptom: '`Failed to resolve "fs-…"`, while public names resolve.',
    evidence: 'The name does not resolve on the host, and DescribeVpcAttribute says enableDnsHostnames is false.',
    seen: (e) =>
      unresolved(e) && vpcDns(e)?.hostnames === false ? `${howResolved(e)}; enableDnsHostnames of its VPC is false` : undefined,
    why: 'The DNS names of EFS mount targets need DNS hostnames in the VPC.',
    fix: ({ vpc, region }) => `aws ec2 modify-vpc-attribute --region ${region} --vpc-id ${vpc} --enable-dns-hostnames`,
    tried: provoked('a VPC with DNS hostnames off'),
  },
  'resolver-foreign': {
    title: 'The instance uses a DNS server that does not know EFS’s names',
    area: 'dns',
    symptom: '`Failed to resolve "fs-…"` on this instance alone.',
    evidence:
      'The name does not resolve on the host, and /etc/resolv.conf names none of Amazon’s resolvers (169.254.169.253, the VPC’s second address, a local stub).',
    seen: (e) => {
      const servers = e.probe?.dns?.servers
      if (!unresolved(e) || !servers || servers.length === 0 || servers.some(mayBeAmazons)) return undefined
      return `${howResolved(e)}; /etc/resolv.conf asks ${servers.join(', ')}`
    },
    why: 'Only Amazon’s resolver of the VPC knows the names of mount targets; another server has to forward to it.',
    fix: ({ dnsSuffix }) =>
      `Let the instance use 169.254.169.253 (nameserver line of /etc/resolv.conf, or the VPC’s DHCP options: domain-name-servers=AmazonProvidedDNS), or forward ${dnsSuffix} there.`,
    tried: provoked('a host that asks a DNS server of somebody else'),
  },
  'dns-not-propagated': {
    title: 'The volume is so new that its name does not resolve yet',
    area: 'dns',
    symptom: '`Failed to resolve "fs-…"` in the first minutes after the volume was created.',
    evidence:
      'The name does not resolve on the host, the zone’s mount target is available, and the file system is less than five minutes old.',
    seen: (e) => {
      if (!unresolved(e) || e.volume === undefined || targetInZone(e)?.state !== 'available') return undefined
      return e.volume.ageSeconds < propagationSeconds
        ? `${howResolved(e)}; the volume was created ${Math.round(e.volume.ageSeconds)} s ago`
        : undefined
    },
    why: 'DNS can take 90 s after a mount target becomes available.',
    fix: () => 'Wait two minutes, then retry.',
    tried: provoked('a new volume whose name is not known yet'),
  },
  'name-unresolved': {
    title: 'The volume’s name does not resolve on the instance',
    area: 'dns',
    symptom: '`Failed to resolve "fs-…"`.',
    evidence: 'The name does not resolve on the host, although the zone has an available mount target.',
    seen: (e) => (unresolved(e) && targetInZone(e)?.state === 'available' ? howResolved(e) : undefined),
    why: 'The client mounts by name, and the resolver of this instance does not know the name.',
    fix: ({ dnsName }) =>
      `On the instance: resolvectl query ${dnsName} (or getent ahosts ${dnsName}), and query Amazon’s resolver: dig @169.254.169.253 ${dnsName}. If only the second answers, fix /etc/resolv.conf or systemd-resolved.`,
    tried: provoked('a host whose resolver does not answer'),
  },
} as const satisfies Record<string, Cause>

/** Compared within IPv4 alone: of targets that have IPv6 addresses only, another address proves nothing. */
function foreignAddresses(e: Evidence): string[] {
  const targets = placesOf(e)?.targets.filter((t) => t.address !== '')
  if (!targets || targets.length === 0) return []
  return (e.probe?.dns?.addresses ?? []).filter((a) => !targets.some((t) => t.address === a))
}
