# shellcheck shell=bash
# Behaviour as each account: what it can do, tried. Root looks at what came of it; the account's word alone is not taken.

# What a `su -` session said its umask is, per account; empty where it said nothing.
declare -A MEASURED=() TRACES=()

# Arguments: mount point, token, own account, other's space or -, the groups beside the
# shared one or -, then the personal spaces to try.
# shellcheck disable=SC2016 # a program for another shell: it expands there
BEHAVIOUR=$TRY'printf "%s umask " "$0"; umask; set -C
f=$1/shared/.prism-look-$2.$3.file; e=$( { : >"$f"; } 2>&1 ) && say create-file done || verdict create-file "$e"
d=$1/shared/.prism-look-$2.$3.folder; e=$(mkdir "$d" 2>&1) && say create-folder done || verdict create-folder "$e"
f=$1/users/$3/.prism-look-$2; e=$( { : >"$f"; } 2>&1 ) && say write-own-space done || verdict write-own-space "$e"
if [ "$4" != - ]; then f=$1/users/$4/.prism-look-$2; e=$( { : >"$f"; } 2>&1 ) && say write-other-space done || verdict write-other-space "$e"; fi
why() { case $1 in *"ermission denied"*|*"not permitted"*|*"ead-only"*) k=-;; *) k=x;; esac; }
p=$1/users; q=$1/groups; g=$5; n=.prism-look-$2.$3.space; shift 5
for s in "$@"; do if e=$(ls -A "$p/$s" 2>&1 >/dev/null); then r=r; else why "$e"; r=$k; fi
if e=$( { : >"$p/$s/$n"; } 2>&1 ); then w=w; else why "$e"; w=$k; fi
say space $s $r$w; done
if [ "$g" != - ]; then IFS=,; set -- $g; unset IFS; for s in "$@"; do if e=$(ls -A "$q/$s" 2>&1 >/dev/null); then r=r; else why "$e"; r=$k; fi
if e=$( { : >"$q/$s/$n"; } 2>&1 ); then w=w; else why "$e"; w=$k; fi
say group $s $r$w; done; fi'
# Arguments: mount point, token.
# shellcheck disable=SC2016 # a program for another shell: it expands there
OUTSIDE=$TRY'set -C; f=$1/shared/.prism-look-$2.outsider.file; e=$( { : >"$f"; } 2>&1 ) && say outsider-write done || verdict outsider-write "$e"'

look_behaviours() {
  local account other token=$RANDOM$RANDOM$RANDOM what outcome rest said grouped groups='' one
  for one in ${PRISM_GROUPS//,/ }; do groups+="${groups:+,}${one%%:*}"; done
  [ "$LIVE" = 1 ] || return 0
  TOKEN=$token
  limited 20 sweep_old "$PRISM_MOUNT_POINT" shared 1
  limited 20 sweep_old "$PRISM_MOUNT_POINT" users 2
  [ -z "$PRISM_GROUPS" ] || limited 20 sweep_old "$PRISM_MOUNT_POINT" groups 2
  look_spaces
  for account in ${ACCOUNTS//,/ }; do
    account_of "$account" || continue
    other_space "$ACCOUNT_UID"
    other=$SPACE
    MEASURED[$account]=''
    # shellcheck disable=SC2086 # names of spaces hold no blanks
    if act_as "$account" 20 "${BEHAVIOUR//$'\n'/; }" "$PRISM_MOUNT_POINT" "$token" "$account" "${other:--}" "${groups:--}" $SPACES; then
      said='' grouped=''
      read_made "$account" "$other"
      while read -r what outcome rest; do
        case $what in
          umask) [ "$ACTED_BY" = su ] && octal "MEASURED[$account]" "$outcome" ;;
          space) said+="$outcome:$rest " ;;
          group) grouped+="$outcome:$rest " ;;
          *) look_result "$account" "$other" "$what" "$outcome" "$rest" ;;
        esac
      done <<<"${ACTED%$'\n'}"
      space_tries "$account" "$said"
      [ -z "$groups" ] || group_tries "$account" "$grouped"
    else
      last_words 2
      record behaviour "account=$account" try=create-file "path=$PRISM_MOUNT_POINT/shared" "outcome=$(in_time)" "detail=${WORDS:-no session could be opened}"
    fi
    sweep "$account" "$other"
  done
  look_outsider
}

