# shellcheck shell=bash
# Every touch of a mount, and every program that may stay behind, goes through one of these. A process in D state cannot be
# killed; the time limit then ends the wait, not the process.

# limited SECONDS COMMAND…: output in OUT, status returned; 124 when the limit passed. COMMAND is a program that only answers, or a
# function of ours. One worker does them one after another, so that each costs no process but its own. What may leave something
# behind, or is somebody's else than root's, is run `apart`.
# shellcheck disable=SC2034 # OUT is read by the callers
limited() {
  local seconds=$1 words status=''
  shift
  OUT=''
  worker_for "$seconds"
  printf -v words '%q ' "$@"
  if printf '%s\n' "$words" >&"$WORKER_IN" && IFS= read -r -d '' -t "$seconds" -u "$WORKER_OUT" OUT; then
    IFS= read -r -d '' -t 4 -u "$WORKER_OUT" status || :
  fi
  [ -n "$status" ] || { end_worker; status=124; }
  trim_output
  return "$status"
}

# What the next program that runs apart reads, where that is not nothing.
INPUT=''

# apart SECONDS COMMAND…: the same in a process group of its own, which nobody ends but the limit. The NUL marks the end of output,
# so a child that keeps the pipe open does not keep us. Of output at most 64 KiB are read, and then it is not waited for: 125.
# shellcheck disable=SC2034 # OUT is read by the callers
apart() {
  local seconds=$1 fd status
  shift
  OUT=''
  exec {fd}< <(
    if [ -n "$INPUT" ]; then exec < <(printf %s "$INPUT" 2>/dev/null); else exec </dev/null; fi
    timeout -k 2 "$seconds" "$@" 2>&1 9>&-
    printf '\0%d\0' "$?"
  )
  INPUT=''
  if IFS= read -r -d '' -n 65536 -t $((seconds + 4)) -u "$fd" OUT; then
    if [ "${#OUT}" = 65536 ]; then status=125; else status=''; fi
    [ -n "$status" ] || IFS= read -r -d '' -t 4 -u "$fd" status || status=124
  else
    status=124
  fi
  exec {fd}<&-
  trim_output
  [ "$status" = 137 ] && status=124
  return "$status"
}

trim_output() { while [[ $OUT == *$'\n' ]]; do OUT=${OUT%$'\n'}; done; }

# The worker's life is limited too: should this script be killed while a server hangs, the worker does not outlive it for long.
# What it can do of ours, each file says in a line of its own; their text is put into WORKER_TEXT when the script is put together. Not by
# `declare -f`: bash up to 5.1 prints some redirections as others.
# By the worker: work
WORKER_LIFE=150 WORKER='' WORKER_SHELL='' WORKER_UNTIL=0 WORKER_IN='' WORKER_OUT=''
# a worker that is gone must not end the script that writes to it
trap : PIPE

# worker_for SECONDS: one that lives so long.
worker_for() {
  [ "$WORKER_SHELL" = "$BASHPID" ] && [ $((SECONDS + $1)) -lt "$WORKER_UNTIL" ] && kill -0 "$WORKER" 2>/dev/null && return
  [ "$WORKER_SHELL" != "$BASHPID" ] || end_worker
  coproc COWORKER { exec timeout -k 2 "$WORKER_LIFE" bash -c "set -uf +h
$WORKER_TEXT
work" prism 2>/dev/null 9>&-; }
  # shellcheck disable=SC2154 # coproc sets it
  WORKER=$COWORKER_PID WORKER_SHELL=$BASHPID WORKER_UNTIL=$((SECONDS + WORKER_LIFE))
  WORKER_OUT=${COWORKER[0]} WORKER_IN=${COWORKER[1]}
}

# In the worker: command after command, each with a pipe of its own, so that none can speak for a later one.
work() {
  local words said
  while IFS= read -r words; do
    eval "set -- $words"
    if declare -F "$1" >/dev/null; then said=$("$@" 2>&1 </dev/null); else said=$(exec "$@" 2>&1 </dev/null); fi
    printf '%s\0%d\0' "$said" "$?"
  done
}

# timeout has made it the head of a process group, with what it runs.
end_worker() {
  [ -z "$WORKER" ] || kill -KILL -- "-$WORKER" 2>/dev/null || kill -KILL "$WORKER" 2>/dev/null
  WORKER=''
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
