export const place = '/mnt/counted'

/** What somebody would type for the same, as root on the instance. */
export const bare = {
  look: `cat /etc/os-release; uname -nrm; getent passwd ubuntu; id -G ubuntu; getent group 3000; findmnt -rn; stat -f ${place}; stat -c '%u %g %a' ${place} ${place}/shared ${place}/users ${place}/users/ubuntu; ls ${place}; cat /etc/fstab; grep -h umask /etc/pam.d/common-session /etc/login.defs`,
  tries: `getent passwd ubuntu; findmnt -rn; stat -f ${place}; setpriv --reuid 1000 --regid 1000 --init-groups sh -c 'touch ${place}/shared/.x; mkdir ${place}/shared/.y; touch ${place}/users/ubuntu/.z'; stat -c '%a %G' ${place}/shared/.x ${place}/shared/.y; rm -rf ${place}/shared/.x ${place}/shared/.y ${place}/users/ubuntu/.z; find ${place}/shared -maxdepth 2 ! -perm -g+w`,
  sharing: {
    write: `mkdir -p ${place}/shared/.t; chgrp 3000 ${place}/shared/.t; chmod 2770 ${place}/shared/.t; setpriv --reuid 1000 --regid 1000 --init-groups sh -c 'echo x >${place}/shared/.t/a'`,
    exchange: `setpriv --reuid 1000 --regid 1000 --init-groups sh -c 'cat ${place}/shared/.t/*; echo y >>${place}/shared/.t/a'`,
    clean: `rm -rf ${place}/shared/.t`,
  },
  unmount: `umount ${place} || :; sed -i '\\# ${place} #d' /etc/fstab`,
  firstMount: (fs: string) =>
    `getent group prism-shared || groupadd -g 3000 prism-shared; gpasswd -a ubuntu prism-shared; mkdir -p ${place}; mount -t efs -o _netdev,noresvport,nosuid,nodev,tls ${fs}:/ ${place}; mkdir -p ${place}/shared ${place}/users/ubuntu; chown root:3000 ${place} ${place}/shared ${place}/users; chmod 2775 ${place} ${place}/shared; chmod 2755 ${place}/users; chown ubuntu:3000 ${place}/users/ubuntu; chmod 0755 ${place}/users/ubuntu; echo '${fs}:/ ${place} efs _netdev,tls,nofail,x-prism 0 0' >>/etc/fstab`,
  repeatedMount: (fs: string) =>
    `getent group prism-shared; id -G ubuntu; findmnt -rn ${place}; grep -q ' ${place} ' /etc/fstab || echo '${fs}:/ ${place} efs _netdev,tls,nofail,x-prism 0 0' >>/etc/fstab; chown root:3000 ${place} ${place}/shared; chmod 2775 ${place} ${place}/shared`,
}
