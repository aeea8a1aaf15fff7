/** How sudo of a host is otherwise than the registry has it. */
import type { Known } from '../attack.ts'

/** As root of this instance, or of what it was made of. `$S` is /etc/sudoers.d. Bash. */
export type OwnSudo = Pick<Known, 'name' | 'full'> & {
  readonly scene: string
  /** The first cells of ada and ben that do not hold; absent: all of theirs hold. */
  readonly ada?: string
  readonly ben?: string
  readonly undo?: string
}

const planted = (name: string, ...lines: readonly string[]): string =>
  `printf '%s\\n' ${lines.map((l) => `'${l}'`).join(' ')} >$S/${name}; chmod 440 $S/${name}`

export const ownSudo: readonly OwnSudo[] = [
  { name: 'a file that sorts later takes ada’s right away', scene: planted('zz-last', '#65536 ALL=(ALL:ALL) !ALL'), ada: 'root by sudo' },
  {
    name: 'a file that sorts later asks ada for a password',
    scene: planted('zz-last', 'ada ALL=(ALL:ALL) PASSWD: ALL'),
    ada: 'root by sudo',
  },
  {
    name: 'an alias that has everybody',
    scene: planted('10-team', 'User_Alias EVERYBODY = ALL', 'EVERYBODY ALL=(ALL) NOPASSWD: ALL'),
    ben: 'other sudo',
  },
  {
    name: 'an alias of an alias, over lines',
    scene: planted('10-team', 'User_Alias A = root, \\', '  #65537', 'User_Alias B = A', 'B ALL = NOPASSWD: /usr/bin/id'),
    ben: 'other sudo',
  },
  {
    name: 'an alias that has everybody but ben, twice denied',
    scene: planted('10-team', 'User_Alias X = ALL, !#65537', 'User_Alias Y = ALL, !X', 'Y ALL=(ALL) NOPASSWD: ALL'),
    ben: 'other sudo',
  },
  {
    name: 'an include elsewhere',
    scene: `mkdir -p /opt/team; echo 'ben ALL=(ALL) NOPASSWD: ALL' >/opt/team/rules; chmod 440 /opt/team/rules; ${planted('x', '@include /opt/team/rules')}`,
    ben: 'other sudo',
    undo: 'rm -r /opt/team',
  },
  {
    name: 'a folder of includes elsewhere',
    scene: `mkdir -p /opt/team/d; echo 'ben ALL=(root) NOPASSWD: /usr/bin/id' >/opt/team/d/rules; chmod 440 /opt/team/d/rules; ${planted('x', '@includedir /opt/team/d')}`,
    ben: 'other sudo',
    undo: 'rm -r /opt/team',
  },
  {
    name: 'rules in a folder of ben’s, which are ben’s',
    scene: `echo 'ben ALL=(ALL) NOPASSWD: ALL' >/home/ben/rules; chown 65537 /home/ben/rules; chmod 440 /home/ben/rules; ${planted('x', '@include /home/ben/rules')}`,
    undo: 'rm -f /home/ben/rules',
  },
  { name: 'the group that sshd knows people by', scene: planted('10-team', '%prism-people ALL=(ALL) NOPASSWD: ALL'), ben: 'other sudo' },
  { name: 'ben’s own group, by its number', scene: planted('10-team', '%#65537 ALL=(ALL) NOPASSWD: ALL'), ben: 'other sudo' },
  { name: 'a name that is written by its bytes', scene: planted('10-team', '\\x62en ALL=(ALL) NOPASSWD: ALL'), ben: 'other sudo' },
  {
    name: 'a line for everybody that asks nobody',
    scene: planted('10-team', 'Defaults !authenticate', 'ALL ALL=(ALL) ALL'),
    ben: 'other sudo',
  },
  {
    name: 'one program alone, as one of root’s',
    scene: planted('10-team', 'Runas_Alias R = root', 'ben ALL=(R) NOPASSWD: /usr/bin/id'),
    ben: 'other sudo',
  },
  {
    name: 'Prism’s own file for ben',
    scene: planted('prism-65537', '# Prism: sudo by the registry', '#65537 ALL=(ALL:ALL) NOPASSWD: ALL'),
  },
  {
    name: 'Prism’s own file for ada is a link to ben’s home',
    scene: `rm $S/prism-65536; cp -p /home/ben/.profile /home/ben/mine; ln -s /home/ben/mine $S/prism-65536`,
    undo: 'rm -f /home/ben/mine',
  },
  {
    name: 'Prism’s own file for ada has a line for ben too',
    scene: `chmod 640 $S/prism-65536; echo 'ben ALL=(ALL) NOPASSWD: ALL' >>$S/prism-65536; chmod 440 $S/prism-65536`,
  },
  {
    name: 'a folder of ben’s in the place of sudoers.d',
    scene: `mv $S /etc/sudoers.aside; install -d -o 65537 /home/ben/d; ln -s /home/ben/d $S`,
    ada: '.*',
    undo: 'rm -rf $S /home/ben/d; mv /etc/sudoers.aside $S',
  },
  {
    name: 'sudo of somebody else’s, in /usr/local',
    scene: `printf '#!/bin/sh\\nid -u >>/pwned\\necho "User $3 is not allowed to run sudo on x."\\n' >/usr/local/bin/sudo; cp /usr/local/bin/sudo /usr/local/sbin/sudo; cp /usr/local/bin/sudo /usr/local/sbin/visudo; chmod 777 /usr/local/*bin/*sudo; ${planted('10-team', 'ben ALL=(ALL) NOPASSWD: ALL')}`,
    ben: 'other sudo',
    undo: 'rm /usr/local/*bin/*sudo',
  },
  { name: 'a line that is broken off', scene: planted('10-team', 'ben ALL=(ALL') },
  {
    name: 'rules and commands that want to be more',
    scene: planted('10-team', 'ben ALL=(root) NOPASSWD: /bin/x|<!--@all-->`id`, /bin/$(id>>/pwned)'),
    ben: 'other sudo',
  },
]
