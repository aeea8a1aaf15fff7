/** The server is reached and refuses: options, IAM, the file-system policy, access points. */
import { complaint, type Evidence } from '../evidence.ts'
import type { FileSystemPolicy } from '../surroundings.ts'
import { bySaying, type Cause, type Names, provoked, recognised } from './cause.ts'

type Policy = Extract<FileSystemPolicy, { readonly kind: 'policy' }>

export function policyOf(e: Evidence): Policy | undefined {
  const policy = e.surroundings?.policy
  return policy?.kind === 'seen' && policy.value.kind === 'policy' ? policy.value : undefined
}

/** The volume is, or is to be, mounted at our mount point without TLS. */
function plain(e: Evidence): boolean {
  const here = e.facts?.mounts.findLast((m) => m.place === e.about.mountPoint)
  return here ? here.encrypted === 'no' : !e.about.encrypted
}

export const statement = (action: string, { fileSystem, region, partition, accountId, principal }: Names): string =>
  `{"Effect":"Allow","Principal":{"AWS":"${principal}"},"Action":"elasticfilesystem:${action}","Resource":"arn:${partition}:elasticfilesystem:${region}:${accountId}:file-system/${fileSystem}","Condition":{"Bool":{"elasticfilesystem:AccessedViaMountTarget":"true"}}}`

