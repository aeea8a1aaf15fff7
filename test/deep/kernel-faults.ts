/** Faults that no namespace instance can hold: what is put into a mounted node or its server, and what has to be said. */
import type { CauseId } from '../../src/domain/causes/all.ts'
import type { Fault } from '../mutation/fault.ts'

export type KernelFault = Pick<Fault, 'name' | 'says' | 'mount'> & {
  /** Bash as root on the node; `$P` is the mount point, `$V` the volume's id, `$U` the login user. */
  readonly script?: string
  /** Bash as root on the server, before the node's. */
  readonly server?: string
  /** What the diagnosis of the repeated mount has to name; absent where that mount does not fail. */
  readonly because?: CauseId
  /** The same two, to put away what a mount leaves. */
  readonly fix?: string
  readonly fixServer?: string
}

const exported = (how: 'ro' | 'rw') => `/lab/server export ${how},no_root_squash`

export const kernelFaults: readonly KernelFault[] = [
  {
    name: 'the server makes the export read-only',
    server: exported('ro'),
    says: ['read-only'],
    because: 'volume-read-only',
    mount: { left: 'only the server can give it back' },
    fixServer: exported('rw'),
  },
  {
    name: 'the account is in so many groups that NFS cuts prism-shared off',
    script: 'for i in {1..20}; do groupadd -g $((2000 + i)) "team$i"; gpasswd -a "$U" "team$i" >/dev/null; done',
    says: ['too-many-groups'],
    mount: { left: 'which groups to leave is for people to say' },
    fix: 'for i in {1..20}; do groupdel "team$i"; done',
  },
  {
    name: 'an immutable fstab without the line',
    script: 'sed -i /x-prism/d /etc/fstab; chattr +i /etc/fstab',
    says: ['not-persistent'],
    because: 'files-frozen',
    mount: { left: 'somebody froze the file' },
    fix: 'chattr -i /etc/fstab',
  },
  {
    name: 'an immutable group file without the membership',
    script: 'gpasswd -d "$U" prism-shared >/dev/null; chattr +i /etc/group /etc/gshadow',
    says: ['not-member'],
    because: 'files-frozen',
    mount: { left: 'somebody froze the file' },
    fix: 'chattr -i /etc/group /etc/gshadow',
  },
  {
    name: 'the mount is gone, and its mount point immutable',
    script: 'umount "$P"; chattr +i "$P"',
    says: ['not-mounted'],
    mount: 'repairs',
  },
  {
    name: 'the local disk is full to the last block',
    script: 'fallocate -l "$(df --output=avail -B1 / | tail -n 1)" /var/ballast; dd if=/dev/zero of=/var/ballast2 bs=4096 2>/dev/null || :',
    says: ['invocation-failed'],
    because: 'disk-full',
    mount: { left: 'what may be deleted is for people to say' },
    fix: 'rm -f /var/ballast /var/ballast2',
  },
  {
    name: 'the kernel’s table of open files is full for everybody but root',
    script: 'sysctl -qw fs.file-max=64',
    says: ['not-shared', 'not-tried', 'session-unmeasured'],
    mount: { left: 'the limit is the machine’s' },
    fix: 'sysctl -qw fs.file-max=65536',
  },
  {
    name: 'the server no longer exports what is mounted: a stale handle',
    // another export stays: a server without any denies, and a server with a root hands out that
    server: String.raw`mkdir -p /srv/other /srv/none
printf '/srv/other *(ro)\n/srv/none 10.9.9.9(ro,fsid=0)\n' >/etc/exports; exportfs -ra; exportfs -f`,
    says: ['stale-handle'],
    because: 'stale-handle',
    mount: { left: 'only the server can give it back, and processes may hold what was there' },
    fixServer: exported('rw'),
  },
  {
    // the last: the kernel needs minutes to forget it (life.deep.ts)
    name: 'the TLS tunnel is dead',
    script: 'pkill -9 stunnel4',
    says: ['mount-hung'],
    because: 'tunnel-dead',
    mount: { left: 'a hard mount waits for its tunnel, which the EFS client’s watchdog starts again' },
  },
]

/** What not even kernels of their own can show here, and why. */
export const notTried: readonly { readonly name: string; readonly why: string }[] = [
  { name: 'EFS’s limits on open files and locks per client', why: 'they are EFS’s own; Linux’s nfsd has neither' },
  { name: 'an immutable or append-only file on the volume', why: 'NFS carries no such attribute: chattr on EFS is refused' },
  {
    name: 'access points beside the whole volume or with secondary groups, IAM authorisation, file-system policies',
    why: 'the server is Linux’s nfsd; what a policy does is done by its export',
  },
  { name: 'AWS’s own mount.efs and its watchdog', why: 'a stand-in does their work: stunnel, the same arguments, messages and state file' },
  {
    name: 'Rocky’s and Amazon Linux’s own userland',
    why: 'they are Debian 12 with those images’ accounts, PAM files and a stand-in for authselect',
  },
]
