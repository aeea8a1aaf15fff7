# shellcheck shell=bash
# unmount: really, or not at all. The mount is found by its place and the client's state; the fstab line goes only when the mount
# is gone; what lies on the volume is left alone.
step_unmount() {
  local status=0 words tries how=''
  read_mounts
  top_at "$PRISM_MOUNT_POINT" || { unchanged "nothing is mounted at $PRISM_MOUNT_POINT"; return; }
  for tries in 1 2 3 4; do
    ours "$TOP" || {
      [ "$tries" -gt 1 ] && break
      wrong mount-wrong "${M_ID[TOP]:-${M_SOURCE[TOP]} (${M_TYPE[TOP]})} is mounted at $PRISM_MOUNT_POINT"
      return
    }
    find_held
    if [ -n "$HELD_WORDS" ] && [ "$PRISM_LAZY" = 0 ]; then wrong still-held "also mounted at $HELD_WORDS"; return; fi
    status=0
    if [ "$PRISM_LAZY" = 1 ]; then
      how=", lazily${HELD_WORDS:+; still mounted at $HELD_WORDS}"
      apart 30 umount -c -l "$PRISM_MOUNT_POINT" || status=$?
    else
      apart 30 umount -c "$PRISM_MOUNT_POINT" || status=$?
    fi
    last_words 2
    words=$WORDS
    read_mounts
    if top_at "$PRISM_MOUNT_POINT"; then
      if [ "$status" != 0 ]; then still_there "$status" "$words"; return; fi
    else
      changed "unmounted $PRISM_FILE_SYSTEM$how"
      return
    fi
  done
  top_at "$PRISM_MOUNT_POINT" && wrong unmount-failed "something is still mounted at $PRISM_MOUNT_POINT"
}

# Without the client's state (a dead tunnel) our own fstab line still says whose mount that is.
ours() {
  [ "${M_ID[$1]}" = "$PRISM_FILE_SYSTEM" ] && return 0
  [ -z "${M_ID[$1]}" ] || return 1
  case ${M_SOURCE[$1]} in 127.0.0.1:/* | localhost:/*) ;; *) return 1 ;; esac
  fstab_survey
  [ "${FSTAB_LINE%%:*}" = "$PRISM_FILE_SYSTEM" ]
}

still_there() {
  case $1:$2 in
    *busy*)
      holders "$PRISM_MOUNT_POINT"
      wrong unmount-busy "${HOLDERS:-no process of this host was found using it}" ;;
    124:*) wrong mount-hung "umount gave no answer within 30 s" ;;
    *) wrong unmount-failed "exit $1: $2" ;;
  esac
}

step_fstab() {
  fstab_survey
  if [ "$FSTAB_OURS" = 0 ]; then unchanged "no line of ours${FSTAB_FOREIGN:+; left alone: $FSTAB_FOREIGN}"; return; fi
  fstab_write '' || { CODE=step-failed; return 1; }
  changed "removed our line for $PRISM_MOUNT_POINT"
}

unmount_and_look() {
  look_os
  step unmount step_unmount && step fstab step_fstab && { asked_replace '' || :; note_left; }
  look_zone
  look_client
  look_mounts
  look_place
  look_fstab
  record looked depth=mount
}

read_parameters
run_job unmount_and_look
