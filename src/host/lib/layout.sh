# shellcheck shell=bash
# Giving the volume its layout. Members may rename what lies in the root, so a path could be a link laid for root: every change is
# made from inside the directory (`.`), after seeing where that is.

# By the worker: lay_out root_kind

# lay_out PLACE path:owner-uid:mode:gid…: prints one line per path that was changed; on trouble
# the last line is the reason and the status is 1.
lay_out() {
  local place=$1 rule path uid mode gid have device wanted made
  device=$(stat -c %d "$place") || return 1
  shift
  for rule in "$@"; do
    IFS=: read -r path uid mode gid <<<"$rule"
    cd -P "$place" || { echo "cannot enter $place"; return 1; }
    made=0
    if [ "$path" != . ]; then
      if [ ! -e "$path" ] && [ ! -L "$path" ]; then
        # it may have been made elsewhere meanwhile
        mkdir -m 0700 "$path" || [ -d "$path" ] || return 1
        made=1
      fi
      cd -P "$path" || { echo "cannot enter $path"; return 1; }
      [ "$(exec readlink /proc/self/cwd)" = "$place/$path" ] || { echo "$path leads elsewhere"; return 1; }
    fi
    have=$(stat -c '%d:%u:%g:%a' .) || return 1
    [ "${have%%:*}" = "$device" ] || { echo "something else is mounted at $path"; return 1; }
    wanted=$device:$uid:$gid:${mode#0}
    [ "$have" = "$wanted" ] && [ "$made" = 0 ] && continue
    # Another instance may do the same at this moment, so nothing is ever set to what is not wanted, not even in between. Five
    # digits make chmod take a directory's setgid off where four would leave it; a chown leaves it on directories.
    chown "$uid:$gid" . && chmod "0$mode" . || return 1
    [ "$(stat -c '%d:%u:%g:%a' .)" = "$wanted" ] || { echo "$path did not take owner and mode"; return 1; }
    echo "$path"
  done
}

# root_kind PLACE GID: is the root new (empty, root:root 0755), ours (the group’s gid, and root’s or setgid) or foreign? And how many entries.
root_kind() {
  local place=$1 gid=$2 seen entries
  # counted first: another instance that lays it out at this moment gives the root away before it puts anything in
  entries=$(find "$place" -mindepth 1 -maxdepth 1 -printf x | head -c 1000)
  entries=${#entries}
  seen=$(stat -c '%u:%g:%a' "$place") || return 1
  case $seen in
    0:0:755) [ "$entries" = 0 ] && { echo "new $seen $entries"; return; } ;;
    0:"$gid":* | *:"$gid":2??? | *:"$gid":3???) echo "ours $seen $entries"; return ;;
  esac
  echo "foreign $seen $entries"
}
