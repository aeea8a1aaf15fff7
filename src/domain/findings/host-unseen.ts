/** Rows that are unknown for a reason that another look alone does not cure. */
import { entry } from './entry.ts'

export const hostUnseen = {
  'mount-unidentified': entry(
    'doubt',
    'What is mounted has neither a name or address of the file system’s nor a state file of the EFS client that fits, so whose it is, and whether it is encrypted, is not known.',
    'Run `prism doctor` on the instance. Where nobody uses the volume there: `umount` the mount point, then `prism volume mount`, which brings the state file back.',
  ),
  'session-unmeasured': entry(
    'doubt',
    'A session of the account did not come as far as a command: its shell, `su` or PAM refuses it, or a start file ends it, waits or starts something else.',
    'On the instance, as root: `su - ACCOUNT -c umask` shows what stands in the way; log in as the account for what ssh does. An account that nobody logs in with need not be among --users.',
  ),
  'umask-unread': entry(
    'doubt',
    'The umask of such a session hangs on what the host’s files do not say: a module whose answer nobody knows, or a file that libpam refuses.',
    'On the instance: read the session lines of the service in /etc/pam.d and of what they include; a job of the account’s that runs `umask` tells what comes of them.',
  ),
  'not-tried': entry(
    'doubt',
    'The try or the look came to no end on the volume: the server was too slow, or something on the way stopped it.',
    'Run `prism doctor` on the instance, then `prism volume verify` again.',
  ),
  'boot-unknown': entry(
    'doubt',
    'systemd did not say what a boot makes of the fstab line.',
    'On the instance: `systemctl status`, `systemctl daemon-reload` and `systemctl show -p LoadState,LoadError` of the mount point’s unit; then `prism volume verify` again.',
  ),
  'note-unreadable': entry(
    'doubt',
    'The instance’s note of what the mount was asked for cannot be read, so it may have been asked for more than is looked at.',
    'Run `prism volume mount` with the options that are wanted: it writes the note anew.',
  ),
} as const
