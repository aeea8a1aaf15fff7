/** What there is of somebody who left. */
import { existsSync } from 'node:fs'
import type { PeopleFault } from './fault.ts'

const hosts = { left: 'whose it is, Prism cannot know' }
const unit = (name: string, text: string): string =>
  `mkdir -p /etc/systemd/system; printf '[Service]\\n${text}\\n' >/etc/systemd/system/${name}`
const idle = (uid: number): string =>
  `setpriv --reuid ${uid} --regid 65538 --clear-groups setsid sleep 1000 </dev/null >/dev/null 2>&1 & until pgrep -u ${uid} sleep; do sleep 0.05; done`

const spooled = (name: string, script: string): PeopleFault => ({ name, script, says: ['runs again'], sync: 'repairs' })

const runs: readonly PeopleFault[] = [
  { name: 'a process runs as them', script: idle(65_538), says: ['processes'], sync: 'repairs' },
  {
    name: 'a session of theirs is there',
    script: 'mkdir -p /run/systemd/users; touch /run/systemd/users/65538',
    says: ['processes'],
    sync: { left: 'logind ends it, which does not run in the lab' },
    fix: 'rm /run/systemd/users/65538',
  },
  ...['crontabs', 'tabs', '.'].map((folder) =>
    spooled(
      `a crontab is in ${folder} of the spool`,
      `mkdir -p /var/spool/cron/${folder}; echo '* * * * * true' >/var/spool/cron/${folder}/eve`,
    ),
  ),
  spooled('a table of incron is there', 'mkdir -p /var/spool/incron; echo "/tmp IN_CREATE true" >/var/spool/incron/eve'),
  ...['cron/atjobs', 'atjobs', 'at'].map((folder) =>
    spooled(
      `a job of at is in ${folder} of the spool`,
      `mkdir -p /var/spool/${folder}; echo true >/var/spool/${folder}/a0001; chown 65538 /var/spool/${folder}/a0001`,
    ),
  ),
  spooled('they linger', 'mkdir -p /var/lib/systemd/linger; touch /var/lib/systemd/linger/eve'),
]

const named: readonly PeopleFault[] = (
  [
    ['a unit runs as them', unit('x.service', 'User=eve\\nExecStart=/bin/true'), 'rm /etc/systemd/system/x.service'],
    ['a unit runs as their number', unit('x.service', 'User = 65538'), 'rm /etc/systemd/system/x.service'],
    ['a unit becomes them by itself', unit('x.service', 'ExecStart=/sbin/runuser -u eve -- sh'), 'rm /etc/systemd/system/x.service'],
    [
      'what is added to a unit runs as them',
      `mkdir -p /etc/systemd/system/x.service.d; ${unit('x.service.d/y.conf', 'User=eve')}`,
      'rm -r /etc/systemd/system/x.service.d',
    ],
    [
      'a console lets them in',
      `mkdir -p /etc/systemd/system/getty@tty1.service.d; ${unit('getty@tty1.service.d/a.conf', 'ExecStart=-/sbin/agetty --autologin eve tty1')}`,
      'rm -r /etc/systemd/system/getty@tty1.service.d',
    ],
    [
      'their manager is started at each boot',
      'mkdir -p /etc/systemd/system/x.target.wants; ln -s /lib/systemd/system/user@.service /etc/systemd/system/x.target.wants/user@65538.service',
      'rm -r /etc/systemd/system/x.target.wants',
    ],
    ['a table of cron.d names them', 'mkdir -p /etc/cron.d; echo "5 * * * * eve true" >/etc/cron.d/x', 'rm /etc/cron.d/x'],
    [
      'a table of cron.d becomes them by su',
      'mkdir -p /etc/cron.d; echo "5 * * * * root su eve -c true" >/etc/cron.d/x',
      'rm /etc/cron.d/x',
    ],
    [
      "root's own crontab becomes them by su",
      'mkdir -p /var/spool/cron/crontabs; echo "5 * * * * su eve -c true" >/var/spool/cron/crontabs/root',
      'rm /var/spool/cron/crontabs/root',
    ],
    ['a table of cron.d starts as them', 'mkdir -p /etc/cron.d; echo "@reboot eve true" >/etc/cron.d/x', 'rm /etc/cron.d/x'],
    ['/etc/crontab names them', 'echo "5 * * * * eve true" >>/etc/crontab', 'sed -i "/ eve true/d" /etc/crontab'],
    ['sshd lets them in by name', `printf 'AllowUsers *\\nAllowUsers eve\\n' >$D/60-x.conf`, 'rm /etc/ssh/sshd_config.d/60-x.conf'],
    [
      'sshd lets their own group in',
      `printf 'AllowGroups prism-people ubuntu eve\\n' >$D/60-x.conf`,
      'rm /etc/ssh/sshd_config.d/60-x.conf',
    ],
    [
      'a Match block of sshd is theirs',
      `printf 'Match User eve\\nX11Forwarding no\\n' >$D/60-x.conf`,
      'rm /etc/ssh/sshd_config.d/60-x.conf',
    ],
    [
      'a Match block of sshd is their group’s',
      `printf 'Match Group ubuntu,eve\\nX11Forwarding no\\n' >$D/60-x.conf`,
      'rm /etc/ssh/sshd_config.d/60-x.conf',
    ],
    ['a doas rule is theirs', 'echo "permit nopass eve as root" >/etc/doas.conf', 'rm /etc/doas.conf'],
    ['root’s account names them to Kerberos', 'echo eve@LAB.EXAMPLE >/root/.k5login', 'rm /root/.k5login'],
    ['another account names them to Kerberos', 'echo eve/admin@LAB.EXAMPLE >/home/ada/.k5login', 'rm /home/ada/.k5login'],
    [
      'a polkit rule is theirs',
      `mkdir -p /etc/polkit-1/rules.d; echo 'polkit.addRule(function(a, s) { if (s.user == "eve") return "yes" })' >/etc/polkit-1/rules.d/x.rules`,
      'rm -r /etc/polkit-1/rules.d/x.rules',
    ],
  ] as const
).map(([name, script, fix]) => ({ name, script, says: ['named in'], sync: hosts, fix }))

