/** Faults that lie on the host: group and accounts, fstab, umask, the mount itself, and what keeps a look from being made. */
import type { Fault } from './fault.ts'

const group: readonly Fault[] = [
  { name: 'the group is missing', script: 'groupdel prism-shared', says: ['group-missing'], mount: 'repairs' },
  {
    name: 'the group has another gid',
    script: 'groupmod -g 3333 prism-shared',
    says: ['group-gid-differs'],
    mount: { left: 'files may carry the other gid' },
    mend: 'groupmod -g 3000 prism-shared',
  },
  {
    name: 'the gid is held by another name',
    script: 'groupmod -n lab-users prism-shared',
    says: ['gid-taken'],
    mount: { left: 'it is another group’s' },
    mend: 'groupmod -n prism-shared lab-users',
  },
  {
    name: 'another gid, and the gid taken',
    script: 'groupmod -g 3333 prism-shared; groupadd -g 3000 lab-users',
    says: ['group-gid-differs', 'gid-taken'],
    mount: { left: 'it is another group’s' },
    mend: 'groupdel lab-users; groupmod -g 3000 prism-shared',
  },
  { name: 'the membership is gone', script: 'gpasswd -d "$U" prism-shared', says: ['not-member'], mount: 'repairs' },
  {
    name: 'the account is gone',
    script: 'userdel "$U"',
    says: ['no-login-user', 'account-missing'],
    mount: { left: 'Prism makes no accounts' },
  },
  {
    name: 'the account has another uid',
    script: 'usermod -u 1234 "$U"',
    says: ['row-differs'],
    mount: { left: 'the space belongs to another uid now' },
    mend: 'usermod -u 1000 "$U"',
  },
  {
    name: 'the account has no shell',
    script: 'usermod -s /usr/sbin/nologin "$U"',
    says: ['not-shared', 'umask-differs', 'not-looked-at'],
    mount: { left: 'somebody shut it out' },
    mend: 'usermod -s /bin/bash "$U"',
  },
  {
    name: 'the account has expired',
    script: 'usermod -e 1970-01-02 "$U"',
    says: ['account-expired'],
    mount: { left: 'somebody shut it out' },
    mend: `usermod -e '' "$U"`,
  },
  {
    name: 'the account is in more than 16 groups',
    script: 'for i in $(seq 17); do groupadd -g $((5000 + i)) "more$i"; usermod -aG "more$i" "$U"; done',
    says: ['too-many-groups'],
    mount: { left: 'which groups to leave is for people to say' },
    mend: 'for i in $(seq 17); do groupdel "more$i"; done',
  },
  {
    name: 'a session from before the membership',
    script:
      'setpriv --reuid "$U" --regid 1000 --clear-groups setsid sleep 3000 </dev/null >/dev/null 2>&1 & echo $! >/run/stale; sleep 0.1',
    says: ['stale-session'],
    mount: { left: 'it would end somebody’s work' },
    mend: 'kill "$(cat /run/stale)"; rm /run/stale',
  },
]

const line = (name: string, edit: string): Fault => ({
  name: `fstab: ${name}`,
  script: `sed -i ${edit} /etc/fstab`,
  says: ['not-persistent'],
  mount: 'repairs',
})
const foreign = (name: string, script: string, mend: string): Fault => ({
  name: `fstab: ${name}`,
  script,
  says: ['fstab-taken'],
  mount: { left: 'the line is somebody else’s' },
  mend,
})

const fstab: readonly Fault[] = [
  line('the line is missing', '"/$V/d"'),
  line('the line is commented out', '"s/^$V/#&/"'),
  line('another file system', '"s/^$V/$O/"'),
  line('another place', '"s# $P # /mnt/elsewhere #"'),
  line('a folder of the volume', '"s#^$V:/ #$V:/shared #"'),
  line('without nofail', '"s/,nofail//"'),
  line('without tls', '"s/,tls//"'),
  line('without _netdev', '"s/_netdev,//"'),
  line('with noauto', '"s/,nofail/&,noauto/"'),
  line('read-only', '"s/,nofail/&,ro/"'),
  line('another type', '"s/ efs / nfs4 /"'),
  { name: 'fstab: the file is gone', script: 'rm /etc/fstab', says: ['not-persistent'], mount: 'repairs' },
  { name: 'fstab: the line is doubled', script: 'sed -i "/$V/p" /etc/fstab', says: ['fstab-taken', 'not-persistent'], mount: 'repairs' },
  foreign('the line lost its mark', 'sed -i s/,x-prism// /etc/fstab', 'sed -i "/$V/d" /etc/fstab'),
  foreign('a second line for the place', 'echo "tmpfs $P/ tmpfs defaults 0 0" >>/etc/fstab', 'sed -i /^tmpfs/d /etc/fstab'),
]

