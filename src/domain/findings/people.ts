/** What stands in the way of an account that the registry has. */
import { entry } from './entry.ts'

export const people = {
  'uid-differs': entry(
    'host',
    'An account with that name has another number there: to EFS it is somebody else, and its files would be another person’s.',
    'Give it the registry’s number there while nobody uses it (usermod -u, groupmod -g, then its files), or take the instance out of the person’s hosts.',
  ),
  'uid-taken': entry(
    'host',
    'Somebody else has that number there, so the files of both would be one person’s.',
    'Give that account another number there, or remove it; a number of the registry never changes.',
  ),
  'account-of-directory': entry(
    'host',
    'The account comes from a directory service (LDAP, FreeIPA, Active Directory), which decides what becomes of it.',
    'Take the instance out of the person’s hosts, or the person out of the directory.',
  ),
  'account-not-ours': entry(
    'host',
    'Somebody else made that account, and Prism changes only its own.',
    'Read the plan of `prism user sync`, then confirm it with its digest: --plan DIGEST.',
  ),
  'home-taken': entry(
    'host',
    'Where the home of the new account would be there is something that is not theirs.',
    'Move it away, or give it to their number: chown.',
  ),
  'account-differs': entry(
    'host',
    'The account is not as the registry has it, so the person may have more or less there than everybody believes.',
    'Run `prism user sync` again; if it stays, something on the instance changes it back.',
  ),
  'account-programs-missing': entry(
    'host',
    'Accounts are made by the distribution’s own programs, and some of them are not there.',
    'Install them: shadow-utils (Red Hat, Amazon Linux), passwd (Debian, Ubuntu), shadow (SUSE).',
  ),
  'removals-unconfirmed': entry(
    'input',
    'So many at once would lose their account that it looks like a wrong file or a bad merge.',
    'Check the registry; if it is right, repeat the command with --confirm-removals.',
  ),
} as const
