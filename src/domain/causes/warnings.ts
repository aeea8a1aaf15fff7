/** What a person should know although nothing is broken now. Never named as the cause of a failure. */
import type { Evidence } from '../evidence.ts'
import { topmostAt } from '../topmost.ts'
import { type Cause, provoked, recognised } from './cause.ts'
import { client } from './client.ts'

const here = (e: Evidence) => (e.facts ? topmostAt(e.facts, e.about.mountPoint) : undefined)

/** The policy\'s label for files on NFS. */
const nfsType = 'nfs_t'
/** `nfs_t` in `system_u:object_r:nfs_t:s0`; empty where there is none. */
const typeIn = (context: string): string => context.split(':')[2] ?? ''
/** The type in a `context=` option, which has quotes where its level has commas. */
function contextIn(options = ''): string | undefined {
  const context = /(?:^|,)context="?([^",]+)/.exec(options)?.[1]
  return context === undefined ? undefined : typeIn(context)
}

function scanned(e: Evidence, kind: 'setuid' | 'device'): string | undefined {
  const scan = e.probe?.scan
  const files = scan?.sample.filter((f) => f.kind === kind) ?? []
  if (!scan || files.length === 0) return undefined
  const more = scan.found > scan.sample.length ? `; ${scan.found} such files in all` : ''
  const unfinished = scan.finished ? '' : `; unfinished: ${scan.looked} entries were scanned, the rest is unknown`
  return `${files.map((f) => `${f.path} (mode ${f.mode}, uid ${f.owner})`).join(', ')}${more}${unfinished}`
}

export const warnings = {
  'watchdog-stopped': {
    title: 'The EFS client’s watchdog does not run',
    area: 'client',
    symptom: 'Nothing yet. When the tunnel ends, or its certificate has to be renewed, the mount hangs for good.',
    evidence: 'The volume is mounted through a tunnel, amazon-efs-mount-watchdog is installed, but no process with that name runs.',
    seen: (e) =>
      here(e)?.encrypted === 'yes' && client(e)?.watchdogInstalled && !client(e)?.watchdog
        ? `${e.about.mountPoint} is mounted over TLS, and amazon-efs-mount-watchdog does not run`
        : undefined,
    why: 'The watchdog restarts ended tunnels and renews the certificates of mounts that use IAM or an access point.',
    fix: () => 'On the instance: systemctl enable --now amazon-efs-mount-watchdog; then systemctl status amazon-efs-mount-watchdog',
    tried: provoked('a mount whose watchdog was stopped'),
    warning: true,
  },
  'selinux-homes': {
    title: 'SELinux keeps services out of home directories on the volume',
    area: 'selinux',
    symptom: 'ssh refuses keys, cron jobs and web servers get `Permission denied`, while a root shell can read everything.',
    evidence: 'SELinux enforces, an account’s home is on the volume, which is labelled nfs_t, and the boolean use_nfs_home_dirs is off.',
    seen: (e) => {
      const s = e.probe?.selinux
      // a context= option gives the files another label, which that boolean does not cover
      return s?.enforcing && s.allowed === 'no' && s.homes.length > 0 && ['', nfsType].includes(typeIn(s.label))
        ? `SELinux enforces, use_nfs_home_dirs is off, and homes are on the volume: ${s.homes.join(', ')}`
        : undefined
    },
    why: 'Files on NFS have the label nfs_t, which confined services may use as a home only if that boolean is on.',
    fix: () => 'On the instance: setsebool -P use_nfs_home_dirs on; ausearch -m avc -ts recent shows what was refused',
    tried: recognised('getsebool(8), the boolean use_nfs_home_dirs of the reference policy'),
    warning: true,
  },
  'selinux-label': {
    title: 'The volume has the wrong SELinux label',
    area: 'selinux',
    symptom: 'Services and containers get `Permission denied` on the volume, while a root shell can read everything.',
    evidence:
      'SELinux enforces, the volume is mounted by NFS, and its label is not that of the context= option of the fstab line or the mount, or nfs_t if there is none.',
    seen: (e) => {
      const [mount, label] = [here(e), typeIn(e.probe?.selinux?.label ?? '')]
      if (!e.probe?.selinux?.enforcing || !mount?.type.startsWith('nfs') || label === '') return undefined
      const line = e.facts?.fstab.find((l) => l.place === e.about.mountPoint)
      const wanted = contextIn(line?.options) ?? contextIn(mount.options) ?? nfsType
      return label === wanted ? undefined : `SELinux enforces, and ${e.about.mountPoint} is labelled ${label}, not ${wanted}`
    },
    why: 'All files of such a mount have one label, from the context= option or else nfs_t, and the policy says which confined services may use it.',
    fix: ({ mountPoint }) =>
      `On the instance: findmnt -no OPTIONS ${mountPoint}; grep ${mountPoint} /etc/fstab; then unmount and mount again, because context= applies only at mount time; ausearch -m avc -ts recent shows what was refused`,
    tried: recognised('mount(8), context=; the reference policy’s genfscon of nfs and nfs4: nfs_t'),
    warning: true,
  },
  'setuid-on-volume': {
    title: 'Programs on the volume would run with the rights of their owner or group',
    area: 'scan',
    symptom: 'None. Root on one instance can create such a program, and anybody on another instance can start it.',
    evidence: 'With --scan: regular files on the volume with the setuid bit, or with setgid and execute.',
    seen: (e) => scanned(e, 'setuid'),
    why: 'A mount without nosuid honours the bit on every instance, whoever set it. Prism mounts with nosuid; other mounts may not.',
    fix: ({ mountPoint }) =>
      `On the instance: findmnt -no OPTIONS ${mountPoint} should say nosuid,nodev; find out who created the files, then chmod u-s,g-s FILE, or remove them`,
    tried: provoked('a setuid program on the volume'),
    warning: true,
  },
  'device-on-volume': {
    title: 'Device files are on the volume',
    area: 'scan',
    symptom: 'None. Such a file gives access to the device with that number to anybody who may open it, on every instance.',
    evidence: 'With --scan: block or character devices on the volume.',
    seen: (e) => scanned(e, 'device'),
    why: 'A mount without nodev honours them: a disk device gives access to all files of the instance. Prism mounts with nodev; other mounts may not.',
    fix: ({ mountPoint }) =>
      `On the instance: findmnt -no OPTIONS ${mountPoint} should say nosuid,nodev; find out who created the files, then rm FILE`,
    tried: provoked('a device file on the volume'),
    warning: true,
  },
} as const satisfies Record<string, Cause>
