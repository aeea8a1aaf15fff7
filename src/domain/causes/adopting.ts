import { byCode, type Cause, provoked } from './cause.ts'

export const adopting = {
  'nothing-to-adopt': {
    title: 'The volume is not mounted on the instance',
    area: 'mount',
    symptom: '`nothing-to-adopt`; nothing was changed.',
    evidence: 'The host’s mount table does not contain the volume.',
    seen: byCode('nothing-to-adopt'),
    why: 'Prism cannot see what is on the volume without a mount, and adopt itself mounts nothing.',
    fix: ({ fileSystem, instance, mountPoint }) =>
      `If fstab has a line for it, on the instance: mount ${mountPoint}; then adopt again. Otherwise let Prism mount it: prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint}`,
    tried: provoked('a place at which nothing is mounted'),
  },
  'adopt-unidentified': {
    title: 'An existing mount could not be identified',
    area: 'mount',
    symptom: '`adopt-unidentified`; nothing was changed.',
    evidence:
      'An NFS mount that neither the client’s state, nor its source, nor an address identifies; or a path on it that did not answer.',
    seen: byCode('adopt-unidentified'),
    why: 'It could be another file system, so nothing is claimed about it.',
    fix: ({ mountPoint }) =>
      `On the instance: findmnt ${mountPoint}; ls -l /var/run/efs. A new mount restores lost client state: umount ${mountPoint}, mount it again by hand, then adopt again.`,
    tried: provoked('a mount whose state is lost'),
  },
  'mounted-read-write': {
    title: 'The volume is mounted read-write but should be read-only',
    area: 'mount',
    symptom: '`not-read-only`; adopt changes no mount.',
    evidence: 'The mount table says rw for that mount point, and --read-only was given.',
    seen: byCode('not-read-only'),
    why: 'Programs that have files open for writing would lose them; their owner has to decide that.',
    fix: ({ fileSystem, instance, mountPoint }) =>
      `Adopt it as it is, without --read-only; then: prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint} --read-only, which does not touch a mount that is in use.`,
    tried: provoked('a mount by hand that is to be read-only'),
  },
  'layout-in-the-way': {
    title: 'Something has the name of one of the layout’s directories',
    area: 'mount',
    symptom: '`layout-in-the-way`; nothing was changed.',
    evidence: 'A path of the permission table is not a directory on the volume.',
    seen: byCode('layout-in-the-way'),
    why: 'It may be somebody’s work, so Prism neither moves it nor writes through it.',
    fix: ({ mountPoint }) => `On the instance: ls -l ${mountPoint}; mv NAME NAME.by-hand; then adopt again.`,
    tried: provoked('a link in the place of shared/'),
  },
  'foreign-personal-space': {
    title: 'A personal directory belongs to another uid',
    area: 'accounts',
    symptom: '`foreign-personal-space`; nothing was changed.',
    evidence: 'The owner of users/NAME is not the uid that NAME has on this instance.',
    seen: byCode('foreign-personal-space'),
    why: 'The same name can be another person on another instance: to EFS the uid is the identity. Prism never changes the owner of a personal directory.',
    fix: ({ mountPoint, account }) =>
      `On the instance: ls -ln ${mountPoint}/users; id ${account}; find its owner, then move it aside or chown it yourself.`,
    tried: provoked('a personal directory of another uid'),
  },
  'space-would-open': {
    title: 'A personal directory is closed, and the permission table would open it',
    area: 'accounts',
    symptom: '`space-would-open`; nothing was changed.',
    evidence: 'users/NAME gives access to fewer people than the requested mode.',
    seen: byCode('space-would-open'),
    why: 'Whoever closed it may rely on it being closed.',
    fix: () => 'Adopt with --private, which keeps personal spaces closed; or ask its owner to open it: chmod 0755',
    tried: provoked('a personal directory that is closed'),
  },
  'fstab-differs': {
    title: 'The fstab line has more settings than Prism’s line would',
    area: 'fstab',
    symptom: '`fstab-differs`; nothing was changed.',
    evidence:
      'The line of this file system for this mount point has options, a type or a folder that Prism’s line does not have, or it cannot be parsed.',
    seen: byCode('fstab-differs'),
    why: 'iam, noauto, noexec and the like decide who has access or what is mounted at the next boot; replacing the line silently would lose that.',
    fix: ({ mountPoint }) =>
      `On the instance: grep -n " ${mountPoint} " /etc/fstab; decide which of the named options you need; comment the line out (sed -i.by-hand 'LINEs/^/# /' /etc/fstab), then adopt again.`,
    tried: provoked('a line in fstab that says more'),
  },
  'managed-elsewhere': {
    title: 'Something other than fstab mounts it at boot',
    area: 'fstab',
    symptom: '`managed-elsewhere`; nothing was changed.',
    evidence: 'A systemd unit, an automounter’s map or a boot script in /etc names the file system, its addresses or the mount point.',
    seen: byCode('managed-elsewhere'),
    why: 'Two mounts at boot race each other, and sometimes the other one’s options win.',
    fix: () =>
      'On the instance: disable the named file; a unit without --now, so that the mount stays (systemctl disable UNIT); then adopt again.',
    tried: provoked('a unit that mounts it at boot'),
  },
  'adopt-changed': {
    title: 'The host changed between the plan and its execution',
    area: 'fstab',
    symptom: '`adopt-changed`; nothing, or nothing more, was changed.',
    evidence: 'Under its lock the host compared fstab, mount and paths with the plan’s observations, and they differ.',
    seen: byCode('adopt-changed'),
    why: 'The confirmed plan no longer matches the host.',
    fix: () => 'Ask for the plan again, read it, and confirm the new digest.',
    tried: provoked('a line that comes into fstab after the plan'),
  },
} as const satisfies Record<string, Cause>
