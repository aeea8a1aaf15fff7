/** What a host shows before anything is mounted. */
import { entry } from './entry.ts'

export const hostBefore = {
  'no-login-user': entry('host', 'No login user was found on the instance, and Prism does not guess.', 'Name the accounts: --users NAME,…'),
  'account-expired': entry('host', 'The account has expired: nobody can log in with it.', 'Prolong it (usermod -e), or name another.'),
  'password-expired': entry(
    'host',
    'The account’s password has expired: cron does not run for it, and ssh lets it do nothing before it has a new one.',
    'Set a new one (passwd), or let it last (chage -M -1 -d -1).',
  ),
  'account-missing': entry(
    'host',
    'The named account does not exist on the instance.',
    'Create it there first, with a number that nobody else has (`prism volume doctor` names one), or name another.',
  ),
  'too-many-groups': entry(
    'host',
    'NFS carries 16 supplementary groups; an account in more can lose prism-shared.',
    'Take the account out of some groups.',
  ),
  'gid-taken': entry(
    'host',
    'The group’s number belongs to another group there, and on a shared volume the number is the identity.',
    'Give that group another gid on the instance, then run again.',
  ),
  'group-in-directory': entry(
    'host',
    'The group is kept in a directory (LDAP, FreeIPA, Active Directory): who belongs to it cannot be said on the instance.',
    'Have the account added there, then run again.',
  ),
  'group-gid-differs': entry(
    'host',
    'A group of that name exists there with another gid; files would belong to different groups on different hosts.',
    'Give it the wanted number there: groupmod -g 3000 prism-shared, or for another group its own.',
  ),
  'mount-point-not-empty': entry(
    'host',
    'The mount point is a local directory with files; mounting would hide them.',
    'Move the files away, or choose another mount point.',
  ),
  'mount-point-not-directory': entry(
    'host',
    'Something that is not a directory is in the mount point’s place.',
    'Remove it, or choose another mount point.',
  ),
  'mount-point-taken': entry('host', 'Another file system is mounted there.', 'Unmount it, or choose another mount point.'),
  'fstab-taken': entry(
    'host',
    'fstab already has somebody else’s line for that place.',
    'Remove or change that line yourself, then run again.',
  ),
  'foreign-root': entry(
    'host',
    'The volume’s root is neither new nor laid out by Prism; changing it could lock somebody out.',
    'Look at what is there, then allow it: --adopt.',
  ),
  'foreign-personal-space': entry(
    'host',
    'A personal directory belongs to another uid; Prism never re-owns one.',
    'Find out whose it is; move it aside or chown it yourself.',
  ),
  'layout-not-ours': entry(
    'host',
    'A directory of the layout is not the one that was laid out from this instance, and setting it would let people in who could not enter before. Members may rename what lies in the volume’s root; it may be somebody’s private directory. It was left as it is.',
    'Look at what is in it. Give it owner and mode yourself if it is the right one, or move it back to its own name.',
  ),
} as const
