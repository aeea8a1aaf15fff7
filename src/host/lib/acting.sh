# shellcheck shell=bash
# Acting as an account: through `su -`, so that PAM's umask and the account's own profiles are in force; through setpriv where
# the account cannot log in. The program is one line of /bin/sh without single quotes, its arguments are of the inert grammar.
MARK=prism-$RANDOM$RANDOM$RANDOM

# act_as ACCOUNT SECONDS PROGRAM ARGUMENT…: lines that the program printed with the mark, in ACTED; 1 when it printed none.
# Needs account_of first. ACTED_BY: su | setpriv. ACTED_LATE=1: the time was up, what was not printed is not known.
act_as() {
  local account=$1 seconds=$2 program=$3 words='' word status=0
  shift 3
  for word in "$@"; do words+=" $word"; done
  ACTED_BY=su
  apart "$seconds" su - "$account" -c "exec /bin/sh -c '$program' $MARK$words" || status=$?
  late "$status"
  marked && return 0
  [ "$ACTED_LATE" = 0 ] || return 1
  ACTED_BY=setpriv
  apart "$seconds" setpriv --reuid "$ACCOUNT_UID" --regid "$ACCOUNT_GID" --groups "$ACCOUNT_GROUPS" /bin/sh -c "$program" "$MARK" "$@" || status=$?
  late "$status"
  marked
}

# act_as_number UID GID SECONDS PROGRAM ARGUMENT…: an identity without an account, in one group only, with the members' umask.
act_as_number() {
  local uid=$1 gid=$2 seconds=$3 program=$4 status=0
  shift 4
  apart "$seconds" setpriv --reuid "$uid" --regid "$gid" --clear-groups /bin/sh -c "umask 002; $program" "$MARK" "$@" || status=$?
  late "$status"
  marked
}

late() { ACTED_LATE=0; [ "$1" != 124 ] || ACTED_LATE=1; }

# Of OUT, the lines that begin with the mark; profiles print what they like around them.
marked() {
  local line
  ACTED=''
  while IFS= read -r line; do
    case $line in "$MARK "*) ACTED+=${line#"$MARK "}$'\n' ;; esac
  done <<<"$OUT"
  [ -n "$ACTED" ]
}

# In every program: `try WHAT COMMAND…` prints WHAT and done | refused | missing | error with the first words of the reason.
# shellcheck disable=SC2016,SC2034 # a program for another shell, used by other files
TRY='LC_ALL=C; export LC_ALL; say() { echo "$0 $*"; }; verdict() { case $2 in *"ead-only"*) say "$1 refused read-only";; *"ermission denied"*|*"not permitted"*) say "$1 refused";; *"o such file"*|*"onexistent"*) say "$1 missing $2";; *) say "$1 error $2";; esac; }; '

# An unused uid for somebody outside the group.
outsider_uid() {
  OUTSIDER=64199
  while limited 10 getent passwd "$OUTSIDER" || [ "$OUTSIDER" = "$PRISM_GID" ]; do OUTSIDER=$((OUTSIDER - 1)); done
}
