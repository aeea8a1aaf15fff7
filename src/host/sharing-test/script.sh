# shellcheck shell=bash
# sharing-test: in phase `write` each identity of this instance leaves a file, in `exchange` each reads every other's file and
# appends to it, in `clean` everything goes. PRISM_IDENTITIES is instance:account:uid:t|p,… of all instances (t: temporary); an r
# after it: on a read-only instance, where nothing is written and every append has to be refused.
read_parameters
TEST=.prism-sharing-$PRISM_TOKEN
# A file of the test lies in INSIDE of the volume, and its name is BEFORE and its writer.
if [ "$PRISM_OPEN" = 1 ]; then
  INSIDE=$PRISM_FOLDER BEFORE=$TEST.
else
  INSIDE=$PRISM_FOLDER/$TEST BEFORE=''
fi
PLACE=$PRISM_MOUNT_POINT/$INSIDE

# Reads: the line to write. Argument: file.
# shellcheck disable=SC2016 # a program for another shell: it expands there
WRITE=$TRY'IFS= read -r l; set -C; e=$( { echo "$l" >"$1"; } 2>&1 ) && say write done || verdict write "$e"'
# Reads: a line to append for each file. Arguments: what every file's path begins with, then their names. flock keeps appends of different
# clients apart, which NFS alone does not; where it cannot be had the append goes on without.
# shellcheck disable=SC2016 # a program for another shell: it expands there
EXCHANGE=$TRY'd=$1; shift
for n in "$@"; do f=$d$n; IFS= read -r l
if g=$(head -c 300 "$f" 2>&1); then say "$n read done $(echo "$g" | head -n 1)"; else verdict "$n read" "$g"; fi
e=$( { { flock -w 5 8 || :; echo "$l" >&8; } 8>>"$f"; } 2>&1 ) && say "$n append done" || verdict "$n append" "${e:-no reason given}"
done'

own_instance() {
  [ -n "$PRISM_INSTANCE" ] && return 0
  # one parameter set for many instances: the agent tells, else instance metadata
  PRISM_INSTANCE=${AWS_SSM_INSTANCE_ID-}
  INSTANCE_ID=''
  [ -n "$PRISM_INSTANCE" ] || { look_zone; PRISM_INSTANCE=$INSTANCE_ID; }
  [ -n "$PRISM_INSTANCE" ] || wrong step-failed 'this instance could not tell its own id'
}

right_volume() {
  read_mounts
  top_at "$PRISM_MOUNT_POINT" || { wrong not-mounted "nothing is mounted at $PRISM_MOUNT_POINT"; return; }
  [ "${M_ID[TOP]}" = "$PRISM_FILE_SYSTEM" ] || { wrong mount-wrong "${M_ID[TOP]:-${M_SOURCE[TOP]}} is mounted at $PRISM_MOUNT_POINT"; return; }
  mount_answers "$TOP"
  [ "$REACHED" = 1 ] || { wrong mount-hidden "$PRISM_MOUNT_POINT leads to something else than what is mounted there"; return; }
  [ "$ANSWERS" = yes ] || wrong mount-hung "$PRISM_MOUNT_POINT does not answer"
}

# Did that identity have to write?
wrote() { case $1 in *r) return 1 ;; esac; }

# as IDENTITY UMASK PROGRAM ARGUMENT…; UMASK -: the one of the account's sessions.
as() {
  local account uid kind mask=$2 input=$INPUT
  ACTED_LATE=0
  IFS=: read -r _ account uid kind <<<"$1"
  if [ "${kind%r}" = t ]; then
    [ "$mask" != - ] || mask=0002
    INPUT=$input
    try_as "$uid" "$PRISM_GID" '' 60 "$mask" "${3//$'\n'/; }" "${@:4}"
    return
  fi
  INPUT=''
  account_of "$account" || return 1
  if [ "$mask" = - ]; then
    measure "$account"
    # where it cannot be told, what everybody gets who is given nothing
    mask=${MASK:-0022}
  fi
  INPUT=$input
  try_as "$ACCOUNT_UID" "$ACCOUNT_GID" "$ACCOUNT_GROUPS" 60 "$mask" "${3//$'\n'/; }" "${@:4}"
}

