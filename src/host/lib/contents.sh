# shellcheck shell=bash
# A sample of shared/: what the group cannot read and write there (rsync -a, scp -p and mv get past every umask).

# By the worker: sample_shared

# At most 2,000 entries, five shown. sample_shared PLACE GID STICKY: is the sticky bit asked for (1), or does
# it keep the group from replacing a file (0)? Prints how many were looked at and found, and how far the look came: all | sample | cut.
sample_shared() {
  local place=$1 gid=$2 sticky=$3 type mode owner group path looked=0 found=0 bits rows='' reach=cut
  while IFS=' ' read -r -d '' type mode group owner path; do
    if [ "$type" = end ]; then [ "$mode" != 0 ] || reach=all; break; fi
    case $path in .prism-look-* | .prism-sharing-*) continue ;; esac
    if [ "$looked" -ge 2000 ]; then reach=sample; break; fi
    looked=$((looked + 1))
    octal mode "$mode"
    [ -n "$mode" ] || continue
    bits=$((8#$mode))
    case $type in
      f) [ "$group" = "$gid" ] && [ $((bits & 8#060)) = 48 ] && continue; [ $((bits & 8#006)) = 6 ] && continue ;;
      # without setgid, what is made in it falls to the maker's own group
      d)
        if [ "$sticky" = 1 ] || [ $((bits & 8#1000)) = 0 ]; then
          [ "$group" = "$gid" ] && [ $((bits & 8#2030)) = 1048 ] && continue
          [ $((bits & 8#003)) = 3 ] && continue
        fi ;;
      *) continue ;;
    esac
    found=$((found + 1))
    [ "$found" -le 5 ] || continue
    enc "$path" 160
    path=$ENCODED
    enc "$owner" 40
    rows+="unwritable-file path=$path owner=$ENCODED mode=$mode"$'\n'
  done < <(
    {
      said=$(
        timeout 8 find "$place/shared" -ignore_readdir_race -xdev -mindepth 1 -printf '%y %m %G %u %P\0' 2>&1 >&3
        printf '\n%d' "$?"
      )
      status=${said##*$'\n'}
      # what was removed meanwhile is not missed
      [ "$status" != 1 ] || printf "%s\n" "${said%$'\n'*}" | grep -qv -e "No such file or directory$" -e "^$" || status=0
      printf 'end %d\0' "$status"
    } 3>&1
  )
  printf '%s %s %s\n%s' "$looked" "$found" "$reach" "$rows"
}

look_contents() {
  local looked found reach row sticky=0
  case ,$PRISM_PATHS in *,shared:*:[1357]???,* | *,shared:*:[1357]???) sticky=1 ;; esac
  [ "$LIVE" = 1 ] && limited 12 sample_shared "$PRISM_MOUNT_POINT" "$PRISM_GID" "$sticky" || return 0
  {
    read -r looked found reach
    record unwritable "looked=$looked" "found=$found" "reach=$reach"
    while IFS= read -r row; do [ -n "$row" ] && record_encoded "$row"; done
  } <<<"$OUT"
}
