# shellcheck shell=bash
# Which umask a PAM service gives an account, by following its session stack as libpam would: includes, substacks, jumps, the
# conditions of pam_succeed_if, and pam_umask's sources (GECOS, its argument, login.defs).

# pam_file SERVICE: its file in PAM_FILE; 1 where it has none. What the site has comes before what packages bring (SUSE's in the last two).
pam_file() {
  local folder
  for folder in /etc/pam.d /usr/lib/pam.d /usr/etc/pam.d; do
    PAM_FILE=$folder/$1
    [ ! -f "$PAM_FILE" ] || return 0
  done
  return 1
}

# session_lines SERVICE [DEPTH]: adds to `lines` the session modules in order, includes followed; substacks between braces. As libpam reads:
# what follows a # is comment, a \ at the end takes the next line in, and the last line needs no end.
session_lines() {
  local depth=${2:-0} line held='' kind control module rest PAM_FILE=$1
  [ "$depth" -lt 8 ] || return 0
  if [ "${1#/}" = "$1" ]; then pam_file "$1" || return 0; fi
  [ -f "$PAM_FILE" ] || return 0
  while IFS= read -r line || [ -n "$line" ]; do
    line=$held${line%%#*} held=''
    case $line in *\\) held="${line%?} "; continue ;; esac
    read -r kind control module rest <<<"$line"
    case ${kind,,} in
      @include) session_lines "$control" $((depth + 1)) ;;
      session | -session)
        case $control in
          include) session_lines "$module" $((depth + 1)) ;;
          substack) lines+=($'{\t'); session_lines "$module" $((depth + 1)); lines+=($'}\t') ;;
          \[*)
            # a bracketed control may hold blanks
            while [ "${control%]}" = "$control" ] && [ -n "$module" ]; do
              control+=" $module"
              module=${rest%%[[:space:]]*}
              case $rest in *[[:space:]]*) rest=${rest#*[[:space:]]} ;; *) rest='' ;; esac
              while [ -z "$module" ] && [ -n "$rest" ]; do
                module=${rest%%[[:space:]]*}
                case $rest in *[[:space:]]*) rest=${rest#*[[:space:]]} ;; *) rest='' ;; esac
              done
            done
            lines+=("$control"$'\t'"$module $rest") ;;
          *) lines+=("$control"$'\t'"$module $rest") ;;
        esac ;;
    esac
  done <"$PAM_FILE"
}

# The stack of each service that was read; who changes one says `PAM_STACKS=()`.
declare -A PAM_STACKS=()

# pam_umask_of SERVICE: in UMASK, for the account that account_of read last. 0022 where nothing sets one; empty where that hangs on a
# module whose answer is not ours to know. A service without a file is "other" to PAM.
pam_umask_of() {
  local lines=() first
  if [ -z "${PAM_STACKS[$1]+set}" ]; then
    if pam_file "$1"; then session_lines "$1"; else session_lines other; fi
    printf -v first '%s\n' ${lines[@]+"${lines[@]}"}
    PAM_STACKS[$1]=$first
  fi
  mapfile -t lines <<<"${PAM_STACKS[$1]%$'\n'}"
  UNSURE=0
  pam_walk "$1" 0
  [ "$UNSURE" = 1 ] || return 0
  first=$UMASK
  pam_walk "$1" 1
  [ "$UMASK" = "$first" ] || UMASK=''
}