step_write() {
  local identity account outcome rest wrote='' not=''
  own_instance && right_volume || return
  limited 20 sweep_tests "$PRISM_MOUNT_POINT" "$PRISM_FOLDER" || { not_made; return; }
  if [ "$PRISM_OPEN" = 0 ]; then limited 10 make_test "$PRISM_MOUNT_POINT" "$PRISM_FOLDER" "$TEST" "$PRISM_GID" || { not_made; return; }; fi
  for identity in ${PRISM_IDENTITIES//,/ }; do
    [ "${identity%%:*}" = "$PRISM_INSTANCE" ] || continue
    IFS=: read -r _ account _ <<<"$identity"
    outcome=error rest=''
    draw
    INPUT=$PRISM_TOKEN:$PRISM_INSTANCE:$account:$DRAWN$'\n'
    if as "$identity" - "$WRITE" "$PLACE/$BEFORE$PRISM_INSTANCE.$account"; then read -r _ outcome rest <<<"$ACTED"; fi
    if [ "$outcome" = 'done' ]; then wrote+="${wrote:+, }$account"; else last_words 1; not+="${not:+, }$account $outcome ${rest:-$WORDS}"; fi
  done
  if [ -n "$wrote" ]; then changed "wrote as $wrote${not:+; not as $not}"; else skipped "wrote as nobody${not:+: $not}"; fi
}

not_made() {
  last_words 1
  local seen="could not make $PLACE${WORDS:+: $WORDS}"
  volume_refuses "$WORDS" "$seen" && wrong step-failed "$seen"
}

step_exchange() {
  local reader writer names nonces account cells=0
  own_instance && right_volume || return
  if ! limited 10 enter "$PRISM_MOUNT_POINT" "$INSIDE"; then
    last_words 1
    # what is not there, readers will miss
    case $WORDS in *'cannot enter'*) ;; *) wrong step-failed "$PLACE: $WORDS"; return ;; esac
  fi
  for reader in ${PRISM_IDENTITIES//,/ }; do
    [ "${reader%%:*}" = "$PRISM_INSTANCE" ] || continue
    names=() nonces=() INPUT=''
    for writer in ${PRISM_IDENTITIES//,/ }; do
      wrote "$writer" && [ "$writer" != "$reader" ] || continue
      IFS=: read -r W_INSTANCE W_ACCOUNT _ <<<"$writer"
      draw
      names+=("$BEFORE$W_INSTANCE.$W_ACCOUNT") nonces+=("$DRAWN")
      INPUT+=$DRAWN$'\n'
    done
    [ "${#names[@]}" -gt 0 ] || continue
    as "$reader" 0077 "$EXCHANGE" "$PLACE/" "${names[@]}" || ACTED=''
    cells_of "$reader"
    cells=$((cells + ${#names[@]}))
  done
  changed "tried $cells pairs"
}

# One record per writer. What the reader says was refused is; what it says was done counts where root finds it so. What it did not say is
# an error, not silence.
cells_of() {
  local reader=$1 writer name what outcome rest silent=error i=0 asked=() words read append
  local -A said=() why=() proof=()
  while read -r name what outcome rest; do
    case $what.$outcome in read.done | append.done | *.refused | *.missing | *.error) said[$name.$what]=$outcome why[$name.$what]=$rest ;; esac
  done <<<"$ACTED"
  [ "$ACTED_LATE" = 0 ] || silent=timeout
  last_words 1
  words=$WORDS
  for writer in ${PRISM_IDENTITIES//,/ }; do
    wrote "$writer" && [ "$writer" != "$reader" ] || continue
    IFS=: read -r W_INSTANCE W_ACCOUNT W_UID _ <<<"$writer"
    # behind an access point that enforces a user, files are that one's
    [ "$PRISM_OPEN" = 0 ] || W_UID=-
    name=$BEFORE$W_INSTANCE.$W_ACCOUNT
    asked+=("$name" "$W_UID" "$PRISM_TOKEN:$W_INSTANCE:$W_ACCOUNT:" "${why[$name.read]-}" "${nonces[i]}")
    i=$((i + 1))
  done
  limited 20 proven "$PRISM_MOUNT_POINT" "$INSIDE" "${asked[@]}" || OUT=''
  while read -r name read append; do [ -z "$append" ] || proof[$name.read]=$read proof[$name.append]=$append; done <<<"$OUT"
  for writer in ${PRISM_IDENTITIES//,/ }; do
    wrote "$writer" && [ "$writer" != "$reader" ] || continue
    IFS=: read -r W_INSTANCE W_ACCOUNT _ <<<"$writer"
    name=$BEFORE$W_INSTANCE.$W_ACCOUNT
    verdict_on read
    read=$OUTCOME rest=$DETAIL
    verdict_on append
    [ -n "$ACTED" ] || rest=${words:-nothing could be tried}
    record sharing "writer=$writer" "reader=$reader" "read=$read" "append=$OUTCOME" "detail=$rest${DETAIL:+ $DETAIL}"
  done
}

# verdict_on read|append: OUTCOME and DETAIL of the file in `name`. Of what was read no word is told.
verdict_on() {
  OUTCOME=${said[$name.$1]-$silent} DETAIL=${why[$name.$1]-}
  [ "$OUTCOME" = 'done' ] || return 0
  DETAIL=''
  case $1:${proof[$name.$1]-} in
    *:done) return ;;
    *:foreign) DETAIL="what is there is not the writer's file" ;;
    read:other) DETAIL='other content' ;;
    append:unseen) DETAIL='not seen when read back' ;;
    *) DETAIL='root found nothing there' ;;
  esac
  OUTCOME=error
}

step_clean() {
  local status=0
  right_volume || return
  if [ "$PRISM_OPEN" = 1 ]; then
    limited 60 clean_open "$PRISM_MOUNT_POINT" "$PRISM_FOLDER" "$TEST" || status=$?
  else
    limited 60 clean_test "$PRISM_MOUNT_POINT" "$PRISM_FOLDER" "$TEST" || status=$?
  fi
  case $status in
    0) changed 'removed what the test wrote' ;;
    3) unchanged 'nothing left' ;;
    *) last_words 1; wrong step-failed "$PLACE: $WORDS" ;;
  esac
}

share() {
  case $PRISM_PHASE in
    write) step write step_write ;;
    exchange) step exchange step_exchange ;;
    clean) step clean step_clean ;;
  esac
}
run_job share
