/** The volume is mounted but does not work. */
import { complaint, type Evidence } from '../evidence.ts'
import { topmostAt } from '../topmost.ts'
import { bySaying, type Cause, either, provoked } from './cause.ts'

const here = (e: Evidence) => (e.facts ? topmostAt(e.facts, e.about.mountPoint) : undefined)

export const mounted = {
  'tunnel-dead': {
    title: 'The TLS tunnel under the mount is dead',
    area: 'mount',
    symptom: 'Everything that touches the volume hangs; other instances work.',
    evidence:
      'The client’s state file of that mount names a process that is gone; or the mount does not answer, and nothing listens on its port on 127.0.0.1.',
    seen: (e) => {
      if (!here(e)) return undefined
      const alone = e.probe?.client?.watchdog ? '' : ', and no watchdog runs'
      const dead = e.probe?.tunnels.find((t) => t.place === e.about.mountPoint && !t.alive)
      if (dead) return `process ${dead.pid} of the tunnel for ${dead.place} is gone${alone}`
      // a tunnel may be in another network namespace, where it is not seen: then the mount answers
      const deaf = here(e)?.answers === 'yes' ? undefined : e.probe?.tunnelPorts.find((t) => t.place === e.about.mountPoint && !t.listens)
      return deaf ? `nothing listens on 127.0.0.1:${deaf.port}, the tunnel of the mount at ${deaf.place}${alone}` : undefined
    },
    why: 'The kernel talks to 127.0.0.1, where nothing listens. The watchdog restarts dead tunnels as long as their state files exist; it starts by itself only under systemd and upstart.',
    fix: ({ mountPoint }) =>
      `On the instance: systemctl restart amazon-efs-mount-watchdog; within a minute ls ${mountPoint} answers. Otherwise: umount -f -l ${mountPoint}; wait three minutes until the kernel gives up the old connection; then mount again with Prism.`,
    tried: provoked('a mount whose tunnel is dead'),
  },
  'connection-dead': {
    title: 'The kernel is still closing the connection of an earlier mount whose tunnel is dead',
    area: 'mount',
    symptom: '`mount-timeout`, after a forced unmount.',
    evidence: '/proc/fs/nfsfs/servers lists 127.0.0.1 with a port that no mount uses and where nothing listens.',
    seen: (e) => {
      const [port] = e.probe?.deadConnections ?? []
      return port === undefined || here(e)
        ? undefined
        : `an NFS connection to 127.0.0.1:${port}, where nothing listens and which no mount uses`
    },
    why: 'A new mount of the same volume joins the existing connection (NFS 4.1 trunking) and waits with it. The kernel gives it up about three minutes after the umount.',
    fix: ({ mountPoint }) =>
      `Wait until cat /proc/fs/nfsfs/servers on the instance no longer lists 127.0.0.1, three minutes at most, then mount again with Prism. A reboot helps too. Next time: systemctl restart amazon-efs-mount-watchdog before umount -f -l ${mountPoint}.`,
    tried: provoked('a mount taken away by force while its tunnel was dead'),
  },
  'mount-hidden': {
    title: 'Something else is mounted over a parent directory of the mount point',
    area: 'mount',
    symptom: '`mount-hidden`: the volume is mounted, and programs see something else.',
    evidence: 'The mount table has the volume, but the mount point’s path leads to another device.',
    seen: (e) => {
      const top = here(e)
      return top && !top.reached ? `${e.about.mountPoint} leads to something other than ${top.fileSystemId ?? top.source}` : undefined
    },
    why: 'What people write there stays on this instance, or is lost when the other mount goes.',
    fix: ({ mountPoint }) => `On the instance: findmnt -T ${mountPoint}; move the files of what covers it away, then unmount that.`,
    tried: provoked('a file system over the directory above the mount point'),
  },
  'stale-handle': {
    title: 'The mount’s file handle is stale',
    area: 'mount',
    symptom: '`Stale file handle`.',
    evidence: 'This error, from accessing the mount or from the client.',
    seen: either(
      (e) => (here(e)?.answers === 'stale' ? `${e.about.mountPoint} answers: Stale file handle` : undefined),
      (e) => e.probe?.touches.find((t) => t.place === e.about.mountPoint && /Stale (?:NFS )?file handle/.test(t.said))?.said,
      bySaying(/Stale (?:NFS )?file handle/, complaint),
    ),
    why: 'The mounted directory is gone on the server: the folder or the file system was deleted or recreated.',
    fix: ({ mountPoint }) => `On the instance: umount -l ${mountPoint}; then mount again with Prism.`,
    tried: provoked('a server that no longer exports what is mounted'),
  },
  'server-hung': {
    title: 'The mount does not answer',
    area: 'mount',
    symptom: '`mount-hung`; ls and df hang.',
    evidence: 'statfs at the mount point did not answer within five seconds.',
    seen: (e) => (here(e)?.answers === 'timeout' ? `${e.about.mountPoint} gave no answer within 5 s` : undefined),
    why: 'The path to the server broke after the mount: a mount target was deleted under its clients, a security group was closed, or the server is in trouble. Hard mounts wait forever so that no data is lost.',
    fix: ({ mountPoint, fileSystem, region }) =>
      `aws efs describe-mount-targets --region ${region} --file-system-id ${fileSystem}: does the zone’s target exist, with the same address? If it is gone: umount -f -l ${mountPoint} on the instance; wait three minutes until the kernel gives up the old connection; then mount again.`,
    tried: provoked('a mount whose server hangs'),
  },
  'mounted-read-only': {
    title: 'The volume is mounted read-only',
    area: 'mount',
    symptom: '`read-only`; writing says `Read-only file system`.',
    evidence: 'The mount table says ro for that mount point, and --read-only was not given.',
    seen: (e) => (here(e)?.readOnly && !e.about.readOnly ? `${e.about.mountPoint} is mounted ro` : undefined),
    why: 'Somebody remounted it or wrote ro into fstab; or IAM gives no write access.',
    fix: ({ mountPoint }) =>
      `On the instance: mount -o remount,rw ${mountPoint}; remove ro from its line in /etc/fstab. If it stays ro, check ClientWrite in the file-system policy.`,
    tried: provoked('a mount that is read-only'),
  },
  'mounted-unencrypted': {
    title: 'The volume is mounted without TLS',
    area: 'mount',
    symptom: '`not-encrypted`.',
    evidence: 'The mount goes straight to the server, or its tunnel was started without TLS; and --allow-plain-nfs was not given.',
    seen: (e) =>
      here(e)?.encrypted === 'no' && e.about.encrypted ? `${here(e)?.source} at ${e.about.mountPoint} is not encrypted` : undefined,
    why: 'Anybody on the network path can read the data.',
    fix: ({ mountPoint }) => `On the instance: umount ${mountPoint}, remove its line from /etc/fstab, then mount again with Prism.`,
    tried: provoked('a mount without TLS'),
  },
} as const satisfies Record<string, Cause>
