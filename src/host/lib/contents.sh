# shellcheck shell=bash
# A sample of shared/: what the group cannot read and write there (rsync -a, scp -p and mv get past every umask).

# Runs in a limited child: at most 2,000 entries, five shown.
sample_shared() {
  local place=$1 gid=$2 type mode owner group path looked=0 found=0 bits rows=''
  while IFS=' ' read -r -d '' type mode group owner path; do
    case $path in .prism-*) continue ;; esac
    [ "$looked" -lt 2000 ] || break
    looked=$((looked + 1))
    bits=$((8#$mode))
    case $type in
      f) [ "$group" = "$gid" ] && [ $((bits & 8#060)) = 48 ] && continue; [ $((bits & 8#006)) = 6 ] && continue ;;
      # without setgid, what is made in it falls to the maker's own group
      d) [ "$group" = "$gid" ] && [ $((bits & 8#2030)) = 1048 ] && continue; [ $((bits & 8#003)) = 3 ] && continue ;;
      *) continue ;;
    esac
    found=$((found + 1))
    [ "$found" -le 5 ] || continue
    enc "$path" 160
    path=$ENCODED
    enc "$owner" 40
    printf -v mode %04o "$bits"
    rows+="unwritable-file path=$path owner=$ENCODED mode=$mode"$'\n'
  done < <(timeout 8 find "$place/shared" -xdev -mindepth 1 -printf '%y %m %G %u %P\0' 2>/dev/null)
  printf '%s %s\n%s' "$looked" "$found" "$rows"
}

look_contents() {
  local looked found row
  [ "$LIVE" = 1 ] && limited_call 12 enc sample_shared "$PRISM_MOUNT_POINT" "$PRISM_GID" || return 0
  {
    read -r looked found
    record unwritable "looked=$looked" "found=$found"
    while IFS= read -r row; do [ -n "$row" ] && record_encoded "$row"; done
  } <<<"$OUT"
}