in_time() { if [ "$ACTED_LATE" = 1 ]; then printf timeout; else printf error; fi; }

# By the worker: list_spaces
# list_spaces PLACE: uid, gid, mode and name of each folder in users/ whose name an account can have.
list_spaces() {
  local uid gid mode name
  enter "$1" users >&2 || return 1
  while IFS=' ' read -r -d '' uid gid mode name; do
    case $name in '' | .* | *[!a-z0-9._-]*) ;; *) printf '%s %s %s %s\n' "$uid" "$gid" "$mode" "$name" ;; esac
  done < <(find . -xdev -mindepth 1 -maxdepth 1 -type d -printf '%U %G %m %f\0')
}

# The personal spaces on the volume, at most 40, those of this instance's accounts first: names in SPACES. All of them with their
# owners' uids in OWNED_SPACES.
look_spaces() {
  local uid gid mode name found=0 mine='' others='' shown=0
  local -A seen=()
  SPACES='' OWNED_SPACES=''
  limited 10 list_spaces "$PRISM_MOUNT_POINT" || return 0
  while read -r uid gid mode name; do
    octal mode "$mode"
    [ -n "$name" ] && [ -n "$mode" ] || continue
    found=$((found + 1))
    seen[$name]="$uid $gid $mode"
    OWNED_SPACES+="$uid $name"$'\n'
    case ",$ACCOUNTS," in *",$name,"*) mine+="$name " ;; *) others+="$name " ;; esac
  done <<<"$OUT"
  record spaces "found=$found"
  for name in $mine $others; do
    [ "$shown" -lt 40 ] || break
    shown=$((shown + 1))
    SPACES+="$name "
    read -r uid gid mode <<<"${seen[$name]}"
    record space "name=$name" "uid=$uid" "gid=$gid" "mode=$mode"
  done
}

# space_tries ACCOUNT NAME:rw…: what the account says it could do. A file counts as made where root finds it.
space_tries() {
  local account=$1 one name read change made='' tried=''
  limited 20 made_below "$PRISM_MOUNT_POINT" users ".prism-look-$TOKEN.$account.space" && made=$'\n'$OUT$'\n'
  for one in $2; do
    name=${one%%:*} read=${one#*:}
    change=${read:1:1} read=${read:0:1}
    case " $SPACES" in *" $name "*) ;; *) continue ;; esac
    case $read in r | -) ;; *) read=x ;; esac
    case $change in
      -) ;;
      w) case $made in *" $name"$'\n'*) ;; *) change=x ;; esac ;;
      *) change=x ;;
    esac
    tried+="${tried:+,}$name:$read$change"
  done
  # names and letters need no encoding, and forty of them are longer than a field may be
  [ -z "$tried" ] || record_encoded "space-tries account=$account tried=$tried"
}

# group_tries ACCOUNT NAME:rw…: the same in groups/NAME, with group and mode of what was made there.
group_tries() {
  local account=$1 one name said made='' gid mode path
  limited 20 made_below "$PRISM_MOUNT_POINT" groups ".prism-look-$TOKEN.$account.space" && made=$OUT
  for one in $2; do
    name=${one%%:*} said=${one#*:} gid='' mode=''
    while read -r _ gid mode path; do [ "$path" != "$name" ] || break; gid='' mode=''; done <<<"$made"
    case $said in
      [rx-]w) [ -n "$gid" ] || said=${said:0:1}x ;;
      [rx-][x-]) ;;
      *) said=xx ;;
    esac
    octal mode "$mode"
    record group-try "account=$account" "group=$name" "said=$said" "gid=$gid" "mode=$mode"
  done
}

