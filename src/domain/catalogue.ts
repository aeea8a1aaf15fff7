/**
 * The one catalogue of what can be wrong: bad input, what AWS answers, what a host shows. A finding says what was seen,
 * why it matters and what to do next. Scripts and adapters name a code; the words live here.
 */

export type FindingCode = keyof typeof catalogue

export type Finding = {
  readonly code: FindingCode
  /** What was observed, in this case. Outside text in it went through `quote` or a parser. */
  readonly seen: string
  readonly why: string
  readonly next: string
  readonly instanceId?: string
}

/**
 * input: the words were wrong, nothing was touched · denied: not allowed · lookup: what was named is not there or not fit
 * · host: seen on an instance · aws: AWS said no · doubt: the outcome is not known
 */
export type FindingKind = 'input' | 'denied' | 'lookup' | 'host' | 'aws' | 'doubt'

type Entry = { readonly kind: FindingKind; readonly why: string; readonly next: string }
const entry = (kind: FindingKind, why: string, next: string): Entry => ({ kind, why, next })

export const catalogue = {
  // what was said
  'bad-volume-name': entry(
    'input',
    'A volume is named by 1–64 letters, digits, dots, dashes and underscores, or by its fs- id.',
    'Use the name shown by `prism volume list`.',
  ),
  'bad-instance-name': entry(
    'input',
    'An instance is named by its Name tag, its i- or mi- id, or as tag:Key=Value.',
    'Use a name or id shown by `prism instance list`.',
  ),
  'bad-account': entry(
    'input',
    'A Unix account is a lower-case letter or underscore, then up to 31 letters, digits, dashes, underscores.',
    'Name existing accounts of the instance, such as ubuntu or rocky.',
  ),
  'root-account': entry(
    'input',
    'root needs no membership, and enrolling it would hide what other accounts cannot do.',
    'Name the people’s accounts, or leave the accounts out to use the login user.',
  ),
  'bad-mount-point': entry(
    'input',
    'A mount point is an absolute path of plain names outside the system’s own directories.',
    'Leave it out to use /mnt/<volume>, or choose a path under /mnt, /srv, /data or /opt.',
  ),
  'bad-command': entry('input', 'The command was not understood.', 'See `/prism help` or `prism --help`.'),
  'bad-option': entry('input', 'The option or its value was not understood.', 'See `/prism help` or `prism --help`.'),
  'missing-input': entry('input', 'Something that is needed was not given.', 'Give it and run again.'),
  'confirm-name': entry('input', 'Deleting a volume needs its name a second time.', 'Repeat the volume’s name, or pass --yes.'),
  'too-large': entry('input', 'The request is larger than Prism reads.', 'Send less.'),
  // who said it
  denied: entry(
    'denied',
    'Prism gives root on instances, so it asks for write, maintain or admin permission on the repository.',
    'Ask somebody with write permission to comment the same command.',
  ),
  unauthorised: entry(
    'denied',
    'The bearer token is missing or unknown.',
    'Send `Authorization: Bearer <token>` with a token from the server’s configuration.',
  ),
  // volumes
  'volume-not-found': entry(
    'lookup',
    'No file system in this region and account has that name or id.',
    'Check the region, `prism volume list`, or make it: `prism volume create NAME`.',
  ),
  'volume-ambiguous': entry('lookup', 'Several file systems carry that name; Prism does not guess.', 'Use one of the ids, or rename one.'),
  'volume-not-available': entry(
    'lookup',
    'The file system is not in a state in which it can be mounted.',
    'Wait until `prism volume info` says available.',
  ),
  'no-mount-target': entry(
    'lookup',
    'Without an available mount target in the instance’s zone or network, no client can reach the file system.',
    'Create a mount target, e.g. by `prism volume create` with --subnet for that zone.',
  ),
  'volume-exists-otherwise': entry(
    'lookup',
    'A file system of that name exists with other settings; a second one would be ambiguous.',
    'Use the existing one, or choose another name.',
  ),
  'volume-in-use': entry(
    'lookup',
    'The volume is mounted; deleting it under a client hangs the client.',
    'Unmount first: `prism volume unmount NAME INSTANCE…`.',
  ),
  'volume-use-unknown': entry(
    'doubt',
    'An instance could not be asked whether it has the volume mounted, so deleting is not safe.',
    'Bring the instance online or terminate it, then try again.',
  ),
  'create-failed': entry(
    'aws',
    'EFS did not finish making the file system.',
    'Look at the seen state in the EFS console; run the same create again: it continues where it stopped.',
  ),
  'security-group-taken': entry(
    'lookup',
    'A security group of the name that Prism uses is there without Prism’s tag; nobody else’s group is edited.',
    'Rename or remove that group, or name groups to use for the mount targets.',
  ),
  // instances
  'instance-not-found': entry(
    'lookup',
    'Neither SSM nor EC2 knows an instance of that name or id in this region.',
    'Check the region and `prism instance list`.',
  ),
  'instance-ambiguous': entry(
    'lookup',
    'Several instances carry that name; Prism does not guess.',
    'Use the id, or tag:Key=Value to mean them all.',
  ),
  'instance-unmanaged': entry(
    'lookup',
    'The instance exists, but its SSM agent never registered.',
    'Give it an instance profile with AmazonSSMManagedInstanceCore and check that the agent runs; a role attached late can take 30 minutes.',
  ),
  'instance-offline': entry(
    'lookup',
    'The SSM agent of the instance does not answer, so nothing can be run or seen there.',
    'Check that the agent runs and reaches the SSM endpoints, then run the same command again.',
  ),
  'instance-stopped': entry('lookup', 'The instance is not running.', 'Start it, then run the same command again.'),
  'instance-platform': entry('lookup', 'Prism mounts on Linux.', 'Name Linux instances only.'),
  'no-instances': entry('lookup', 'No instance matches.', 'Check the tag and `prism instance list`.'),
  'too-many-accounts': entry(
    'lookup',
    'The report of so many accounts does not fit what SSM returns.',
    'Name at most 40 accounts in one run.',
  ),
  // AWS itself
  'aws-credentials': entry(
    'aws',
    'There are no usable AWS credentials.',
    'Set AWS_PROFILE or AWS_ACCESS_KEY_ID…, or give the workflow a role.',
  ),
  'aws-region': entry('aws', 'No AWS region is configured.', 'Pass --region or set AWS_REGION.'),
  'aws-denied': entry('aws', 'The identity that Prism runs with may not make this call.', 'Allow the named action for it.'),
  'aws-throttled': entry('aws', 'AWS kept throttling after retries.', 'Wait a minute and run the same command again.'),
  'aws-error': entry('aws', 'AWS refused the call.', 'Read what was seen; run again with the cause removed.'),
  // SSM
  'not-delivered': entry(
    'host',
    'SSM did not deliver the command in time, so nothing was run on the instance.',
    'Check the agent (`prism instance list`), then run the same command again.',
  ),
  'invocation-failed': entry(
    'host',
    'The script ended with an error before it could report.',
    'Read the command’s output in the SSM console.',
  ),
  'invocation-cancelled': entry(
    'doubt',
    'The command was cancelled; the script may have been cut off at any line.',
    'Run `prism volume verify` to see what holds, then mount again.',
  ),
  'invocation-timed-out': entry(
    'doubt',
    'The script was killed at its time limit; what it had done by then stands.',
    'Run `prism volume verify` to see what holds; a hung server is the usual cause.',
  ),
  'transcript-missing': entry(
    'doubt',
    'The script’s output does not hold its transcript, so nothing is known.',
    'Run `prism volume verify` to see what holds.',
  ),
  'transcript-truncated': entry(
    'doubt',
    'The transcript has no end record, so what it does not show is unknown.',
    'Run `prism volume verify` to see what holds.',
  ),
  'transcript-corrupt': entry(
    'doubt',
    'The transcript does not match its own digest or job key, so none of it is believed.',
    'Run `prism volume verify`; if it happens again, somebody on the instance is in the way.',
  ),
  'outcome-unknown': entry(
    'doubt',
    'The command was handed to SSM, but whether it ran is not known.',
    'Do not repeat it yet: run `prism volume verify` to see what holds.',
  ),
  'job-expired': entry('host', 'The job reached the host after its time limit and refused to run.', 'Run the command again.'),
  'job-interrupted': entry(
    'doubt',
    'This job began on the host earlier and was cut off; it is not run a second time.',
    'Run `prism volume verify` to see what holds, then mount again.',
  ),
  'host-busy': entry('host', 'Another Prism job holds the host’s lock.', 'Wait for it to end, then run again.'),
  'not-looked-at': entry(
    'doubt',
    'This row was expected and the host did not report on it.',
    'Run `prism volume verify`; nothing is claimed meanwhile.',
  ),
  'internal-error': entry(
    'doubt',
    'Prism itself failed; what was sent by then may have run.',
    'Run `prism volume verify` to see what holds, and report this.',
  ),
  cancelled: entry('doubt', 'The run was interrupted.', 'Run `prism volume verify` to see what holds.'),
  // the host, before
  'no-login-user': entry('host', 'No login user was found on the instance, and Prism does not guess.', 'Name the accounts: --users NAME,…'),
  'account-expired': entry('host', 'The account has expired: nobody can log in with it.', 'Prolong it (usermod -e), or name another.'),
  'account-missing': entry('host', 'The named account does not exist on the instance.', 'Create it there first, or name another.'),
  'too-many-groups': entry(
    'host',
    'NFS carries 16 supplementary groups; an account in more can lose prism-shared.',
    'Take the account out of some groups.',
  ),
  'gid-taken': entry(
    'host',
    'gid 3000 belongs to another group there, and on a shared volume the number is the identity.',
    'Give that group another gid on the instance, then run again.',
  ),
  'group-gid-differs': entry(
    'host',
    'A group prism-shared exists there with another gid; files would belong to different groups on different hosts.',
    'Change it: groupmod -g 3000 prism-shared.',
  ),
  'client-absent': entry(
    'host',
    'The EFS client is not installed, and the distribution’s repositories do not carry it.',
    'Install amazon-efs-utils in the image; or give a package: --client-url URL --client-sha256 SUM; or allow NFS without encryption: --allow-plain-nfs.',
  ),
  'client-install-failed': entry(
    'host',
    'The package manager could not install the client.',
    'Read what was seen, mend it on the instance, run again.',
  ),
  'client-checksum': entry(
    'host',
    'The fetched package is not the one whose SHA-256 was given; it was not installed.',
    'Check the URL and the sum.',
  ),
  'package-lock': entry(
    'host',
    'Another program holds the package manager’s lock.',
    'Wait until unattended upgrades are done, then run again.',
  ),
  'mount-point-not-empty': entry(
    'host',
    'The mount point is a local directory with files; mounting would hide them.',
    'Move the files away, or choose another mount point.',
  ),
  'mount-point-not-directory': entry(
    'host',
    'Something that is not a directory is in the mount point’s place.',
    'Remove it, or choose another mount point.',
  ),
  'mount-point-taken': entry('host', 'Another file system is mounted there.', 'Unmount it, or choose another mount point.'),
  'fstab-taken': entry(
    'host',
    'fstab already has somebody else’s line for that place.',
    'Remove or change that line yourself, then run again.',
  ),
  'foreign-root': entry(
    'host',
    'The volume’s root is neither new nor laid out by Prism; changing it could lock somebody out.',
    'Look at what is there, then allow it: --adopt.',
  ),
  'foreign-personal-space': entry(
    'host',
    'A personal directory belongs to another uid; Prism never re-owns one.',
    'Find out whose it is; move it aside or chown it yourself.',
  ),
  // the host, mounting
  'mount-failed': entry(
    'host',
    'The mount command did not succeed.',
    'Read what was seen; see /var/log/amazon/efs/mount.log on the instance.',
  ),
  'mount-resolve': entry(
    'host',
    'The file system’s address could not be resolved from the instance.',
    'Check the file-system id and that a mount target exists in the instance’s network; DNS can take 90 s after creation.',
  ),
  'mount-timeout': entry(
    'host',
    'The mount did not come up within its time limit.',
    'Check that security groups allow TCP 2049 from the instance to the mount target.',
  ),
  'mount-wrong': entry('host', 'What is mounted is not the file system asked for.', 'Unmount what is there, then run again.'),
  'mount-not-there': entry(
    'host',
    'Nothing is mounted at the mount point, although the client reported success.',
    'Check network.target and /var/log/amazon/efs/mount.log on the instance.',
  ),
  'not-encrypted': entry('host', 'The mount does not go through TLS.', 'Install the EFS client and mount again without plain NFS.'),
  'mount-hung': entry(
    'host',
    'The mount does not answer within its time limit.',
    'Check the mount target and security groups; a dead TLS tunnel also looks like this.',
  ),
  'read-only': entry('host', 'The mount is read-only.', 'Check the file-system policy and the mount options.'),
  'step-failed': entry('host', 'A step of the script failed.', 'Read what was seen; run again with the cause removed.'),
  'unmount-busy': entry(
    'host',
    'Processes use the volume, so it was left mounted, nothing half done.',
    'End the named processes, or detach it with --lazy.',
  ),
  'unmount-failed': entry('host', 'The volume is still mounted.', 'Read what was seen; run again with the cause removed.'),
  // the host, after
  'row-differs': entry(
    'host',
    'The host does not show what the permission table asks for.',
    'Run `prism volume mount` again: it repairs what it may.',
  ),
  'group-missing': entry('host', 'The shared group does not exist there.', 'Run `prism volume mount` again.'),
  'not-member': entry(
    'host',
    'The account is not in prism-shared and cannot change what is shared.',
    'Run `prism volume mount` again, and let the person log in anew.',
  ),
  'not-mounted': entry('host', 'The volume is not mounted there.', 'Run `prism volume mount`.'),
  'not-persistent': entry('host', 'fstab does not bring the volume back after a reboot.', 'Run `prism volume mount` again.'),
  'umask-differs': entry(
    'host',
    'What the account creates in such a session, the group cannot write.',
    'Run `prism volume mount` again; check profiles that set a umask of their own.',
  ),
  'unwritable-files': entry(
    'host',
    'Some files in shared/ cannot be changed by the group; rsync -a, scp -p and mv keep the source’s mode.',
    'chmod -R g+rwX on them.',
  ),
  'stale-session': entry(
    'host',
    'Processes started before the account joined the group do not have it.',
    'Log out and in again, or restart them.',
  ),
  'same-identity': entry(
    'host',
    'To EFS equal uids are one person; a test between them proves nothing.',
    'Nothing to do; the test was made between different uids.',
  ),
  'not-shared': entry('host', 'What one account wrote, another could not read and append to.', 'See the matrix and the rows that differ.'),
  'not-refused': entry('host', 'Somebody outside the group could write where only the group may.', 'Check the mode of the named path.'),
} as const satisfies Record<string, Entry>

export const kindOf = (code: FindingCode): FindingKind => catalogue[code].kind

export function finding(code: FindingCode, details: { readonly seen: string; readonly instanceId?: string }): Finding {
  const { why, next } = catalogue[code]
  return { code, why, next, ...details }
}

export const isFindingCode = (code: string): code is FindingCode => Object.hasOwn(catalogue, code)

/** What Prism throws. Doors show `finding`; `cause` keeps what it came from. */
export class PrismError extends Error {
  readonly finding: Finding
  /** Further findings of the same refusal, e.g. one per instance. */
  readonly others: readonly Finding[]
  constructor(f: Finding, options: { readonly cause?: unknown; readonly others?: readonly Finding[] } = {}) {
    super(`${f.code}: ${f.seen}`, { cause: options.cause })
    this.name = 'PrismError'
    this.finding = f
    this.others = options.others ?? []
  }
}

export function fail(code: FindingCode, details: { readonly seen: string; readonly instanceId?: string }, cause?: unknown): PrismError {
  return new PrismError(finding(code, details), { cause })
}
