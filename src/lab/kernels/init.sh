#!/bin/bash
# PID 1 of a kernel of the deep lab: a boot without systemd, then the agent's ear on the serial line. The kernel's command line says
# lab.name and lab.ip. It ends, with the machine, on HALT or when the line is closed.
#   PUT ID BASE64   a piece of an execution's input; lines stay below 4096 bytes, which the terminal cannot hold
#   RUN ID MODE     runs it (see execute.sh), many at a time        KILL ID   SIGKILL to its process group
# Every line is answered by ACK ID, and an execution at its end by OUT ID EXIT STDOUT STDERR (base64 of gzip).
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
mount -t proc proc /proc
mount -t sysfs sys /sys
mountpoint -q /dev || mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts -o ptmxmode=0666,mode=620 pts /dev/pts
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
mount -t tmpfs -o mode=755 run /run
mkdir -p /run/lock /run/lab/jobs
ln -sfn /proc/self/fd /dev/fd
read -ra words </proc/cmdline
for word in "${words[@]}"; do
  case $word in lab.name=*) name=${word#*=} ;; lab.ip=*) ip=${word#*=} ;; esac
done
hostname "$name"
ip link set lo up
ip link set eth0 up
ip addr add "$ip/16" dev eth0
modprobe nfsv4
# what a boot does with fstab; it goes on when a mount fails
if [ -e /lab/posed ]; then
  /lab/pose services
  timeout -k 2 45 mount -a </dev/null >/run/boot-mount.log 2>&1
  echo "exit $?" >>/run/boot-mount.log
fi

exec 3<>/dev/ttyS0
stty -F /dev/ttyS0 raw -echo
say() { flock /run/lab/line printf '%s\n' "$*" >&3; }
: >/run/lab/line
say "READY $name $(uname -r)"
while IFS=' ' read -r -u 3 verb id rest; do
  case $verb in
    PUT) printf %s "$rest" >>"/run/lab/jobs/$id.in" ;;
    RUN) setsid /lab/execute "$id" "$rest" </dev/null >/dev/null 2>&1 & ;;
    KILL) [ ! -s "/run/lab/jobs/$id.pid" ] || kill -9 -- "-$(cat "/run/lab/jobs/$id.pid")" 2>/dev/null ;;
    HALT) break ;;
  esac
  say "ACK $id"
done
timeout -k 1 5 sync
echo 1 >/proc/sys/kernel/sysrq
echo o >/proc/sysrq-trigger
sleep 10