export const access = {
  'option-unknown': {
    title: 'The NFS client does not know a mount option',
    area: 'mount',
    symptom: '`mount.nfs4: an incorrect mount option was specified`, exit 32.',
    evidence: 'The client’s message.',
    seen: bySaying(/an incorrect mount option was specified|Unsupported mount options detected/, complaint),
    why: 'The EFS client passes options that it does not know to mount.nfs4, which refuses gid=, uid= and umask=: NFS does not have them.',
    fix: ({ mountPoint }) =>
      `Remove gid=, uid=, umask=, fmask= and dmask= from the line for ${mountPoint} in /etc/fstab; ownership is set on the volume itself.`,
    tried: recognised('nfs-utils, utils/mount; amazon-efs-utils, src/efs_utils_common/mount_options.py'),
  },
  'option-needs-tls': {
    title: 'iam and accesspoint need tls',
    area: 'mount',
    symptom: '`The "tls" option is required when mounting via "accesspoint"` (or "iam").',
    evidence: 'The client’s message.',
    seen: bySaying(/The "tls" option is required when mounting via/, complaint),
    why: 'The client sends its identity and access point in a certificate, so only over TLS.',
    fix: ({ mountPoint }) => `Add tls to the options of the line for ${mountPoint} in /etc/fstab.`,
    tried: recognised('amazon-efs-utils, src/efs_utils_common/mount_options.py'),
  },
  'nfs-version-refused': {
    title: 'The server or the kernel does not speak NFS 4.1',
    area: 'mount',
    symptom: '`mount.nfs4: Protocol not supported`.',
    evidence: 'The client’s message.',
    seen: bySaying(/mount(?:\.nfs4?)?: .*Protocol not supported|Protocol not supported$/, complaint),
    why: 'EFS speaks NFS 4.0 and 4.1. A server that answers this is not EFS; a kernel that does has no nfsv4 module.',
    fix: ({ fileSystem, region }) =>
      `On the instance: modprobe -v nfsv4; grep NFS_V4 /boot/config-$(uname -r). If both are right, compare the address with aws efs describe-mount-targets --region ${region} --file-system-id ${fileSystem}`,
    tried: recognised('mount.nfs4’s words for errno EPROTONOSUPPORT (nfs-utils, utils/mount)'),
  },
  'path-missing': {
    title: 'The mounted path does not exist on the server',
    area: 'mount',
    symptom: '`mounting 127.0.0.1:/… failed, reason given by server: No such file or directory`.',
    evidence: 'The client’s message.',
    seen: bySaying(/reason given by server: No such file or directory/, complaint),
    why: 'The fstab line names a folder of the volume that does not exist, or an access point’s root directory does not exist.',
    fix: ({ fileSystem, region, mountPoint }) =>
      `Remove the path from the line for ${mountPoint} in /etc/fstab, mount the whole volume and create the folder; for an access point: aws efs describe-access-points --region ${region} --file-system-id ${fileSystem} --query "AccessPoints[].[AccessPointId,RootDirectory]"`,
    tried: recognised('mount.nfs4 (nfs-utils, utils/mount), as amazon-efs-utils hands it on'),
  },
  'credentials-absent': {
    title: 'The client has no AWS credentials',
    area: 'profile',
    symptom: '`AWS Access Key ID and Secret Access Key are not found`.',
    evidence: 'The client’s message; it needs credentials when mounting with iam.',
    seen: bySaying(/AWS Access Key ID and Secret Access Key are not found/, complaint),
    why: 'The instance has no instance profile, or its metadata names no role.',
    fix: ({ instance, region }) =>
      `aws ec2 associate-iam-instance-profile --region ${region} --instance-id ${instance} --iam-instance-profile Name=PROFILE`,
    tried: provoked('a mount with iam on an instance that has no role'),
  },
  'access-point-missing': {
    title: 'The access point does not exist',
    area: 'access-point',
    symptom: '`access denied by server while mounting`.',
    evidence:
      'A mount or an fstab line on the host names an access point that DescribeAccessPoints does not list, that is not available, or that belongs to another file system.',
    seen: (e) => {
      const points = e.surroundings?.accessPoints
      if (points?.kind !== 'seen') return undefined
      const bad = points.value.find((p) => p.state !== 'available' || p.fileSystemId !== e.about.fileSystemId)
      if (!bad) return undefined
      if (bad.state === 'missing') return `EFS has no access point ${bad.id}`
      return bad.state === 'available' ? `${bad.id} belongs to ${bad.fileSystemId}` : `${bad.id} is ${bad.state}`
    },
    why: 'EFS answers “access denied” for a missing access point, so that nobody can probe which ones exist.',
    fix: ({ fileSystem, region, mountPoint }) =>
      `aws efs describe-access-points --region ${region} --file-system-id ${fileSystem}; put an existing id into accesspoint= in the line for ${mountPoint} in /etc/fstab.`,
    tried: provoked('an access point that was deleted'),
  },
  'policy-refuses-mount': {
    title: 'The file-system policy does not let this client mount',
    area: 'policy',
    symptom: '`access denied by server while mounting`.',
    evidence: 'DescribeFileSystemPolicy has no statement that allows elasticfilesystem:ClientMount to anybody (a deny counts).',
    seen: (e) => (policyOf(e)?.mount === 'nobody' ? `the policy of ${e.about.fileSystemId} allows ClientMount to nobody` : undefined),
    why: 'Once a file system has a policy, everything that the policy does not allow is refused.',
    fix: (names) => `Add to the policy (EFS console → the file system → File system policy): ${statement('ClientMount', names)}`,
    tried: provoked('a policy that lets nobody mount'),
  },
  'policy-wants-tls': {
    title: 'The file-system policy requires TLS, but the mount does not use it',
    area: 'policy',
    symptom: '`access denied by server while mounting`, for a mount by plain NFS.',
    evidence: 'DescribeFileSystemPolicy denies requests where aws:SecureTransport is false, and the mount is, or was to be, plain NFS.',
    seen: (e) => (policyOf(e)?.tlsOnly && plain(e) ? `the policy of ${e.about.fileSystemId} refuses unencrypted clients` : undefined),
    why: 'Plain NFS cannot encrypt.',
    fix: () => 'Mount with the EFS client: leave out --allow-plain-nfs. The policy is right.',
    tried: provoked('a policy that asks for TLS'),
  },
} as const satisfies Record<string, Cause>