# pam_walk SERVICE RESULT: one way through the stack in `lines`; of a module that we cannot ask, RESULT is taken (0 success, 1 failure).
pam_walk() {
  local line control module parts result skip=0 depth=0 over=0 either
  UMASK=0022
  for line in ${lines[@]+"${lines[@]}"}; do
    control=${line%%$'\t'*} module=${line#*$'\t'}
    case $control in
      '{')
        depth=$((depth + 1))
        # a jump takes a substack for one module
        [ "$over" != 0 ] || [ "$skip" = 0 ] || over=$depth
        continue ;;
      '}')
        if [ "$over" = "$depth" ]; then over=0; [ "$skip" = 0 ] || skip=$((skip - 1)); fi
        depth=$((depth - 1))
        continue ;;
    esac
    [ "$over" = 0 ] || continue
    if [ "$skip" -gt 0 ]; then skip=$((skip - 1)); continue; fi
    read -r -a parts <<<"$module"
    result=0
    case ${parts[0]-} in
      *pam_succeed_if.so) succeed_if "$1" "${parts[@]:1}" || result=$? ;;
      *pam_umask.so) pam_umask_value "${parts[@]:1}" ;;
      *pam_permit.so) ;;
      *pam_deny.so) result=1 ;;
      *) result=2 ;;
    esac
    if [ "$result" = 2 ]; then
      result=$2
      pam_action "$control" 0
      either=$ACTION
      pam_action "$control" 1
      [ "$either" = "$ACTION" ] || UNSURE=1
    fi
    pam_action "$control" "$result"
    case $ACTION in
      go) ;;
      end) if [ "$depth" = 0 ]; then return; fi; over=$depth ;;
      *) skip=$ACTION ;;
    esac
  done
}

# pam_action CONTROL RESULT: in ACTION, go on | end (the stack or substack ends) | how many modules to jump over.
pam_action() {
  local word action=''
  case $1 in
    \[*)
      for word in ${1//[\[\]]/ }; do
        case $2:$word in
          0:success=*) action=${word#*=}; break ;;
          [01]:default=*) action=${word#*=} ;;
        esac
      done ;;
    sufficient) [ "$2" = 1 ] || action=end ;;
  esac
  case $action in end | 'done') ACTION=end ;; [1-9] | [1-9][0-9]) ACTION=$action ;; *) ACTION=go ;; esac
}

# pam_module NAME: its file in PAM_MODULE; 1 when it is not there. Where distributions have them first: a search reads all of /usr/lib.
pam_module() {
  for PAM_MODULE in {/usr,}/lib/{x86_64,aarch64}-linux-gnu/security/"$1" {/usr,}/lib{64,}/security/"$1"; do
    [ ! -f "$PAM_MODULE" ] || return 0
  done
  PAM_MODULE=$(exec find /lib/ /lib64/ /usr/lib/ /usr/lib64/ -maxdepth 4 -name "$1" -print -quit 2>/dev/null)
  [ -n "$PAM_MODULE" ]
}

# The umask of login.defs, and whether it asks for user groups (yes | no): read once. A key that the site's file has not is taken from the
# one that the package brings (SUSE).
DEFS_UMASK='' DEFS_USERGROUPS=''
read_login_defs() {
  local file word value
  [ -z "$DEFS_USERGROUPS" ] || return 0
  for file in /etc/login.defs /usr/etc/login.defs; do
    [ -f "$file" ] || continue
    while read -r word value _ || [ -n "$word" ]; do
      case $word in
        UMASK) DEFS_UMASK=${DEFS_UMASK:-$value} ;;
        USERGROUPS_ENAB) DEFS_USERGROUPS=${DEFS_USERGROUPS:-$value} ;;
      esac
    done <"$file"
  done
  case $DEFS_USERGROUPS in yes*) DEFS_USERGROUPS=yes ;; *) DEFS_USERGROUPS=no ;; esac
}

# yes | no, asked once: the module does not change while we look
READS_USERGROUPS=''
reads_usergroups() {
  if [ -z "$READS_USERGROUPS" ]; then
    READS_USERGROUPS=no
    pam_module pam_umask.so && grep -q USERGROUPS_ENAB "$PAM_MODULE" && READS_USERGROUPS=yes
  fi
  [ "$READS_USERGROUPS" = yes ]
}

own_group() { [ "$ACCOUNT_UID" != 0 ] && limited 10 getent group "$ACCOUNT_GID" && [ "${OUT%%:*}" = "$ACCOUNT_NAME" ]; }

