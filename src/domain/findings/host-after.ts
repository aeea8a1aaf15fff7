/** What a host shows afterwards, row by row. */
import { entry } from './entry.ts'

export const hostAfter = {
  'row-differs': entry(
    'host',
    'The host does not show what the permission table asks for.',
    'Run `prism volume mount` again: it repairs what it may.',
  ),
  'group-missing': entry('host', 'The group does not exist there.', 'Run `prism volume mount` again.'),
  'not-member': entry(
    'host',
    'The account is not in the group and cannot change what is shared with it.',
    'Run `prism volume mount` again, and let the person log in anew.',
  ),
  'not-mounted': entry('host', 'The volume is not mounted there.', 'Run `prism volume mount`.'),
  'not-persistent': entry('host', 'fstab does not bring the volume back after a reboot.', 'Run `prism volume mount` again.'),
  'unit-masked': entry(
    'host',
    'fstab’s line is right, and systemd is told never to start its unit: no boot mounts it.',
    'On the instance: `systemctl unmask UNIT`, as the row names it.',
  ),
  'unit-foreign': entry(
    'host',
    'A unit file of the same name wins over fstab’s line: a boot mounts what that file says.',
    'On the instance: remove the file that the row names, then `systemctl daemon-reload`.',
  ),
  'boot-without-mounts': entry(
    'host',
    'remote-fs.target is not enabled, so nothing that is mounted over the network comes back after a reboot.',
    'On the instance: `systemctl enable remote-fs.target`.',
  ),
  'umask-differs': entry(
    'host',
    'What the account creates in such a session, the group cannot write.',
    'Run `prism volume mount` again: its step umask says what it cannot change. Check start files that set a umask of their own.',
  ),
  'umask-session-manager': entry(
    'host',
    'Session Manager starts shells without PAM, with its agent’s umask: what ssm-user or a RunAs account makes there, the group cannot write.',
    'On the instance: `systemctl edit amazon-ssm-agent` (of the snap: snap.amazon-ssm-agent.amazon-ssm-agent), `[Service]` and `UMask=0002`, then restart it. Or in Session Manager’s preferences (the document SSM-SessionManagerRunShell) put `umask 002` into the shell profile for Linux; that is seen only while a session is open.',
  ),
  'unwritable-files': entry(
    'host',
    'Some files in shared/ cannot be changed by the group; rsync -a, scp -p and mv keep the source’s mode.',
    'chmod -R g+rwX on them.',
  ),
  'stale-session': entry(
    'host',
    'Processes started before the account joined the group do not have it.',
    'Log out and in again, or restart them.',
  ),
  'same-identity': entry(
    'host',
    'To EFS equal uids are one person; a test between them proves nothing.',
    'Nothing to do; the test was made between different uids.',
  ),
  'not-shared': entry('host', 'What one account wrote, another could not read and append to.', 'See the matrix and the rows that differ.'),
  'user-not-enforced': entry(
    'host',
    'Through the access point everybody was to be one user to EFS, and somebody was another.',
    'See in the row who; look at the access point in the EFS console, and at what is mounted: `prism doctor VOLUME INSTANCE`.',
  ),
  'enforced-user-refused': entry(
    'host',
    'The user that the access point enforces may not write in its folder: EFS sets owner and mode only where it makes the folder itself.',
    'Mount the whole volume somewhere, and give the folder to that user: `chown UID:GID /mnt/VOLUME/PATH` and chmod as wanted.',
  ),
  'not-read-only': entry(
    'host',
    'The volume can be written on an instance where it was to be read-only.',
    'Run `prism volume mount` with the same --read-only again, when nobody there uses the volume.',
  ),
  'space-open': entry(
    'host',
    'A personal space that was to be private can be read or changed by somebody else.',
    'Where the row says “the owner’s”, two accounts have one number: give each person a number of their own, the same on every instance. Otherwise run `prism volume mount` with --private again.',
  ),
  'not-refused': entry(
    'host',
    'Somebody outside the group could write where only the group may.',
    'Check the mode of the named path, and who is in its group.',
  ),
} as const
