#!/bin/bash
# What amazon-efs-utils' watchdog does about 30 s after an unmount, inside an instance: tunnels and state files without a mount go.
set -u
cd /var/run/efs 2>/dev/null || exit 0
for state in fs-*[0-9]; do
  [ -f "$state" ] || continue
  point=$(sed -n 's/.*"mountpoint": "\([^"]*\)".*/\1/p' "$state")
  ! mountpoint -q "$point" || continue
  kill -9 "$(sed -n 's/.*"pid": \([0-9]*\).*/\1/p' "$state")" 2>/dev/null
  # the folder beside it, STATE+, stays for ever, as the real one's does
  rm -f "$state" "stunnel-config.$state"
done
exit 0
