# shellcheck shell=bash
# Acting as an account. What it can do on the volume is tried without any session: with the account's numbers, no new rights, an empty
# environment and one fixed line of /bin/sh, so that no start file has a say in it. Sessions are opened only to ask for their umask.

# Into DRAWN what nobody can guess.
draw() {
  DRAWN=''
  read -r DRAWN </proc/sys/kernel/random/uuid
  DRAWN=${DRAWN//-/}
  [ -n "$DRAWN" ] || exit 3
}

# try_as UID GID GROUPS SECONDS UMASK PROGRAM ARGUMENT…: what the program printed, in ACTED; 1 when it printed nothing. INPUT is what it
# reads, which no command line shows. ACTED_LATE=1: the time was up, what was not printed is not known.
try_as() {
  local seconds=$4 mask=$5 program=$6 status=0 as=(--reuid "$1" --regid "$2" --clear-groups)
  [ -z "$3" ] || as=(--reuid "$1" --regid "$2" --groups "$3")
  shift 6
  apart "$seconds" setpriv "${as[@]}" --no-new-privs env -i LC_ALL=C "PATH=$PATH" /bin/sh -c "umask $mask; $program" prism "$@" || status=$?
  ACTED_LATE=0
  [ "$status" != 124 ] || ACTED_LATE=1
  ACTED=$OUT
  [ -n "$ACTED" ]
}

# In every program: `verdict WHAT WORDS` prints WHAT and refused | missing | error with the first words of the reason.
# shellcheck disable=SC2016,SC2034 # a program for another shell, used by other files
TRY='say() { echo "$*"; }; verdict() { case $2 in *"ead-only"*) say "$1 refused read-only";; *"ermission denied"*|*"not permitted"*) say "$1 refused";; *"o such file"*|*"onexistent"*) say "$1 missing $2";; *) say "$1 error $2";; esac; }; '

# What a `su -` session said its umask is, per account; empty where it said nothing.
declare -A MEASURED=()
# What is left for sessions of all accounts together.
SESSIONS_MS=25000

# session COMMAND…: as `apart`, for five seconds at most; 124 where no time is left.
session() {
  local begun status=0
  OUT=''
  [ "$SESSIONS_MS" -gt 0 ] || return 124
  now_ms; begun=$NOW_MS
  apart 5 "$@" || status=$?
  now_ms
  SESSIONS_MS=$((SESSIONS_MS - NOW_MS + begun))
  return "$status"
}

# Of OUT, what stands behind DRAWN on a line that begins with it, in SAID; profiles print what they like around it.
marked() {
  local line
  SAID=''
  while IFS= read -r line; do
    case $line in "$DRAWN "*) SAID=${line#"$DRAWN "} ;; esac
  done <<<"$OUT"
  [ -n "$SAID" ]
}

# measure ACCOUNT: opens a session of it and asks. Needs account_of first. MASK: the umask that tries take, the session's, else what
# PAM gives su; empty where neither could be told.
measure() {
  draw
  session su - "$1" -c "exec /bin/sh -c 'echo; echo \"\$0 \$(umask)\"' $DRAWN"
  marked
  octal MASK "$SAID"
  MEASURED["$1"]=$MASK
  [ -n "$MASK" ] && return
  find_su_service
  pam_umask_of "$SU_SERVICE"
  MASK=$UMASK
}

# An unused uid for somebody outside the group.
outsider_uid() {
  OUTSIDER=64199
  while limited 10 getent passwd "$OUTSIDER" || [ "$OUTSIDER" = "$PRISM_GID" ]; do OUTSIDER=$((OUTSIDER - 1)); done
}
