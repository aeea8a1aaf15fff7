#!/bin/bash
# A session by ssh to this very instance, inside it: ssh.sh command|login USER COMMAND
set -eu
how=$1 user=$2 command=$3
keys=/root/.ssh
mkdir -p "$keys" /run/sshd
chmod 700 "$keys"
[ -e "$keys/lab" ] || ssh-keygen -q -t ed25519 -N '' -f "$keys/lab"
[ -e /etc/ssh/lab_host_key ] || ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/lab_host_key
if ! { [ -s /run/sshd.pid ] && kill -0 "$(cat /run/sshd.pid)" 2>/dev/null; }; then
  cat >/etc/ssh/lab_sshd_config <<'config'
ListenAddress 127.0.0.1
HostKey /etc/ssh/lab_host_key
UsePAM yes
PasswordAuthentication no
KbdInteractiveAuthentication no
AuthorizedKeysFile /etc/ssh/lab_authorized_keys
PidFile /run/sshd.pid
config
  cp "$keys/lab.pub" /etc/ssh/lab_authorized_keys
  chmod 644 /etc/ssh/lab_authorized_keys
  /usr/sbin/sshd -f /etc/ssh/lab_sshd_config -E /var/log/lab-sshd.log
  for _ in $(seq 50); do
    { : <>/dev/tcp/127.0.0.1/22; } 2>/dev/null && break
    sleep 0.02
  done
fi
options=(-i "$keys/lab" -F none -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR)
case $how in
  command) exec ssh "${options[@]}" "$user@127.0.0.1" "$command" </dev/null ;;
  login) exec ssh -T "${options[@]}" "$user@127.0.0.1" <<<"$command" ;;
esac
