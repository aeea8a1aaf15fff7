#!/bin/bash
# Makes the disk of one instance, in the world. Programs are the host's /usr under an overlay; /etc, /var and /home are its own.
#   image.sh LAB NAME FAMILY DISTRIBUTION TREE PYTHON USER:UID:GID:HOME...     FAMILY: debian | redhat | suse
# PYTHON is `PATH FOLDER`: what the image has at that path is FOLDER/bin/python3 of this machine; empty: the machine's own.
set -eu
lab=$1 name=$2 family=$3 distribution=$4 tree=$5 python=$6
shift 6
home=$lab/instances/$name disk=$lab/instances/$name/disk
[ ! -e "$home" ] || {
  echo "there is an instance of that name" >&2
  exit 1
}
mkdir -p "$home"/{disk,usr,usr.work,dpkg,dpkg.work}
mount -t tmpfs -o mode=755,size=2g /dev/nvme0n1p1 "$disk"

# Without root the host's folders belong to nobody here, and overlayfs cannot copy them up: give the upper layer its own.
mine=yes options=
[ "$(stat -c %u /usr)" = 0 ] || mine=no options=,userxattr
if [ "$mine" = no ]; then
  { (cd /usr && find bin sbin lib libexec share local -maxdepth 3 -xdev -type d -print0 2>/dev/null) || :; } |
    (cd "$home/usr" && xargs -0 mkdir -p)
  chmod 755 "$home/usr"
fi
# What no instance runs is left out, as minimal images leave it out: a look for whoever left goes through every folder.
if [ "$mine" = yes ]; then
  mkdir "$home"/usr/{lib,share}
  for each in include lib/{google-cloud-sdk,jvm,node_modules} share/{doc,icons,locale,man}; do
    [ ! -d "/usr/$each" ] || mknod "$home/usr/$each" c 0 0
  done
fi
mkdir "$disk"/{usr,etc,var,home,root,run,tmp,mnt,srv,opt,proc,dev,sys,boot,media}
mount -t overlay -o "lowerdir=/usr,upperdir=$home/usr,workdir=$home/usr.work$options" overlay "$disk/usr"
for link in bin sbin lib lib32 lib64 libx32; do
  [ ! -L "/$link" ] || ln -s "usr/$link" "$disk/$link"
done
chmod 1777 "$disk/tmp"
chmod 700 "$disk/root"

cd "$disk/var"
mkdir -p cache/{apt/archives/partial,debconf,dnf} lib/{apt/lists/partial,misc,amazon,rpm,pam} log/{apt,amazon} spool/cron/crontabs mail tmp local
chmod 1777 tmp
chmod 1730 spool/cron/crontabs
ln -s ../run run
ln -s ../run/lock lock

cd "$disk/etc"
for each in ld.so.cache ld.so.conf ld.so.conf.d alternatives default profile bash.bashrc skel security services protocols shells \
  terminfo gai.conf ssl ca-certificates.conf crontab; do
  [ ! -e "/etc/$each" ] || cp -a "/etc/$each" . 2>/dev/null || :
done
mkdir -p profile.d cron.d ssh/sshd_config.d
# as both families ship it
[ ! -x /usr/sbin/sshd ] || {
  printf '%s\n' 'Include /etc/ssh/sshd_config.d/*.conf' 'KbdInteractiveAuthentication no' 'UsePAM yes' 'X11Forwarding yes' 'PrintMotd no' >ssh/sshd_config
  ssh-keygen -q -t ed25519 -N '' -f ssh/ssh_host_ed25519_key
}
# the machine's own is closed to everybody but root, and a lab may be made without root
[ ! -x /usr/sbin/visudo ] || {
  mkdir -m 755 sudoers.d
  printf '%s\n' 'Defaults env_reset' 'root ALL=(ALL:ALL) ALL' '%sudo ALL=(ALL:ALL) ALL' '@includedir /etc/sudoers.d' >sudoers
  chmod 440 sudoers
}

