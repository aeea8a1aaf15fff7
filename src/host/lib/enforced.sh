# shellcheck shell=bash
# Behaviour behind an access point that enforces a user: whoever makes something there, whose it is to EFS is looked at by number. Root
# tries too, because it is nobody special there.

# Arguments: folder, token, name.
# shellcheck disable=SC2016 # a program for another shell: it expands there
ENFORCED=$TRY'say umask $(umask); set -C
f=$1/.prism-look-$2.$3.file; e=$( { : >"$f"; } 2>&1 ) && say create-file done || verdict create-file "$e"
d=$1/.prism-look-$2.$3.folder; e=$(mkdir "$d" 2>&1) && say create-folder done || verdict create-folder "$e"'
# shellcheck disable=SC2016 # a program for another shell: it expands there
ENFORCED_OUTSIDE=$TRY'set -C; f=$1/.prism-look-$2.outsider.file; e=$( { : >"$f"; } 2>&1 ) && say outsider-write done || verdict outsider-write "$e"'

look_enforced() {
  local account what outcome rest
  [ "$LIVE" = 1 ] || return 0
  TOKEN=$RANDOM$RANDOM$RANDOM
  # of looks that were cut off; younger ones may be another instance's
  limited 20 find "$PRISM_MOUNT_POINT" -mindepth 1 -maxdepth 1 -name '.prism-look-*' -mmin +60 -delete
  for account in ${ACCOUNTS//,/ }; do
    account_of "$account" || continue
    MEASURED["$account"]=''
    if act_as "$account" 20 "${ENFORCED//$'\n'/; }" "$PRISM_MOUNT_POINT" "$TOKEN" "$account"; then
      while read -r what outcome rest; do
        case $what in
          umask) [ "$ACTED_BY" = su ] && octal "MEASURED[$account]" "$outcome" ;;
          *) enforced_result "$account" "$what" "$outcome" "$rest" ;;
        esac
      done <<<"${ACTED%$'\n'}"
    else
      last_words 2
      record behaviour "account=$account" try=create-file "path=$PRISM_MOUNT_POINT" "outcome=$(in_time)" "detail=${WORDS:-no session could be opened}"
    fi
  done
  enforced_root
  outsider_uid
  if act_as_number "$OUTSIDER" "$OUTSIDER" 15 "$ENFORCED_OUTSIDE" "$PRISM_MOUNT_POINT" "$TOKEN"; then
    read -r what outcome rest <<<"$ACTED"
    enforced_result outsider "$what" "$outcome" "$rest"
  else
    last_words 2
    record behaviour account=outsider try=outsider-write "path=$PRISM_MOUNT_POINT" "outcome=$(in_time)" "detail=${WORDS:-could not be tried}"
  fi
  limited 20 find "$PRISM_MOUNT_POINT" -mindepth 1 -maxdepth 1 -name ".prism-look-$TOKEN.*" -delete
}

# Root makes a file and gives it to uid 0: where root is the enforced user, EFS refuses that.
enforced_root() {
  local file=$PRISM_MOUNT_POINT/.prism-look-$TOKEN.root.file
  if act_as_number 0 0 15 "${ENFORCED//$'\n'/; }" "$PRISM_MOUNT_POINT" "$TOKEN" root; then
    while read -r what outcome rest; do [ "$what" != create-file ] || enforced_result root "$what" "$outcome" "$rest"; done <<<"${ACTED%$'\n'}"
  else
    last_words 2
    record behaviour account=root try=create-file "path=$PRISM_MOUNT_POINT" "outcome=$(in_time)" "detail=${WORDS:-could not be tried}"
  fi
  limited 5 stat -c %u "$file" || return 0
  # -h: whoever is that user too may have put a link in its place
  if limited 10 chown -h 0:0 "$file"; then
    record behaviour account=root try=give-away "path=$PRISM_MOUNT_POINT" outcome=done
    return
  fi
  case $OUT in
    *'ermission denied'* | *'not permitted'*) record behaviour account=root try=give-away "path=$PRISM_MOUNT_POINT" outcome=refused ;;
    *) last_words 1; record behaviour account=root try=give-away "path=$PRISM_MOUNT_POINT" outcome=error "detail=$WORDS" ;;
  esac
}

# enforced_result ACCOUNT WHAT OUTCOME DETAIL
enforced_result() {
  local made uid gid mode
  case $2 in create-file | outsider-write) made='file' ;; create-folder) made='folder' ;; *) return ;; esac
  if limited 5 stat -c '%u %g %a' "$PRISM_MOUNT_POINT/.prism-look-$TOKEN.$1.$made"; then
    read -r uid gid mode <<<"$OUT"
    octal mode "$mode"
    record behaviour "account=$1" "try=$2" "path=$PRISM_MOUNT_POINT" outcome=done "uid=$uid" "gid=$gid" "mode=$mode"
  else
    case $3 in
      refused) record behaviour "account=$1" "try=$2" "path=$PRISM_MOUNT_POINT" outcome=refused ${4:+"detail=$4"} ;;
      done) record behaviour "account=$1" "try=$2" "path=$PRISM_MOUNT_POINT" outcome=error 'detail=said done, but nothing is there' ;;
      *) record behaviour "account=$1" "try=$2" "path=$PRISM_MOUNT_POINT" outcome=error "detail=${4:-no reason given}" ;;
    esac
  fi
}
