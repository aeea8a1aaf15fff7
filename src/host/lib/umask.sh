# shellcheck shell=bash
# The umask per account and kind of session. `su -` is opened and asked; ssh and cron are read from their PAM stacks, because
# opening them needs keys and time; where the service is not installed the row says absent.
SESSION_SSH=0 SESSION_CRON=''

look_sessions() {
  SESSION_SSH=0 SESSION_CRON=''
  # without its configuration sshd does not start
  if have sshd && { [ -f /etc/ssh/sshd_config ] || [ -f /usr/etc/ssh/sshd_config ]; }; then SESSION_SSH=1; fi
  if have cron; then SESSION_CRON=cron; elif have crond; then SESSION_CRON=crond; fi
}

# sshd takes the first UsePAM it reads; without one it does not use PAM.
sshd_uses_pam() {
  local value
  set +f
  value=$(cat /etc/ssh/sshd_config.d/*.conf /etc/ssh/sshd_config /usr/etc/ssh/sshd_config 2>/dev/null | awk 'tolower($1) == "usepam" { print tolower($2); exit }')
  set -f
  [ "$value" = yes ]
}

su_service() { if [ -f /etc/pam.d/su-l ]; then printf su-l; else printf su; fi; }

# What the shell's start files make of UMASK when ssh runs one command: bash reads ~/.bashrc then, zsh ~/.zshenv.
# shellcheck disable=SC2016 # expanded by the inner shells
after_start_files() {
  case $ACCOUNT_SHELL in */bash | */zsh) ;; *) return 0 ;; esac
  limited 10 setpriv --reuid "$ACCOUNT_UID" --regid "$ACCOUNT_GID" --groups "$ACCOUNT_GROUPS" \
    env -i "HOME=$ACCOUNT_HOME" "USER=$ACCOUNT_NAME" "LOGNAME=$ACCOUNT_NAME" "SHELL=$ACCOUNT_SHELL" "PATH=$PATH" 'SSH_CLIENT=127.0.0.1 9 22' \
    /bin/sh -c 'umask "$1"; cd; exec "$2" -c "echo $3 \$(umask)"' prism "$UMASK" "$ACCOUNT_SHELL" "$MARK" || :
  marked || return 0
  read -r ACTED <<<"$ACTED"
  case $ACTED in '' | *[!0-7]*) ;; *) printf -v UMASK %04o $((8#$ACTED)) ;; esac
}

# look_umasks: reads the stacks for every account; MEASURED holds what a `su -` session said, where one was opened.
look_umasks() {
  local account service from_pam from_ssh
  look_sessions
  service=$(su_service)
  for account in ${ACCOUNTS//,/ }; do
    account_of "$account" || continue
    pam_umask_of "$service"
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
      if sshd_uses_pam; then pam_umask_of sshd; fi
      from_ssh=$UMASK
      # where sessions may be opened, the start files are asked too
      [ -n "${MEASURED[$account]+set}" ] && after_start_files
      record umask "account=$account" session=ssh-command how=read "umask=$UMASK"
      UMASK=$from_ssh
      # a login shell reads the profiles too: what `su -` showed against its own PAM stack is their doing
      [ -n "${MEASURED[$account]-}" ] && [ "${MEASURED[$account]}" != "$from_pam" ] && UMASK=${MEASURED[$account]}
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
