# shellcheck shell=bash
# The umask per account and kind of session. `su -` is opened and asked; ssh and cron are read from their PAM stacks, because
# opening them needs keys and time; where the service is not installed the row says absent.
SESSION_SSH=0 SESSION_CRON=''

look_sessions() {
  SESSION_SSH=0 SESSION_CRON=''
  # without its configuration sshd does not start
  if have sshd && { [ -f /etc/ssh/sshd_config ] || [ -f /usr/etc/ssh/sshd_config ]; }; then
    SESSION_SSH=1
    read_use_pam
  fi
  if have cron; then SESSION_CRON=cron; elif have crond; then SESSION_CRON=crond; fi
  # SUSE's is called cron, and says crond to PAM
  if [ "$SESSION_CRON" = cron ] && ! pam_file cron && pam_file crond; then SESSION_CRON=crond; fi
}

# sshd takes the first UsePAM it reads, in the order of its Include lines; without one it does not use PAM. yes | no in USE_PAM.
read_use_pam() {
  local values=()
  if [ -f /etc/ssh/sshd_config ]; then sshd_values /etc/ssh/sshd_config usepam; else sshd_values /usr/etc/ssh/sshd_config usepam; fi
  USE_PAM=${values[0]-no}
  USE_PAM=${USE_PAM%%[[:space:]]*}
}

# sshd_values FILE KEYWORD [DEPTH]: adds its values to `values` in order, in lower case.
sshd_values() {
  local line word value pattern file
  [ "${3:-0}" -lt 8 ] && [ -f "$1" ] || return 0
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line/=/ }
    line=${line//\"/}
    read -r word value <<<"${line%$'\r'}"
    case ${word,,} in
      "$2") [ -z "$value" ] || values+=("${value,,}") ;;
      include)
        for pattern in $value; do
          [ "${pattern#/}" != "$pattern" ] || pattern=/etc/ssh/$pattern
          set +f
          for file in $pattern; do sshd_values "$file" "$2" $((${3:-0} + 1)); done
          set -f
        done ;;
    esac
  done <"$1"
}

find_su_service() { SU_SERVICE=su-l; pam_file su-l || SU_SERVICE=su; }

# What the start files make of UMASK when ssh runs one command: bash reads ~/.bashrc then, zsh ~/.zshenv.
# shellcheck disable=SC2016 # expanded by the inner shells
in_ssh_command() {
  case $ACCOUNT_SHELL in */bash | */zsh) ;; *) return 0 ;; esac
  as_from_ssh 'umask "$1"; cd; exec "$2" -c "echo; echo $3 \$(umask)"'
}

# And when somebody logs in: the shell is interactive, so that ~/.bashrc counts. It is asked by its standard input, because a start
# file may exec another shell. What the start files leave running (an ssh-agent) ends with the process namespace.
# shellcheck disable=SC2016 # expanded by the inner shells
in_ssh_login() {
  case $ACCOUNT_SHELL in */bash | */zsh | */sh | */dash | */ksh | */fish) ;; *) return 1 ;; esac
  as_from_ssh 'umask "$1"; cd; printf "\necho; echo %s \$(umask)\n" "$3" | exec "$2" -l -i' unshare --pid --fork
}

# as_from_ssh PROGRAM [COMMAND…]: UMASK as the account's shell says it; 1 where it said nothing.
as_from_ssh() {
  local program=$1
  shift
  draw
  session "$@" setpriv --reuid "$ACCOUNT_UID" --regid "$ACCOUNT_GID" --groups "$ACCOUNT_GROUPS" \
    env -i "HOME=$ACCOUNT_HOME" "USER=$ACCOUNT_NAME" "LOGNAME=$ACCOUNT_NAME" "SHELL=$ACCOUNT_SHELL" "PATH=$PATH" TERM=xterm \
    'SSH_CLIENT=127.0.0.1 9 22' 'SSH_CONNECTION=127.0.0.1 9 127.0.0.1 22' \
    /bin/sh -c "$program" prism "$UMASK" "$ACCOUNT_SHELL" "$DRAWN" || :
  marked
  octal SAID "$SAID"
  [ -n "$SAID" ] && UMASK=$SAID
}

# look_umasks: reads the stacks for every account; MEASURED holds what a `su -` session said, where one was opened.
look_umasks() {
  local account from_pam from_ssh
  look_sessions
  find_su_service
  for account in ${ACCOUNTS//,/ }; do
    account_of "$account" || continue
    pam_umask_of "$SU_SERVICE"
    from_pam=$UMASK
    if [ -n "${MEASURED[$account]+set}" ]; then
      if [ -n "${MEASURED[$account]}" ]; then
        record umask "account=$account" session=su-login how=measured "umask=${MEASURED[$account]}"
      else
        record umask "account=$account" session=su-login how=measured
      fi
    else
      record umask "account=$account" session=su-login how=read "umask=$UMASK"
    fi
    if [ "$SESSION_SSH" = 1 ]; then
      UMASK=0022
      if [ "$USE_PAM" = yes ]; then pam_umask_of sshd; fi
      from_ssh=$UMASK
      # where sessions may be opened, the start files are asked too
      [ -z "$UMASK" ] || [ -z "${MEASURED[$account]+set}" ] || in_ssh_command || :
      record umask "account=$account" session=ssh-command how=read "umask=$UMASK"
      UMASK=$from_ssh
      # where they do not say: what `su -` showed against its own PAM stack is the profiles' doing, and a login reads them too
      if [ -n "$UMASK" ] && [ -n "${MEASURED[$account]+set}" ] && ! in_ssh_login; then
        [ -n "${MEASURED[$account]}" ] && [ "${MEASURED[$account]}" != "$from_pam" ] && UMASK=${MEASURED[$account]}
      fi
      record umask "account=$account" session=ssh-login how=read "umask=$UMASK"
    else
      record umask "account=$account" session=ssh-command how=absent
      record umask "account=$account" session=ssh-login how=absent
    fi
    if [ -n "$SESSION_CRON" ]; then
      pam_umask_of "$SESSION_CRON"
      record umask "account=$account" session=cron how=read "umask=$UMASK"
    else
      record umask "account=$account" session=cron how=absent
    fi
  done
}
