# shellcheck shell=bash
# /etc/fstab: our line carries the option x-prism, which mount(8) takes for a comment. Written whole, then renamed into place.
# fstab_fields LINE: F_SPEC F_PLACE F_TYPE F_OPTIONS F_DUMP F_PASS; 1 for comments and blanks.
fstab_fields() {
  local line=$1
  F_SPEC='' F_PLACE='' F_TYPE='' F_OPTIONS='' F_DUMP='' F_PASS=''
  read -r F_SPEC F_PLACE F_TYPE F_OPTIONS F_DUMP F_PASS _ <<<"$line"
  case $F_SPEC in '' | '#'*) return 1 ;; esac
  printf -v F_PLACE %b "${F_PLACE//\\/\\0}"
  while :; do
    case $F_PLACE in
      *//*) F_PLACE=${F_PLACE//\/\//\/} ;;
      */./*) F_PLACE=${F_PLACE//\/.\//\/} ;;
      *) break ;;
    esac
  done
  while [ "${#F_PLACE}" -gt 1 ] && [ "${F_PLACE%/}" != "$F_PLACE" ]; do F_PLACE=${F_PLACE%/}; done
}

fstab_is_ours() { case ",$F_OPTIONS," in *,x-prism,*) return 0 ;; esac; return 1; }

look_fstab() {
  local line number=0 ours
  [ -f /etc/fstab ] || return 0
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    fstab_fields "$line" || continue
    [ "$F_PLACE" = "$PRISM_MOUNT_POINT" ] || [ "${F_SPEC%%:*}" = "$PRISM_FILE_SYSTEM" ] || continue
    ours=0
    fstab_is_ours && ours=1
    record fstab "line=$number" "spec=$F_SPEC" "place=$F_PLACE" "type=$F_TYPE" "options=$F_OPTIONS" "dump=$F_DUMP" "pass=$F_PASS" "ours=$ours"
  done </etc/fstab
}

# fstab_survey: lines for the mount point; FSTAB_OURS, FSTAB_FOREIGN (its number and text), FSTAB_LINE (ours as it stands).
fstab_survey() {
  local line number=0
  FSTAB_OURS=0 FSTAB_FOREIGN='' FSTAB_LINE=''
  [ -f /etc/fstab ] || return 0
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    fstab_fields "$line" || continue
    [ "$F_PLACE" = "$PRISM_MOUNT_POINT" ] || continue
    if fstab_is_ours; then FSTAB_OURS=$((FSTAB_OURS + 1)) FSTAB_LINE=$line; else FSTAB_FOREIGN="line $number: ${line:0:160}"; fi
  done </etc/fstab
}

# fstab_write [LINE]: all lines but ours for the mount point, then LINE; same owner, mode and label; renamed in one go.
fstab_write() {
  local file=/etc/fstab new line
  file=$(readlink -f /etc/fstab) || file=/etc/fstab
  # of a run that was cut off here
  find "${file%/*}" -maxdepth 1 -name '.fstab.prism.*' -delete
  new=$(mktemp "${file%/*}/.fstab.prism.XXXXXX") || { SEEN='no temporary file beside /etc/fstab'; return 1; }
  {
    if [ -f "$file" ]; then
      while IFS= read -r line || [ -n "$line" ]; do
        fstab_fields "$line" && [ "$F_PLACE" = "$PRISM_MOUNT_POINT" ] && fstab_is_ours && continue
        printf '%s\n' "$line"
      done <"$file"
    fi
    [ -z "${1-}" ] || printf '%s\n' "$1"
  } | dd of="$new" conv=fsync,notrunc 2>/dev/null || { rm -f "$new"; SEEN='could not write beside /etc/fstab'; return 1; }
  if [ -f "$file" ]; then
    chown --reference="$file" "$new" && chmod --reference="$file" "$new" || { rm -f "$new"; SEEN='could not keep the owner of /etc/fstab'; return 1; }
    chcon --reference="$file" "$new" 2>/dev/null
  else
    chmod 0644 "$new"
  fi
  mv -f "$new" "$file" || { rm -f "$new"; SEEN='could not rename into /etc/fstab'; return 1; }
  [ ! -d /run/systemd/system ] || limited 20 systemctl daemon-reload || :
}
