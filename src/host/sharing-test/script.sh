# shellcheck shell=bash
# sharing-test: in phase `write` each identity of this instance leaves a file, in `exchange` each reads every other's file and
# appends to it, in `clean` everything goes. PRISM_IDENTITIES is instance:account:uid:t|p,… of all instances (t: temporary); an r
# after it: on a read-only instance, where nothing is written and every append has to be refused.
read_parameters
FOLDER=$PRISM_MOUNT_POINT
[ "$PRISM_FOLDER" = . ] || FOLDER+=/$PRISM_FOLDER
PLACE=$FOLDER/.prism-sharing-$PRISM_TOKEN
# A file of the test is PLACE, this, and its writer.
if [ "$PRISM_OPEN" = 1 ]; then BETWEEN=.; else BETWEEN=/; fi

# Arguments: file, the line to write.
# shellcheck disable=SC2016 # a program for another shell: it expands there
WRITE=$TRY'set -C; e=$( { echo "$2" >"$1"; } 2>&1 ) && say write done || verdict write "$e"'
# Arguments: what every file's path begins with, the line to append, then pairs of file name and the line that its writer wrote. flock
# keeps appends of different clients apart, which NFS alone does not; where it cannot be had the append goes on without.
# shellcheck disable=SC2016 # a program for another shell: it expands there
EXCHANGE=$TRY'd=$1; l=$2; shift 2
while [ $# -gt 1 ]; do f=$d$1
g=$(head -n 1 "$f" 2>&1); if [ "$g" = "$2" ]; then say "$1 read" done; elif [ -r "$f" ]; then say "$1 read error" "other content"; else verdict "$1 read" "$g"; fi
e=$( { { flock -w 5 8 || :; echo "$l" >&8; } 8>>"$f"; } 2>&1 ); if grep -qxF "$l" "$f" 2>/dev/null; then say "$1 append" done; else verdict "$1 append" "${e:-not seen when read back}"; fi
shift 2; done'

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

line_of() { printf '%s:%s:%s' "$PRISM_TOKEN" "$1" "$2"; }

# Did that identity have to write?
wrote() { case $1 in *r) return 1 ;; esac; }

# as IDENTITY PROGRAM ARGUMENT…
as() {
  local account uid kind
  ACTED_LATE=0
  IFS=: read -r _ account uid kind <<<"$1"
  shift
  if [ "${kind%r}" = t ]; then
    act_as_number "$uid" "$PRISM_GID" 60 "${1//$'\n'/; }" "${@:2}"
  else
    account_of "$account" && act_as "$account" 60 "${1//$'\n'/; }" "${@:2}"
  fi
}

step_write() {
  local identity account outcome rest wrote='' not='' why=''
  own_instance && right_volume || return
  # of tests that were cut off; younger ones may be going on
  limited 20 find "$FOLDER" -mindepth 1 -maxdepth 1 -name '.prism-sharing-*' -mmin +60 -exec rm -rf -- {} +
  if [ "$PRISM_OPEN" = 0 ]; then
    # several instances may make it at the same time
    limited 10 mkdir -m 2770 "$PLACE" && limited 10 chown "0:$PRISM_GID" "$PLACE" && limited 10 chmod 2770 "$PLACE" || { last_words 1; why=$WORDS; }
    limited 10 stat -c '%g %a' "$PLACE" && [ "$OUT" = "$PRISM_GID 2770" ] || sleep 1
    limited 10 stat -c '%g %a' "$PLACE" && [ "$OUT" = "$PRISM_GID 2770" ] || { not_made "$why"; return; }
  fi
  for identity in ${PRISM_IDENTITIES//,/ }; do
    [ "${identity%%:*}" = "$PRISM_INSTANCE" ] || continue
    IFS=: read -r _ account _ <<<"$identity"
    outcome=error rest=''
    if as "$identity" "$WRITE" "$PLACE$BETWEEN$PRISM_INSTANCE.$account" "$(line_of "$PRISM_INSTANCE" "$account")"; then read -r _ outcome rest <<<"$ACTED"; fi
    if [ "$outcome" = 'done' ]; then wrote+="${wrote:+, }$account"; else last_words 1; not+="${not:+, }$account $outcome ${rest:-$WORDS}"; fi
  done
  if [ -n "$wrote" ]; then changed "wrote as $wrote${not:+; not as $not}"; else skipped "wrote as nobody${not:+: $not}"; fi
}

not_made() {
  local seen="could not make $PLACE${1:+: $1}"
  volume_refuses "$1" "$seen" && wrong step-failed "$seen"
}

step_exchange() {
  local reader writer args account cells=0
  own_instance && right_volume || return
  for reader in ${PRISM_IDENTITIES//,/ }; do
    [ "${reader%%:*}" = "$PRISM_INSTANCE" ] || continue
    IFS=: read -r _ account _ <<<"$reader"
    args=()
    for writer in ${PRISM_IDENTITIES//,/ }; do
      wrote "$writer" && [ "$writer" != "$reader" ] || continue
      IFS=: read -r W_INSTANCE W_ACCOUNT _ <<<"$writer"
      args+=("$W_INSTANCE.$W_ACCOUNT" "$(line_of "$W_INSTANCE" "$W_ACCOUNT")")
    done
    [ "${#args[@]}" -gt 0 ] || continue
    as "$reader" "$EXCHANGE" "$PLACE$BETWEEN" "$(line_of "$PRISM_INSTANCE" "$account"):read" "${args[@]}" || ACTED=''
    cells_of "$reader"
    cells=$((cells + ${#args[@]} / 2))
  done
  changed "tried $cells pairs"
}

# One record per writer; what the session did not say is an error, not silence.
cells_of() {
  local reader=$1 writer name what outcome rest why_read why_append silent=error
  local -A said=() why=()
  while read -r name what outcome rest; do
    case $outcome in done | refused | missing | error) said[$name.$what]=$outcome why[$name.$what]=$rest ;; esac
  done <<<"${ACTED%$'\n'}"
  [ "$ACTED_LATE" = 0 ] || silent=timeout
  last_words 1
  for writer in ${PRISM_IDENTITIES//,/ }; do
    wrote "$writer" && [ "$writer" != "$reader" ] || continue
    IFS=: read -r W_INSTANCE W_ACCOUNT _ <<<"$writer"
    name=$W_INSTANCE.$W_ACCOUNT
    why_read=${why[$name.read]-} why_append=${why[$name.append]-}
    [ -n "$ACTED" ] || why_read=${WORDS:-no session could be opened}
    record sharing "writer=$writer" "reader=$reader" "read=${said[$name.read]:-$silent}" "append=${said[$name.append]:-$silent}" \
      "detail=$why_read${why_append:+ $why_append}"
  done
}

step_clean() {
  right_volume || return
  if [ "$PRISM_OPEN" = 1 ]; then
    limited 60 find "$FOLDER" -mindepth 1 -maxdepth 1 -name "${PLACE##*/}.*" -delete || { last_words 1; wrong step-failed "$PLACE: $WORDS"; return; }
    changed 'removed what the test wrote'
    return
  fi
  limited 5 stat -c %i "$PLACE" || { unchanged 'nothing left'; return; }
  limited 60 rm -rf -- "$PLACE" || { last_words 1; wrong step-failed "$PLACE: $WORDS"; return; }
  changed 'removed what the test wrote'
}

share() {
  case $PRISM_PHASE in
    write) step write step_write ;;
    exchange) step exchange step_exchange ;;
    clean) step clean step_clean ;;
  esac
}
run_job share
