# shellcheck shell=bash
# Behaviour as each account: what it can do, tried. Root looks at what came of it; the account's word alone is not taken.

# Uid, gid, mode and group of what tries made, by folder and kind, as root saw it.
declare -A TRACES=()

# Reads: token. Arguments: mount point, own account, other's space or -, the groups beside the shared one or -, then the personal spaces
# to try.
# shellcheck disable=SC2016 # a program for another shell: it expands there
BEHAVIOUR=$TRY'IFS= read -r t; set -C
f=$1/shared/.prism-look-$t.file; e=$( { : >"$f"; } 2>&1 ) && say create-file done || verdict create-file "$e"
d=$1/shared/.prism-look-$t.folder; e=$(mkdir "$d" 2>&1) && say create-folder done || verdict create-folder "$e"
f=$1/users/$2/.prism-look-$t.own; e=$( { : >"$f"; } 2>&1 ) && say write-own-space done || verdict write-own-space "$e"
if [ "$3" != - ]; then f=$1/users/$3/.prism-look-$t.other; e=$( { : >"$f"; } 2>&1 ) && say write-other-space done || verdict write-other-space "$e"; fi
why() { case $1 in *"ermission denied"*|*"not permitted"*|*"ead-only"*) k=-;; *) k=x;; esac; }
p=$1/users; q=$1/groups; g=$4; n=.prism-look-$t.space; shift 4
for s in "$@"; do if e=$(ls -A "$p/$s" 2>&1 >/dev/null); then r=r; else why "$e"; r=$k; fi
if e=$( { : >"$p/$s/$n"; } 2>&1 ); then w=w; else why "$e"; w=$k; fi
say space $s $r$w; done
if [ "$g" != - ]; then IFS=,; set -- $g; unset IFS; for s in "$@"; do if e=$(ls -A "$q/$s" 2>&1 >/dev/null); then r=r; else why "$e"; r=$k; fi
if e=$( { : >"$q/$s/$n"; } 2>&1 ); then w=w; else why "$e"; w=$k; fi
say group $s $r$w; done; fi'
# Reads: token. Argument: mount point.
# shellcheck disable=SC2016 # a program for another shell: it expands there
OUTSIDE=$TRY'IFS= read -r t; set -C; f=$1/shared/.prism-look-$t.file; e=$( { : >"$f"; } 2>&1 ) && say outsider-write done || verdict outsider-write "$e"'

look_behaviours() {
  local account other what outcome rest said grouped groups='' one
  for one in ${PRISM_GROUPS//,/ }; do groups+="${groups:+,}${one%%:*}"; done
  [ "$LIVE" = 1 ] || return 0
  limited 20 sweep_old "$PRISM_MOUNT_POINT" shared 1
  limited 20 sweep_old "$PRISM_MOUNT_POINT" users 2
  [ -z "$PRISM_GROUPS" ] || limited 20 sweep_old "$PRISM_MOUNT_POINT" groups 2
  look_spaces
  for account in ${ACCOUNTS//,/ }; do
    account_of "$account" || continue
    measure "$account"
    other_space "$ACCOUNT_UID"
    other=$SPACE said='' grouped=''
    # another's look in the same place can neither guess the names nor lay its own in their place: who owns a file is looked at
    draw
    TOKEN=$DRAWN INPUT=$DRAWN$'\n'
    # shellcheck disable=SC2086 # names of spaces hold no blanks
    if try_as "$ACCOUNT_UID" "$ACCOUNT_GID" "$ACCOUNT_GROUPS" 20 "${MASK:-0077}" "${BEHAVIOUR//$'\n'/; }" \
      "$PRISM_MOUNT_POINT" "$account" "${other:--}" "${groups:--}" $SPACES; then
      read_made "$account" "$other"
      while read -r what outcome rest; do
        case $what in
          space) said+="$outcome:$rest " ;;
          group) grouped+="$outcome:$rest " ;;
          *) look_result "$account" "$ACCOUNT_UID" "$other" "$what" "$outcome" "$rest" ;;
        esac
      done <<<"$ACTED"
      space_tries "$account" "$said"
      [ -z "$groups" ] || group_tries "$account" "$grouped"
    else
      last_words 2
      record behaviour "account=$account" try=create-file "path=$PRISM_MOUNT_POINT/shared" "outcome=$(in_time)" "detail=${WORDS:-nothing could be tried}"
      read_made "$account" "$other"
    fi
    sweep_squashed --reuid "$ACCOUNT_UID" --regid "$ACCOUNT_GID" --groups "$ACCOUNT_GROUPS"
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

# space_tries ACCOUNT NAME:rw…: what the account says it could do. A file counts as made where root finds it, and it is the account's.
space_tries() {
  local account=$1 one name read change made='' tried=''
  limited 20 made_below "$PRISM_MOUNT_POINT" users ".prism-look-$TOKEN.space" && made=$OUT
  for one in $2; do
    name=${one%%:*} read=${one#*:}
    change=${read:1:1} read=${read:0:1}
    case " $SPACES" in *" $name "*) ;; *) continue ;; esac
    case $read in r | -) ;; *) read=x ;; esac
    case $change in
      -) ;;
      w) is_made "$name" "$made" || change=x ;;
      *) change=x ;;
    esac
    tried+="${tried:+,}$name:$read$change"
  done
  # names and letters need no encoding, and forty of them are longer than a field may be
  [ -z "$tried" ] || record_encoded "space-tries account=$account tried=$tried"
}

