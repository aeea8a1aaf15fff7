/** What was made by hand and is not as adopt could take it over: nothing is broken, and somebody has to settle it first. */
import type { Evidence } from '../evidence.ts'
import { topmostAt } from '../topmost.ts'
import { byCode, type Cause, either, provoked } from './cause.ts'

/** Prism's own line for another place, where nobody asks for anything but a look and nothing of it is at the place that was asked for. */
function keptElsewhere({ failures, facts, about }: Evidence): string | undefined {
  if (failures.length > 0 || !facts || topmostAt(facts, about.mountPoint)) return undefined
  if (facts.fstab.some((l) => l.ours && l.place === about.mountPoint)) return undefined
  const lines = facts.fstab.filter((l) => l.ours && l.volume && l.place !== about.mountPoint)
  return lines.length > 0 ? `Prism’s own line is for ${lines.map((l) => l.place).join(', ')}, not for ${about.mountPoint}` : undefined
}

export const adopting = {
  'mounted-elsewhere': {
    title: 'The volume is at another place of the instance than asked for',
    area: 'mount-point',
    symptom: '`mounted-elsewhere`; or nothing is mounted where a doctor was to look.',
    evidence:
      'The host’s mount table has the volume at other places only; for a doctor: nothing is at the place, and fstab has Prism’s own line for another.',
    seen: either(byCode('mounted-elsewhere'), keptElsewhere),
    why: 'Without --mount-point a volume is looked for at /mnt/NAME. What is elsewhere is left alone, so that no second mount comes beside it.',
    fix: () => 'Say the same again with the place that was seen: --mount-point PLACE',
    tried: provoked('a volume that is mounted at another place'),
  },
  'nothing-to-adopt': {
    title: 'Nothing of the volume is mounted there',
    area: 'mount',
    symptom: '`nothing-to-adopt`; nothing was changed.',
    evidence: 'The host’s mount table has the volume nowhere.',
    seen: byCode('nothing-to-adopt'),
    why: 'What lies on the volume cannot be seen without a mount, and adopt itself mounts nothing.',
    fix: ({ fileSystem, instance, mountPoint }) =>
      `On the instance, where fstab has a line for it: mount ${mountPoint}; then adopt again. Otherwise let Prism mount it: prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint}`,
    tried: provoked('a place at which nothing is mounted'),
  },
  'adopt-unidentified': {
    title: 'What was made by hand could not be made out',
    area: 'mount',
    symptom: '`adopt-unidentified`; nothing was changed.',
    evidence: 'An NFS mount that neither the client’s state, nor its source, nor an address tells; or a path of it that gave no answer.',
    seen: byCode('adopt-unidentified'),
    why: 'It could be another file system, so nothing is claimed about it.',
    fix: ({ mountPoint }) =>
      `On the instance: findmnt ${mountPoint}; ls -l /var/run/efs. A client’s state that is lost comes back with the mount: umount ${mountPoint}, mount it again by hand, adopt again.`,
    tried: provoked('a mount whose state is lost'),
  },
  'mounted-read-write': {
    title: 'The volume is mounted read-write where it is to be read-only',
    area: 'mount',
    symptom: '`not-read-only`; adopt changes no mount.',
    evidence: 'The mount table says rw at that place, and read-only was asked for.',
    seen: byCode('not-read-only'),
    why: 'Programs that have files open for writing would lose them; that is for their owner to decide.',
    fix: ({ fileSystem, instance, mountPoint }) =>
      `Bring it in as it is, without --read-only; then: prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint} --read-only, which leaves a mount alone that is in use.`,
    tried: provoked('a mount by hand that is to be read-only'),
  },
  'layout-in-the-way': {
    title: 'Something has the name of one of the layout’s directories',
    area: 'mount',
    symptom: '`layout-in-the-way`; nothing was changed.',
    evidence: 'A path of the permission table is no directory on the volume.',
    seen: byCode('layout-in-the-way'),
    why: 'It may be somebody’s work, so it is neither moved nor written through.',
    fix: ({ mountPoint }) => `On the instance: ls -l ${mountPoint}; mv NAME NAME.by-hand; then adopt again.`,
    tried: provoked('a link in the place of shared/'),
  },
  'foreign-personal-space': {
    title: 'A personal directory belongs to another uid',
    area: 'accounts',
    symptom: '`foreign-personal-space`; nothing was changed.',
    evidence: 'The owner of users/NAME is not the uid that NAME has on this instance.',
    seen: byCode('foreign-personal-space'),
    why: 'The same name can be another person on another instance: to EFS the number is who somebody is. Prism never re-owns a personal directory.',
    fix: ({ mountPoint, account }) =>
      `On the instance: ls -ln ${mountPoint}/users; id ${account}; find out whose it is, then mv it aside or chown it yourself.`,
    tried: provoked('a personal directory of another uid'),
  },
  'space-would-open': {
    title: 'A personal directory is closed, and the permission table would open it',
    area: 'accounts',
    symptom: '`space-would-open`; nothing was changed.',
    evidence: 'users/NAME lets fewer people in than the mode that was asked for.',
    seen: byCode('space-would-open'),
    why: 'Whoever closed it may rely on that.',
    fix: () => 'Adopt with --private, which keeps personal spaces closed; or have its owner open it: chmod 0755',
    tried: provoked('a personal directory that is closed'),
  },
  'fstab-differs': {
    title: 'The line in fstab says more than Prism’s would',
    area: 'fstab',
    symptom: '`fstab-differs`; nothing was changed.',
    evidence: 'A line of this file system for this place has options, a type or a folder that Prism’s line has not, or cannot be judged.',
    seen: byCode('fstab-differs'),
    why: 'iam, noauto, nosuid and the like decide who gets in or what is mounted at the next boot; replaced in silence, that would be lost.',
    fix: ({ mountPoint }) =>
      `On the instance: grep -n " ${mountPoint} " /etc/fstab; decide about the named options; comment the line out (sed -i.by-hand 'LINEs/^/# /' /etc/fstab), then adopt again.`,
    tried: provoked('a line in fstab that says more'),
  },
  'managed-elsewhere': {
    title: 'Something else than fstab mounts it at boot',
    area: 'fstab',
    symptom: '`managed-elsewhere`; nothing was changed.',
    evidence: 'A systemd unit, an automounter’s map or a boot script in /etc names the file system, its addresses or the place.',
    seen: byCode('managed-elsewhere'),
    why: 'Two that mount at boot race each other, and the other one’s options win now and then.',
    fix: () =>
      'On the instance: take the named file out of use; a unit without --now, so that the mount stays (systemctl disable UNIT); then adopt again.',
    tried: provoked('a unit that mounts it at boot'),
  },
  'adopt-changed': {
    title: 'The host changed between the plan and its execution',
    area: 'fstab',
    symptom: '`adopt-changed`; nothing, or nothing more, was changed.',
    evidence: 'Under its lock the host compared fstab, mount and paths with what the plan saw, and they differ.',
    seen: byCode('adopt-changed'),
    why: 'What was agreed to is not what would be done now.',
    fix: () => 'Ask for the plan again, read it, and say that one back.',
    tried: provoked('a line that comes into fstab after the plan'),
  },
} as const satisfies Record<string, Cause>
