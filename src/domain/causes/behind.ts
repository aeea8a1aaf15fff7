/**
 * What slows a mount down without breaking it, and messages that hide another fault: named only if nothing else explains the failure.
 */
import { complaint } from '../evidence.ts'
import { bySaying, type Cause, provoked, recognised } from './cause.ts'

export const behind = {
  'metadata-unreachable': {
    title: 'Instance metadata does not answer',
    area: 'profile',
    symptom: 'The client waits for each metadata request: zone, role, and its region if that is not configured.',
    evidence: 'The host got no answer from 169.254.169.254 within two seconds, and nothing else explains the failure.',
    seen: (e) => (e.probe?.metadata?.answers === false ? '169.254.169.254 did not answer on the host' : undefined),
    why: 'The EFS client takes its zone, role and usually its region from metadata; without metadata it has no credentials.',
    fix: ({ instance, region }) =>
      `aws ec2 modify-instance-metadata-options --region ${region} --instance-id ${instance} --http-endpoint enabled --http-put-response-hop-limit 2; on the instance look for a firewall rule or route that blocks 169.254.169.254: ip route get 169.254.169.254`,
    tried: provoked('a host that cannot reach its metadata'),
  },
  'connection-reset': {
    title: 'The connection was closed while the mount began',
    area: 'mount',
    symptom: '`mount.nfs4: Connection reset by peer`.',
    evidence: 'The client’s message, and no fault of name, port or TLS was seen.',
    seen: bySaying(/Connection reset by peer/, complaint),
    why: 'The tunnel closed it: the server refused its handshake or its certificate, or went away; a firewall that inspects TLS can also do this.',
    fix: ({ targetAddress, dnsName }) =>
      `On the instance: tail -50 /var/log/amazon/efs/*.log; openssl s_client -connect ${targetAddress}:2049 -servername ${dnsName} -CAfile /etc/amazon/efs/efs-utils.crt </dev/null; then mount again with Prism.`,
    tried: recognised('mount.nfs4’s words for errno ECONNRESET (nfs-utils, utils/mount)'),
  },
  'client-crashed': {
    title: 'The EFS client crashed',
    area: 'client',
    symptom: 'A Python traceback instead of a message.',
    evidence: 'A traceback in the client’s output, and nothing else explains the failure.',
    seen: bySaying(/Traceback \(most recent call last\)|File "[^"]*(?:mount_efs|mount\.efs|efs_utils_common)[^"]*", line [0-9]/, complaint),
    why: 'A fault in the client, its configuration or its Python. The last line names it.',
    fix: () =>
      'On the instance: tail -50 /var/log/amazon/efs/mount.log; compare /etc/amazon/efs/efs-utils.conf with the package’s own; then update or reinstall: dnf reinstall amazon-efs-utils, apt-get install --reinstall amazon-efs-utils',
    tried: recognised('Python’s own message for an uncaught exception'),
  },
  'botocore-absent': {
    title: 'The client could not ask EFS for the address because botocore is missing',
    area: 'client',
    symptom: '`Failed to import necessary dependency botocore, please install botocore first.`',
    evidence: 'The client’s message. It is named as the cause only if nothing closer to the root was found.',
    seen: bySaying(/please install botocore first/, complaint),
    why: 'botocore is the fallback after DNS failed; the message hides the fault before it: the name, the mount target or the security group.',
    fix: ({ dnsName }) =>
      `Fix the name first (getent ahosts ${dnsName}). For the fallback: dnf install python3-botocore, or apt-get install python3-botocore; its role needs elasticfilesystem:DescribeMountTargets and ec2:DescribeAvailabilityZones.`,
    tried: recognised('amazon-efs-utils, src/mount_efs/dns_resolver.py'),
  },
} as const satisfies Record<string, Cause>
