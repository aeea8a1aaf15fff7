#!/bin/bash
# The agent's ear on the serial line. It ends, with the machine, on HALT or when the line is closed.
#   PUT ID BASE64   a piece of an execution's input; lines stay below 4096 bytes, which the terminal cannot hold
#   RUN ID MODE     runs it (see execute.sh), many at a time        KILL ID   SIGKILL to its process group
# Every line is answered by ACK ID, and an execution at its end by OUT ID EXIT STDOUT STDERR (base64 of gzip).
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
mkdir -p /run/lab/jobs
exec 3<>/dev/ttyS0
stty -F /dev/ttyS0 raw -echo
say() { flock /run/lab/line printf '%s\n' "$*" >&3; }
: >/run/lab/line
say "READY $(hostname) $(uname -r)"
while IFS=' ' read -r -u 3 verb id rest; do
  case $verb in
    PUT) printf %s "$rest" >>"/run/lab/jobs/$id.in" ;;
    RUN) setsid /lab/execute "$id" "$rest" </dev/null >/dev/null 2>&1 & ;;
    KILL) [ ! -s "/run/lab/jobs/$id.pid" ] || kill -9 -- "-$(cat "/run/lab/jobs/$id.pid")" 2>/dev/null ;;
    HALT) break ;;
  esac
  say "ACK $id"
done
if [ -d /run/systemd/system ]; then
  systemctl poweroff --no-block
  exec sleep 60
fi
timeout -k 1 5 sync
echo 1 >/proc/sys/kernel/sysrq
echo o >/proc/sysrq-trigger
sleep 10
