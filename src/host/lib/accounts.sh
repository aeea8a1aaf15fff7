# shellcheck shell=bash
# Accounts, as this host's name service tells them (LDAP may be slow: limited).

# account_of NAME: ACCOUNT_NAME, ACCOUNT_UID, ACCOUNT_GID, ACCOUNT_GECOS, ACCOUNT_HOME, ACCOUNT_SHELL, ACCOUNT_GROUPS (comma list); 1 when there is none.
# shellcheck disable=SC2034
account_of() {
  limited 10 getent passwd "$1" || return 1
  IFS=: read -r ACCOUNT_NAME _ ACCOUNT_UID ACCOUNT_GID ACCOUNT_GECOS ACCOUNT_HOME ACCOUNT_SHELL <<<"$OUT"
  limited 10 id -G "$1" || OUT=$ACCOUNT_GID
  ACCOUNT_GROUPS=${OUT// /,}
}

is_member() { case ",$ACCOUNT_GROUPS," in *",$PRISM_GID,"*) return 0 ;; *) return 1 ;; esac; }

look_accounts() {
  local account member
  for account in ${ACCOUNTS//,/ }; do
    if account_of "$account"; then
      member=0
      is_member && member=1
      record account "name=$account" exists=1 "uid=$ACCOUNT_UID" "gid=$ACCOUNT_GID" "groups=$ACCOUNT_GROUPS" "member=$member"
    else
      record account "name=$account" exists=0 groups= member=0
    fi
  done
}
