/** The volume is mounted and works, and what Prism set up around it is not as it was: what a verify shows as differing. */
import type { Evidence } from '../evidence.ts'
import type { Section } from '../row.ts'
import type { Area } from './areas.ts'
import { type Cause, provoked } from './cause.ts'

/** As many rows are told whole; a verify shows all. */
const maxTold = 5

function told(e: Evidence, which: (row: NonNullable<Evidence['drifted']>[number]) => boolean): string | undefined {
  const rows = (e.drifted ?? []).filter(which)
  if (rows.length === 0) return undefined
  const words = rows.slice(0, maxTold).map(({ subject, expected, observed }) => `${subject}: ${observed}, expected ${expected}`)
  return [...words, ...(rows.length > maxTold ? [`${rows.length - maxTold} more`] : [])].join('; ')
}

function drifted(section: Section, area: Area, part: string, evidence: string, test: string): Cause {
  return {
    title: `${part} not as Prism set it up`,
    area,
    symptom: '`prism verify` shows the row as differing; the volume is mounted.',
    evidence,
    seen: (e) => told(e, (row) => row.section === section && row.repairable),
    why: 'Somebody or something changed it after the mount; nothing sets it again before the next mount by Prism.',
    fix: ({ fileSystem, instance, mountPoint }) => `prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint}`,
    tried: provoked(test),
  }
}

export const drift = {
  'mount-drifted': drifted(
    'mount',
    'mount',
    'The mount is',
    'The volume is mounted with other options than Prism mounts it with.',
    'a mount that somebody remounted without nosuid',
  ),
  'group-drifted': drifted(
    'group',
    'group',
    'The shared group is',
    'The group is missing, or an account is no member of it.',
    'a shared group that somebody deleted',
  ),
  'layout-drifted': drifted(
    'permissions',
    'mount-point',
    'The volume’s directories are',
    'A directory of the layout is missing, or has another owner, group or mode.',
    'a shared directory that somebody closed',
  ),
  'fstab-drifted': drifted(
    'persistence',
    'fstab',
    'The fstab line is',
    'fstab has no line of Prism’s for the mount point, or another one.',
    'a line that somebody took out of fstab',
  ),
  'umask-drifted': drifted(
    'umask',
    'accounts',
    'The umask of members is',
    'What PAM reads at a login does not set umask 002 for members.',
    'a umask that somebody took out of PAM',
  ),
  'rows-differ': {
    title: 'Something differs that a mount does not change',
    area: 'mount',
    symptom: '`prism verify` shows the row as differing; the volume is mounted.',
    evidence: 'A row differs that a mount leaves as it is.',
    seen: (e) => told(e, (row) => !row.repairable),
    why: 'Prism changes only what it set up itself.',
    fix: ({ fileSystem, instance, mountPoint }) =>
      `prism volume verify ${fileSystem} ${instance} --mount-point ${mountPoint}: the answer has the next step for each row`,
    tried: provoked('a directory that somebody closed below a read-only mount'),
  },
} as const satisfies Record<string, Cause>
