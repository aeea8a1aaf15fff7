# shellcheck shell=bash
# Which umask a PAM service gives an account, by following its session stack as libpam would: includes, the jump that our own
# profile uses, and pam_umask's sources (GECOS, its argument, login.defs).

# session_lines SERVICE [DEPTH]: the session modules in order, one a line, includes followed.
session_lines() {
  local service=$1 depth=${2:-0} kind control module rest file
  file=$service
  [ "${file#/}" = "$file" ] && file=/etc/pam.d/$service
  [ "$depth" -lt 8 ] && [ -f "$file" ] || return 0
  while read -r kind control module rest; do
    case $kind in
      @include) session_lines "$control" $((depth + 1)) ;;
      session | -session)
        case $control in
          include | substack) session_lines "$module" $((depth + 1)) ;;
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
            printf '%s\t%s %s\n' "$control" "$module" "$rest" ;;
          *) printf '%s\t%s %s\n' "$control" "$module" "$rest" ;;
        esac ;;
    esac
  done <"$file"
}

# pam_umask_of SERVICE: in UMASK, for the account that account_of read last. 0022 where nothing sets one.
pam_umask_of() {
  local control module skip=0 parts
  UMASK=0022
  while IFS=$'\t' read -r control module; do
    if [ "$skip" -gt 0 ]; then skip=$((skip - 1)); continue; fi
    read -r -a parts <<<"$module"
    case ${parts[0]-} in
      *pam_succeed_if.so)
        succeed_if "${parts[@]:1}" && continue
        [[ $control =~ default=([0-9]+) ]] && skip=${BASH_REMATCH[1]} ;;
      *pam_umask.so) pam_umask_value "${parts[@]:1}" ;;
    esac
  done < <(session_lines "$1")
}

reads_usergroups() {
  local module
  module=$(find /lib/ /lib64/ /usr/lib/ /usr/lib64/ -maxdepth 4 -name pam_umask.so -print -quit 2>/dev/null)
  [ -n "$module" ] && grep -q USERGROUPS_ENAB "$module"
}

own_group() { [ "$ACCOUNT_UID" != 0 ] && limited 10 getent group "$ACCOUNT_GID" && [ "${OUT%%:*}" = "$ACCOUNT_NAME" ]; }

# `user ingroup GROUP` is the condition we know; any other counts as holding.
succeed_if() {
  [[ "$*" =~ user[[:space:]]+ingroup[[:space:]]+([^[:space:]]+) ]] || return 0
  [ "${BASH_REMATCH[1]}" = "$PRISM_GROUP" ] || return 0
  is_member
}

pam_umask_value() {
  local word value='' own=0
  # GECOS is taken as it is
  if [[ $ACCOUNT_GECOS =~ (^|,)umask=0?([0-7]{3})(,|$) ]]; then UMASK=0${BASH_REMATCH[2]}; return; fi
  for word in "$@"; do
    case $word in
      umask=*) value=${word#umask=} ;;
      usergroups) own=1 ;;
    esac
  done
  if [ -z "$value" ] && [ -f /etc/login.defs ]; then
    value=$(awk '$1 == "UMASK" { print $2; exit }' /etc/login.defs)
    # some builds of pam_umask (Ubuntu's) also read this; whether this one does, its text tells
    grep -qsE '^USERGROUPS_ENAB[[:space:]]+yes' /etc/login.defs && reads_usergroups && own=1
  fi
  case $value in '' | *[!0-7]*) return ;; esac
  value=$((8#$value & 0777))
  # somebody alone in a group of the same name: the group gets what the owner has
  [ "$own" = 1 ] && own_group && value=$(((value & 0707) | (value >> 3 & 070)))
  printf -v UMASK %04o "$value"
}