/** libnss-extrausers is the name service that has them; where it is not installed, these are not tried. */
const directory: readonly PeopleFault[] = !existsSync('/usr/lib/libnss_extrausers.so.2')
  ? []
  : ([65_538, 71_001] as const).map((uid) => ({
      name: `a directory supplies their name, with ${uid}`,
      script: `cp -p /etc/passwd /etc/shadow /root/; sed -i '/^eve:/d' /etc/passwd /etc/shadow; sed -i -E 's/^passwd: .*/passwd: files extrausers/' /etc/nsswitch.conf; mkdir -p /var/lib/extrausers; echo 'eve:*:${uid}:100:Eve:/home/eve:/bin/bash' >/var/lib/extrausers/passwd`,
      says: ['still open'],
      sync: { left: 'the directory decides' },
      fix: 'rm /var/lib/extrausers/passwd; cp -p /root/passwd /root/shadow /etc/',
    }))

const setIds: readonly PeopleFault[] = (
  [
    ['a set-id program of theirs is in /tmp', '/tmp/.x', '4755'],
    ['a set-gid program of their group is in a folder for all', '/var/tmp/x', '2755'],
    ['a set-id program of theirs is in /srv', '/srv/x', '4711'],
    ['a set-id program of theirs is in their home, which is open', '/home/eve/x', '4755'],
  ] as const
).map(([name, path, mode]) => ({
  name,
  script: `chmod 755 /home/eve; mkdir -p /srv /var/tmp; chmod 1777 /srv /var/tmp /tmp; cp /bin/true ${path}; chown 65538:65538 ${path}; chmod ${mode} ${path}`,
  says: ['set-id files'],
  sync: hosts,
  fix: `rm ${path}; chmod 700 /home/eve; chmod 755 /srv`,
}))

/** Whoever is named by sudoers when they are closed again had root there, which stays noted: for that they cost a new host, unless nothing is closed. */
const sudoers: readonly PeopleFault[] = (
  [
    ['a line of sudoers is theirs', 'eve ALL=(ALL) NOPASSWD: ALL', '/etc/sudoers.d/x'],
    ['a line of sudoers is their number’s', '#65538 ALL=(ALL) ALL', '/etc/sudoers.d/x'],
    ['an alias of sudoers has them', 'User_Alias OPS = root, eve', '/etc/sudoers.d/x'],
    ['a line of sudoers has their name in quotes', '"eve" ALL=(ALL) ALL', '/etc/sudoers.d/x'],
  ] as const
).map(([name, text, path]) => ({
  name,
  script: `mkdir -p /etc/sudoers.d; [ -e /etc/sudoers ] || echo '@includedir /etc/sudoers.d' >/etc/sudoers; echo '${text}' >${path}; chmod 440 ${path}`,
  says: ['named in'],
  sync: hosts,
  fix: `rm ${path}`,
}))

