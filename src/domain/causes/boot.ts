/**
 * Prism mounted the volume there once, and it is gone, or would be after the next boot. Only for `doctor`: what makes a
 * mount fail is found before.
 */
import { type BootFault, bootFaultOf, downInWords } from '../boot.ts'
import type { Evidence } from '../evidence.ts'
import { topmostAt } from '../topmost.ts'
import { type Cause, provoked } from './cause.ts'

const hasLine = ({ facts, about }: Evidence): boolean => facts?.fstab.some((l) => l.place === about.mountPoint && l.ours) === true
const isNoted = ({ facts, about }: Evidence): boolean =>
  !facts?.left && facts?.remembered?.some((r) => r.kind === 'noted' && r.place === about.mountPoint) === true

/** What systemd says about a missing mount; empty if it says nothing, undefined if no mount is missing. */
function missed(e: Evidence): string | undefined {
  if (e.failures.length > 0 || !e.facts || topmostAt(e.facts, e.about.mountPoint) || !(hasLine(e) || isNoted(e))) return undefined
  return (e.facts.boot && downInWords(e.facts.boot)) ?? ''
}

const didNotComeUp = ({ facts }: Evidence): boolean => facts?.boot?.active === 'failed' || facts?.boot?.active === 'activating'

const faulty = (code: BootFault['code']) => (e: Evidence) => {
  const fault = e.failures.length === 0 && hasLine(e) && e.facts?.boot ? bootFaultOf(e.facts.boot) : undefined
  return fault?.code === code ? fault.seen : undefined
}

export const boot = {
  'unit-masked': {
    title: 'The mount’s systemd unit is masked',
    area: 'fstab',
    symptom: '`unit-masked`; after a reboot the volume is not there.',
    evidence: 'systemctl shows the unit of the mount point as masked.',
    seen: faulty('unit-masked'),
    why: 'A masked unit is linked to /dev/null, which overrides the unit that systemd generates from the fstab line.',
    fix: ({ mountPoint }) => `On the instance: systemctl unmask "$(systemd-escape -p --suffix=mount ${mountPoint})"`,
    tried: provoked('a mount unit that is masked'),
  },
  'unit-foreign': {
    title: 'A unit file of the same name overrides the fstab line',
    area: 'fstab',
    symptom: '`unit-foreign`; after a reboot something else is mounted there, or nothing.',
    evidence: 'systemctl shows the unit of the mount point as loaded from a file that systemd did not generate from fstab.',
    seen: faulty('unit-foreign'),
    why: 'Files in /etc/systemd/system take precedence over those generated from fstab: a boot mounts what that file says, with its options.',
    fix: ({ mountPoint }) =>
      `On the instance: systemctl cat "$(systemd-escape -p --suffix=mount ${mountPoint})" shows the file; remove it if nobody needs it, then systemctl daemon-reload`,
    tried: provoked('a unit file that hides fstab’s line'),
  },
  'boot-without-mounts': {
    title: 'remote-fs.target is not enabled',
    area: 'fstab',
    symptom: '`boot-without-mounts`; after a reboot no network file system is mounted.',
    evidence: 'Nothing that systemd’s default target pulls in wants remote-fs.target.',
    seen: faulty('boot-without-mounts'),
    why: 'systemd ties mounts with _netdev to that target, and at boot it starts only what its default target pulls in.',
    fix: () => 'On the instance: systemctl enable remote-fs.target; if it says masked: systemctl unmask remote-fs.target first',
    tried: provoked('a boot without remote-fs.target'),
  },
  'boot-mount-failed': {
    title: 'The mount failed at boot, and nothing retried it',
    area: 'mount',
    symptom: 'After a reboot the volume is not mounted; the network path to it works.',
    evidence: 'fstab has Prism’s line, nothing is mounted, and systemd shows the unit of the mount point as failed or still activating.',
    seen: (e) => (didNotComeUp(e) ? missed(e) : undefined),
    why: 'A boot tries each mount once; with nofail it continues without it. What failed then (server, network, name) may work now.',
    fix: ({ fileSystem, instance, mountPoint }) =>
      `prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint}; what it said at boot: journalctl -b -u "$(systemd-escape -p --suffix=mount ${mountPoint})", on the instance`,
    tried: provoked('a boot while the server was out of reach for too long'),
  },
  unmounted: {
    title: 'Prism mounted the volume there, and it is gone',
    area: 'mount',
    symptom: '`not-mounted`; the volume was there before.',
    evidence: 'fstab has Prism’s line for the mount point, or the instance remembers the mount’s options; and nothing is mounted there.',
    seen: (e) => {
      const words = didNotComeUp(e) ? undefined : missed(e)
      if (words === undefined) return undefined
      return [`nothing is mounted at ${e.about.mountPoint}`, ...(hasLine(e) ? [] : ['fstab has no line for it']), words]
        .filter(Boolean)
        .join('; ')
    },
    why: 'Somebody unmounted it, or a boot continued without it; nothing mounts it again before the next boot. What people write there now stays on the instance.',
    fix: ({ fileSystem, instance, mountPoint }) => `prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint}`,
    tried: provoked('a volume that somebody unmounted'),
  },
} as const satisfies Record<string, Cause>