const umask: readonly Fault[] = [
  {
    name: 'umask: Prism’s PAM profile is removed',
    script: 'rm /usr/share/pam-configs/prism-umask; pam-auth-update --package',
    says: ['umask-differs'],
    mount: 'repairs',
    needs: 'debian',
  },
  {
    name: 'umask: another authselect profile',
    script: 'authselect select minimal --force',
    says: ['umask-differs'],
    mount: 'repairs',
    needs: 'redhat',
  },
  ...(['su', 'sshd', 'cron'] as const).map(
    (service): Fault => ({
      name: `umask: the PAM of ${service} no longer includes the session stack`,
      script: `for f in ${service} ${service}-l ${service}d; do [ ! -f "/etc/pam.d/$f" ] || { cp "/etc/pam.d/$f" "/root/$f"; sed -i -E '/^@include common-session|^-?session.*(system-auth|password-auth|postlogin)|^session.*include.*su$/d' "/etc/pam.d/$f"; }; done`,
      says: ['umask-differs'],
      mount: { left: 'the service’s own PAM file is the distribution’s' },
      mend: `for f in ${service} ${service}-l ${service}d; do [ ! -f "/root/$f" ] || mv "/root/$f" "/etc/pam.d/$f"; done`,
    }),
  ),
  {
    name: 'umask: a later pam_umask in the stack',
    script: 'for f in $S; do cp "/etc/pam.d/$f" "/root/$f"; echo "session optional pam_umask.so umask=077" >>"/etc/pam.d/$f"; done',
    says: ['umask-differs'],
    mount: { left: 'PAM files edited by hand are not touched' },
    mend: 'for f in $S; do cat "/root/$f" >"/etc/pam.d/$f"; done',
  },
  {
    name: 'umask: the account’s GECOS sets one',
    script: 'usermod -c ",,,,umask=022" "$U"',
    says: ['umask-differs'],
    mount: { left: 'the account says so itself' },
    mend: 'usermod -c "$U" "$U"',
  },
  {
    name: 'umask: ~/.profile sets one for login shells',
    script: `cd "/home/$U"; echo 'umask 022' >>.profile`,
    says: ['umask-differs'],
    mount: { left: 'the profile is the person’s' },
    mend: `cd "/home/$U"; sed -i '/^umask 022$/d' .profile`,
  },
  {
    name: 'umask: /etc/profile.d sets one for login shells',
    script: `echo 'umask 022' >/etc/profile.d/zz-site.sh`,
    says: ['umask-differs'],
    mount: { left: 'the site says so' },
    mend: 'rm /etc/profile.d/zz-site.sh',
  },
  {
    name: 'umask: ~/.bashrc sets one for ssh host command',
    script: `cd "/home/$U"; cp .bashrc /root/bashrc; sed -i '1i umask 022' .bashrc; echo 'PATH=$PATH:~/bin' >.bash_profile`,
    says: ['umask-differs'],
    mount: { left: 'the start file is the person’s' },
    mend: `cd "/home/$U"; cat /root/bashrc >.bashrc; rm .bash_profile`,
  },
  {
    name: 'umask: sshd does not use PAM',
    script: `sed -i 's/^UsePAM yes/UsePAM no/' /etc/ssh/sshd_config`,
    says: ['umask-differs'],
    mount: { left: 'sshd’s configuration is the site’s' },
    mend: `sed -i 's/^UsePAM no/UsePAM yes/' /etc/ssh/sshd_config`,
  },
]

