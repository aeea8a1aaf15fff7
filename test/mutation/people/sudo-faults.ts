/** Who becomes root by sudo: ben is to, ada is not. */
import type { PeopleFault } from './fault.ts'

const others = { left: 'what others wrote into sudoers is theirs' }
const bens = '/etc/sudoers.d/prism-65537'
const all = 'ALL=(ALL:ALL) NOPASSWD: ALL'
/** `text` as a file that sudo reads. */
const put = (text: string, path = '/etc/sudoers.d/x'): string =>
  `printf '%s\\n' ${text
    .split('\n')
    .map((line) => `'${line}'`)
    .join(' ')} >${path}; chmod 440 ${path}`

/** Prism's own files. */
const own: readonly PeopleFault[] = (
  [
    ['the line is gone', `rm ${bens}`],
    ['others can read the line', `chmod 444 ${bens}`],
    ['others can write the line', `chmod 666 ${bens}`],
    ['the line is the person’s', `chown 65537 ${bens}`],
    ['the line is the group’s', `chgrp 65537 ${bens}`],
    ['the line says less', put('#65537 ALL=(root) NOPASSWD: /usr/bin/id', bens)],
    ['the line says less for everybody', put(`# Prism: sudo by the registry\n#65537 ${all}\nALL ALL=(ALL) !ALL`, bens)],
    ['the line is another’s', put(`#65536 ${all}`, bens)],
    ['the line is by name', put(`ben ${all}`, bens)],
    ['the line is no line', put('nonsense', bens)],
    ['the line is a link', `mv ${bens} /root/line; ln -s /root/line ${bens}`],
    [
      'there is a line for somebody who is not to have it',
      put(`# Prism: sudo by the registry\n#65536 ${all}`, '/etc/sudoers.d/prism-65536'),
    ],
    ['there is a line for a number that nobody has', put(`#65599 ${all}`, '/etc/sudoers.d/prism-65599')],
  ] as const
).map(([name, script]) => ({ name: `sudo: ${name}`, script, says: ['sudo'], sync: 'repairs' }))

/** What gives ada root besides. */
const elsewhere: readonly PeopleFault[] = (
  [
    ['a file of somebody’s', 'ada ALL=(root) NOPASSWD: /usr/bin/id'],
    ['a password that she has not', 'ada ALL=(ALL) ALL'],
    ['her number', `#65536 ${all}`],
    ['a group of the registry', '%genomics ALL=(ALL) ALL'],
    ['a group’s number', '%#65540 ALL=(ALL) NOPASSWD: /usr/bin/id'],
    ['her own group', '%ada ALL=(ALL) ALL'],
    ['everybody’s group of Prism', '%prism-people ALL=(root) /usr/bin/id'],
    ['an alias', 'User_Alias OPS = root, ada\nOPS ALL=(ALL) ALL'],
    ['an alias that leaves somebody else out', 'ALL, !ben ALL=(ALL) NOPASSWD: /usr/bin/id'],
    ['her name in quotes', '"ada" ALL=(ALL) ALL'],
    ['an escape for her name', '\\x61da ALL=(ALL) ALL'],
    ['another account than root', 'ada ALL=(www-data) NOPASSWD: ALL'],
    ['everything but a shell', 'ada ALL=(ALL) NOPASSWD: ALL, !/bin/bash'],
    ['a password that nobody is asked for', 'Defaults:ada !authenticate, targetpw\nada ALL=(ALL) ALL'],
    ['one command without the password of root', 'Defaults targetpw\nada ALL=(ALL) ALL\nada ALL=(root) NOPASSWD: /usr/bin/id'],
  ] as const
).map(([name, text]) => ({
  name: `sudo by ${name}`,
  script: put(text),
  says: ['other sudo'],
  sync: others,
  fix: 'rm /etc/sudoers.d/x',
}))

const refused: readonly PeopleFault[] = (
  [
    ['a later line takes it away', put('ben ALL=(ALL) !ALL', '/etc/sudoers.d/z'), 'rm /etc/sudoers.d/z'],
    ['a later line takes one command away', put('#65537 ALL=(ALL) NOPASSWD: !/bin/bash', '/etc/sudoers.d/z'), 'rm /etc/sudoers.d/z'],
    ['a later line asks for a password', put('ben ALL=(ALL) ALL', '/etc/sudoers.d/z'), 'rm /etc/sudoers.d/z'],
    [
      'the folder is not read any more',
      'cp -p /etc/sudoers /root/sudoers; sed -i /includedir/d /etc/sudoers',
      'cp -p /root/sudoers /etc/sudoers',
    ],
    ['others can write the folder', 'chmod 777 /etc/sudoers.d', 'chmod 755 /etc/sudoers.d'],
  ] as const
).map(([name, script, fix]) => ({ name: `sudo: ${name}`, script, says: ['root by sudo'], sync: others, fix }))

const rule = (text: string): string =>
  `mkdir -p /etc/polkit-1/rules.d; echo 'polkit.addRule(function(a, s) { ${text} })' >/etc/polkit-1/rules.d/x.rules`
const noSudo: readonly PeopleFault[] = (
  [
    ['a rule of polkit’s for them', rule('if (s.user == "ada") return polkit.Result.YES'), 'rm /etc/polkit-1/rules.d/x.rules'],
    ['one for a group of theirs', rule('if (s.isInGroup("genomics")) return polkit.Result.YES'), 'rm /etc/polkit-1/rules.d/x.rules'],
    ['one for everybody', rule('return polkit.Result.YES'), 'rm /etc/polkit-1/rules.d/x.rules'],
    [
      'a file of its older kind',
      'mkdir -p /etc/polkit-1/localauthority/50-local.d; printf "[x]\nIdentity=unix-user:ada\nAction=*\nResultAny=yes\n" >/etc/polkit-1/localauthority/50-local.d/x.pkla',
      'rm -r /etc/polkit-1/localauthority',
    ],
    ['doas', 'echo "permit nopass ada as root" >/etc/doas.conf', 'rm /etc/doas.conf'],
    ['Kerberos, as root', 'echo ada@LAB.EXAMPLE >/root/.k5login', 'rm /root/.k5login'],
  ] as const
).map(([name, script, fix]) => ({ name: `root without sudo by ${name}`, script, says: ['other root'], sync: others, fix }))

export const sudoFaults: readonly PeopleFault[] = [
  ...noSudo,
  ...own,
  ...elsewhere,
  ...refused,
  {
    name: 'sudo by a line of /etc/sudoers itself',
    script: 'cp -p /etc/sudoers /root/sudoers; echo "ada ALL=(ALL) ALL" >>/etc/sudoers',
    says: ['other sudo'],
    sync: others,
    fix: 'cp -p /root/sudoers /etc/sudoers',
  },
  {
    name: 'sudo by a file that is included from elsewhere',
    script: `${put('ada ALL=(ALL) ALL', '/root/more')}; ${put('@include /root/more')}`,
    says: ['other sudo'],
    sync: others,
    fix: 'rm /etc/sudoers.d/x',
  },
  {
    name: 'sudo: a folder is where the line was',
    script: `rm ${bens}; mkdir ${bens}`,
    says: ['sudo'],
    sync: { left: 'nothing is removed with what is in it' },
    fix: `rmdir ${bens}`,
  },
  {
    name: 'sudo is not installed any more',
    script: 'mv /usr/bin/sudo /root/sudo',
    says: ['sudo'],
    sync: { left: 'what is installed there is the site’s' },
    fix: 'mv /root/sudo /usr/bin/sudo',
  },
]
