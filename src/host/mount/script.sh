# shellcheck shell=bash
# mount: the document's eight steps, each from exact values, each `unchanged` the second time. Refusals that can be seen before
# anything is touched come first. What this run mounted and wrote to fstab is undone when a later step fails.
# LEFT: the access (rw or ro) of a mount that this run took away to mount it otherwise.
MOUNTED=0 FSTAB_WRITTEN=0 FSTAB_BEFORE='' FSTAB_AFTER='' FSTAB_COPY='' MADE='' LEFT=''

# -- the steps -----------------------------------------------------------------------------------------------------------------
step_group() {
  local one name gid made='' there=''
  check_group || return
  for one in "$PRISM_GROUP:$PRISM_GID:" ${PRISM_GROUPS//,/ }; do
    IFS=: read -r name gid _ <<<"$one"
    read_group "$gid" "$name"
    if [ "$GID_HOLDER" = "$name" ]; then there+="${there:+, }$name has gid $gid"; continue; fi
    apart 30 groupadd -g "$gid" "$name" || { last_words 2; wrong step-failed "groupadd: $WORDS"; return; }
    made+="${made:+, }made $name with gid $gid"
  done
  if [ -n "$made" ]; then changed "$made"; else unchanged "$there"; fi
}

# enrol ACCOUNT GROUP GID: adds to ADDED; the account was read before.
enrol() {
  in_group "$3" && return 0
  grep -q "^${2//./\\.}:" /etc/group || { wrong group-in-directory "$2 is told by a directory, not by /etc/group, and $1 is not in it"; return; }
  # not usermod, which knows only those of /etc/passwd
  apart 30 gpasswd -a "$1" "$2" || { last_words 2; wrong step-failed "gpasswd $1: $WORDS"; return; }
  ACCOUNT_LINES[$1]=''
  account_of "$1" && in_group "$3" || { wrong step-failed "$1 is still not in $2"; return; }
  case $2 in "$PRISM_GROUP") ADDED+="${ADDED:+, }$1" ;; *) ADDED+="${ADDED:+, }$1 in $2" ;; esac
}

