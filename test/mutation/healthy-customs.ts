/** What healthy hosts have besides: other mounts, files, umasks, PAM, start files and habits, none of which stands in the way of sharing. */

import { pamStacks } from '../../src/lab/host-faults/pam-stacks.ts'
import type { Family } from '../../src/lab/instances/image-profiles.ts'
import type { Chance } from '../support/chance.ts'

export function otherMounts(dice: Chance, other: { readonly id: string; readonly name: string }): string[] {
  const all = [
    'mkdir /data; mount -t tmpfs scratch /data',
    'mkdir /srv/a /srv/b; mount --bind /srv/a /srv/b',
    'mkdir /mnt/usb; mount -t tmpfs usb /mnt/usb',
    'mount --bind /mnt /mnt',
    `mkdir /srv/other; mount -t efs -o tls ${other.id}:/ /srv/other`,
    // another volume of ours
    `mkdir /mnt/other; mount -t efs -o tls,noresvport ${other.id}:/ /mnt/other; getent group 3000 >/dev/null && install -d -m 2775 -g 3000 /mnt/other/shared`,
    'mount -t tmpfs -o size=64k tmpfs /tmp; chmod 1777 /tmp; dd if=/dev/zero of=/tmp/full bs=4k 2>/dev/null || :',
  ]
  return all.filter(() => dice.often(0.3))
}

/** Folders where only owners may replace a file, and spaces that are closed to others, are the volume's own custom. */
export function things(
  dice: Chance,
  place: string,
  members: readonly string[],
  number: number,
  { sticky, privateSpaces }: { readonly sticky: boolean; readonly privateSpaces: boolean },
): string[] {
  const mine = `${place}/shared/of-${number}`
  const owner = dice.one(members)
  const all = [
    `install -m 0664 -o ${owner} -g 3000 /dev/null ${mine}.txt`,
    `install -m 0775 -o ${owner} -g 3000 /dev/null "${mine} run me.sh"`,
    `install -d -m 2775 -o ${owner} -g 3000 ${mine}.d; install -m 0660 -o ${owner} -g 3000 /dev/null ${mine}.d/notes`,
    `install -m 0666 -o 7777 -g 7777 /dev/null ${mine}.for-all; install -d -m 0777 -o 7777 -g 7777 ${mine}.open`,
    `install -m 0664 -o ${owner} -g 3000 /dev/null "$(printf '${mine}.\\n\\303\\244 %%25')"`,
    `ln -s nowhere ${mine}.link; ln -s / ${mine}.root`,
    `mkfifo ${mine}.pipe`,
    `d=${mine}.deep; for i in $(seq 40); do d=$d/d; done; mkdir -p $d; chgrp -R 3000 ${mine}.deep; chmod -R 2775 ${mine}.deep`,
    `install -d -m 2775 -g 3000 ${mine}.many; (cd ${mine}.many; seq 150 | xargs touch; chgrp 3000 [0-9]*; chmod 664 [0-9]*)`,
    `install -m 0600 -o ${owner} -g ${owner} /dev/null ${place}/users/${owner}/private-${number}; install -d -m 0700 -o ${owner} ${place}/users/${owner}/box-${number}`,
    `install -d -m ${privateSpaces ? '0700' : '0755'} -o 1700 -g 3000 ${place}/users/colleague`,
    `install -d -m 0700 -o 1701 -g 3000 "${place}/users/A colleague"`,
    `install -d -m 0755 ${place}/.snapshots; : >${place}/readme`,
    ...(sticky ? [`install -d -m 3775 -o ${owner} -g 3000 ${mine}.sticky`] : []),
  ]
  return all.filter(() => dice.often(0.35))
}

