# shellcheck shell=bash
# From read-write to read-only and back, for a volume that is mounted already.

# Is what is mounted there otherwise than wanted, and ours to change? Read-only is always granted. Read-write only where our own fstab
# line says ro: a mount that came up read-only by itself has another cause.
may_change_access() {
  if is_read_only "$TOP"; then
    [ "$PRISM_ACCESS" = rw ] || return 1
    fstab_survey
    [ "$FSTAB_OURS" = 1 ] && fstab_fields "$FSTAB_LINE" || return 1
    case ",$F_OPTIONS," in *,ro,*) return 0 ;; esac
    return 1
  fi
  [ "$PRISM_ACCESS" = ro ]
}

# Remounting would leave open files their right to write, and the EFS client answers "already mounted" to a remount: so the mount goes
# away first, or, while somebody uses it, everything stays as it is.
take_away() {
  local status=0 words was=rw
  is_read_only "$TOP" && was=ro
  apart 30 umount -c "$PRISM_MOUNT_POINT" || status=$?
  last_words 2
  words=$WORDS
  if [ "$status" = 0 ]; then
    LEFT=$was
    read_mounts
    top_at "$PRISM_MOUNT_POINT" || return 0
    wrong mount-point-taken "below it, $(mount_in_words "$TOP") is mounted at $PRISM_MOUNT_POINT"
    return
  fi
  case $status:$words in
    *busy*)
      holders "$PRISM_MOUNT_POINT"
      wrong unmount-busy "mounted $was, wanted $PRISM_ACCESS; used by ${HOLDERS:-no process of this host that was found}" ;;
    124:*) wrong mount-hung 'umount gave no answer within 30 s' ;;
    *) wrong unmount-failed "exit $status: $words" ;;
  esac
}