# read_made ACCOUNT OTHER: what its tries left behind, as root sees it: mode and group by path in TRACES.
read_made() {
  local path line
  local paths=("shared/.prism-look-$TOKEN.$1.file")
  [ "$1" = outsider ] || paths+=("shared/.prism-look-$TOKEN.$1.folder" "users/$1/.prism-look-$TOKEN" ${2:+"users/$2/.prism-look-$TOKEN"})
  TRACES=()
  limited 10 stat_paths "$PRISM_MOUNT_POINT" '%n %a %G' "${paths[@]}" || return 0
  while read -r path line; do [ -z "$path" ] || TRACES[$path]=$line; done <<<"$OUT"
}

# look_result ACCOUNT OTHER WHAT OUTCOME DETAIL
look_result() {
  local account=$1 path made='' mode group
  case $3 in
    create-file) path=shared made=shared/.prism-look-$TOKEN.$account.file ;;
    create-folder) path=shared made=shared/.prism-look-$TOKEN.$account.folder ;;
    write-own-space) path=users/$account made=users/$account/.prism-look-$TOKEN ;;
    write-other-space) path=users/$2 made=users/$2/.prism-look-$TOKEN ;;
    outsider-write) path=shared made=shared/.prism-look-$TOKEN.outsider.file ;;
    *) return ;;
  esac
  if [ -n "${TRACES[$made]-}" ]; then
    mode=${TRACES[$made]%% *} group=${TRACES[$made]#* }
    octal mode "$mode"
    record behaviour "account=$account" "try=$3" "path=$PRISM_MOUNT_POINT/$path" outcome=done "group=$group" "mode=$mode"
  else
    case $4 in
      refused) record behaviour "account=$account" "try=$3" "path=$PRISM_MOUNT_POINT/$path" outcome=refused ${5:+"detail=$5"} ;;
      done) record behaviour "account=$account" "try=$3" "path=$PRISM_MOUNT_POINT/$path" outcome=error 'detail=said done, but nothing is there' ;;
      *) record behaviour "account=$account" "try=$3" "path=$PRISM_MOUNT_POINT/$path" outcome=error "detail=${5:-no reason given}" ;;
    esac
  fi
}

# other_space UID: a personal space of another uid, in SPACE; empty when there is none (equal uids are one person to EFS).
other_space() {
  local name uid
  SPACE=''
  while read -r uid name; do
    if [ -n "$name" ] && [ "$uid" != "$1" ] && [ "$uid" != 0 ]; then SPACE=$name; return 0; fi
  done <<<"$OWNED_SPACES"
}

look_outsider() {
  local what outcome rest
  outsider_uid
  if act_as_number "$OUTSIDER" "$OUTSIDER" 15 "$OUTSIDE" "$PRISM_MOUNT_POINT" "$TOKEN"; then
    read -r what outcome rest <<<"$ACTED"
    read_made outsider ''
    look_result outsider - "$what" "$outcome" "$rest"
  else
    last_words 2
    record behaviour account=outsider try=outsider-write "path=$PRISM_MOUNT_POINT/shared" "outcome=$(in_time)" "detail=${WORDS:-could not be tried}"
  fi
  sweep outsider ''
}

sweep() {
  local base=$PRISM_MOUNT_POINT as
  limited 10 rm -f -d -- "$base/shared/.prism-look-$TOKEN.$1.file" "$base/shared/.prism-look-$TOKEN.$1.folder" \
    "$base/users/$1/.prism-look-$TOKEN" ${2:+"$base/users/$2/.prism-look-$TOKEN"}
  case $OUT in *'ermission denied'* | *'not permitted'*) ;; *) return 0 ;; esac
  # where the server takes root for nobody, only who made it may remove it
  if [ "$1" = outsider ]; then
    as=(--reuid "$OUTSIDER" --regid "$OUTSIDER" --clear-groups)
  else
    as=(--reuid "$ACCOUNT_UID" --regid "$ACCOUNT_GID" --groups "$ACCOUNT_GROUPS")
  fi
  apart 20 setpriv "${as[@]}" find "$base/shared" "$base/users" -mindepth 1 -maxdepth 2 -name ".prism-look-$TOKEN*" -delete
  return 0
}
