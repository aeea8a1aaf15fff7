/** The programs that mount: installed, and able to start their tunnel. */
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
    evidence: 'No mount.efs on the host, and TLS is required; or the distribution’s repositories do not have it.',
    seen: either(byCode('client-absent'), (e) =>
      client(e)?.helper === false && e.about.encrypted ? 'there is no mount.efs on the host' : undefined,
    ),
    why: 'TLS comes with the EFS client. Ubuntu, Debian, Rocky, Alma and RHEL do not have it in their repositories.',
    fix: () =>
      'Put amazon-efs-utils into the image; or give Prism a package: --client-url URL --client-sha256 SUM; or, without encryption: --allow-plain-nfs',
    tried: provoked('a host without the EFS client'),
  },
  'nfs-client-absent': {
    title: 'The NFS client below the EFS client is not installed',
    area: 'client',
    symptom: 'mount says `/sbin/mount.nfs4: No such file or directory`.',
    evidence: 'The host has mount.efs but not mount.nfs4.',
    seen: (e) => (client(e)?.helper && client(e)?.nfs === false ? 'mount.efs is there, mount.nfs4 is not' : undefined),
    why: 'The EFS client provides the tunnel; the distribution’s NFS client makes the mount itself.',
    fix: () => 'apt-get install nfs-common, or dnf install nfs-utils',
    tried: provoked('a host without the NFS client'),
  },
  'tunnel-program-absent': {
    title: 'Neither efs-proxy nor stunnel is installed',
    area: 'client',
    symptom: '`Failed to locate efs-proxy in …`, `Failed to locate stunnel in …`.',
    evidence: 'The client’s message, or the host has mount.efs but none of efs-proxy, stunnel, stunnel4, stunnel5.',
    seen: either(bySaying(/Failed to locate (?:efs-proxy|stunnel5?) in/, said), (e) =>
      client(e)?.helper && client(e)?.tunnelProgram === '' ? 'no efs-proxy and no stunnel on the host' : undefined,
    ),
    why: 'The encrypting tunnel is a separate program: part of amazon-efs-utils 2 and later, the package stunnel before.',
    fix: () =>
      'Reinstall amazon-efs-utils (2 or newer includes efs-proxy), or install stunnel: dnf install stunnel, apt-get install stunnel4',
    tried: provoked('a client without its tunnel program'),
  },
  'tunnel-program-old': {
    title: 'stunnel is too old to check the server’s name',
    area: 'client',
    symptom: '`Your client lacks sufficient controls to properly enforce TLS. Please upgrade stunnel`.',
    evidence: 'The client’s message, or the stunnel on the host does not support checkHost, which the client’s configuration requires.',
    seen: either(bySaying(/lacks sufficient controls to properly enforce TLS/, said), (e) => {
      const c = client(e)
      return c?.helper && c.tunnelChecks === 'no' ? `${c.tunnelProgram} ${c.tunnelVersion} does not support checkHost` : undefined
    }),
    why: 'Without that check any certificate of a known authority would pass, so the client refuses to start the tunnel. Amazon Linux 2 and CentOS 7 ship such a stunnel.',
    fix: () =>
      'Install amazon-efs-utils 2 or newer, which includes its own tunnel; or stunnel 5: yum install stunnel5 (Amazon Linux 2), apt-get install stunnel4. Do not disable the check.',
    tried: recognised('amazon-efs-utils, src/efs_utils_common/proxy.py'),
  },
  'nfs-module-absent': {
    title: 'The kernel cannot load its NFS client',
    area: 'client',
    symptom: '`mount.nfs4: No such device`.',
    evidence: 'The client’s message, or the kernel does not have nfs4 and a line under modprobe.d blocks its modules.',
    seen: (e) => {
      const nfs = e.probe?.nfsModule
      const blocked = nfs && !nfs.known && nfs.blocked !== '' ? nfs.blocked : undefined
      if (!/No such device/.test(complaint(e))) return blocked
      return blocked ?? (nfs && !nfs.known && !nfs.modules ? `${complaint(e)}; the running kernel’s modules are missing` : complaint(e))
    },
    why: 'Hardening profiles blacklist nfs; and an update can remove the modules of the kernel that is still running.',
    fix: () =>
      'On the instance: modprobe -v nfsv4; grep -rE "nfs|sunrpc" /etc/modprobe.d: remove the blacklist or install line. If /lib/modules/$(uname -r) is missing: reboot.',
    tried: recognised('mount.nfs4’s words for errno ENODEV (nfs-utils, utils/mount); modprobe.d(5)'),
  },
  'ordering-cycle': {
    title: 'Units wait for one another in a cycle, and systemd dropped what the mount needs',
    area: 'client',
    symptom: 'After some reboots the volume is mounted, after others it is not.',
    evidence: 'In this boot’s journal systemd deleted the job of the mount, or of a target that it waits for, to break an ordering cycle.',
    seen: (e) => {
      if (mountedThere(e) || (e.failures.length > 0 && !notYet.test(said(e)))) return undefined
      const needed = ['network.target', 'network-online.target', 'remote-fs-pre.target', 'remote-fs.target', e.facts?.boot?.unit]
      return e.probe?.deletedJobs.find((line) => needed.some((unit) => line.includes(` ${unit}/start deleted`)))
    },
    why: 'Which job systemd drops differs from boot to boot. If it is network.target’s, the client gives up with exit 0 and no message.',
    fix: () =>
      'On the instance: journalctl -b -t systemd | grep "ordering cycle" names the units of the cycle; remove one of them (systemctl disable UNIT), or its Before= or After= (systemctl edit --full UNIT), and reboot.',
    tried: provoked('units that wait for one another in a cycle'),
  },
  'network-target-inactive': {
    title: 'systemd’s network.target is not active',
    area: 'client',
    symptom: 'mount ends with exit 0, but nothing is mounted.',
    evidence: 'The client’s message `because the network was not yet available`, or network.target is inactive on a systemd host.',
    seen: either(bySaying(notYet, complaint), (e) =>
      e.probe?.networkTarget === 'inactive' ? 'systemctl reports network.target as inactive' : undefined,
    ),
    why: 'The client then gives up with exit 0, so that the boot continues. An fstab line without _netdev, or an ordering cycle, causes this.',
    fix: () =>
      'On the instance: systemctl restart systemd-networkd (Ubuntu, Debian, Amazon Linux 2023), NetworkManager (RHEL, Rocky, Alma), wicked (SLES) or network (Amazon Linux 2): it pulls in network.target, which cannot be started by hand; journalctl -b | grep "ordering cycle". Lines of fstab need _netdev (Prism’s have it).',
    tried: provoked('a node whose network.target is down'),
  },
  'tunnel-start-failed': {
    title: 'The client’s tunnel ended during its start',
    area: 'client',
    symptom: '`Failed to initialize tunnel for fs-…, please check mount.log`.',
    evidence: 'The client’s message.',
    seen: bySaying(/Failed to initialize (?:TLS )?tunnel for|Failed to start (?:TLS )?tunnel/, complaint),
    why: 'stunnel or efs-proxy could not read its configuration, its certificate or its port.',
    fix: () =>
      'On the instance: tail /var/log/amazon/efs/mount.log names the reason; for the full log set stunnel_debug_enabled = true in /etc/amazon/efs/efs-utils.conf and mount again.',
    tried: recognised('amazon-efs-utils, src/efs_utils_common/proxy.py'),
  },
  'tls-ports-used-up': {
    title: 'The client found no free local port for its tunnel',
    area: 'client',
    symptom: '`Failed to locate an available port in the range [20049, 21049]`.',
    evidence: 'The client’s message.',
    seen: bySaying(/Failed to locate an available port in the range|Specified port \[[0-9]+\] is unavailable/, complaint),
    why: 'Each TLS mount takes a local port, and leftover state files keep theirs.',
    fix: () =>
      'On the instance: ls /var/run/efs; the watchdog removes state files without a mount: systemctl start amazon-efs-mount-watchdog',
    tried: recognised('amazon-efs-utils, src/efs_utils_common/proxy.py'),
  },
  'open-files-used-up': {
    title: 'The limit of open files was reached',
    area: 'client',
    symptom: '`Too many open files`, in the client or for users of the volume.',
    evidence: 'The client’s message.',
    seen: bySaying(/Too many open files/, complaint),
    why: 'The process’s own limit, or EFS’s 32,768 open files and 128 users for each client.',
    fix: () =>
      'On the instance: cat /proc/sys/fs/file-nr; ls /proc/*/fd 2>/dev/null | wc -l; raise LimitNOFILE= of the service, or close files on the volume.',
    tried: recognised('the message of errno EMFILE (errno(3)); EFS User Guide, “Quotas for NFS clients”'),
  },
} as const satisfies Record<string, Cause>