# is_made NAME LINES: MADE_GID and MADE_MODE of what the account itself made in the folder NAME; 1 where it made nothing.
is_made() {
  local uid path
  while read -r uid MADE_GID MADE_MODE path; do [ "$path" = "$1" ] && [ "$uid" = "$ACCOUNT_UID" ] && return; done <<<"$2"
  MADE_GID='' MADE_MODE=''
  return 1
}

# group_tries ACCOUNT NAME:rw…: the same in groups/NAME, with group and mode of what was made there.
group_tries() {
  local account=$1 one name said made=''
  limited 20 made_below "$PRISM_MOUNT_POINT" groups ".prism-look-$TOKEN.space" && made=$OUT
  for one in $2; do
    name=${one%%:*} said=${one#*:}
    case ",$PRISM_GROUPS" in *",$name:"*) ;; *) continue ;; esac
    is_made "$name" "$made" || :
    case $said in
      [rx-]w) [ -n "$MADE_GID" ] || said=${said:0:1}x ;;
      [rx-][x-]) ;;
      *) said=xx ;;
    esac
    octal MADE_MODE "$MADE_MODE"
    record group-try "account=$account" "group=$name" "said=$said" "gid=$MADE_GID" "mode=$MADE_MODE"
  done
}

# read_made ACCOUNT OTHER: what its tries left behind, as root sees it, in TRACES; it goes. SQUASHED=1: root may not remove it.
read_made() {
  TRACES=() SQUASHED=0
  traces shared file folder
  [ "$1" = outsider ] || traces "users/$1" own
  [ -z "$2" ] || traces "users/$2" other
}

# traces FOLDER KIND…
traces() {
  local folder=$1 kind names=() uid gid mode name group
  shift
  for kind; do names+=(".prism-look-$TOKEN.$kind"); done
  limited 10 made_in "$PRISM_MOUNT_POINT" "$folder" "${names[@]}" || :
  case $OUT in *'ermission denied'* | *'not permitted'*) SQUASHED=1 ;; esac
  while read -r uid gid mode name group; do
    octal mode "$mode"
    case $name in ".prism-look-$TOKEN."*) [ -z "$mode" ] || TRACES[${name##*.}]="$uid $gid $mode $group" ;; esac
  done <<<"$OUT"
}

# look_result ACCOUNT UID OTHER WHAT OUTCOME DETAIL
look_result() {
  local path made='' uid='' mode group told
  case $4 in
    create-file | outsider-write) path=shared made='file' ;;
    create-folder) path=shared made='folder' ;;
    write-own-space) path=users/$1 made=own ;;
    write-other-space) path=users/$3 made=other ;;
    *) return ;;
  esac
  told=("account=$1" "try=$4" "path=$PRISM_MOUNT_POINT/$path")
  read -r uid _ mode group <<<"${TRACES[$made]-}"
  # without the account's umask, the mode is nobody's
  [ -n "$MASK" ] || mode=''
  if [ "$uid" = "$2" ]; then
    record behaviour "${told[@]}" outcome=done "group=$group" "mode=$mode"
  elif [ -n "$uid" ]; then
    record behaviour "${told[@]}" outcome=error "detail=what is there is uid $uid's"
  else
    case $5 in
      refused) record behaviour "${told[@]}" outcome=refused ${6:+"detail=$6"} ;;
      done) record behaviour "${told[@]}" outcome=error 'detail=said done, but nothing is there' ;;
      *) record behaviour "${told[@]}" outcome=error "detail=${6:-no reason given}" ;;
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
  draw
  TOKEN=$DRAWN INPUT=$DRAWN$'\n' MASK=0022
  if try_as "$OUTSIDER" "$OUTSIDER" '' 15 0022 "$OUTSIDE" "$PRISM_MOUNT_POINT"; then
    read -r what outcome rest <<<"$ACTED"
    read_made outsider ''
    look_result outsider "$OUTSIDER" - "$what" "$outcome" "$rest"
  else
    last_words 2
    record behaviour account=outsider try=outsider-write "path=$PRISM_MOUNT_POINT/shared" "outcome=$(in_time)" "detail=${WORDS:-could not be tried}"
    read_made outsider ''
  fi
  sweep_squashed --reuid "$OUTSIDER" --regid "$OUTSIDER" --clear-groups
}

# sweep_squashed SETPRIV-OPTION…: where the server takes root for nobody, only who made it may remove it.
sweep_squashed() {
  local base=$PRISM_MOUNT_POINT
  [ "$SQUASHED" = 1 ] || return 0
  apart 20 setpriv "$@" --no-new-privs find "$base/shared" "$base/users" ${PRISM_GROUPS:+"$base/groups"} \
    -mindepth 1 -maxdepth 2 -name ".prism-look-$TOKEN.*" -delete || :
}
