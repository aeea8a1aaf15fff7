#!/bin/bash
# Boots an instance from its disk, in namespaces of its own (unshare made them). The mount namespace keeps the world's tree as its
# root and the instance lives in a chroot on its disk: what lies outside it does not show in /proc/self/mountinfo or findmnt, but
# the stand-ins for the EFS client can reach it (nsenter into their own mount namespace), as a client reaches a server.
#   boot.sh LAB NAME HOSTNAME PRIVATE_IP INIT
set -eu
lab=$1 name=$2 hostname=$3 ip=$4 init=$5
disk=$lab/instances/$name/disk
read -r pid _ </proc/self/stat
hostname "$hostname"
ip link set lo up
ip addr add 169.254.169.254/32 dev lo
ip addr add 169.254.169.253/32 dev lo
ip addr add "$ip/32" dev lo
# The VPC. Until the lab tells what may be reached, all of it answers here; then, what is not on lo goes out and never comes back, as
# behind a closed security group. Where the kernel has no veth, such addresses are unreachable instead.
ip route add local 172.31.0.0/16 dev lo
if ip link add void0 type veth peer name void1 2>/dev/null; then
  ip link set void0 arp off up
  ip link set void1 arp off up
  ip route add 172.31.0.0/16 dev void0 src "$ip"
fi

cd "$disk"
mount -t tmpfs -o mode=755,nosuid tmpfs run
mkdir -p run/lock run/mount run/sshd run/prism-lab
chmod 1777 run/lock
printf '%s\n' "$lab" "$name" >run/prism-lab/where
mount -t tmpfs -o mode=755,nosuid devtmpfs dev
for node in null zero full random urandom tty fuse; do
  [ -e "/dev/$node" ] || continue
  : >"dev/$node"
  mount --bind "/dev/$node" "dev/$node"
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
mount -t tmpfs -o mode=1777 tmpfs dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
for n in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${n%:*}" "dev/${n#*:}"; done
find tmp -mindepth 1 -delete
mount -t proc -o nosuid,nodev,noexec proc proc || {
  echo 'the kernel refuses a fresh /proc here (a container that masks parts of it); run the lab as root or outside that container' >&2
  exit 1
}
cp "$init" run/prism-lab/init
exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin chroot "$disk" /bin/bash /run/prism-lab/init "$pid"
