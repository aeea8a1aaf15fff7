# shellcheck shell=bash
# At most once: SSM may deliver a command twice, or an hour late. Under the host's lock a job that was done answers with its
# stored transcript, one that was cut off is never begun again, one past its time is refused.
JOBS=/var/lib/prism/jobs

expired() { now; [ "$NOW" -gt "$PRISM_NOT_AFTER" ]; }

# run_job FUNCTION
run_job() {
  local dir=$JOBS/$PRISM_JOB
  [ -d /run/prism ] && [ -d "$JOBS" ] || (umask 077 && mkdir -p /run/prism "$JOBS") || exit 3
  # not in /run/lock, where everybody may write on Debian and could hold our lock
  exec 9>>/run/prism/lock
  if ! flock -w "$PRISM_LOCK_SECONDS" 9; then print_transcript busy; exit 75; fi
  if [ -f "$dir/status" ]; then replay "$dir"; exit "$EXIT"; fi
  if [ -d "$dir" ]; then print_transcript interrupted; exit 1; fi
  if expired; then print_transcript expired; exit 1; fi
  mkdir -m 0700 "$dir" || exit 3
  LOG=$dir/log
  # a disk that is full takes an empty file still: what could not be kept is not begun
  umask 077
  : >"$LOG" && printf '%s\n' "$NOW" >"$dir/begun" || { rm -rf "$dir"; exit 3; }
  umask 022
  # bash keeps the real stdout and stderr aside, close-on-exec, for as long as this redirection holds
  "$1" >>"$LOG" 2>&1 </dev/null
  finish "$dir"
}

# run_look FUNCTION: a job that only reads needs neither lock nor store; a repeat is a new look.
run_look() {
  # shellcheck disable=SC2034 # read by logged
  LOG=/dev/null
  if expired; then print_transcript expired; exit 1; fi
  "$1" >/dev/null 2>&1 </dev/null
  print_transcript 'done'
}

finish() {
  local dir=$1 status=0
  [ -z "$FAILED" ] || status=1
  printf %s "$RECORDS" >"$dir/records" && printf '%d %d\n' "$status" "$COUNT" >"$dir/status.new" && mv -f "$dir/status.new" "$dir/status"
  print_transcript 'done'
  [ ! -s "$LOG" ] || tail -c 4000 "$LOG" >&2
  prune
  exit "$status"
}

replay() {
  RECORDS=''
  local line
  while IFS= read -r line; do RECORDS+=$line$'\n'; done <"$1/records"
  read -r EXIT COUNT <"$1/status"
  print_transcript replayed
}

# Keeps the 50 newest jobs.
prune() {
  local old all
  set +f
  all=("$JOBS"/*)
  set -f
  [ "${#all[@]}" -gt 50 ] || return 0
  while IFS= read -r old; do rm -rf -- "${JOBS:?}/$old"; done < <(cd "$JOBS" && find . -mindepth 1 -maxdepth 1 -printf '%T@ %f\n' | sort -rn | tail -n +51 | cut -d' ' -f2)
}