step_users() {
  local account count crowded='' one name gid members
  ADDED=''
  check_users || return
  for account in ${PRISM_ACCOUNTS//,/ }; do
    account_of "$account" || return
    enrol "$account" "$PRISM_GROUP" "$PRISM_GID" || return
    for one in ${PRISM_GROUPS//,/ }; do
      IFS=: read -r name gid members <<<"$one"
      case "+$members+" in *"+$account+"*) enrol "$account" "$name" "$gid" || return ;; esac
    done
    count=${ACCOUNT_GROUPS//[!,]/}
    # NFS carries 16, and the list that a session gets holds the primary group too
    [ "${#count}" -lt 16 ] || crowded+="; $account is in $((${#count} + 1)) groups, NFS carries 16"
  done
  if [ -n "$ADDED" ]; then changed "enrolled $ADDED$crowded"; else unchanged "${PRISM_ACCOUNTS//,/, } in $PRISM_GROUP$crowded"; fi
}

step_directories() {
  local parent=$PRISM_MOUNT_POINT
  check_directories || return
  # not asked of a mount: it could hang
  if top_at "$PRISM_MOUNT_POINT" || [ -d "$PRISM_MOUNT_POINT" ]; then unchanged "$PRISM_MOUNT_POINT"; return; fi
  while [ ! -e "$parent" ]; do MADE+="$parent "; parent=${parent%/*}; [ -n "$parent" ] || parent=/; done
  limited 10 mkdir -p -m 0755 "$PRISM_MOUNT_POINT" || { last_words 1; wrong step-failed "mkdir: $WORDS"; return; }
  changed "made $PRISM_MOUNT_POINT"
}

step_mount() {
  local status=0 words kind
  read_mounts
  if top_at "$PRISM_MOUNT_POINT"; then
    if [ "$PRISM_KEEP_MOUNT" = 1 ] || ! may_change_access; then
      mounted_rightly && inert_now || return
      words="$PRISM_FILE_SYSTEM is mounted$(encryption_in_words)$(access_in_words)"
      if [ -n "$INERT" ]; then
        changed "$words; nosuid and nodev set at $INERT"
      else
        unchanged "$words$([ "$PRISM_KEEP_MOUNT" = 0 ] || printf ', left as it is')"
      fi
      return
    fi
    the_volume && take_away || return
  fi
  # from here on, a mount found at that place is this run's
  MOUNTED=1
  if [ "$HAS_EFS" = 1 ]; then kind=efs; else kind=nfs4; fi
  mount_volume "$PRISM_EFS_OPTIONS" "$PRISM_NFS_OPTIONS" || status=$?
  last_words
  words=$WORDS
  printf '%s\n' "$OUT"
  read_mounts
  if ! top_at "$PRISM_MOUNT_POINT"; then
    if [ "$status" = 0 ] && mounted_apart; then
      apart 15 umount -c "$PRISM_MOUNT_POINT" || apart 15 umount -c -f -l "$PRISM_MOUNT_POINT" || :
      wrong mount-apart 'mounted for the SSM agent alone, and undone: it runs in a mount namespace of its own'
      return
    fi
    case $status:$words in
      0:*) wrong mount-not-there "${words:-mount -t $kind said nothing, exit 0}" ;;
      124:*) wrong mount-timeout "no answer within $PRISM_MOUNT_SECONDS s" ;;
      *'Failed to resolve'* | *'Name or service not known'* | *'failed to resolve'* | *'Temporary failure in name resolution'*) wrong mount-resolve "$words" ;;
      *'timed out'*) wrong mount-timeout "$words" ;;
      *) wrong mount-failed "exit $status: $words" ;;
    esac
    return
  fi
  mounted_rightly && inert_now || return
  changed "mounted $PRISM_FILE_SYSTEM$(encryption_in_words)$(access_in_words)${LEFT:+; it was $LEFT}"
}

# mount_volume EFS-OPTIONS NFS-OPTIONS
mount_volume() {
  if [ "$HAS_EFS" = 1 ]; then
    apart "$PRISM_MOUNT_SECONDS" mount -t efs -o "$1" "$PRISM_FILE_SYSTEM:/" "$PRISM_MOUNT_POINT"
  else
    apart "$PRISM_MOUNT_SECONDS" mount -t nfs4 -o "$2" "$PRISM_NFS_SERVER:/" "$PRISM_MOUNT_POINT"
  fi
}

# Does this process see a mount there, which process 1 does not?
mounted_apart() {
  local MOUNT_TABLE=/proc/self/mountinfo found=1
  read_mounts
  top_at "$PRISM_MOUNT_POINT" && found=0
  return "$found"
}

# The exit code proves nothing ("already mounted" is 0, whatever is mounted): the mount table and the client's state do.
mounted_rightly() {
  the_volume || return
  if is_read_only "$TOP" && [ "$PRISM_ACCESS" = rw ]; then wrong read-only "$(mount_in_words "$TOP") is mounted ro"; return; fi
  if ! is_read_only "$TOP" && [ "$PRISM_ACCESS" = ro ]; then wrong not-read-only "$(mount_in_words "$TOP") is mounted rw"; return; fi
  mount_answers "$TOP"
  if [ "$REACHED" = 0 ]; then wrong mount-hidden "$PRISM_MOUNT_POINT leads to something else than $(mount_in_words "$TOP"), which is mounted there"; return; fi
  case $ANSWERS in
    yes) return 0 ;;
    timeout) wrong mount-hung "$PRISM_MOUNT_POINT gave no answer within 5 s" ;;
    stale) wrong stale-handle "$PRISM_MOUNT_POINT: stale file handle" ;;
    *) last_words 1; wrong mount-failed "$PRISM_MOUNT_POINT does not answer: $WORDS" ;;
  esac
}

inert_now() {
  make_inert && is_inert "$TOP" && return
  last_words 1
  wrong not-nosuid "$(mount_in_words "$TOP") could not be changed in place${WORDS:+: $WORDS}"
}

the_volume() {
  if ! is_asked_for "$TOP"; then wrong mount-wrong "$(mount_in_words "$TOP") is mounted at $PRISM_MOUNT_POINT"; return; fi
  if [ "${M_TLS[TOP]}" != yes ] && [ "$PRISM_CLIENT" != plain-nfs ] && [ "$PRISM_KEEP_MOUNT" = 0 ]; then
    wrong not-encrypted "$(mount_in_words "$TOP") does not go through TLS"
  fi
}

access_in_words() { [ "$PRISM_ACCESS" = rw ] || printf ', read-only'; }
encryption_in_words() { if [ "${M_TLS[TOP]}" = yes ]; then printf ' with TLS'; else printf ', not encrypted'; fi; }

step_permissions() {
  local kind seen entries i path owner mode gid rule rules=() status=0 made
  if [ "$PRISM_ACCESS" = ro ]; then skipped 'mounted read-only: nothing can be set from here'; return; fi
  if [ "$PRISM_ENFORCED" = 1 ]; then skipped 'the access point makes everybody its user, root too: the folder stays as it was given'; return; fi
  limited 15 root_kind "$PRISM_MOUNT_POINT" "$PRISM_GID" || { hung_or "$?" 'the root could not be looked at'; return; }
  read -r kind seen entries <<<"$OUT"
  if [ "$kind" = foreign ] && [ "$PRISM_ADOPT" != 1 ]; then wrong foreign-root "the root is $seen with $entries entries"; return; fi
  for i in 1 2 3 4 5 6 7 8; do
    # shellcheck disable=SC2086 # rules hold no blanks
    stat_table ${PRISM_PATHS//,/ } || { hung_or "$?" 'the layout could not be looked at'; return; }
    space_in_the_making || break
    sleep 0.25
  done
  i=0
  for rule in ${PRISM_PATHS//,/ }; do
    IFS=: read -r path owner mode gid <<<"$rule"
    ACCOUNT_UID=0
    [ "$owner" = root ] || account_of "$owner" || { wrong account-missing "$owner"; return; }
    if [ -n "${T_TYPE[i]}" ]; then
      [ "${T_TYPE[i]}" = directory ] || { wrong step-failed "$path is a ${T_TYPE[i]//-/ }"; return; }
      if [ "$owner" != root ] && [ "${T_UID[i]}" != "$ACCOUNT_UID" ]; then
        wrong foreign-personal-space "$path belongs to uid ${T_UID[i]} (${T_OWNER[i]}), not to $owner (uid $ACCOUNT_UID)"
        return
      fi
    fi
    as_planned "$i" "$ACCOUNT_UID:${gid:-$PRISM_GID}:$mode" || return
    rules+=("$path:$ACCOUNT_UID:$mode:${gid:-$PRISM_GID}")
    i=$((i + 1))
  done
  limited 60 lay_out "$PRISM_MOUNT_POINT" ${rules[@]+"${rules[@]}"} || { status=$?; last_words 2; volume_refuses "$WORDS" "$WORDS" && hung_or "$status" "$WORDS"; return; }
  made=${OUT//$'\n'/, }
  if [ -n "$made" ]; then changed "set $made"; else unchanged "${#rules[@]} paths as the table says"; fi
}

# as_planned INDEX WANTED: where a plan was agreed to, each path is as it was then, or as it shall be (another instance was first).
as_planned() {
  local before=${PRISM_BEFORE//,/ } seen=- rule
  for rule in $before; do
    [ "${rule%%:*}" = "${T_PATH[$1]}" ] || continue
    [ -z "${T_TYPE[$1]}" ] || seen=${T_UID[$1]}:${T_GID[$1]}:${T_MODE[$1]}
    # half way there, by another instance at this moment: made and not yet given away, or given away with the mode of before
    case ${rule#*:}:$seen in -:*:?700) continue ;; esac
    [ "${seen%:*} ${seen##*:}" = "${2%:*} ${rule##*:}" ] && continue
    [ "$seen" = "${rule#*:}" ] || [ "$seen" = "$2" ] || { wrong adopt-changed "${T_PATH[$1]} is $seen (uid:gid:mode), was ${rule#*:}"; return; }
  done
}

# Another instance may be making a personal space for the same account: it is root's and 0700 until it is given away, or 2700 where
# users/ hands its setgid down.
space_in_the_making() {
  local i
  for ((i = 0; i < ${#T_PATH[@]}; i++)); do
    case "${T_PATH[i]} ${T_UID[i]} ${T_MODE[i]}" in users/*' 0 '[02]700) return 0 ;; esac
  done
  return 1
}

hung_or() { if [ "$1" = 124 ]; then wrong mount-hung "$PRISM_MOUNT_POINT gave no answer in time"; else wrong step-failed "$2"; fi; }

step_fstab() {
  local line
  check_fstab || return
  if [ "$HAS_EFS" = 1 ]; then
    line="$PRISM_FILE_SYSTEM:/ $PRISM_MOUNT_POINT efs $(fstab_options "$PRISM_EFS_OPTIONS") 0 0"
  else
    line="$PRISM_NFS_SERVER:/ $PRISM_MOUNT_POINT nfs4 $(fstab_options "$PRISM_NFS_OPTIONS") 0 0"
  fi
  if [ "$FSTAB_OURS" = 1 ] && [ "$FSTAB_LINE" = "$line" ]; then unchanged "one line for $PRISM_MOUNT_POINT"; return; fi
  if [ -n "$PRISM_TAKE_OVER" ]; then
    # put back whole, byte for byte, should a later step fail
    FSTAB_COPY=${LOG%/*}/fstab
    cat /etc/fstab >"$FSTAB_COPY" || { wrong step-failed 'fstab could not be copied aside'; return; }
    FSTAB_WRITTEN=1
    fstab_take_over "$line" || { CODE=step-failed; return 1; }
    FSTAB_AFTER=$(sha256sum </etc/fstab)
    changed "took over $FSTAB_FOREIGN_LINES line(s) for $PRISM_MOUNT_POINT, kept as comments"
    return
  fi
  FSTAB_BEFORE=$FSTAB_LINE FSTAB_WRITTEN=1
  fstab_write "$line" || { CODE=step-failed; return 1; }
  if [ "$FSTAB_OURS" = 0 ]; then changed "added $PRISM_MOUNT_POINT"; else changed "replaced our line for $PRISM_MOUNT_POINT"; fi
}

fstab_options() {
  local options=$1
  case ",$options," in *,nofail,*) ;; *) options+=,nofail ;; esac
  case ",$options," in *,x-prism,*) ;; *) options+=,x-prism ;; esac
  printf %s "$options"
}

# -- undo ----------------------------------------------------------------------------------------------------------------------
undo() {
  local done='' dir
  if [ "$FSTAB_WRITTEN" = 1 ]; then
    if [ -z "$PRISM_TAKE_OVER" ]; then
      fstab_write "$FSTAB_BEFORE" && done+='the fstab line, '
    elif [ -n "$FSTAB_AFTER" ] && [ "$(sha256sum </etc/fstab)" != "$FSTAB_AFTER" ]; then
      done+='(fstab was changed by somebody meanwhile, so it stays as it is), '
    else
      fstab_replace cat "$FSTAB_COPY" && done+='the taken-over fstab lines, '
    fi
  fi
  if [ "$MOUNTED" = 1 ]; then
    read_mounts
    if top_at "$PRISM_MOUNT_POINT"; then
      # a server that hangs cannot be waited for; the mount is seconds old and nobody's
      apart 15 umount -c "$PRISM_MOUNT_POINT" || apart 15 umount -c -f -l "$PRISM_MOUNT_POINT" || :
      read_mounts
      if top_at "$PRISM_MOUNT_POINT"; then done+='(the mount could not be undone), '; else done+='the mount, '; fi
    fi
    if [ -n "$LEFT" ] && ! top_at "$PRISM_MOUNT_POINT"; then
      # rw comes after, where both are said: mount(8) lets the last one win
      mount_volume "$PRISM_EFS_OPTIONS,$LEFT" "$PRISM_NFS_OPTIONS,$LEFT" || :
      read_mounts
      if top_at "$PRISM_MOUNT_POINT"; then done+="mounted again as before ($LEFT), "; else done+="(the mount that was there, $LEFT, could not be brought back), "; fi
    fi
    for dir in $MADE; do rmdir "$dir" || break; done
  fi
  done=${done%, }
  record step step=undo "status=$([ -n "$done" ] && echo changed || echo unchanged)" \
    "detail=${done:+undone: $done; }packages, group and data stay as they are" ms=0
}

# Said only where it fails: without the note a later look would expect something else than was asked for.
remember() {
  asked_replace "$PRISM_ASKED" && return
  CODE=step-failed SEEN='what was asked for could not be noted in /var/lib/prism'
  record step step=remember status=failed "detail=$SEEN" ms=0
  failure remember
  return 1
}

mount_and_look() {
  look_os
  if preflight && forget_left &&
    step client step_client && step group step_group && step users step_users && step directories step_directories &&
    step mount step_mount && step permissions step_permissions && step fstab step_fstab && step umask step_umask && remember; then
    MOUNT_DEPTH=behaviour
  else
    undo
    MOUNT_DEPTH=facts
  fi
  look "$MOUNT_DEPTH"
}

read_parameters
run_job mount_and_look