hide() { (cd "$disk/usr" && rm -f "$@"); }
# Ubuntu's PAM calls pam_umask in every session, Debian's does not, whichever of them the host is.
umask_of_pose() {
  if [ "$distribution" = ubuntu ]; then
    sed -e '/pam_umask\.so$/d' -e 's/^session\trequired\t\t\tpam_permit\.so$/&\nsession optional\t\t\tpam_umask.so/'
  else
    sed -e '/pam_umask\.so$/d'
  fi
}
case $family in
  debian)
    for each in pam.d pam.conf debconf.conf dpkg apt login.defs adduser.conf deluser.conf; do
      [ ! -e "/etc/$each" ] || cp -a "/etc/$each" . 2>/dev/null || :
    done
    for each in common-session common-session-noninteractive; do
      umask_of_pose <"/usr/share/pam/$each" >"$disk/usr/share/pam/.$each"
      mv -f "$disk/usr/share/pam/.$each" "$disk/usr/share/pam/$each"
      umask_of_pose <"/etc/pam.d/$each" >"pam.d/$each"
    done
    rm -rf apt/sources.list apt/sources.list.d apt/apt.conf.d/*proxy* apt/preferences.d
    mkdir -p apt/sources.list.d apt/preferences.d apt/apt.conf.d
    cp -a /var/lib/pam/. ../var/lib/pam/ 2>/dev/null || :
    for each in config.dat templates.dat; do cp -a "/var/cache/debconf/$each" ../var/cache/debconf/ 2>/dev/null || :; done
    mkdir -p "$home"/dpkg/{alternatives,info,parts,triggers,updates} ../var/lib/dpkg
    cp /var/lib/dpkg/triggers/* "$home/dpkg/triggers/" 2>/dev/null || :
    : >"$home/dpkg/lock"
    : >"$home/dpkg/statoverride"
    : >"$home/dpkg/lock-frontend"
    : >"$home/dpkg/triggers/Lock"
    # the host's package list without the packages that an instance has, or has not, by its own description
    awk 'BEGIN { RS = ""; ORS = "\n\n" } $0 !~ /^Package: (nfs-common|amazon-efs-utils|rpm|dnf|yum|zypper|libzypp[^\n]*)\n/' /var/lib/dpkg/status >"$home/dpkg/status"
    rm -f "$disk"/var/lib/dpkg/info/{nfs-common,amazon-efs-utils}.*
    mount -t overlay -o "lowerdir=/var/lib/dpkg,upperdir=$home/dpkg,workdir=$home/dpkg.work$options" overlay "$disk/var/lib/dpkg"
    hide bin/{dnf,dnf-3,dnf4,dnf5,yum,microdnf,rpm,rpmkeys,rpmdb,rpmquery,rpmverify,zypper,createrepo_c}
    ;;
  suse)
    hide bin/{apt,apt-get,apt-cache,apt-config,apt-mark,apt-key,apt-cdrom,aptitude,dpkg,dpkg-deb,dpkg-query,dpkg-divert,dpkg-split,debconf,debconf-show} \
      sbin/{pam-auth-update,dpkg-reconfigure,adduser,addgroup,deluser,delgroup} bin/{dnf,dnf-3,dnf4,dnf5,yum,microdnf}
    mkdir -p zypp/repos.d
    ;;
  redhat)
    hide bin/{apt,apt-get,apt-cache,apt-config,apt-mark,apt-key,apt-cdrom,aptitude,dpkg,dpkg-deb,dpkg-query,dpkg-divert,dpkg-split,debconf,debconf-show} \
      sbin/{pam-auth-update,dpkg-reconfigure,adduser,addgroup,deluser,delgroup} bin/zypper
    ;;
esac
hide sbin/mount.efs sbin/mount.nfs sbin/mount.nfs4 sbin/umount.nfs sbin/umount.nfs4
cp -r "$tree/$family/." "$disk/"
# as pam-config leaves them: what PAM reads are links
[ "$family" != suse ] || for each in pam.d/common-*-pc; do ln -s "${each#*/}" "${each%-pc}"; done
[ "$family" != redhat ] || {
  [ ! -x "$disk/usr/bin/dnf-3" ] || {
    rm -f "$disk/usr/bin/dnf" "$disk/usr/bin/yum"
    ln -s dnf-3 "$disk/usr/bin/dnf"
  }
  [ -x "$disk/usr/bin/rpm" ] || cp "$tree/no-rpm" "$disk/usr/bin/rpm"
  [ -x "$disk/usr/bin/dnf" ] || cp "$tree/no-dnf" "$disk/usr/bin/dnf"
  ln -sf dnf "$disk/usr/bin/yum"
  chmod 755 "$disk/usr/bin/"{rpm,dnf,authselect} 2>/dev/null || :
}

# without root the machine's folder cannot be entered
if [ -n "$python" ] && [ "$mine" = yes ]; then
  mkdir -p "$disk/usr/lib/image-python" "$disk/usr/libexec"
  mount --bind "${python#* }" "$disk/usr/lib/image-python"
  mount -o remount,bind,ro "$disk/usr/lib/image-python"
  # of the host, for its dnf
  host=$(readlink -f /usr/bin/python3)
  [ ! -f "$disk/usr/bin/dnf-3" ] || sed -i "1s|.*|#!$host|" "$disk/usr/bin/dnf-3"
  rm -f "$disk/usr/bin/python3"
  ln -s /usr/lib/image-python/bin/python3 "$disk${python%% *}"
  # one that was built with its library beside it looks for that where it was built
  for each in "${python#* }"/lib/libpython*.so.*; do [ ! -e "$each" ] || ln -sf "image-python/lib/${each##*/}" "$disk/usr/lib/"; done
fi

for user in "$@"; do
  IFS=: read -r _ uid gid folder <<<"$user"
  mkdir -p "$disk$folder"
  [ ! -d skel ] || cp -rT skel "$disk$folder"
  chown -R "$uid:$gid" "$disk$folder"
  chmod 750 "$disk$folder"
done
