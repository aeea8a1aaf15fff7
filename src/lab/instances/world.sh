#!/bin/bash
# PID 1 of the world: one mount, PID and (without root) user namespace in which every file system and instance of a lab lives.
# Everything is on a tmpfs of this mount namespace, so that nothing outlives it. It ends when its standard input does, which is
# when the lab's process is gone, however that died; the kernel then kills whatever runs in the PID namespace.
set -eu
lab=$1
read -r pid _ </proc/self/stat
mount -t tmpfs -o mode=755 lab "$lab"
mkdir "$lab"/{bin,efs,dns,instances,repositories}
# shared, so that a file system made later also appears in the instances that run already
mount --bind "$lab/efs" "$lab/efs"
mount --make-shared "$lab/efs"
printf '%s\n' "$pid"
read -r _ || :
