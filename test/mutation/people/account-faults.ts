/** Accounts and groups of those who are listed. */
import type { PeopleFault } from './fault.ts'

const others = { left: 'what has the name or the number is somebody else’s' }
const swapped = { left: 'a number never changes: the files keep the old one' }
const line = (file: string, of: string): string => `sed -i '/^${of}:/d' /etc/${file}`

export const accountFaults: readonly PeopleFault[] = [
  ...(
    [
      ['subordinate uids', "echo 'builder:65536:65536' >>/etc/subuid", "sed -i '/^builder:/d' /etc/subuid"],
      ['subordinate gids', "echo 'builder:90000:65536' >>/etc/subgid", "sed -i '/^builder:/d' /etc/subgid"],
      [
        'SSSD’s range of an Active Directory',
        `install -d -m 700 /etc/sssd; printf '%s\\n' '[sssd]' 'domains = corp' '[domain/corp]' 'id_provider = ad' 'ldap_idmap_range_min = 10000' >/etc/sssd/sssd.conf; chmod 600 /etc/sssd/sssd.conf`,
        'rm -rf /etc/sssd',
      ],
      [
        'winbind’s range',
        `install -d /etc/samba; printf '%s\\n' '[global]' ' idmap config * : backend = tdb' ' IDMAP config CORP : Range = 10000 - 999999' >/etc/samba/smb.conf`,
        'rm -rf /etc/samba',
      ],
    ] as const
  ).map(
    ([what, script, fix]): PeopleFault => ({
      name: `${what} reach into the registry’s`,
      script,
      says: ['number-ranges-overlap'],
      sync: { left: 'the file is the host’s, and whose the numbers are already nobody knows' },
      fix,
    }),
  ),
  { name: 'the account is gone', script: 'userdel ada', says: ['make'], sync: 'repairs' },
  {
    name: 'the account has another number',
    script: 'usermod -u 71000 ada',
    says: ['uid-differs'],
    sync: swapped,
    fix: 'usermod -u 65536 ada',
  },
  {
    name: 'its number is root’s',
    script: 'sed -i s/^ada:x:65536/ada:x:0/ /etc/passwd',
    says: ['uid-differs'],
    sync: swapped,
    fix: 'sed -i s/^ada:x:0/ada:x:65536/ /etc/passwd',
  },
  {
    name: 'it stands twice, as root first',
    script: "sed -i '1i ada:x:0:0::/root:/bin/bash' /etc/passwd",
    says: ['uid-differs'],
    sync: swapped,
    fix: 'sed -i 1d /etc/passwd',
  },
  {
    name: 'a second name has the number',
    script: 'useradd -o -u 65536 -g users -M twin',
    says: ['uid-taken'],
    sync: others,
    fix: ['passwd', 'shadow'].map((file) => line(file, 'twin')).join('; '),
  },
  {
    name: 'its own group has another number',
    script: 'groupmod -g 71001 ada',
    says: ['group-gid-differs'],
    sync: swapped,
    fix: 'groupmod -g 65536 ada',
  },
  {
    name: 'a second group has its number',
    script: 'groupadd -o -g 65536 twin',
    says: ['gid-taken'],
    sync: others,
    fix: "sed -i '/^twin:/d' /etc/group /etc/gshadow",
  },
  { name: 'its own group is another', script: 'usermod -g users ada', says: ['own group'], sync: 'repairs' },
  { name: 'its own group is docker', script: 'groupadd -f docker; usermod -g docker ada', says: ['own group'], sync: 'repairs' },
  ...['docker', 'sudo', 'disk', 'adm', 'shadow'].map(
    (group): PeopleFault => ({
      name: `it is in ${group}`,
      script: `groupadd -f ${group}; gpasswd -a ada ${group}`,
      says: ['groups'],
      sync: 'repairs',
    }),
  ),
  ...['docker', 'lab'].map(
    (group): PeopleFault => ({
      name: `it administers ${group}`,
      script: `groupadd -f ${group}; gpasswd -A ada ${group}`,
      says: ['groups'],
      sync: 'repairs',
    }),
  ),
  { name: 'it is in a group of the registry that is not theirs', script: 'gpasswd -a ben genomics', says: ['groups'], sync: 'repairs' },
  { name: 'it is out of a group of theirs', script: 'gpasswd -d ada genomics', says: ['groups'], sync: 'repairs' },
  { name: 'it is out of the group that sshd knows it by', script: 'gpasswd -d ada prism-people', says: ['groups'], sync: 'repairs' },
  { name: 'a group of the registry is gone', script: 'groupdel genomics', says: ['group'], sync: 'repairs' },
  {
    name: 'a group has another number',
    script: 'groupmod -g 71002 genomics',
    says: ['group-gid-differs'],
    sync: swapped,
    fix: 'groupmod -g 65540 genomics',
  },
  { name: 'a second group has the number', script: 'groupadd -o -g 65540 other', says: ['gid-taken'], sync: others, fix: 'groupdel other' },
  {
    name: 'the group that sshd knows people by has another number',
    script: 'groupmod -g 71003 prism-people',
    says: ['group-gid-differs'],
    sync: swapped,
    fix: 'groupmod -g 94199 prism-people',
  },
  ...['/bin/sh', '/usr/sbin/nologin', '/bin/false'].map(
    (shell): PeopleFault => ({ name: `its shell is ${shell}`, script: `usermod -s ${shell} ada`, says: ['shell'], sync: 'repairs' }),
  ),
  { name: 'it has expired', script: 'chage -E 1 ada', says: ['last day'], sync: 'repairs' },
  { name: 'it never ends', script: 'chage -E -1 ben', says: ['last day'], sync: 'repairs' },
  { name: 'it ends later', script: 'chage -E 30000 ben', says: ['last day'], sync: 'repairs' },
  { name: 'it has a password', script: "usermod -p '$6$x$y' ada", says: ['password'], sync: 'repairs' },
  { name: 'it needs no password', script: 'passwd -d ada', says: ['password'], sync: 'repairs' },
  { name: 'it is locked', script: 'usermod -L ada', says: ['password'], sync: 'repairs' },
  {
    name: 'it has a password in /etc/passwd',
    script: "sed -i 's/^ada:[^:]*:/ada:$6$a$b:/' /etc/passwd",
    says: ['password'],
    sync: 'repairs',
  },
  {
    name: 'it needs no password by /etc/passwd',
    script: "sed -i 's/^ada:[^:]*:/ada::/' /etc/passwd",
    says: ['password'],
    sync: 'repairs',
  },
  {
    name: 'shadow is not asked when it ends',
    script: "sed -i 's/^ada:[^:]*:/ada:*:/' /etc/passwd",
    says: ['password'],
    sync: 'repairs',
  },
  { name: 'shadow has no line of it', script: line('shadow', 'ada'), says: ['password'], sync: 'repairs' },
  {
    name: 'the name service leaves out the host’s own accounts',
    script: 'cp /etc/nsswitch.conf /root/nsswitch; sed -i "s/^passwd:.*/passwd: systemd/" /etc/nsswitch.conf',
    says: ['number', 'account', 'make'],
    sync: { left: 'the name service is the site’s' },
    fix: 'cp /root/nsswitch /etc/nsswitch.conf',
  },
]
