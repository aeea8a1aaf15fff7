/** What a host shows before anything is mounted. */
import { entry } from './entry.ts'

export const hostBefore = {
  'no-login-user': entry('host', 'No login user was found on the instance, and Prism does not guess.', 'Name the accounts: --users NAME,…'),
  'account-expired': entry(
    'host',
    'The account has expired: nobody can log in with it.',
    'Extend it (usermod -e), or name another account.',
  ),
  'password-expired': entry(
    'host',
    'The account’s password has expired: cron does not run its jobs, and ssh asks for a new password before anything else.',
    'Set a new password (passwd), or turn expiry off (chage -M -1 -d -1).',
  ),
  'account-missing': entry(
    'host',
    'The named account does not exist on the instance.',
    'Create it there first, with a uid that nobody else has (`prism volume doctor` suggests one), or name another account.',
  ),
  'too-many-groups': entry(
    'host',
    'NFS carries 16 supplementary groups; an account in more can lose prism-shared.',
    'Remove the account from some groups.',
  ),
  'gid-taken': entry(
    'host',
    'Another group there already has the group’s gid, and on a shared volume the gid is the identity.',
    'Give that group another gid on the instance, then retry.',
  ),
  'group-in-directory': entry(
    'host',
    'The group lives in a directory service (LDAP, FreeIPA, Active Directory): its members cannot be changed on the instance.',
    'Have the account added there, then retry.',
  ),
  'group-gid-differs': entry(
    'host',
    'A group with that name exists there with another gid; files would belong to different groups on different hosts.',
    'Change its gid there: groupmod -g 3000 prism-shared, or the wanted gid of another group.',
  ),
  'mount-point-not-empty': entry(
    'host',
    'The mount point is a local directory with files; mounting would hide them.',
    'Move the files away, or choose another mount point.',
  ),
  'mount-point-not-directory': entry('host', 'The mount point is not a directory.', 'Remove it, or choose another mount point.'),
  'mount-point-taken': entry('host', 'Another file system is mounted there.', 'Unmount it, or choose another mount point.'),
  'fstab-taken': entry(
    'host',
    'fstab already has a line for that mount point that Prism did not write.',
    'Remove or change that line yourself, then retry.',
  ),
  'foreign-root': entry(
    'host',
    'The volume’s root is neither new nor laid out by Prism; changing it could lock somebody out.',
    'Look at what is there, then allow the change with --adopt.',
  ),
  'foreign-personal-space': entry(
    'host',
    'A personal directory belongs to another uid; Prism never changes its owner.',
    'Find its owner; move it aside or chown it yourself.',
  ),
  'layout-not-ours': entry(
    'host',
    'A directory of the layout is not the one that was laid out from this instance, and setting it would let people in who could not enter before. Members may rename what lies in the volume’s root; it may be somebody’s private directory. It was left as it is.',
    'Look at what is in it. Give it owner and mode yourself if it is the right one, or move it back to its own name.',
  ),
} as const
