# shellcheck shell=bash
# Who keeps a mount busy, without fuser or lsof.

# holders PLACE: who keeps it busy, at most eight, in HOLDERS. Links in /proc are read, the mount itself is not touched.
holders() {
  local place=$1 pid comm shown=0
  HOLDERS=''
  while read -r pid; do
    IFS= read -r comm 2>/dev/null <"/proc/$pid/comm" || continue
    shown=$((shown + 1))
    [ "$shown" -le 8 ] && HOLDERS+="${HOLDERS:+, }pid $pid ($comm)"
  done < <(holder_pids "$place")
  [ "$shown" -le 8 ] || HOLDERS+=", and $((shown - 8)) more"
}

holder_pids() {
  set +f
  {
    find /proc/[0-9]*/cwd /proc/[0-9]*/root /proc/[0-9]*/exe /proc/[0-9]*/fd -maxdepth 1 \( -lname "$1" -o -lname "$1/*" \) -printf '%p\n' 2>/dev/null
    grep -sl " $1/" /proc/[0-9]*/maps
  } | cut -d/ -f3 | sort -un
}
