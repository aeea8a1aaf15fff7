#!/bin/bash
# A file system of the lab, in the world: file-system.sh LAB make|remove ID. A new one is root:root 0755, as a new EFS is.
set -eu
lab=$1 verb=$2 id=$3
case $verb in
  make)
    [ ! -e "$lab/efs/$id" ] || exit 0
    mkdir "$lab/efs/$id"
    mount -n -i -t tmpfs -o mode=755,size=512m 127.0.0.1:/ "$lab/efs/$id"
    ;;
  remove)
    [ -e "$lab/efs/$id" ] || exit 0
    umount -n -i -l "$lab/efs/$id"
    rmdir "$lab/efs/$id"
    ;;
esac