const mount: readonly Fault[] = [
  { name: 'the mount is gone', script: 'umount "$P"', says: ['not-mounted'], mount: 'repairs' },
  {
    name: 'the mount is gone, and files lie in its place',
    script: 'umount "$P"; : >"$P/notes"',
    says: ['not-mounted'],
    mount: { left: 'a mount would hide them' },
    mend: 'rm "$P/notes"',
  },
  {
    name: 'the mount is gone, and a link is in its place',
    script: 'umount "$P"; rmdir "$P"; mkdir /srv/other; ln -s /srv/other "$P"',
    says: ['not-mounted'],
    mount: { left: 'the mount table would name where the link leads' },
    mend: 'rm "$P"; rmdir /srv/other',
  },
  { name: 'the mount and its place are gone', script: 'umount "$P"; rmdir "$P"', says: ['not-mounted'], mount: 'repairs' },
  {
    name: 'a tmpfs lies over it',
    script: 'mount -t tmpfs tmpfs "$P"',
    says: ['mount-wrong'],
    mount: { left: 'somebody mounted it' },
    mend: 'umount "$P"',
  },
  {
    name: 'a local directory is bound over it',
    script: 'mkdir -p /srv/local; cp -a "$P/." /srv/local/; mount --bind /srv/local "$P"',
    says: ['mount-wrong'],
    mount: { left: 'somebody mounted it' },
    mend: 'umount "$P"; rm -r /srv/local',
  },
  {
    name: 'another file system is mounted',
    script: 'umount "$P"; rm -rf /var/run/efs/"$V"*; mount -t efs -o tls,noresvport "$O:/" "$P"',
    says: ['mount-wrong'],
    mount: { left: 'somebody mounted it' },
    mend: 'umount "$P"; rm -rf /var/run/efs/"$O"*',
  },
  {
    name: 'a folder of the volume is mounted instead of its root',
    script: 'umount "$P"; rm -rf /var/run/efs/"$V"*; mount -t efs -o tls,noresvport "$V:/shared" "$P"',
    says: ['mount-wrong'],
    mount: { left: 'somebody mounted it' },
    mend: 'umount "$P"; rm -rf /var/run/efs/"$V"*',
  },
  {
    name: 'read-only',
    script: 'mount -o remount,bind,ro "$P"',
    says: ['read-only'],
    mount: { left: 'somebody may want it so' },
    mend: 'mount -o remount,bind,rw "$P"',
  },
  {
    name: 'the tunnel does not encrypt',
    script: `sed -i 's/, "--tls"//' /var/run/efs/"$V".*[0-9]`,
    says: ['not-encrypted'],
    mount: { left: 'processes may use the mount' },
    mend: 'umount "$P"; rm -rf /var/run/efs/"$V"*',
  },
  {
    name: 'mounted as plain NFS',
    script: 'umount "$P"; rm -rf /var/run/efs/"$V"*; mount -t nfs4 -o nfsvers=4.1 "$V.efs.us-east-1.amazonaws.com:/" "$P"',
    says: ['not-encrypted'],
    mount: { left: 'processes may use the mount' },
    mend: 'umount "$P"',
  },
  {
    name: 'the client’s state file is gone',
    script: 'rm -rf /var/run/efs/"$V"*',
    says: ['not-looked-at'],
    mount: { left: 'what is mounted cannot be told' },
    mend: 'umount "$P"',
  },
  {
    name: 'two state files claim the mount',
    script: 'for f in /var/run/efs/"$V".*[0-9]; do [ ! -f "$f" ] || cp "$f" "${f/$V/$O}"; done',
    says: ['not-looked-at'],
    mount: { left: 'what is mounted cannot be told' },
    mend: 'rm -f /var/run/efs/"$O".*',
  },
  {
    name: 'the server hangs',
    script: ':',
    says: ['mount-hung'],
    mount: { left: 'only the server can answer' },
    lab: 'server-hangs',
  },
]

const look: readonly Fault[] = [
  {
    name: 'the local disk is full',
    script: 'mount -t tmpfs -o size=4k,nr_inodes=1 tmpfs /var/lib/prism',
    says: ['invocation-failed', 'transcript-missing', 'not-looked-at'],
    mount: { left: 'what may be deleted is for people to say' },
    mend: 'umount /var/lib/prism',
  },
  {
    name: 'the host’s clock is hours ahead',
    script: ':',
    says: ['job-expired'],
    mount: { left: 'an order past its time is not carried out' },
    mend: ':',
    lab: 'clock-ahead',
  },
  {
    name: 'the EFS client is gone: the next boot mounts nothing',
    script: 'mv "$(command -v mount.efs)" /root/mount.efs',
    says: ['client-absent'],
    mount: { left: 'the distribution has no package of it' },
    mend: 'mv /root/mount.efs /usr/sbin/mount.efs',
    needs: 'debian',
  },
]

export const hostFaults: readonly Fault[] = [...group, ...fstab, ...umask, ...mount, ...look]
