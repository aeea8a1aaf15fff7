#!/bin/bash
# A command by the user's crontab, inside an instance: cron.sh USER COMMAND. Prints what the command printed.
set -eu
user=$1 command=$2
out=$(mktemp -d)
chown "$user" "$out"
printf '@reboot { %s\n' "$command ; } >$out/said 2>&1; : >$out/done" >"/var/spool/cron/crontabs/$user"
chown "$user" "/var/spool/cron/crontabs/$user"
chmod 600 "/var/spool/cron/crontabs/$user"
rm -f /run/crond.reboot /var/run/crond.reboot
/usr/sbin/cron -f </dev/null >/dev/null 2>&1 &
cron=$!
for _ in $(seq 400); do
  [ ! -e "$out/done" ] || break
  sleep 0.05
done
kill "$cron" 2>/dev/null || :
[ -e "$out/done" ] || { echo "cron did not run the command of $user" >&2 && exit 1; }
cat "$out/said"
rm -rf "$out"
