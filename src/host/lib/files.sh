# shellcheck shell=bash
# replace_file FILE MODE COMMAND…: what it prints becomes FILE, renamed in one go, and on the disk before that: XFS has an empty file
# after a power cut otherwise. Owner, mode and label stay; MODE is for a new one. A link is followed. 1 with SEEN, and FILE is as it was.
replace_file() {
  local file mode=$2 new written
  file=$(readlink -f "$1") || file=$1
  shift 2
  # of a run that was cut off here
  find "${file%/*}" -maxdepth 1 -name ".${file##*/}.prism.*" -delete
  new=$(mktemp "${file%/*}/.${file##*/}.prism.XXXXXX") || { SEEN="no temporary file beside $file"; return 1; }
  "$@" | dd of="$new" conv=fsync,notrunc 2>/dev/null
  written=${PIPESTATUS[*]}
  [ "$written" = '0 0' ] || { rm -f "$new"; SEEN="could not write beside $file"; return 1; }
  if [ -f "$file" ]; then
    chown --reference="$file" "$new" && chmod --reference="$file" "$new" || { rm -f "$new"; SEEN="could not keep the owner of $file"; return 1; }
    chcon --reference="$file" "$new" 2>/dev/null
  else
    chmod "$mode" "$new"
  fi
  mv -fT "$new" "$file" || { rm -f "$new"; SEEN="could not rename into $file"; return 1; }
}
