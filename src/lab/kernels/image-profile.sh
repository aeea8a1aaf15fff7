#!/bin/bash
# Makes the booted Debian look as its distribution's image does. Account files, os-release and the like are there already.
#   image-profile make FAMILY DISTRIBUTION CLIENT USER:UID:GID:HOME...    once      image-profile services    at every boot
set -eu
if [ "$1" = services ]; then
  ip addr replace 169.254.169.254/32 dev lo
  setsid perl /lab/metadata /lab/metadata.d </dev/null >/dev/null 2>&1 3>&- &
  exit 0
fi
family=$2 distribution=$3 client=$4
shift 4
# Ubuntu's PAM calls pam_umask in every session, Debian's does not
for file in /usr/share/pam/common-session /usr/share/pam/common-session-noninteractive /etc/pam.d/common-session /etc/pam.d/common-session-noninteractive; do
  sed -i '/pam_umask\.so$/d' "$file"
  [ "$distribution" != ubuntu ] || sed -i 's/^session\trequired\t\t\tpam_permit\.so$/&\nsession optional\t\t\tpam_umask.so/' "$file"
done
rm -f /usr/sbin/stunnel3 /etc/fstab
: >/etc/fstab
if [ "$family" = redhat ]; then
  for program in apt apt-get apt-cache apt-config apt-mark apt-key apt-cdrom dpkg dpkg-deb dpkg-query dpkg-divert dpkg-split debconf; do
    rm -f "/usr/bin/$program"
  done
  rm -f /usr/sbin/{pam-auth-update,dpkg-reconfigure,adduser,addgroup,deluser,delgroup} /etc/pam.d/*
  cp -r /lab/image-profiles/redhat/. /
  cp /lab/image-profiles/no-rpm /usr/bin/rpm
  cp /lab/image-profiles/no-dnf /usr/bin/dnf
  ln -sf dnf /usr/bin/yum
  chmod 755 /usr/bin/{rpm,dnf,authselect}
  authselect select minimal --force >/dev/null
  [ "$distribution" != amazon ] || bash /lab/image-profiles/amazon-pam 2023
fi
[ "$client" != installed ] || install -m 755 /lab/mount.efs /usr/sbin/mount.efs
for user in "$@"; do
  IFS=: read -r _ uid gid home <<<"$user"
  cp -rT /etc/skel "$home"
  chown -R "$uid:$gid" "$home"
  chmod 750 "$home"
done
