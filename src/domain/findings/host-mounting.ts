/** What goes wrong while a host mounts or unmounts. */
import { entry } from './entry.ts'

export const hostMounting = {
  'mount-failed': entry('host', 'The mount command failed.', 'Read the error above and /var/log/amazon/efs/mount.log on the instance.'),
  'mount-resolve': entry(
    'host',
    'The instance could not resolve the file system’s name.',
    'Check the file-system id and that a mount target exists in the instance’s network; DNS can take 90 s after creation.',
  ),
  'mount-timeout': entry(
    'host',
    'The mount did not finish within its time limit.',
    'Check that security groups allow TCP 2049 from the instance to the mount target.',
  ),
  'mount-wrong': entry('host', 'Another file system is mounted there.', 'Unmount what is there, then retry.'),
  'mount-not-there': entry(
    'host',
    'Nothing is mounted at the mount point, although the client reported success.',
    'Check network.target and /var/log/amazon/efs/mount.log on the instance.',
  ),
  'mount-apart': entry(
    'host',
    'The SSM agent runs in its own mount namespace: nobody else on the instance would see what it mounts.',
    'Remove PrivateTmp=, ProtectSystem= and the like from the agent’s unit, restart it, then retry.',
  ),
  'mount-hidden': entry(
    'host',
    'The volume is mounted, but something else is mounted over a parent directory: programs see that instead.',
    'Find what covers it (findmnt), unmount that, then retry.',
  ),
  'mount-point-open': entry(
    'host',
    'Others than root can change a folder above the mount point: with a link in its place, the next boot mounts the volume over whatever folder they like.',
    'Unmount it and mount it elsewhere, or make the folders above root’s alone: chown root FOLDER; chmod go-w FOLDER.',
  ),
  'mount-inside': entry(
    'host',
    'Something else is mounted inside the volume: what is written there stays on this instance.',
    'Unmount it, or mount it outside the volume.',
  ),
  'not-nosuid': entry(
    'host',
    'Set-id programs and device files on the volume work there: root on any instance could make anybody root on this one.',
    'Run `prism volume mount` again: it changes the mount in place, including mounts of parts of it.',
  ),
  'not-encrypted': entry('host', 'The mount does not use TLS.', 'Install the EFS client and mount again without plain NFS.'),
  'identity-differs': entry(
    'host',
    'With --iam the mount sends an IAM identity to the server, without --iam it does not; this mount does the opposite.',
    'Run `prism volume mount` again with --iam, or without: it remounts the volume, but not while somebody uses it.',
  ),
  'mount-hung': entry(
    'host',
    'The mount does not answer within its time limit.',
    'Check the mount target and security groups; a dead TLS tunnel also looks like this.',
  ),
  'read-only': entry(
    'host',
    'The mount is read-only, but --read-only was not given.',
    'Check the file-system policy and the mount options; if it should be read-only, give --read-only.',
  ),
  'stale-handle': entry(
    'host',
    'The mounted directory no longer exists on the server; programs get “Stale file handle”.',
    'End the processes that use it, `umount -l` the mount point on the instance, then run `prism volume mount` again.',
  ),
  'root-squashed': entry(
    'host',
    'The volume squashes the instance’s root to nobody, and only root may set owners and modes there.',
    'Allow the instance ClientRootAccess in the file-system policy while Prism lays out the volume, then retry.',
  ),
  'step-failed': entry('host', 'A step on the instance failed.', 'Fix the error above on the instance, then retry.'),
  'unmount-busy': entry(
    'host',
    'Processes use the volume, so it was left mounted and nothing was changed.',
    'End the named processes, or detach it with --lazy.',
  ),
  'still-held': entry(
    'host',
    'The volume is mounted there a second time: by a bind mount, or in another mount namespace, such as a container’s.',
    'Unmount the named path, or end the named container or process, then retry.',
  ),
  'held-unknown': entry(
    'host',
    'Not every mount namespace of the instance could be checked in time: a container may still have the volume, or write below it.',
    'Run it again when the instance is less busy. With --lazy an unmount continues; what is unknown then stays unknown, and the volume is not deleted meanwhile.',
  ),
  'seen-below': entry(
    'host',
    'A process that started before the mount still sees the directory below it: what it writes stays on this instance’s own disk.',
    'Restart the named container or program, so that it sees the volume.',
  ),
  'unmount-failed': entry('host', 'The volume is still mounted.', 'Fix the error above on the instance, then retry.'),
} as const
