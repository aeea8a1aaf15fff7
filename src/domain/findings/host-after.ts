/** What a host shows afterwards, row by row. */
import { entry } from './entry.ts'

export const hostAfter = {
  'row-differs': entry(
    'host',
    'The host does not match the permission table.',
    'Run `prism volume mount` again: it repairs what it is allowed to change.',
  ),
  'group-missing': entry('host', 'The group does not exist there.', 'Run `prism volume mount` again.'),
  'not-member': entry(
    'host',
    'The account is not in the group and cannot change what is shared with it.',
    'Run `prism volume mount` again; then the person has to log in again.',
  ),
  'not-mounted': entry('host', 'The volume is not mounted there.', 'Run `prism volume mount`.'),
  'not-persistent': entry('host', 'fstab does not mount the volume again after a reboot.', 'Run `prism volume mount` again.'),
  'unit-masked': entry(
    'host',
    'The fstab line is right, but its systemd unit is masked: no boot mounts the volume.',
    'On the instance: `systemctl unmask UNIT`, with the unit that the row names.',
  ),
  'unit-foreign': entry(
    'host',
    'A unit file of the same name overrides the fstab line: a boot mounts what that file says.',
    'On the instance: remove the file that the row names, then `systemctl daemon-reload`.',
  ),
  'boot-without-mounts': entry(
    'host',
    'remote-fs.target is not enabled, so no network file system is mounted at boot.',
    'On the instance: `systemctl enable remote-fs.target`.',
  ),
  'umask-differs': entry(
    'host',
    'The group cannot write what the account creates in such a session.',
    'Run `prism volume mount` again: its step umask says what it cannot change. Check shell start files that set a umask of their own.',
  ),
  'umask-session-manager': entry(
    'host',
    'Session Manager starts shells without PAM, with its agent’s umask: the group cannot write what ssm-user or a RunAs account creates there.',
    'On the instance: `systemctl edit amazon-ssm-agent` (for the snap: snap.amazon-ssm-agent.amazon-ssm-agent), `[Service]` and `UMask=0002`, then restart it. Or put `umask 002` into the Linux shell profile of Session Manager’s preferences (the document SSM-SessionManagerRunShell); Prism sees that only while a session is open.',
  ),
  'unwritable-files': entry(
    'host',
    'The group cannot change some files in shared/; rsync -a, scp -p and mv keep the source’s mode.',
    'Whoever owns them decides: they run chmod -R g+rwX on what is to be shared, and move what is theirs alone into users/NAME. Root does either only with their word, as it opens the files to everybody who has the volume.',
  ),
  'stale-session': entry(
    'host',
    'Processes that started before the account joined the group do not have the group.',
    'Log out and in again, or restart them.',
  ),
  'same-identity': entry(
    'host',
    'To EFS, accounts with one uid are one person; a test between them proves nothing.',
    'Nothing to do; the test ran between different uids.',
  ),
  'not-shared': entry('host', 'One account could not read, or append to, what another wrote.', 'See the matrix and the rows that differ.'),
  'user-not-enforced': entry(
    'host',
    'The access point should make everybody one user to EFS, but somebody was another user.',
    'The row says who. Check the access point in the EFS console, and what is mounted: `prism doctor VOLUME INSTANCE`.',
  ),
  'enforced-user-refused': entry(
    'host',
    'The user that the access point enforces may not write in its folder: EFS sets owner and mode only where it makes the folder itself.',
    'Mount the whole volume somewhere and give the folder to that user: `chown UID:GID /mnt/VOLUME/PATH`, then set its mode with chmod.',
  ),
  'not-read-only': entry(
    'host',
    'The volume is writable on an instance where it should be read-only.',
    'Run `prism volume mount` with the same --read-only again when nobody uses the volume there.',
  ),
  'space-open': entry(
    'host',
    'Somebody else can read or change a personal space that should be private.',
    'If the row says “the owner’s”, two accounts share one uid: give each person a uid of their own, the same on every instance. Otherwise run `prism volume mount` again, with --private or --registry as before.',
  ),
  'not-refused': entry(
    'host',
    'Somebody outside the group could write where only the group may.',
    'Check the mode of the named path and the members of its group.',
  ),
} as const
