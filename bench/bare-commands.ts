export const place = '/mnt/counted'

/** What somebody would type for the same, as root on the instance, for these accounts. */
export function bareCommands(fs: string, accounts: readonly string[]) {
  const each = (command: string) => `for a in ${accounts.join(' ')}; do ${command}; done`
  const as = (command: string) => `setpriv --reuid $a --regid $a --init-groups sh -c '${command}'`
  const { shared, users, test } = { shared: `${place}/shared`, users: `${place}/users`, test: `${place}/shared/.t` }
  const line = `${fs}:/ ${place} efs _netdev,tls,nofail,x-prism 0 0`
  return {
    look: `cat /etc/os-release; uname -nrm; ${each('getent passwd $a; id -G $a')}; getent group 3000; findmnt -rn; stat -f ${place}; stat -c '%u %g %a' ${place} ${shared} ${users} ${users}/*; ls ${place}; cat /etc/fstab; grep -h umask /etc/pam.d/common-session /etc/login.defs`,
    tries: `${each('getent passwd $a')}; findmnt -rn; stat -f ${place}; ${each(`${as(`touch ${shared}/.x-$USER; mkdir ${shared}/.y; touch ${users}/$(id -un)/.z`)}; stat -c "%a %G" ${shared}/.x-* ${shared}/.y; rm -rf ${shared}/.x-* ${shared}/.y ${users}/$a/.z`)}; find ${shared} -maxdepth 2 ! -perm -g+w`,
    write: `mkdir -p ${test}; chgrp 3000 ${test}; chmod 2770 ${test}; ${each(as(`echo x >${test}/$(id -un)`))}`,
    exchange: each(as(`cat ${test}/*; for f in ${test}/*; do echo y >>$f; done`)),
    clean: `rm -rf ${test}`,
    unmount: `umount ${place} || :; sed -i '\\# ${place} #d' /etc/fstab`,
    firstMount: `getent group prism-shared || groupadd -g 3000 prism-shared; ${each('gpasswd -a $a prism-shared')}; mkdir -p ${place}; mount -t efs -o _netdev,noresvport,nosuid,nodev,tls ${fs}:/ ${place}; mkdir -p ${shared} ${users}; chown root:3000 ${place} ${shared} ${users}; chmod 2775 ${place} ${shared}; chmod 2755 ${users}; ${each(`mkdir -p ${users}/$a; chown $a:3000 ${users}/$a; chmod 0755 ${users}/$a`)}; echo '${line}' >>/etc/fstab`,
    repeatedMount: `getent group prism-shared; ${each('id -G $a')}; findmnt -rn ${place}; grep -q ' ${place} ' /etc/fstab || echo '${line}' >>/etc/fstab; chown root:3000 ${place} ${shared}; chmod 2775 ${place} ${shared}`,
  }
}
