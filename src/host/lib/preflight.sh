# shellcheck shell=bash
# What can be refused before mount touches anything. Each check says `wrong CODE SEEN`; the step of that name calls it again.
check_group() {
  local one name gid
  for one in "$PRISM_GROUP:$PRISM_GID:" ${PRISM_GROUPS//,/ }; do
    IFS=: read -r name gid _ <<<"$one"
    read_group "$gid" "$name"
    if [ -n "$GID_HOLDER" ] && [ "$GID_HOLDER" != "$name" ]; then wrong gid-taken "gid $gid is the group $GID_HOLDER"; return; fi
    if [ -n "$NAME_GID" ] && [ "$NAME_GID" != "$gid" ]; then wrong group-gid-differs "$name has gid $NAME_GID"; return; fi
  done
}

check_users() {
  local account missing=''
  [ -n "$PRISM_ACCOUNTS" ] || { wrong no-login-user 'no account was named'; return; }
  for account in ${PRISM_ACCOUNTS//,/ }; do
    account_of "$account" || { missing+="${missing:+, }$account"; continue; }
    [ "$ACCOUNT_UID" != 0 ] || { wrong root-account "$account has uid 0"; return; }
  done
  [ -z "$missing" ] || wrong account-missing "no such account: $missing"
}

check_directories() {
  local names
  read_mounts
  if top_at "$PRISM_MOUNT_POINT"; then
    { is_asked_for "$TOP" && is_whole "$TOP"; } || wrong mount-point-taken "$(mount_in_words "$TOP") is mounted at $PRISM_MOUNT_POINT"
    return
  fi
  if [ "$PRISM_KEEP_MOUNT" = 1 ]; then wrong adopt-changed "nothing is mounted at $PRISM_MOUNT_POINT any more"; return; fi
  if [ -L "$PRISM_MOUNT_POINT" ] || { [ -e "$PRISM_MOUNT_POINT" ] && [ ! -d "$PRISM_MOUNT_POINT" ]; }; then
    wrong mount-point-not-directory "$PRISM_MOUNT_POINT is a $(stat -c %F "$PRISM_MOUNT_POINT")"
    return
  fi
  # the mount table names what a link leads to, so the mount would not be found again
  if ! limited 5 readlink -m "$PRISM_MOUNT_POINT" || [ "$OUT" != "$PRISM_MOUNT_POINT" ]; then
    wrong mount-point-not-directory "$PRISM_MOUNT_POINT leads through a link to $OUT"
    return
  fi
  [ -d "$PRISM_MOUNT_POINT" ] || return 0
  names=$(find "$PRISM_MOUNT_POINT" -mindepth 1 -maxdepth 1 -printf '%f, ' | head -c 120 | tr -d '\000')
  [ -z "$names" ] || wrong mount-point-not-empty "$PRISM_MOUNT_POINT holds ${names%, }"
}

check_fstab() {
  fstab_survey
  if [ -n "$PRISM_TAKE_OVER" ]; then
    [ "$(fstab_foreign_digest)" = "$PRISM_TAKE_OVER" ] || wrong adopt-changed "fstab has other lines for $PRISM_MOUNT_POINT than the plan named${FSTAB_FOREIGN:+: $FSTAB_FOREIGN}"
    return
  fi
  [ -z "$FSTAB_FOREIGN" ] || wrong fstab-taken "$FSTAB_FOREIGN"
}

# The volume, through the access point that was asked for, or through none.
is_asked_for() { [ "${M_ID[$1]}" = "$PRISM_FILE_SYSTEM" ] && [ "${M_AP[$1]}" = "$PRISM_ACCESS_POINT" ]; }

mount_in_words() { printf '%s (%s%s)' "${M_ID[$1]:-${M_SOURCE[$1]}}" "${M_TYPE[$1]}" "${M_AP[$1]:+, through ${M_AP[$1]}}"; }

preflight() {
  local name
  for name in group users directories fstab; do
    CODE='' SEEN=''
    "check_$name" && continue
    record step "step=$name" status=failed "detail=$SEEN" ms=0
    failure "$name"
    return 1
  done
}
