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

# `user ingroup GROUP` is the condition we know; any other counts as holding.
succeed_if() {
  [[ "$*" =~ user[[:space:]]+ingroup[[:space:]]+([^[:space:]]+) ]] || return 0
  [ "${BASH_REMATCH[1]}" = "$PRISM_GROUP" ] || return 0
  is_member
}

pam_umask_value() {
  local word value='' line
  [[ $ACCOUNT_GECOS =~ (^|,)umask=0?([0-7]{3})(,|$) ]] && value=${BASH_REMATCH[2]}
  for word in "$@"; do
    case $word in umask=*) [ -n "$value" ] || value=${word#umask=} ;; esac
  done
  if [ -z "$value" ] && [ -f /etc/login.defs ]; then
    line=$(awk '$1 == "UMASK" { print $2; exit }' /etc/login.defs)
    value=$line
  fi
  case $value in '' | *[!0-7]*) return ;; esac
  printf -v UMASK %04o $((8#$value & 0777))
}