# succeed_if SERVICE ARGUMENT…: 0 all conditions hold, 1 one does not, 2 one cannot be told.
succeed_if() {
  local service=$1 verdict=0 by_uid=0 one
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      use_uid) by_uid=1; shift; continue ;;
      quiet | quiet_success | quiet_fail | debug | audit) shift; continue ;;
    esac
    [ $# -ge 3 ] || return 2
    one=0
    condition "$1" "$2" "$3" || one=$?
    # with use_uid the caller is meant, not the account
    [ "$by_uid" = 0 ] || [ "$1" = service ] || one=2
    [ "$one" != 1 ] || return 1
    [ "$one" = 0 ] || verdict=2
    shift 3
  done
  return "$verdict"
}

condition() {
  local have list=":$3:" group
  case $1 in
    user) have=$ACCOUNT_NAME ;;
    uid) have=$ACCOUNT_UID ;;
    gid) have=$ACCOUNT_GID ;;
    shell) have=$ACCOUNT_SHELL ;;
    home) have=$ACCOUNT_HOME ;;
    service) have=$service ;;
    *) return 2 ;;
  esac
  case $2 in
    in) case $list in *":$have:"*) return 0 ;; esac; return 1 ;;
    notin) case $list in *":$have:"*) return 1 ;; esac; return 0 ;;
    =~) like "$have" "$3"; return ;;
    !~) ! like "$have" "$3"; return ;;
    ingroup | notingroup)
      [ "$1" = user ] || return 2
      for group in ${3//:/ }; do
        if belongs_to "$group"; then [ "$2" = ingroup ]; return; fi
      done
      [ "$2" = notingroup ]; return ;;
  esac
  case $2:$1 in
    *:uid | *:gid) case $3 in '' | *[!0-9]*) return 2 ;; esac ;;
    =:*) [ "$have" = "$3" ]; return ;;
    !=:*) [ "$have" != "$3" ]; return ;;
    *) return 2 ;;
  esac
  case $2 in
    = | eq) [ "$have" -eq "$3" ] ;;
    != | ne) [ "$have" -ne "$3" ] ;;
    '<' | lt) [ "$have" -lt "$3" ] ;;
    '<=' | le) [ "$have" -le "$3" ] ;;
    '>' | gt) [ "$have" -gt "$3" ] ;;
    '>=' | ge) [ "$have" -ge "$3" ] ;;
    *) return 2 ;;
  esac
}

# shellcheck disable=SC2295 # a pattern is meant
like() { [ -z "${1##$2}" ]; }

belongs_to() {
  if [ "$1" = "$PRISM_GROUP" ]; then is_member; return; fi
  limited 10 getent group "$1" || return 1
  OUT=${OUT#*:*:} OUT=${OUT%%:*}
  case ",$ACCOUNT_GROUPS," in *",$OUT,"*) return 0 ;; esac
  return 1
}

pam_umask_value() {
  local word value='' own=0
  # GECOS is taken as it is
  if [[ $ACCOUNT_GECOS =~ (^|,)umask=([0-7]{1,4})(,|$) ]]; then printf -v UMASK %04o $((8#${BASH_REMATCH[2]} & 0777)); return; fi
  for word in "$@"; do
    case $word in
      umask=*) value=${word#umask=} ;;
      usergroups) own=1 ;;
    esac
  done
  if [ -z "$value" ]; then
    read_login_defs
    value=$DEFS_UMASK
    # some builds of pam_umask (Ubuntu's) also read this; whether this one does, its text tells
    [ "$DEFS_USERGROUPS" = yes ] && reads_usergroups && own=1
  fi
  octal value "$value"
  [ -n "$value" ] || return
  value=$((8#$value & 0777))
  # somebody alone in a group of the same name: the group gets what the owner has
  [ "$own" = 1 ] && own_group && value=$(((value & 0707) | (value >> 3 & 070)))
  printf -v UMASK %04o "$value"
}
