/** The programs that mount: there, and able to start their tunnel. */
import { complaint, type Evidence, said } from '../evidence.ts'
import { topmostAt } from '../topmost.ts'
import { byCode, bySaying, type Cause, either, provoked, recognised } from './cause.ts'

const notYet = /the network was not yet available/
const mountedThere = (e: Evidence): boolean => e.facts !== undefined && topmostAt(e.facts, e.about.mountPoint) !== undefined

export const client = (e: Evidence) => e.probe?.client

export const clients = {
  'client-absent': {
    title: 'The EFS client is not installed',
    area: 'client',
    symptom: '`client-absent`; mount says `unknown filesystem type efs`.',
    evidence: 'No mount.efs on the host, and TLS is wanted; or the distribution’s repositories do not have it.',
    seen: either(byCode('client-absent'), (e) =>
      client(e)?.helper === false && e.about.encrypted ? 'there is no mount.efs on the host' : undefined,
    ),
    why: 'TLS comes with the EFS client. Ubuntu, Debian, Rocky, Alma and RHEL do not carry it in their repositories.',
    fix: () =>
      'Put amazon-efs-utils into the image; or give Prism a package: --client-url URL --client-sha256 SUM; or, without encryption: --allow-plain-nfs',
    tried: provoked('a host without the EFS client'),
  },
  'nfs-client-absent': {
    title: 'The NFS client below the EFS client is not installed',
    area: 'client',
    symptom: 'mount says `/sbin/mount.nfs4: No such file or directory`.',
    evidence: 'mount.efs is on the host and mount.nfs4 is not.',
    seen: (e) => (client(e)?.helper && client(e)?.nfs === false ? 'mount.efs is there, mount.nfs4 is not' : undefined),
    why: 'The EFS client brings the tunnel; the mount itself is made by the distribution’s NFS client.',
    fix: () => 'apt-get install nfs-common, or dnf install nfs-utils',
    tried: provoked('a host without the NFS client'),
  },
  'tunnel-program-absent': {
    title: 'Neither efs-proxy nor stunnel is there',
    area: 'client',
    symptom: '`Failed to locate efs-proxy in …`, `Failed to locate stunnel in …`.',
    evidence: 'The client’s words, or mount.efs is on the host and none of efs-proxy, stunnel, stunnel4, stunnel5 is.',
    seen: either(bySaying(/Failed to locate (?:efs-proxy|stunnel5?) in/, said), (e) =>
      client(e)?.helper && client(e)?.tunnelProgram === '' ? 'no efs-proxy and no stunnel on the host' : undefined,
    ),
    why: 'The tunnel that encrypts is a program of its own: part of amazon-efs-utils 2 and later, a package stunnel before.',
    fix: () =>
      'Reinstall amazon-efs-utils (2 or newer brings efs-proxy), or install stunnel: dnf install stunnel, apt-get install stunnel4',
    tried: provoked('a client without its tunnel program'),
  },
  'tunnel-program-old': {
    title: 'stunnel is too old to check the server’s name',
    area: 'client',
    symptom: '`Your client lacks sufficient controls to properly enforce TLS. Please upgrade stunnel`.',
    evidence: 'Those words of the client, or the stunnel on the host does not know checkHost, which the client’s configuration asks for.',
    seen: either(bySaying(/lacks sufficient controls to properly enforce TLS/, said), (e) => {
      const c = client(e)
      return c?.helper && c.tunnelChecks === 'no' ? `${c.tunnelProgram} ${c.tunnelVersion} does not know checkHost` : undefined
    }),
    why: 'Without it any certificate of a known authority would do, so the client refuses to start the tunnel. Amazon Linux 2 and CentOS 7 carry such a stunnel.',
    fix: () =>
      'Install amazon-efs-utils 2 or newer, which brings a tunnel of its own; or stunnel 5: yum install stunnel5 (Amazon Linux 2), apt-get install stunnel4. Do not switch the check off.',
    tried: recognised('amazon-efs-utils, src/efs_utils_common/proxy.py'),
  },
  'nfs-module-absent': {
    title: 'The kernel cannot load its NFS client',
    area: 'client',
    symptom: '`mount.nfs4: No such device`.',
    evidence: 'Those words, or the kernel does not know nfs4 and a line under modprobe.d keeps its modules from being loaded.',
    seen: (e) => {
      const nfs = e.probe?.nfsModule
      const blocked = nfs && !nfs.known && nfs.blocked !== '' ? nfs.blocked : undefined
      if (!/No such device/.test(complaint(e))) return blocked
      return blocked ?? (nfs && !nfs.known && !nfs.modules ? `${complaint(e)}; the running kernel’s modules are not there` : complaint(e))
    },
    why: 'Hardening profiles blacklist nfs; and after an update the modules of the kernel that still runs can be gone.',
    fix: () =>
      'On the instance: modprobe -v nfsv4; grep -rE "nfs|sunrpc" /etc/modprobe.d: take the blacklist or install line out. If /lib/modules/$(uname -r) is missing: reboot.',
    tried: recognised('mount.nfs4’s words for errno ENODEV (nfs-utils, utils/mount); modprobe.d(5)'),
  },
  'ordering-cycle': {
    title: 'Units wait for one another in a circle, and systemd left out what the mount needs',
    area: 'client',
    symptom: 'After some reboots the volume is there, after others not.',
    evidence: 'In this boot’s journal systemd deleted the job of the mount, or of a target that it waits for, to break an ordering cycle.',
    seen: (e) => {
      if (mountedThere(e) || (e.failures.length > 0 && !notYet.test(said(e)))) return undefined
      const needed = ['network.target', 'network-online.target', 'remote-fs-pre.target', 'remote-fs.target', e.facts?.boot?.unit]
      return e.probe?.deletedJobs.find((line) => needed.some((unit) => line.includes(` ${unit}/start deleted`)))
    },
    why: 'Which job is left out differs from boot to boot. Where it is network.target’s, the client gives up with exit 0 and no word.',
    fix: () =>
      'On the instance: journalctl -b -t systemd | grep "ordering cycle" names the units of the circle; take one of them out (systemctl disable UNIT), or its Before= or After= (systemctl edit --full UNIT), and reboot.',
    tried: provoked('units that wait for one another in a circle'),
  },
  'network-target-inactive': {
    title: 'systemd’s network.target is not active',
    area: 'client',
    symptom: 'mount ends with exit 0 and nothing is mounted.',
    evidence: 'The client’s words `because the network was not yet available`, or network.target is inactive on a systemd host.',
    seen: either(bySaying(notYet, complaint), (e) =>
      e.probe?.networkTarget === 'inactive' ? 'systemctl calls network.target inactive' : undefined,
    ),
    why: 'The client then gives up with exit 0, so that a boot goes on. fstab without _netdev and ordering cycles lead there.',
    fix: () =>
      'On the instance: systemctl restart systemd-networkd (Ubuntu, Debian, Amazon Linux 2023), NetworkManager (RHEL, Rocky, Alma), wicked (SLES) or network (Amazon Linux 2): it pulls in network.target, which nobody may start by hand; journalctl -b | grep "ordering cycle". Lines of fstab need _netdev (Prism’s have it).',
    tried: provoked('a node whose network.target is down'),
  },
  'tunnel-start-failed': {
    title: 'The client’s tunnel ended while it started',
    area: 'client',
    symptom: '`Failed to initialize tunnel for fs-…, please check mount.log`.',
    evidence: 'Those words of the client.',
    seen: bySaying(/Failed to initialize (?:TLS )?tunnel for|Failed to start (?:TLS )?tunnel/, complaint),
    why: 'stunnel or efs-proxy could not read its configuration, its certificate or its port.',
    fix: () =>
      'On the instance: tail /var/log/amazon/efs/mount.log names the reason; set stunnel_debug_enabled = true in /etc/amazon/efs/efs-utils.conf and mount once more for the whole of it.',
    tried: recognised('amazon-efs-utils, src/efs_utils_common/proxy.py'),
  },
  'tls-ports-used-up': {
    title: 'The client found no free local port for its tunnel',
    area: 'client',
    symptom: '`Failed to locate an available port in the range [20049, 21049]`.',
    evidence: 'Those words of the client.',
    seen: bySaying(/Failed to locate an available port in the range|Specified port \[[0-9]+\] is unavailable/, complaint),
    why: 'Each TLS mount takes a local port, and state files that were left behind keep theirs.',
    fix: () =>
      'On the instance: ls /var/run/efs; state files without a mount may go once the watchdog runs: systemctl start amazon-efs-mount-watchdog',
    tried: recognised('amazon-efs-utils, src/efs_utils_common/proxy.py'),
  },
  'open-files-used-up': {
    title: 'A limit of open files was reached',
    area: 'client',
    symptom: '`Too many open files`, in the client or for the people on the volume.',
    evidence: 'Those words in what the client said.',
    seen: bySaying(/Too many open files/, complaint),
    why: 'The process’s own limit, or EFS’s 32,768 open files and 128 users for each client.',
    fix: () =>
      'On the instance: cat /proc/sys/fs/file-nr; ls /proc/*/fd 2>/dev/null | wc -l; raise LimitNOFILE= of the service, or close what is open on the volume.',
    tried: recognised('errno EMFILE’s words (errno(3)); EFS User Guide, “Quotas for NFS clients”'),
  },
} as const satisfies Record<string, Cause>
