#!/bin/bash
# A mount whose server never answers, outside the instance's chroot: FUSE with nobody behind it, so that every touch blocks in the kernel.
#   hang.sh LAB INSTANCE mount SOURCE DIR      a new mount
#   hang.sh LAB INSTANCE begin DIR             what is mounted at DIR stops answering
#   hang.sh LAB INSTANCE end DIR FILE_SYSTEM   answers again
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
lab=$1 name=$2 verb=$3
shift 3
me=$lab/instances/$name

silent() { # SOURCE DIR
  exec 3<>/dev/fuse
  mount -n -i -t fuse -o fd=3,rootmode=40755,user_id=0,group_id=0,allow_other,default_permissions "$1" "$me/disk$2"
  # who holds the connection: when it ends, the mount answers "not connected"
  setsid sleep infinity </dev/null >/dev/null 2>&1 &
  echo $! >"$me/hung"
}

case $verb in
  mount) silent "$1" "$2" ;;
  begin)
    source=$(findmnt -nro SOURCE --mountpoint "$me/disk$1")
    umount -n -i -l "$me/disk$1"
    silent "${source%%\[*}" "$1"
    ;;
  end)
    kill -9 "$(cat "$me/hung")" 2>/dev/null || :
    umount -n -i -l "$me/disk$1"
    mount -n -i --bind "$lab/efs/$2" "$me/disk$1"
    mount -n -i -o remount,bind,nosuid,nodev "$me/disk$1"
    ;;
esac
