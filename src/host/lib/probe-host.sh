# shellcheck shell=bash
# What the host itself can lack: locks that are free, disk, the right time, a network that systemd calls up.

# By the worker: jobs_deleted

# holder_of FILE: a process that has it open, in words; 1 when there is none.
holder_of() {
  local pid name=''
  limited 5 find /proc -maxdepth 3 -path '/proc/[0-9]*/fd/*' -lname "$1" -printf '%h\n' || :
  pid=${OUT%%$'\n'*}
  pid=${pid#/proc/} pid=${pid%%/*}
  case $pid in '' | *[!0-9]*) return 1 ;; esac
  read -r name <"/proc/$pid/comm"
  HOLDER="$name (pid $pid)"
}

probe_locks() {
  local file pid packages='' prism=''
  # dpkg and rpm open these to lock them, and for nothing else
  for file in /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock /var/lib/rpm/.rpm.lock /usr/lib/sysimage/rpm/.rpm.lock; do
    [ -e "$file" ] && holder_of "$file" && packages=$HOLDER && break
  done
  for file in /var/lib/dnf/rpmdb_lock.pid /var/cache/dnf/download_lock.pid /var/cache/dnf/metadata_lock.pid; do
    [ -z "$packages" ] && [ -r "$file" ] || continue
    read -r pid <"$file"
    case $pid in '' | *[!0-9]*) continue ;; esac
    [ -d "/proc/$pid" ] && read -r file <"/proc/$pid/comm" && packages="$file (pid $pid)"
  done
  if [ -e /run/prism/lock ] && ! limited 5 flock -n -s /run/prism/lock true; then
    holder_of /run/prism/lock || HOLDER='a process that cannot be seen'
    prism=$HOLDER
  fi
  record locks "packages=$packages" "prism=$prism"
}

probe_disks() {
  local path free size inodes all ro
  for path in / /etc /var /run; do
    limited 5 stat -f -c '%f %S %d %c' "$path" || continue
    read -r free size inodes all <<<"$OUT"
    case ${free:-x}${size:-x}${inodes:-x}${all:-x} in *[!0-9]*) continue ;; esac
    # file systems that make inodes as they go count none
    [ "$all" != 0 ] || inodes=1000000
    ro=0
    [ -w "$path" ] || ro=1
    record disk "path=$path" "free=$((free * size / 1024))" "inodes=$inodes" "ro=$ro"
  done
}

# Files that a mount may have to change and that nobody can, root neither (chattr).
probe_frozen() {
  local flags path
  have lsattr || return 0
  limited 5 lsattr -d /etc /etc/fstab /etc/passwd /etc/shadow /etc/group /etc/gshadow || :
  while read -r flags path; do
    [[ $flags =~ ^[A-Za-z-]+$ && $path == /* ]] || continue
    case $flags in *i* | *a*) record frozen "path=$path" ;; esac
  done <<<"$OUT"
}

probe_clock() {
  local ns
  ns=$(date +%s%N)
  record clock "ms=$((ns / 1000000))"
}

probe_systemd() {
  local line
  [ "$SYSTEMD" = 1 ] && have systemctl || return 0
  limited 5 systemctl is-active network.target
  case $OUT in active | inactive) record network-target "state=$OUT" ;; esac
  have journalctl && limited 10 jobs_deleted || return 0
  while IFS= read -r line; do record job-deleted "line=$line"; done <<<"$OUT"
}

# Jobs that systemd took out of this boot, because units waited for one another in a circle. What it says before journald runs goes
# through the kernel; both fields are journald's own, so that nobody else can say it.
jobs_deleted() { journalctl -b -q --no-pager -o cat _PID=1 + _TRANSPORT=kernel | grep -m 5 'deleted to break ordering cycle'; }
