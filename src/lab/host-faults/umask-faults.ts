/** Faults of the umask, per kind of session. */
import type { HostFault } from './host-fault.ts'

export const umaskFaults: readonly HostFault[] = [
  {
    name: 'umask: Prism’s PAM profile is removed',
    script: 'rm /usr/share/pam-configs/prism-umask; pam-auth-update --package',
    says: ['umask-differs'],
    mount: 'repairs',
    needs: ['ubuntu', 'debian'],
  },
  {
    name: 'umask: another authselect profile',
    script: 'authselect select minimal --force',
    says: ['umask-differs'],
    mount: 'repairs',
    needs: ['rocky'],
  },
  {
    name: 'umask: Prism’s lines are taken out of one PAM file',
    script: `sed -i '/# Prism$/d' /etc/pam.d/password-auth`,
    says: ['umask-differs'],
    mount: 'repairs',
    needs: ['amazon'],
  },
  ...(['su', 'sshd', 'cron'] as const).map(
    (service): HostFault => ({
      name: `umask: the PAM of ${service} no longer includes the session stack`,
      script: `for f in ${service} ${service}-l ${service}d; do [ ! -f "/etc/pam.d/$f" ] || { cp "/etc/pam.d/$f" "/root/$f"; sed -i -E '/^@include common-session|^-?session.*(system-auth|password-auth|postlogin)|^session.*include.*su$/d' "/etc/pam.d/$f"; }; done`,
      says: ['umask-differs'],
      mount: { left: 'the service’s own PAM file is the distribution’s' },
      fix: `for f in ${service} ${service}-l ${service}d; do [ ! -f "/root/$f" ] || mv "/root/$f" "/etc/pam.d/$f"; done`,
    }),
  ),
  {
    name: 'umask: a later pam_umask in the stack',
    script: 'for f in $S; do cp "/etc/pam.d/$f" "/root/$f"; echo "session optional pam_umask.so umask=077" >>"/etc/pam.d/$f"; done',
    says: ['umask-differs'],
    mount: { left: 'PAM files edited by hand are not touched' },
    fix: 'for f in $S; do cat "/root/$f" >"/etc/pam.d/$f"; done',
  },
  {
    name: 'umask: a later pam_umask, in a last line without an end',
    script: `for f in $S; do cp "/etc/pam.d/$f" "/root/$f"; printf 'session optional pam_umask.so umask=077' >>"/etc/pam.d/$f"; done`,
    says: ['umask-differs'],
    mount: { left: 'PAM files edited by hand are not touched' },
    fix: 'for f in $S; do cat "/root/$f" >"/etc/pam.d/$f"; done',
  },
  {
    name: 'umask: a later pam_umask, in a line that goes on in the next',
    script: `for f in $S; do cp "/etc/pam.d/$f" "/root/$f"; printf 'session optional \\\\\n  pam_umask.so umask=077 # ours\n' >>"/etc/pam.d/$f"; done`,
    says: ['umask-differs'],
    mount: { left: 'PAM files edited by hand are not touched' },
    fix: 'for f in $S; do cat "/root/$f" >"/etc/pam.d/$f"; done',
  },
  {
    name: 'umask: the members’ line became a comment',
    script: `cd /etc/pam.d; sed -i -E 's/^session.*pam_umask.so umask=0002/# &/' $S`,
    says: ['umask-differs'],
    mount: 'repairs',
    needs: ['amazon'],
  },
  {
    name: 'umask: the account’s GECOS sets one',
    script: 'usermod -c ",,,,umask=022" "$U"',
    says: ['umask-differs'],
    mount: { left: 'the account says so itself' },
    fix: 'usermod -c "$U" "$U"',
  },
  {
    name: 'umask: ~/.profile sets one for login shells',
    script: `cd "/home/$U"; echo 'umask 022' >>.profile`,
    says: ['umask-differs'],
    mount: { left: 'the profile is the person’s' },
    fix: `cd "/home/$U"; sed -i '/^umask 022$/d' .profile`,
  },
  {
    name: 'umask: /etc/profile.d sets one for login shells',
    script: `echo 'umask 022' >/etc/profile.d/zz-site.sh`,
    says: ['umask-differs'],
    mount: { left: 'the site says so' },
    fix: 'rm /etc/profile.d/zz-site.sh',
  },
  {
    name: 'umask: ~/.bashrc sets one for ssh host command',
    script: `cd "/home/$U"; cp .bashrc /root/bashrc; sed -i '1i umask 022' .bashrc; echo 'PATH=$PATH:~/bin' >.bash_profile`,
    says: ['umask-differs'],
    mount: { left: 'the start file is the person’s' },
    fix: `cd "/home/$U"; cat /root/bashrc >.bashrc; rm .bash_profile`,
  },
  {
    name: 'umask: sshd does not use PAM',
    script: `sed -i 's/^UsePAM yes/UsePAM no/' /etc/ssh/sshd_config`,
    says: ['umask-differs'],
    mount: { left: 'sshd’s configuration is the site’s' },
    fix: `sed -i 's/^UsePAM no/UsePAM yes/' /etc/ssh/sshd_config`,
  },
  ...['.bash_profile', '.bash_login'].map(
    (file): HostFault => ({
      name: `umask: ~/${file} sets one`,
      script: `cd "/home/$U"; echo 'umask 027' >${file}; chown "$U" ${file}`,
      says: ['umask-differs'],
      mount: { left: 'the start file is the person’s' },
      fix: `rm "/home/$U/${file}"`,
    }),
  ),
  {
    name: 'umask: the end of ~/.bashrc sets one, for interactive logins alone',
    script: `cd "/home/$U"; cp .bashrc /root/bashrc; echo 'umask 077' >>.bashrc`,
    says: ['umask-differs'],
    mount: { left: 'the start file is the person’s' },
    fix: `cd "/home/$U"; cat /root/bashrc >.bashrc`,
  },
  {
    name: 'umask: /etc/profile.d sets one for ssh sessions alone',
    script: `echo '[ -z "$SSH_CONNECTION" ] || umask 077' >/etc/profile.d/zz.sh`,
    says: ['umask-differs'],
    mount: { left: 'the site says so' },
    fix: 'rm /etc/profile.d/zz.sh',
  },
  {
    name: 'umask: /etc/profile.d sets one for this account alone',
    script: `echo "[ \\"\\$USER\\" != $U ] || umask 007" >/etc/profile.d/zz.sh`,
    says: ['umask-differs'],
    mount: { left: 'the site says so' },
    fix: 'rm /etc/profile.d/zz.sh',
  },
  {
    name: 'umask: /etc/profile sets one',
    script: `cp /etc/profile /root/profile; echo 'umask 022' >>/etc/profile`,
    says: ['umask-differs'],
    mount: { left: 'the site says so' },
    fix: 'cat /root/profile >/etc/profile',
  },
  {
    name: 'umask: a start file starts another shell with one',
    script: `cd "/home/$U"; cp .bashrc /root/bashrc; echo 'umask 077; exec /bin/sh' >>.bashrc`,
    says: ['umask-differs'],
    mount: { left: 'the start file is the person’s' },
    fix: `cd "/home/$U"; cat /root/bashrc >.bashrc`,
  },
  {
    name: 'umask: the account’s GECOS sets one of two digits',
    script: 'usermod -c "$U,umask=77" "$U"',
    says: ['umask-differs'],
    mount: { left: 'the account says so itself' },
    fix: 'usermod -c "$U" "$U"',
  },
  ...(['sshd', 'cron'] as const).flatMap((service): HostFault[] =>
    (
      [
        ['ends the session stack before it', 'session sufficient pam_permit.so'],
        ['ends the session stack before it, in brackets', 'session [success=done default=ignore] pam_permit.so'],
        ['jumps over it', 'session [success=20 default=ignore] pam_permit.so'],
        ['jumps over it for this account alone', 'session [success=20 default=ignore] pam_succeed_if.so quiet user = ACCOUNT'],
      ] as const
    ).map(([what, text]) => ({
      name: `umask: the PAM of ${service} ${what}`,
      script: `for f in ${service} ${service}d; do [ ! -f "/etc/pam.d/$f" ] || { cp "/etc/pam.d/$f" "/root/$f"; { echo "${text}" | sed "s/ACCOUNT/$U/"; cat "/root/$f"; } >"/etc/pam.d/$f"; }; done`,
      says: ['umask-differs'],
      mount: { left: 'the service’s own PAM file is the distribution’s' },
      fix: `for f in ${service} ${service}d; do [ ! -f "/root/$f" ] || mv "/root/$f" "/etc/pam.d/$f"; done`,
    })),
  ),
  {
    name: 'umask: it hangs on a module whose answer nobody knows',
    script: `for f in sshd; do cp "/etc/pam.d/$f" "/root/$f"; { echo 'session [success=20 default=ignore] pam_localuser.so'; cat "/root/$f"; } >"/etc/pam.d/$f"; done`,
    says: ['umask-unread'],
    mount: { left: 'the service’s own PAM file is the distribution’s' },
    fix: 'mv /root/sshd /etc/pam.d/sshd',
  },
  {
    name: 'umask: sshd does not use PAM, by a file that is included first',
    script:
      'mkdir -p /etc/ssh/sshd_config.d; echo "UsePAM no" >/etc/ssh/sshd_config.d/00-site.conf; cp /etc/ssh/sshd_config /root/sshd_config; sed -i "1i Include /etc/ssh/sshd_config.d/*.conf" /etc/ssh/sshd_config',
    says: ['umask-differs'],
    mount: { left: 'sshd’s configuration is the site’s' },
    fix: 'rm /etc/ssh/sshd_config.d/00-site.conf; cat /root/sshd_config >/etc/ssh/sshd_config',
  },
  {
    name: 'umask: sshd does not use PAM, and a file says so that nothing includes',
    script:
      'mkdir -p /etc/ssh/sshd_config.d; echo "UsePAM yes" >/etc/ssh/sshd_config.d/00-site.conf; sed -i "s/^UsePAM yes/usepam=no/" /etc/ssh/sshd_config',
    says: ['umask-differs'],
    mount: { left: 'sshd’s configuration is the site’s' },
    fix: 'rm /etc/ssh/sshd_config.d/00-site.conf; sed -i "s/^usepam=no/UsePAM yes/" /etc/ssh/sshd_config',
  },
]
