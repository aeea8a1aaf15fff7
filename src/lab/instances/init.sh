#!/bin/bash
# PID 1 of an instance: tells its PID as the host counts, waits for a line on its standard input (its network is there), mounts what
# fstab says, as a boot does, tells that it is up, and reaps until its standard input ends (the lab is gone or wants a reboot). A boot
# goes on when a mount fails.
exec 3>&1 >/run/boot-mount.log 2>&1
printf '%s\n' "$1" >&3
read -r _ || :
timeout -k 1 20 mount -a </dev/null
echo "exit $?"
printf 'up\n' >&3
exec 3>&- >/dev/null 2>&1
read -r _ || :