const keys: readonly PeopleFault[] = (
  [
    ['their key is root’s', '/root/.ssh/authorized_keys'],
    ['their key is the login user’s', '/home/ubuntu/.ssh/authorized_keys'],
    ['their key is in the second file', '/root/.ssh/authorized_keys2'],
    ['their key is in their own home', '/home/eve/.ssh/authorized_keys'],
  ] as const
).map(([name, path]) => ({
  name,
  script: `mkdir -p ${path.slice(0, path.lastIndexOf('/'))}; echo "from=\\"*\\" $K" >>${path}`,
  says: ['their keys'],
  sync: { left: 'the file is somebody’s' },
  fix: `rm ${path}`,
}))

const account: readonly PeopleFault[] = (
  [
    ['their file of keys is back', 'echo "$K" >/etc/ssh/authorized_keys.d/eve', 'keys'],
    ['their account is unlocked', "usermod -p '*' eve", 'password'],
    ['their account has a password', "usermod -p '$6$x$y' eve", 'password'],
    ['their account ends no more', 'chage -E -1 eve', 'last day'],
    ['their account ends later', 'chage -E 30000 eve', 'last day'],
    ['they have a shell', 'usermod -s /bin/bash eve', 'shell'],
    ['they are in a group of the registry', 'gpasswd -a eve genomics', 'groups'],
    ['they are in the group that sshd knows people by', 'gpasswd -a eve prism-people', 'groups'],
    ['they are in the group of a volume', 'groupadd -f -g 3000 prism-shared; gpasswd -a eve prism-shared', 'groups'],
    ['their own group is another', 'usermod -g genomics eve', 'groups'],
  ] as const
).map(([name, script, cell]) => ({ name, script, says: [cell], sync: 'repairs' }))

export const leaverFaults: readonly PeopleFault[] = [
  ...runs,
  ...named,
  ...sudoers,
  ...keys,
  ...account,
  ...setIds,
  {
    name: 'their account has another number',
    script: 'usermod -u 70123 eve',
    says: ['processes'],
    sync: { left: 'whose the account is, Prism cannot know' },
    fix: 'usermod -u 65538 eve',
  },
  {
    name: 'their account is open again, with another number',
    script: "usermod -u 1707 -e '' -s /bin/bash -p '*' eve",
    says: ['still open'],
    sync: { left: 'whose the account is, Prism cannot know' },
    fix: 'usermod -u 65538 eve',
  },
  ...directory,
  { name: 'the record lost them', script: "sed -i '/ eve /d' /var/lib/prism/people", says: ['account'], sync: 'repairs' },
  {
    name: 'the record lost them, and their account is open',
    script: "sed -i '/ eve /d' /var/lib/prism/people; usermod -e '' -s /bin/bash -p '*' eve",
    says: ['account'],
    sync: 'repairs',
  },
  {
    name: 'the record lost them, and another name has their number',
    script: "sed -i '/ eve /d' /var/lib/prism/people; usermod -l twin eve",
    says: ['number alone'],
    sync: { left: 'the account is somebody’s' },
    fix: 'usermod -l eve twin',
  },
  {
    name: 'Prism’s own line of sudoers is back',
    script: 'echo "#65538 ALL=(ALL) ALL" >/etc/sudoers.d/prism-65538; chmod 440 /etc/sudoers.d/prism-65538',
    says: ['sudo'],
    // it is taken away, and that they had root stays known
    sync: { left: 'whoever had root is never proved gone' },
    fix: 'sed -i "/^65538 sudo$/d" /var/lib/prism/had-root',
  },
  {
    name: 'somebody else has their number',
    script: 'useradd -o -u 65538 -g users -M twin',
    says: ['number alone'],
    sync: { left: 'the account is somebody’s' },
    fix: "sed -i '/^twin:/d' /etc/passwd /etc/shadow",
  },
  {
    name: 'their line is gone, and a process has their number',
    script: `cp /etc/passwd /root/passwd; sed -i /^eve:/d /etc/passwd; ${idle(65_538)}`,
    says: ['processes'],
    sync: 'repairs',
  },
]