/** The members' umask the way the distribution's administrators set it: in the session stacks, or for the account itself. */
export function umask(dice: Chance, family: Family, members: readonly string[]): string[] {
  const append = (lines: string) => `for f in ${pamStacks[family]}; do printf '${lines}' >>"/etc/pam.d/$f"; done`
  return [
    dice.one([
      append(
        'session [success=ignore default=1] pam_succeed_if.so quiet user ingroup prism-shared\\nsession optional pam_umask.so umask=0002\\n',
      ),
      append('session [default=1 success=ok] pam_succeed_if.so quiet uid >= 1000\\nsession optional pam_umask.so umask=0002\\n'),
      append('session [success=1 default=ignore] pam_succeed_if.so quiet user = root\\nsession required pam_umask.so umask=02\\n'),
      append(
        `session [success=2 default=ignore] pam_succeed_if.so quiet service in crond:cron\\nsession optional pam_umask.so umask=002\\nsession [default=1] pam_permit.so\\nsession optional pam_umask.so umask=002\\n`,
      ),
      append(
        'session [success=ignore default=1] pam_succeed_if.so \\\\\\n  quiet user ingroup prism-shared # members\\nsession optional pam_umask.so umask=0002 # theirs\\n',
      ),
      append('session optional pam_umask.so umask=002\\n'),
      append('session\\toptional\\tpam_umask.so\\tumask=0002\\n'),
      `${append('session optional pam_umask.so\\n')}; ${members.map((m) => `usermod -c '${m},,,,umask=002' ${m}`).join('; ')}`,
    ]),
  ]
}

/** Umasks of other people, further PAM modules, cron jobs, keys, sshd's further configuration, start files. */
export function customs(dice: Chance, family: Family, members: readonly string[], people: readonly { readonly name: string }[]): string[] {
  const login = dice.one(members)
  const home = `/home/${login}`
  const session = `/etc/pam.d/${pamStacks[family].split(' ')[0]}`
  const all = [
    "sed -i 's/^UMASK.*/UMASK 077/' /etc/login.defs",
    `printf '* * * * * root umask 077; true\\n' >/etc/cron.d/site`,
    `printf '0 3 * * * /bin/true\\n' >/var/spool/cron/crontabs/${login}`,
    'mkdir -p /etc/ssh/sshd_config.d; printf "PasswordAuthentication no\\n" >/etc/ssh/sshd_config.d/site.conf',
    'mkdir -p /etc/ssh/sshd_config.d; printf "usepam yes\\n" >/etc/ssh/sshd_config.d/pam.conf; sed -i "1i Include sshd_config.d/*.conf" /etc/ssh/sshd_config; sed -i "s/^UsePAM yes/UsePAM no/" /etc/ssh/sshd_config',
    `install -d -m 700 -o ${login} ${home}/.ssh; printf 'ssh-ed25519 AAAA nobody\\n' >${home}/.ssh/authorized_keys`,
    `printf 'alias ll="ls -l"\\n# umask 022\\n' >>${home}/.bashrc`,
    `printf 'echo "welcome to $(hostname)"\\n' >>${home}/.profile`,
    `printf 'umask 0002\\n[ -z "$PS1" ] || echo interactive\\n' >>${home}/.bashrc`,
    // an agent that a start file leaves behind, and one that reads what is not its own
    `printf 'case $- in *i*) sleep 300 & ;; esac\\n' >>${home}/.bashrc`,
    `printf 'export EDITOR=vi\\nset -o noclobber\\n' >/etc/profile.d/site.sh`,
    `printf '[ "$(id -u)" -ge 3100 ] && umask 027\\n:\\n' >/etc/profile.d/people.sh`,
    `printf 'TMOUT=900; readonly TMOUT; export TMOUT\\n' >/etc/profile.d/timeout.sh`,
    `rm -rf ${home}`,
    `passwd -l ${login}`,
    `chage -M 90 -d "$(date +%F)" ${login}`,
    `usermod -e 2099-01-01 ${login}`,
    `printf 'session optional pam_mail.so nopen\\nsession required pam_limits.so\\nsession optional pam_exec.so quiet /bin/true\\n' >>${session}`,
    `sed -i '1i session [success=1 default=ignore] pam_succeed_if.so service in crond quiet use_uid\\nsession required pam_unix.so' ${session}`,
    `printf '%s - nofile 4096\\n' ${login} >/etc/security/limits.d/site.conf 2>/dev/null || :`,
    `printf 'twin:x:%s:%s::${home}:/bin/bash\\n' "$(id -u ${login})" "$(id -g ${login})" >>/etc/passwd`,
    `sed -i 's/^passwd:.*/passwd: files systemd/; s/^group:.*/group: files [SUCCESS=merge] systemd/' /etc/nsswitch.conf`,
    `usermod -s /bin/sh ${login}`,
  ]
  // whose home is gone has no start files
  const chosen = all.filter(() => dice.often(0.3))
  return [
    ...chosen.filter((line) => !line.startsWith('rm -rf')),
    ...chosen.filter((line) => line.startsWith('rm -rf')),
    ...people.filter(() => dice.often(0.5)).map(({ name }) => `printf 'umask 077\\n' >>/home/${name}/.profile`),
  ]
}
