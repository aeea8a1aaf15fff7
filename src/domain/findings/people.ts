/** What stands in the way of an account that the registry has. */
import { entry } from './entry.ts'

export const people = {
  'uid-differs': entry(
    'host',
    'An account with that name has another number there: to EFS it is somebody else, and its files would be another person’s.',
    'Find out whose the account is. If it is somebody else’s, or of somebody who left, the person needs another name in the registry; do not give away its number or files. Only if it is the same person’s: give it the registry’s number while nobody uses it (usermod -u, groupmod -g, then its files).',
  ),
  'uid-taken': entry(
    'host',
    'Somebody else has that number there, so the files of both would be one person’s.',
    'Give that account another number there, or remove it; a number of the registry never changes.',
  ),
  'number-ranges-overlap': entry(
    'host',
    'Something there gives out numbers of the registry’s by itself: whoever gets one, in a directory or in a container, is one of its people to EFS.',
    'Move that range to where the registry has no numbers, as long as nobody has files with them: /etc/subuid and /etc/subgid from 100000 on, ldap_idmap_range_min = 200000 in sssd.conf, the idmap range in smb.conf above 94199 or below 65536. If somebody has: narrow `numbers` in the registry, as far as it gave none of them.',
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
  'shared-group-missing': entry(
    'host',
    'A mount with --registry puts people into the group of the volume, prism-shared; a sync makes accounts and leaves that group alone. Without it the volume is closed to them.',
    'Run `prism volume mount` with --registry again, with the options of the mount: it adds whoever came since.',
  ),
  'leaver-stays': entry(
    'host',
    'Something of a person who left still runs there, would run again, or names them: they are not gone.',
    'Run `prism user sync` again for what runs. What the host’s own units, cron tables, sudoers, sshd’s configuration or files of keys have of theirs, take out there; set-id bits: find / -xdev -uid NUMBER -perm /6000 -exec chmod ug-s {} +, and end the process where a place is /proc/PID. Then sync again.',
  ),
  'leaver-open': entry(
    'host',
    'The name of somebody who left has an open account there that is not the one Prism closed: root gave it another number, or a directory service supplies it.',
    'If it is theirs, give it its number back (usermod -u NUMBER NAME), and the next sync closes and ends it; close it in the directory; if it is somebody else’s, give it another name.',
  ),
  'account-programs-missing': entry(
    'host',
    'Accounts are made by the distribution’s own programs, and some of them are not there.',
    'Install them: shadow-utils (Red Hat, Amazon Linux), passwd (Debian, Ubuntu), shadow (SUSE).',
  ),
  unregistered: entry(
    'input',
    'People and groups are the registry’s, and that name is not in it.',
    'Check the name: `prism user list` and `prism group list` show those that are there. `prism user add` and `prism group add` add one.',
  ),
  'not-retired': entry(
    'input',
    'Somebody is ended on every instance only once the registry says that they left: else the next sync opens their account again.',
    'At a terminal `prism user deprovision NAME` writes that itself, and so does REST on a server with a file of its own. In a repository that is a pull request: `user remove NAME` in a comment proposes one, or `DELETE /api/v1/users/NAME` by REST; ask again once it is merged.',
  ),
  'registered-already': entry(
    'input',
    'A name in the registry is one person’s or one group’s, and keeps its number.',
    '`prism user modify NAME` changes somebody who is there; somebody else needs another name.',
  ),
  'name-retired': entry(
    'input',
    'Files and accounts of whoever had that name are still there with the old number, so somebody else of that name would get them.',
    'Somebody else needs another name. If it is the same person or group, take the line out of `retired` (and out of `owed`), and write the name with that number under `people` (uid) or `groups` (gid) again: docs/people.md, “Back again”.',
  ),
  'number-changed': entry(
    'input',
    'A number that was given stays one person’s for ever, as the files keep it: with another holder they would be somebody else’s.',
    'Give the newcomer another number, and write the old one under `retired`; then ask again.',
  ),
  'registry-unread': entry(
    'input',
    'Accounts are made by the registry alone, and only by a version of it that counts.',
    'In a repository: put .github/prism/people.yml on the default branch by a pull request that somebody approved who did not write it (docs/people.md). On a server with a file of its own: set PRISM_REGISTRY to that file.',
  ),
  'keys-differ': entry(
    'host',
    'The keys by which the person comes in there are not those of the registry: somebody else may come in, or they may not.',
    'Run `prism user sync` again; if it stays, something on the instance writes /etc/ssh/authorized_keys.d.',
  ),
  'key-folder-not-roots': entry(
    'host',
    'Whoever owns the folder of the keys decides who comes in.',
    'Look at /etc/ssh/authorized_keys.d: it is to be a folder of root’s; move away what is in its place.',
  ),
  'sshd-not-ours': entry(
    'host',
    'sshd there takes other keys for the registry’s people than the registry’s, so a key that somebody planted outlives them; or the one that runs has not read its configuration since; or it would have changed for somebody else, and all was put back.',
    'Run `prism user sync` again; if it stays, look at the Match blocks and AuthorizedKeysFile of /etc/ssh/sshd_config and sshd_config.d: Prism’s block has to come first, and nobody but the registry’s people may be in the group prism-people.',
  ),
  'sshd-config-broken': entry(
    'host',
    'sshd does not take its own configuration, so nothing is proved of it, and nothing of it was changed.',
    'Run `sshd -t` there and correct the line that it names.',
  ),
  'sshd-no-drop-ins': entry(
    'host',
    'sshd’s configuration there is the distribution’s own file, which takes in none of the administrator’s.',
    'Copy it to /etc/ssh/sshd_config, then sync again.',
  ),
  'keys-elsewhere': entry(
    'host',
    'sshd asks somebody besides the registry who may come in as that person: a program, an authority, a Kerberos realm, or another file for some addresses.',
    'For the group prism-people, in a Match block of your own: AuthorizedKeysCommand and TrustedUserCAKeys none, GSSAPIAuthentication and KerberosAuthentication no.',
  ),
  'login-refused': entry(
    'host',
    'A login with a key that stood in the place of the person’s was refused by the host’s own sshd, so they cannot come in.',
    'Look at AllowUsers and AllowGroups, PubkeyAcceptedAlgorithms, /etc/nologin, PAM’s account stack (pam_access), the shell in /etc/shells, and sshd’s log there.',
  ),
  'sudo-differs': entry(
    'host',
    'Who may become root there by Prism’s own files in /etc/sudoers.d is not what the registry says.',
    'Run `prism user sync` again; if it stays, something on the instance writes /etc/sudoers.d.',
  ),
  'sudo-refused': entry(
    'host',
    'Prism’s line is there, and sudo does not give the person what it says.',
    'Look at `sudo -l -U NAME` there: /etc/sudoers has to read /etc/sudoers.d, and no later line may take away what Prism’s gives.',
  ),
  'sudo-elsewhere': entry(
    'host',
    'The person can become root by sudo there, and the registry does not say so: by a file that somebody wrote, a group, or a line for everybody.',
    'Take the line out that `sudo -l -U NAME` tells (grep -r . /etc/sudoers /etc/sudoers.d), or give the person sudo in the registry.',
  ),
  'root-elsewhere': entry(
    'host',
    'The person can become root there without sudo, and the registry does not say so: by a group, as the administrator of one, or by doas, polkit or Kerberos.',
    'Groups: run `prism user sync`. Others: take their name, or the rule for everybody, out of /etc/doas.conf, the files of /etc/polkit-1, or /root/.k5login; or give the person sudo in the registry.',
  ),
  'sudo-absent': entry(
    'host',
    'The registry gives the person sudo, and sudo or visudo is not installed there.',
    'Install the package sudo there, then sync again.',
  ),
  'sudoers-broken': entry(
    'host',
    'visudo does not take sudo’s configuration as it is, or with Prism’s line, so nothing of Prism’s was left in it.',
    'Run `visudo -c` there and correct what it names, also owners and modes of files in /etc/sudoers.d; then sync again.',
  ),
  'sudoers-not-read': entry(
    'host',
    'A line of Prism’s would be in /etc/sudoers.d, and sudo does not read that there, or others can write it.',
    'Add `@includedir /etc/sudoers.d` (`#includedir` before sudo 1.9.1) at the end of /etc/sudoers by `visudo`; the folder is to be root’s, 0750 or 0755.',
  ),
  'space-differs': entry(
    'host',
    'A person’s space or a group’s directory on the volume is not there, or has another mode or group than it is to have.',
    'Run `prism volume mount` with --registry again: it sets what is theirs already and makes what is missing.',
  ),
  'space-foreign': entry(
    'host',
    'The directory belongs to another number: somebody who left, an account made by hand, another group. Files keep the number, so Prism gives it to nobody.',
    'Find out whose it is. Move it aside as root (`mv users/NAME users/NAME.old`), or give what is in it to the person with `prism migrate`; then mount again.',
  ),
  'space-closed': entry(
    'host',
    'A person cannot read and write what is theirs on the volume: their own space, or the directory of a group that they are in.',
    'Look at owner and mode of the directory and of each one above it, up to the mount point, and at the person’s groups (`id NAME`; NFS carries 16).',
  ),
  'home-links-differ': entry(
    'host',
    'The links in a person’s home that lead to the volume are missing, or the home is not theirs.',
    'Run `prism volume mount` with --registry again; look at owner and place of the home (`getent passwd NAME`).',
  ),
  'registry-unwritten': entry(
    'input',
    'A registry is written by a pull request, for which the App needs contents: write and pull-requests: write, or in its file, and only while nobody else changes it.',
    'Grant the permission in the App’s settings and accept it for the repository, or let Prism write the file and its folder; ask again if it was changed meanwhile.',
  ),
  'removals-unconfirmed': entry(
    'input',
    'So many at once would lose their account that it looks like a wrong file or a bad merge.',
    'Check the registry; if it is right, repeat the command with --confirm-removals.',
  ),
} as const
