# shellcheck shell=bash
# Accounts, as this host's name service tells them (LDAP may be slow: limited).

# What was told of an account is kept for the script's life; who changes one says `ACCOUNT_LINES[NAME]=''`.
declare -A ACCOUNT_LINES=() ACCOUNT_LISTS=()

# account_of NAME: ACCOUNT_NAME, ACCOUNT_UID, ACCOUNT_GID, ACCOUNT_GECOS, ACCOUNT_HOME, ACCOUNT_SHELL, ACCOUNT_GROUPS (comma list); 1 when there is none.
# shellcheck disable=SC2034 # the ACCOUNT_ names are read by the callers
account_of() {
  local line=${ACCOUNT_LINES[$1]-}
  if [ -z "$line" ]; then
    limited 10 getent passwd "$1" && [ -n "$OUT" ] || return 1
    line=$OUT
    limited 10 id -G "$1" || { OUT=${line#*:*:*:} OUT=${OUT%%:*}; }
    ACCOUNT_LINES[$1]=$line ACCOUNT_LISTS[$1]=${OUT// /,}
  fi
  IFS=: read -r ACCOUNT_NAME _ ACCOUNT_UID ACCOUNT_GID ACCOUNT_GECOS ACCOUNT_HOME ACCOUNT_SHELL <<<"$line"
  ACCOUNT_GROUPS=${ACCOUNT_LISTS[$1]}
}

in_group() { case ",$ACCOUNT_GROUPS," in *",$1,"*) return 0 ;; *) return 1 ;; esac; }
is_member() { in_group "$PRISM_GID"; }

# What shadow says of the account's days, as pam_unix reads it: EXPIRED=1, the account is past its end; DUE=1, its password is past its
# own, and before a new one neither cron nor ssh goes on. Root's own su does not ask that everywhere.
read_days() {
  local changed most ends today
  EXPIRED=0 DUE=0
  limited 10 getent shadow "$1" || return 0
  IFS=: read -r _ _ changed _ most _ _ ends _ <<<"$OUT"
  now
  today=$((NOW / 86400))
  if is_count "$ends" && [ "$today" -ge "$ends" ]; then EXPIRED=1; fi
  is_count "$changed" || return 0
  if [ "$changed" = 0 ]; then DUE=1; elif is_count "$most" && [ $((today - 10#$changed)) -gt "$most" ]; then DUE=1; fi
}

is_count() { case $1 in '' | *[!0-9]* | ??????????*) return 1 ;; esac; }

look_accounts() {
  local account member
  for account in ${ACCOUNTS//,/ }; do
    if account_of "$account"; then
      member=0
      is_member && member=1
      read_days "$account"
      record account "name=$account" exists=1 "uid=$ACCOUNT_UID" "gid=$ACCOUNT_GID" "groups=$ACCOUNT_GROUPS" "member=$member" "expired=$EXPIRED" "due=$DUE"
    else
      record account "name=$account" exists=0 groups= member=0
    fi
  done
}
