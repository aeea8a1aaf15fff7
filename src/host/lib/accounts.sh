# shellcheck shell=bash
# Accounts, as this host's name service tells them (LDAP may be slow: limited).

# account_of NAME: ACCOUNT_NAME, ACCOUNT_UID, ACCOUNT_GID, ACCOUNT_GECOS, ACCOUNT_HOME, ACCOUNT_SHELL, ACCOUNT_GROUPS (comma list); 1 when there is none.
# shellcheck disable=SC2034 # the ACCOUNT_ names are read by the callers
account_of() {
  limited 10 getent passwd "$1" || return 1
  IFS=: read -r ACCOUNT_NAME _ ACCOUNT_UID ACCOUNT_GID ACCOUNT_GECOS ACCOUNT_HOME ACCOUNT_SHELL <<<"$OUT"
  limited 10 id -G "$1" || OUT=$ACCOUNT_GID
  ACCOUNT_GROUPS=${OUT// /,}
}

in_group() { case ",$ACCOUNT_GROUPS," in *",$1,"*) return 0 ;; *) return 1 ;; esac; }
is_member() { in_group "$PRISM_GID"; }

# Is the account past its end (days since 1970, the eighth field of shadow)? Root's own su does not ask that everywhere; sshd and cron do.
is_expired() {
  local ends
  limited 10 getent shadow "$1" || return 1
  ends=$(printf '%s\n' "$OUT" | cut -d: -f8)
  case $ends in '' | *[!0-9]*) return 1 ;; esac
  [ "$(($(date +%s) / 86400))" -ge "$ends" ]
}

look_accounts() {
  local account member expired
  for account in ${ACCOUNTS//,/ }; do
    if account_of "$account"; then
      member=0
      is_member && member=1
      expired=0
      is_expired "$account" && expired=1
      record account "name=$account" exists=1 "uid=$ACCOUNT_UID" "gid=$ACCOUNT_GID" "groups=$ACCOUNT_GROUPS" "member=$member" "expired=$expired"
    else
      record account "name=$account" exists=0 groups= member=0
    fi
  done
}
