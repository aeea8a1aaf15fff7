#!/bin/bash
# PID 1 of a kernel without systemd: mounts, the network, what a boot does with fstab, then the agent's ear (ear.pl).
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
mount -t proc proc /proc
mount -t sysfs sys /sys
mountpoint -q /dev || mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts -o ptmxmode=0666,mode=620 pts /dev/pts
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
mount -t tmpfs -o mode=755 run /run
mkdir -p /run/lock
ln -sfn /proc/self/fd /dev/fd
/lab/network
modprobe nfsv4
/lab/image-profile services
# it goes on when a mount fails
timeout -k 2 45 mount -a </dev/null >/run/boot-mount.log 2>&1
echo "exit $?" >>/run/boot-mount.log
exec /lab/ear
