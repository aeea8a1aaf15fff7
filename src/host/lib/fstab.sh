# shellcheck shell=bash
# /etc/fstab: our line carries the option x-prism, which mount(8) takes for a comment. Written whole, then renamed into place.
# fstab_fields LINE: F_SPEC F_PLACE F_TYPE F_OPTIONS F_DUMP F_PASS; 1 for comments and blanks.
fstab_fields() {
  local line=$1
  F_SPEC='' F_PLACE='' F_TYPE='' F_OPTIONS='' F_DUMP='' F_PASS=''
  read -r F_SPEC F_PLACE F_TYPE F_OPTIONS F_DUMP F_PASS _ <<<"$line"
  case $F_SPEC in '' | '#'*) return 1 ;; esac
  printf -v F_PLACE %b "${F_PLACE//\\/\\0}"
  # as mount(8) reads it: /mnt//x and /mnt/./x are /mnt/x
  while [[ $F_PLACE == *//* ]]; do F_PLACE=${F_PLACE//\/\//\/}; done
  while [[ $F_PLACE == */./* ]]; do F_PLACE=${F_PLACE//\/.\//\/}; done
  while [ "${#F_PLACE}" -gt 1 ] && [ "${F_PLACE%/}" != "$F_PLACE" ]; do F_PLACE=${F_PLACE%/}; done
}

fstab_is_ours() { case ",$F_OPTIONS," in *,x-prism,*) return 0 ;; esac; return 1; }

# Does the line that was read last name the file system, by its id, its DNS name or a mount target's address?
fstab_is_volume() {
  case $F_SPEC in
    "$PRISM_FILE_SYSTEM" | "$PRISM_FILE_SYSTEM":* | "$PRISM_FILE_SYSTEM".efs.* | *."$PRISM_FILE_SYSTEM".efs.*) return 0 ;;
    *:/*) is_target "${F_SPEC%%:*}" ;;
    *) return 1 ;;
  esac
}

# Lines for the place, and of the file system for other places: at most 20 of each.
look_fstab() {
  local line number=0 ours volume here=0 elsewhere=0
  [ -f /etc/fstab ] || return 0
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    fstab_fields "$line" || continue
    volume=0 ours=0
    fstab_is_volume && volume=1
    if [ "$F_PLACE" = "$PRISM_MOUNT_POINT" ]; then
      here=$((here + 1))
      [ "$here" -le 20 ] || continue
    elif [ "$volume" = 1 ]; then
      elsewhere=$((elsewhere + 1))
      [ "$elsewhere" -le 20 ] || continue
    else
      continue
    fi
    fstab_is_ours && ours=1
    record fstab "line=$number" "spec=$F_SPEC" "place=$F_PLACE" "type=$F_TYPE" "options=$F_OPTIONS" "dump=$F_DUMP" "pass=$F_PASS" "ours=$ours" \
      "volume=$volume" "text=$line"
  done </etc/fstab
  fstab_survey
  [ -z "$FSTAB_FOREIGN" ] || record fstab-foreign "lines=$FSTAB_FOREIGN_LINES" "digest=$(fstab_foreign_digest)"
}

# fstab_survey: lines for the mount point; FSTAB_OURS, FSTAB_FOREIGN (its number and text), FSTAB_LINE (ours as it stands); all
# foreign ones in FSTAB_FOREIGN_TEXT.
fstab_survey() {
  local line number=0
  FSTAB_OURS=0 FSTAB_FOREIGN='' FSTAB_FOREIGN_LINES=0 FSTAB_FOREIGN_TEXT='' FSTAB_LINE=''
  [ -f /etc/fstab ] || return 0
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    fstab_fields "$line" || continue
    [ "$F_PLACE" = "$PRISM_MOUNT_POINT" ] || continue
    if fstab_is_ours; then FSTAB_OURS=$((FSTAB_OURS + 1)) FSTAB_LINE=$line; continue; fi
    FSTAB_FOREIGN="line $number: ${line:0:160}" FSTAB_FOREIGN_LINES=$((FSTAB_FOREIGN_LINES + 1)) FSTAB_FOREIGN_TEXT+=$line$'\n'
  done </etc/fstab
}

# Of the foreign lines as they stand, byte for byte: by this a plan says which lines it means.
fstab_foreign_digest() {
  local digest
  digest=$(printf %s "$FSTAB_FOREIGN_TEXT" | sha256sum)
  printf %s "${digest%% *}"
}

# fstab_write [LINE]: all lines but ours for the mount point, then LINE.
fstab_write() { fstab_replace fstab_lines "${1-}" 0; }

# fstab_take_over LINE: as fstab_write, but the foreign lines for the mount point become comments, and LINE stands where the first was:
# what is mounted below it comes after it in the file.
fstab_take_over() { fstab_replace fstab_lines "$1" 1; }

fstab_lines() {
  local wanted=$1 take=$2 line
  if [ -f /etc/fstab ]; then
    while IFS= read -r line || [ -n "$line" ]; do
      if fstab_fields "$line" && [ "$F_PLACE" = "$PRISM_MOUNT_POINT" ]; then
        fstab_is_ours && continue
        if [ "$take" = 1 ]; then
          printf '# replaced by Prism: %s\n' "$line"
          [ -z "$wanted" ] || printf '%s\n' "$wanted"
          wanted=''
          continue
        fi
      fi
      printf '%s\n' "$line"
    done </etc/fstab || return 1
  fi
  [ -z "$wanted" ] || printf '%s\n' "$wanted"
}

# fstab_replace COMMAND…: what it prints becomes /etc/fstab.
fstab_replace() {
  replace_file /etc/fstab 0644 "$@" || return
  [ ! -d /run/systemd/system ] || apart 20 systemctl daemon-reload || :
}
