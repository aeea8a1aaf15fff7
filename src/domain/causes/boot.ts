/**
 * Prism mounted the volume there once, and it is gone, or would be after the next boot. Only where a doctor was asked: what makes a
 * mount fail is found before.
 */
import { type BootFault, bootFaultOf, downInWords } from '../boot.ts'
import type { Evidence } from '../evidence.ts'
import { topmostAt } from '../topmost.ts'
import { type Cause, provoked } from './cause.ts'

const hasLine = ({ facts, about }: Evidence): boolean => facts?.fstab.some((l) => l.place === about.mountPoint && l.ours) === true
const isNoted = ({ facts, about }: Evidence): boolean =>
  !facts?.left && facts?.remembered?.some((r) => r.kind === 'noted' && r.place === about.mountPoint) === true

/** What systemd says of a mount that is missed; empty where it says nothing of it, undefined where none is missed. */
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
    title: 'systemd is told never to start the mount’s unit',
    area: 'fstab',
    symptom: '`unit-masked`; after a reboot the volume is not there.',
    evidence: 'systemctl shows the unit of the mount point as masked.',
    seen: faulty('unit-masked'),
    why: 'A masked unit is linked to /dev/null, which wins over what systemd makes of fstab’s line.',
    fix: ({ mountPoint }) => `On the instance: systemctl unmask "$(systemd-escape -p --suffix=mount ${mountPoint})"`,
    tried: provoked('a mount unit that is masked'),
  },
  'unit-foreign': {
    title: 'A unit file of the same name wins over fstab’s line',
    area: 'fstab',
    symptom: '`unit-foreign`; after a reboot something else is mounted there, or nothing.',
    evidence: 'systemctl shows the unit of the mount point as loaded from a file that systemd did not make from fstab.',
    seen: faulty('unit-foreign'),
    why: 'Files in /etc/systemd/system come before those that are made from fstab: a boot mounts what that file says, with its options.',
    fix: ({ mountPoint }) =>
      `On the instance: systemctl cat "$(systemd-escape -p --suffix=mount ${mountPoint})" shows the file; remove it if nobody needs it, then systemctl daemon-reload`,
    tried: provoked('a unit file that hides fstab’s line'),
  },
  'boot-without-mounts': {
    title: 'No boot gets as far as remote-fs.target',
    area: 'fstab',
    symptom: '`boot-without-mounts`; after a reboot nothing is mounted that comes over the network.',
    evidence: 'remote-fs.target is wanted by nothing that leads to systemd’s default target.',
    seen: faulty('boot-without-mounts'),
    why: 'systemd ties mounts with _netdev to that target, and starts at a boot what its default target leads to.',
    fix: () => 'On the instance: systemctl enable remote-fs.target; if it says masked: systemctl unmask remote-fs.target first',
    tried: provoked('a boot without remote-fs.target'),
  },
  'boot-mount-failed': {
    title: 'The mount failed at the boot, and nobody tried again',
    area: 'mount',
    symptom: 'After a reboot the volume is not there; the way to it is well.',
    evidence: 'fstab has Prism’s line, nothing is mounted, and systemd shows the unit of the mount point as failed or still being tried.',
    seen: (e) => (didNotComeUp(e) ? missed(e) : undefined),
    why: 'A boot tries each mount once; with nofail it goes on without. What was in the way then (server, network, name) need not be now.',
    fix: ({ fileSystem, instance, mountPoint }) =>
      `prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint}; what it said at the boot: journalctl -b -u "$(systemd-escape -p --suffix=mount ${mountPoint})", on the instance`,
    tried: provoked('a boot while the server was out of reach for too long'),
  },
  unmounted: {
    title: 'Prism mounted the volume there, and it is gone',
    area: 'mount',
    symptom: '`not-mounted`; the volume was there before.',
    evidence: 'fstab has Prism’s line for the place, or the instance remembers what the mount was asked for; and nothing is mounted there.',
    seen: (e) => {
      const words = didNotComeUp(e) ? undefined : missed(e)
      if (words === undefined) return undefined
      return [`nothing is mounted at ${e.about.mountPoint}`, ...(hasLine(e) ? [] : ['fstab has no line for it']), words]
        .filter(Boolean)
        .join('; ')
    },
    why: 'Somebody unmounted it, or a boot went on without it; before the next boot nothing brings it back. What people write there now stays on the instance.',
    fix: ({ fileSystem, instance, mountPoint }) => `prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint}`,
    tried: provoked('a volume that somebody unmounted'),
  },
} as const satisfies Record<string, Cause>
