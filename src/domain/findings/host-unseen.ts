/** Rows that stay unknown however often one looks again. */
import { entry } from './entry.ts'

export const hostUnseen = {
  'mount-unidentified': entry(
    'doubt',
    'The mount matches neither the file system’s name or addresses nor a state file of the EFS client, so which file system it is, and whether it is encrypted, is unknown.',
    'Run `prism doctor` on the instance. If nobody uses the volume there: `umount` the mount point, then `prism volume mount`, which restores the state file.',
  ),
  'session-unmeasured': entry(
    'doubt',
    'A session of the account did not reach a command: its shell, `su` or PAM refuses it, or a start file ends it, waits or starts something else.',
    'On the instance, as root: `su - ACCOUNT -c umask` shows the reason; log in as the account to see what ssh does. Leave an account that nobody logs in with out of --users.',
  ),
  'umask-unread': entry(
    'doubt',
    'The host’s files do not determine the umask of such a session: it depends on a PAM module that Prism cannot evaluate, or on a file that libpam refuses.',
    'On the instance: read the session lines of the service in /etc/pam.d and of the files that they include; run `umask` in a job of the account to see the result.',
  ),
  'not-tried': entry(
    'doubt',
    'The try or the look on the volume did not finish: the server was too slow, or something stopped it.',
    'Run `prism doctor` on the instance, then `prism volume verify` again.',
  ),
  'boot-unknown': entry(
    'doubt',
    'systemd did not say what a boot does with the fstab line.',
    'On the instance: `systemctl status`, `systemctl daemon-reload` and `systemctl show -p LoadState,LoadError` of the mount point’s unit; then `prism volume verify` again.',
  ),
  'note-unreadable': entry(
    'doubt',
    'The instance’s note of the mount’s options cannot be read, so the mount may have had more options than were checked.',
    'Run `prism volume mount` with the wanted options: it rewrites the note.',
  ),
} as const
