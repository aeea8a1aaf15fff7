# shellcheck shell=bash
# Every touch of a mount, and every program that may stay behind, goes through these two. A process in D state cannot be
# killed; the time limit then ends the wait, not the process.

# limited SECONDS COMMAND…: output in OUT, status returned; 124 when the limit passed. The NUL marks the end of output, so a
# child that keeps the pipe open does not keep us.
# shellcheck disable=SC2034 # OUT and FD are read by the callers
limited() {
  local seconds=$1 fd status
  shift
  OUT=''
  exec {fd}< <(timeout -k 2 "$seconds" "$@" 2>&1 </dev/null 9>&-; printf '\0%d\0' "$?")
  if IFS= read -r -d '' -t $((seconds + 4)) -u "$fd" OUT; then
    IFS= read -r -d '' -t 4 -u "$fd" status || status=124
  else
    status=124
  fi
  exec {fd}<&-
  while [[ $OUT == *$'\n' ]]; do OUT=${OUT%$'\n'}; done
  [ "$status" = 137 ] && status=124
  return "$status"
}

# limited_call SECONDS FUNCTIONS FUNCTION ARGUMENT…: runs one of our functions (with those it needs) in a limited bash.
limited_call() {
  local seconds=$1 needed=$2 call=$3 code
  shift 3
  # shellcheck disable=SC2086 # a list of function names
  code=$(declare -f $needed "$call")
  limited "$seconds" bash -c "set -uf; $code
$call \"\$@\"" prism "$@"
}

# logged SECONDS COMMAND…: for talkative programs (package managers): output in the job's log, its last part in OUT.
# shellcheck disable=SC2034 # OUT and WORDS are read by the callers
logged() {
  local seconds=$1 from status=0
  shift
  from=$(stat -c %s "$LOG" 2>/dev/null || echo 0)
  timeout -k 5 "$seconds" "$@" >>"$LOG" 2>&1 </dev/null 9>&- || status=$?
  OUT=$(tail -c +$((from + 1)) "$LOG" | tail -c 6000 | tr -d '\000')
  if [ "$(stat -c %s "$LOG")" -gt 262144 ]; then
    tail -c 131072 "$LOG" >"$LOG.tail" && mv -f "$LOG.tail" "$LOG"
  fi
  [ "$status" = 137 ] && status=124
  return "$status"
}

# The last lines of OUT on one line: what a failure shows.
# shellcheck disable=SC2034 # OUT and WORDS are read by the callers
last_words() {
  WORDS=$(printf '%s\n' "${OUT:-}" | grep -v '^[[:space:]]*$' | tail -n "${1:-4}" | tr -s ' ')
  WORDS=${WORDS# } WORDS=${WORDS//$'\n '/$'\n'} WORDS=${WORDS//$'\n'/; }
  [ "${#WORDS}" -le 280 ] || WORDS=...${WORDS: -276}
}
