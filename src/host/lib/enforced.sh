# shellcheck shell=bash
# Behaviour behind an access point that enforces a user: whoever makes something there, whose it is to EFS is looked at by number. Root
# tries too, because it is nobody special there.

# Reads: token. Argument: folder.
# shellcheck disable=SC2016 # a program for another shell: it expands there
ENFORCED=$TRY'IFS= read -r t; set -C
f=$1/.prism-look-$t.file; e=$( { : >"$f"; } 2>&1 ) && say create-file done || verdict create-file "$e"
d=$1/.prism-look-$t.folder; e=$(mkdir "$d" 2>&1) && say create-folder done || verdict create-folder "$e"'
# shellcheck disable=SC2016 # a program for another shell: it expands there
ENFORCED_OUTSIDE=$TRY'IFS= read -r t; set -C; f=$1/.prism-look-$t.file; e=$( { : >"$f"; } 2>&1 ) && say outsider-write done || verdict outsider-write "$e"'

# By the worker: give_to_root

look_enforced() {
  local account
  [ "$LIVE" = 1 ] || return 0
  limited 20 sweep_old "$PRISM_MOUNT_POINT" . 1
  for account in ${ACCOUNTS//,/ }; do
    account_of "$account" || continue
    measure "$account"
    enforced_tries "$account" "$ACCOUNT_UID" "$ACCOUNT_GID" "$ACCOUNT_GROUPS" "${MASK:-0077}" "${ENFORCED//$'\n'/; }"
  done
  MASK=0022
  enforced_tries root 0 0 '' 0022 "${ENFORCED//$'\n'/; }"
  enforced_root
  outsider_uid
  enforced_tries outsider "$OUTSIDER" "$OUTSIDER" '' 0022 "$ENFORCED_OUTSIDE"
}

# enforced_tries NAME UID GID GROUPS UMASK PROGRAM
enforced_tries() {
  local name=$1 what outcome rest said
  draw
  TOKEN=$DRAWN INPUT=$DRAWN$'\n'
  if try_as "${@:2:3}" 15 "$5" "$6" "$PRISM_MOUNT_POINT"; then
    said=$ACTED TRACES=()
    traces . file folder
    while read -r what outcome rest; do enforced_result "$name" "$what" "$outcome" "$rest"; done <<<"$said"
  else
    last_words 2
    what=create-file
    [ "$name" != outsider ] || what=outsider-write
    record behaviour "account=$name" "try=$what" "path=$PRISM_MOUNT_POINT" "outcome=$(in_time)" "detail=${WORDS:-nothing could be tried}"
  fi
}

# Root makes a file and gives it to uid 0: where root is the enforced user, EFS refuses that.
enforced_root() {
  local status=0
  draw
  TOKEN=$DRAWN INPUT=$DRAWN$'\n'
  try_as 0 0 '' 15 0022 "${ENFORCED//$'\n'/; }" "$PRISM_MOUNT_POINT" || return 0
  limited 10 give_to_root "$PRISM_MOUNT_POINT" ".prism-look-$TOKEN.file" || status=$?
  case $status:$OUT in
    3:*) ;;
    0:*) record behaviour account=root try=give-away "path=$PRISM_MOUNT_POINT" outcome=done ;;
    *'ermission denied'* | *'not permitted'*) record behaviour account=root try=give-away "path=$PRISM_MOUNT_POINT" outcome=refused ;;
    *) last_words 1; record behaviour account=root try=give-away "path=$PRISM_MOUNT_POINT" outcome=error "detail=$WORDS" ;;
  esac
  traces . file folder
}

# give_to_root PLACE NAME; 3 where it is not there. -h: whoever is that user too may have put a link in its place.
give_to_root() {
  enter "$1" . || return 1
  [ -e "./$2" ] || return 3
  chown -h 0:0 -- "./$2"
}

# enforced_result ACCOUNT WHAT OUTCOME DETAIL
enforced_result() {
  local made uid='' gid mode
  case $1:$2 in
    *:create-file | *:outsider-write) made='file' ;;
    root:create-folder) return ;;
    *:create-folder) made='folder' ;;
    *) return ;;
  esac
  read -r uid gid mode _ <<<"${TRACES[$made]-}"
  if [ -n "$uid" ]; then
    [ -n "$MASK" ] || mode=''
    record behaviour "account=$1" "try=$2" "path=$PRISM_MOUNT_POINT" outcome=done "uid=$uid" "gid=$gid" "mode=$mode"
  else
    case $3 in
      refused) record behaviour "account=$1" "try=$2" "path=$PRISM_MOUNT_POINT" outcome=refused ${4:+"detail=$4"} ;;
      done) record behaviour "account=$1" "try=$2" "path=$PRISM_MOUNT_POINT" outcome=error 'detail=said done, but nothing is there' ;;
      *) record behaviour "account=$1" "try=$2" "path=$PRISM_MOUNT_POINT" outcome=error "detail=${4:-no reason given}" ;;
    esac
  fi
}
