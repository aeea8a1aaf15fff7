# shellcheck shell=bash
# What people leave behind who mount a file system by hand, besides the mount and the fstab line: units, automounter maps, boot
# scripts, umask lines, groups that own the data. Only read, and only where somebody asked to bring it in.

# By the worker: regular umask_lines data_groups

# regular FILE…: those that are files, in FILES; a pipe or a device would keep us.
regular() {
  local file
  FILES=()
  for file in "$@"; do [ -f "$file" ] && FILES+=("$file"); done
  [ "${#FILES[@]}" -gt 0 ]
}

# managers KIND FILE…: each file whose lines name the file system, one of its addresses or the place, with the first such line. At most 10.
managers() {
  local kind=$1 file text shown=0
  shift
  regular "$@" || return 0
  # shellcheck disable=SC2016 # an awk program
  limited 10 awk -v fs="$PRISM_FILE_SYSTEM" -v where="Where=$PRISM_MOUNT_POINT" -v targets="$PRISM_ADDRESSES" '
    BEGIN { count = split(targets, target, ",") }
    FNR == 1 { said = 0 }
    said || /^[ \t]*[#;]/ { next }
    index($0, fs) || $0 == where { said = 1 }
    { words = split($0, word, /[ \t=,:"]+/); for (i = 1; i <= words; i++) for (j = 1; j <= count; j++) if (word[i] == target[j]) said = 1 }
    said { print FILENAME "\t" substr($0, 1, 200) }' "${FILES[@]}" || return 0
  while IFS=$'\t' read -r file text; do
    [ -n "$file" ] && [ "$shown" -lt 10 ] || continue
    record manager "kind=$kind" "file=$file" "text=$text"
    shown=$((shown + 1))
  done <<<"$OUT"
}

look_managers() {
  set +f
  managers systemd /etc/systemd/system/*.mount /etc/systemd/system/*.automount /usr/local/lib/systemd/system/*.mount
  managers autofs /etc/auto.* /etc/auto.master.d/* /etc/autofs/*
  managers script /etc/rc.local /etc/rc.d/rc.local /etc/cron.d/*
  set -f
}

# Lines that set a umask in the profiles of the system and of the accounts. At most 20.
look_umask_lines() {
  local account files=() file number text shown=0
  set +f
  files=(/etc/profile /etc/bashrc /etc/bash.bashrc /etc/profile.d/*.sh)
  set -f
  for account in ${ACCOUNTS//,/ }; do
    account_of "$account" || continue
    for file in .bashrc .bash_profile .bash_login .profile .zshrc .zshenv .zprofile; do files+=("$ACCOUNT_HOME/$file"); done
  done
  # a home may lie on a server that hangs
  limited 10 umask_lines "${files[@]}" || return 0
  while IFS=: read -r file number text; do
    [ -n "$number" ] && [ "$shown" -lt 20 ] || continue
    record umask-line "file=$file" "line=$number" "text=${text:0:120}"
    shown=$((shown + 1))
  done <<<"$OUT"
}

umask_lines() { regular "$@" && grep -HnE '^[[:space:]]*umask[[:space:]]' -- "${FILES[@]}"; }

# Which groups own what lies on the volume, two levels deep: at most 5,000 entries looked at, ten groups told.
look_data() {
  local count gid name
  [ "$LIVE" = 1 ] && limited 12 data_groups "$PRISM_MOUNT_POINT" || return 0
  while read -r count gid; do
    [ -n "$gid" ] || continue
    name=''
    limited 10 getent group "$gid" && name=${OUT%%:*}
    record data "gid=$gid" "group=$name" "entries=$count"
  done <<<"$OUT"
}

data_groups() { timeout 8 find "$1" -xdev -mindepth 1 -maxdepth 2 -printf '%G\n' | head -n 5000 | sort -n | uniq -c | sort -rn | head -n 10; }

# The login user that was found here has a personal space too, which nobody could name beforehand; only its name counts for a look.
look_own_space() {
  [ -z "$PRISM_ACCOUNTS" ] && [ -n "$LOGIN" ] || return 0
  PRISM_PATHS=users/$LOGIN:$LOGIN:0000 look_paths
}

look_by_hand() {
  look_own_space
  look_managers
  look_umask_lines
  look_data
}
