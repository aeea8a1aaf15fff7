# shellcheck shell=bash
# What each mount of the volume was asked for, so that a later look can expect it: PLACE SECONDS WORD, a line a place. The word comes
# from TypeScript and goes back there; nothing on the host acts on it.
ASKED=/var/lib/prism/asked

asked_elsewhere() {
  local place rest
  [ -f "$ASKED/$PRISM_FILE_SYSTEM" ] || return 0
  while read -r place rest; do
    [ "$place" = "$PRISM_MOUNT_POINT" ] || printf '%s %s\n' "$place" "$rest"
  done <"$ASKED/$PRISM_FILE_SYSTEM"
}

# asked_replace [WORD]: the place's line becomes this one, or goes. For root only.
asked_replace() {
  local file=$ASKED/$PRISM_FILE_SYSTEM lines
  [ -n "$1" ] || [ -f "$file" ] || return 0
  (umask 077 && mkdir -p "$ASKED") || return 1
  lines=$(asked_elsewhere && { [ -z "$1" ] || printf '%s %s %s\n' "$PRISM_MOUNT_POINT" "$(date +%s)" "$1"; }) || return 1
  if [ -n "$lines" ]; then replace_file "$file" 0600 printf '%s\n' "$lines"; else rm -f "$file"; fi
}

# At most 20 places; what is not such a word is told as none.
look_asked() {
  local place at word count=0
  [ -f "$ASKED/$PRISM_FILE_SYSTEM" ] || return 0
  while read -r place at word || [ -n "$place" ]; do
    count=$((count + 1))
    [ "$count" -le 20 ] || break
    case $at in '' | *[!0-9]* | ????????????*) at=0 word='' ;; esac
    case $word in *[!a-z0-9~=,:+._-]*) word='' ;; esac
    [ "${#word}" -le 6000 ] || word=''
    enc "$place"
    record_encoded "asked place=$ENCODED at=$((10#$at)) said=$word"
  done <"$ASKED/$PRISM_FILE_SYSTEM"
}
