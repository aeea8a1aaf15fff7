#!/bin/bash
# Builds the disk that every kernel of the deep lab boots from (each writes into a copy-on-write file of its own).
#   image.sh OUT     makes OUT/base.ext4 and wide-registers.so; OUT exists and is ours, the folder above it is the cache
# The tree is Debian 12's: NFS client and server, stunnel, PAM, sshd, cron; User-Mode Linux's own modules; the lab's init and stand-ins.
set -euo pipefail
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
out=$1
packages=nfs-common,nfs-kernel-server,mount,kmod,iproute2,procps,stunnel4,openssl,sudo,passwd,login,util-linux,findutils,e2fsprogs,libpam-runtime,libpam-modules,openssh-server,openssh-client,cron,python3

# machines with AMX only; host.ts asks for a compiler there
if command -v cc >/dev/null; then
  cc -Wall -Wextra -Werror -O2 -shared -fPIC -nostdlib -ffreestanding -o "$out/wide-registers.so" "$here/wide-registers.c"
fi

# Debian itself outlives a change of the lab's own files
base=$(dirname "$out")/debian-$(printf %s "$packages" | sha256sum | head -c 12).tar
if [ ! -e "$base" ]; then
  mmdebstrap --quiet --variant=apt --include="$packages" \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    bookworm "$out/base.tar"
  mv "$out/base.tar" "$base"
fi

# files on the disk belong to root: without root that takes a user namespace
if [ "$(id -u)" != 0 ]; then exec unshare --map-root-user --map-auto bash "$here/image.sh" "$out"; fi

tree=$out/tree
rm -rf "$tree"
mkdir "$tree"
# no device nodes: devtmpfs fills /dev
tar -xf "$base" -C "$tree" --exclude='./dev/*'
rm -rf "$tree"/etc/{resolv.conf,hostname,apt/sources.list} "$tree"/etc/apt/sources.list.d/* "$tree"/etc/apt/apt.conf.d/*proxy* "$tree"/var/lib/apt/lists/*

modules=$(find /usr/lib/uml/modules -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort | tail -n 1)
mkdir -p "$tree/lib/modules/$modules"
cp -a "/usr/lib/uml/modules/$modules/." "$tree/lib/modules/$modules/"
chroot "$tree" depmod "$modules"

install -D -m 755 "$here/init.sh" "$tree/sbin/lab-init"
for program in network image-profile server; do install -D -m 755 "$here/$program.sh" "$tree/lab/$program"; done
for program in ear metadata; do install -D -m 755 "$here/$program.pl" "$tree/lab/$program"; done
for session in ssh cron; do install -D -m 755 "$here/../instances/$session.sh" "$tree/lab/$session"; done
install -D -m 755 "$here/mount.efs" "$tree/lab/mount.efs"
cp -r "$here/../instances/image-profiles" "$tree/lab/image-profiles"
chown -R 0:0 "$tree/lab"

# for nodes whose PID 1 is systemd: units of the lab instead of those that a workstation's image would not start either
install -m 644 -t "$tree/etc/systemd/system" "$here"/systemd/*.service
rm -rf "$tree"/etc/systemd/system/*.wants
chroot "$tree" systemctl --quiet enable remote-fs.target nfs-client.target lab-network.service lab-ear.service
chroot "$tree" systemctl --quiet mask getty.target systemd-binfmt.service
# any: without one systemd takes it for a first boot
printf '%032d\n' 1 >"$tree/etc/machine-id"

rm -f "$out/base.ext4.new"
mke2fs -q -t ext4 -J size=4 -m 0 -d "$tree" "$out/base.ext4.new" 800M
rm -rf "$tree"
mv "$out/base.ext4.new" "$out/base.ext4"
