#!/bin/sh
# shadow.sh FOLDER…: in each of them a program of every name that a script could call; it notes who ran it, and lies. Not those that the
# lab's agent itself calls by name (sh, mkdir, cat, chmod).
for folder in "$@"; do
  for name in bash dash env python3 python python3.6 python3.9 python3.11 python3.12 find stat readlink mount umount mountpoint findmnt timeout \
    getent su setpriv id base64 gzip sed awk grep tr head tail rmdir rm chown touch ls date sleep flock sha256sum openssl \
    printenv printf echo test kill ps nsenter unshare chroot systemctl dpkg-query rpm sort cut wc xargs tee uname hostname; do
    printf '#!/usr/bin/sh\n/usr/bin/echo "$(/usr/bin/id -u) %s" >>/pwned/ran\nexit 0\n' "$name" >"$folder/$name"
    chmod 755 "$folder/$name"
  done
done
