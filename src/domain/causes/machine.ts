/** The machine itself: a fault here breaks everything after it, with many different messages. */
import { type Evidence, said } from '../evidence.ts'
import { byCode, bySaying, type Cause, either, provoked } from './cause.ts'

/** Beyond it Prism's own jobs are refused as late; from 15 minutes on, EFS refuses the client's certificates too. */
const toleratedSkewSeconds = 60

/** Packages, state files and fstab need more than this. */
const minKilobytes = 2_048
const minInodes = 50

const disks = (e: Evidence) => e.probe?.disks ?? []

export const machine = {
  'clock-wrong': {
    title: 'The host’s clock is wrong',
    area: 'clock',
    symptom: '`job-expired`; TLS says “not yet valid” or “expired”; AWS reports an expired signature.',
    evidence: 'The host’s clock differs from the caller’s by more than 60 s beyond the round trip.',
    seen: (e) => {
      const skew = e.clock?.skewSeconds
      if (skew === undefined || Math.abs(skew) <= toleratedSkewSeconds) return undefined
      return `the host’s clock is ${Math.round(Math.abs(skew))} s ${skew > 0 ? 'ahead of' : 'behind'} the caller’s`
    },
    why: 'Certificates and signatures are valid for minutes, and Prism’s jobs refuse to start after their deadline.',
    fix: () =>
      'On the instance: chronyc makestep (server 169.254.169.123), then timedatectl. If every instance differs by the same amount, the clock of the machine that runs Prism is wrong.',
    tried: provoked('a host whose clock differs from the caller’s'),
  },
  'disk-read-only': {
    title: 'A local file system is read-only',
    area: 'disk',
    symptom: '`Read-only file system` from the package manager, mkdir or fstab.',
    evidence: '/, /etc, /var or /run is mounted read-only on the host.',
    seen: (e) => {
      const bad = disks(e).filter((d) => d.readOnly)
      return bad.length > 0 ? `${bad.map((d) => d.path).join(', ')} is read-only` : undefined
    },
    why: 'A disk error makes Linux remount it read-only; an immutable image is read-only on purpose.',
    fix: () => 'On the instance: dmesg | grep -i "remount\\|I/O error"; repair the disk, then mount -o remount,rw PATH',
    tried: provoked('a local disk that is read-only'),
  },
  'inodes-used-up': {
    title: 'A local disk has no inodes left',
    area: 'disk',
    symptom: '`No space left on device`, although df shows free space.',
    evidence: 'Fewer than 50 inodes are free on /, /etc, /var or /run.',
    seen: (e) => {
      const bad = disks(e).filter((d) => !d.readOnly && d.freeInodes < minInodes)
      return bad.length > 0 ? bad.map((d) => `${d.path} has ${d.freeInodes} inodes free`).join(', ') : undefined
    },
    why: 'No new file can be created, however much space is free.',
    fix: () => 'On the instance: df -i; find / -xdev -type d -size +200k: folders with many small files, usually sessions or mail queues.',
    tried: provoked('a local disk without inodes'),
  },
  'disk-full': {
    title: 'A local disk is full',
    area: 'disk',
    symptom: '`No space left on device` from the package manager, the client or fstab.',
    evidence:
      'Less than 2 MiB are free on /, /etc, /var or /run; or a program, the agent or the package manager reported that there is no space.',
    seen: either(
      (e) => {
        const bad = disks(e).filter((d) => !d.readOnly && d.freeKilobytes < minKilobytes)
        return bad.length > 0 ? bad.map((d) => `${d.path} has ${d.freeKilobytes} KiB free`).join(', ') : undefined
      },
      byCode('package-no-space'),
      bySaying(/no space left on device/i, said),
    ),
    why: 'The client’s state, its log, Prism’s own records and fstab are all written locally.',
    fix: () =>
      'On the instance: du -xh --max-depth=2 / | sort -h | tail -20; journalctl --vacuum-size=100M; apt-get clean or dnf clean all',
    tried: provoked('a local disk that is full'),
  },
} as const satisfies Record<string, Cause>
