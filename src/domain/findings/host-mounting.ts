/** What goes wrong while a host mounts or unmounts. */
import { entry } from './entry.ts'

export const hostMounting = {
  'mount-failed': entry(
    'host',
    'The mount command did not succeed.',
    'Read what was seen; see /var/log/amazon/efs/mount.log on the instance.',
  ),
  'mount-resolve': entry(
    'host',
    'The file system’s address could not be resolved from the instance.',
    'Check the file-system id and that a mount target exists in the instance’s network; DNS can take 90 s after creation.',
  ),
  'mount-timeout': entry(
    'host',
    'The mount did not come up within its time limit.',
    'Check that security groups allow TCP 2049 from the instance to the mount target.',
  ),
  'mount-wrong': entry('host', 'What is mounted is not the file system asked for.', 'Unmount what is there, then run again.'),
  'mount-not-there': entry(
    'host',
    'Nothing is mounted at the mount point, although the client reported success.',
    'Check network.target and /var/log/amazon/efs/mount.log on the instance.',
  ),
  'mount-apart': entry(
    'host',
    'The SSM agent runs in a mount namespace of its own: nobody else on the instance would see what it mounts.',
    'Take PrivateTmp=, ProtectSystem= and the like out of the agent’s unit, restart it, run again.',
  ),
  'mount-hidden': entry(
    'host',
    'The volume is mounted, but something lies over a directory above it: programs see that instead.',
    'See what covers it (findmnt), unmount that, then run again.',
  ),
  'mount-inside': entry(
    'host',
    'Something else is mounted inside the volume: what is written there stays on this instance.',
    'Unmount it, or mount it outside the volume.',
  ),
  'not-nosuid': entry(
    'host',
    'Set-id programs and device files on the volume work there: root of any instance could make everybody of this one root.',
    'Run `prism volume mount` again: it changes the mount in place, and mounts of parts of it too.',
  ),
  'not-encrypted': entry('host', 'The mount does not go through TLS.', 'Install the EFS client and mount again without plain NFS.'),
  'mount-hung': entry(
    'host',
    'The mount does not answer within its time limit.',
    'Check the mount target and security groups; a dead TLS tunnel also looks like this.',
  ),
  'read-only': entry(
    'host',
    'The mount is read-only, and nobody asked Prism for that.',
    'Check the file-system policy and the mount options; where it is meant so, say --read-only.',
  ),
  'stale-handle': entry(
    'host',
    'What is mounted is no longer what the server has; programs get “Stale file handle” there.',
    'End what uses it, `umount -l` the mount point on the instance, then run `prism volume mount` again.',
  ),
  'root-squashed': entry(
    'host',
    'The volume takes the instance’s root for nobody, and only root may set owners and modes there.',
    'Let the file-system policy give the instance ClientRootAccess while the volume is laid out, then run again.',
  ),
  'step-failed': entry('host', 'A step on the instance failed.', 'Fix the error above on the instance, then retry.'),
  'unmount-busy': entry(
    'host',
    'Processes use the volume, so it was left mounted, nothing half done.',
    'End the named processes, or detach it with --lazy.',
  ),
  'still-held': entry(
    'host',
    'The volume is mounted there once more: by a bind mount, or in another mount namespace, as a container has.',
    'Unmount the named place, or end the named container or process, then run again.',
  ),
  'held-unknown': entry(
    'host',
    'Not every mount namespace of the instance could be looked into in time: a container may have the volume, or still write below it.',
    'Run it again when the instance is less busy. An unmount goes on with --lazy; what is not known then stays unknown, and the volume is not deleted meanwhile.',
  ),
  'seen-below': entry(
    'host',
    'A process that was there before the mount still sees the directory below it: what it writes stays on this instance’s own disk.',
    'Restart the named container or program, so that it sees the volume.',
  ),
  'unmount-failed': entry('host', 'The volume is still mounted.', 'Fix the error above on the instance, then retry.'),
} as const
