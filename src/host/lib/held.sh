# shellcheck shell=bash
# Where else on the instance the volume is mounted without being told so by the client: bind mounts of it or of a part, which only share its
# device; and other mount namespaces (containers), which keep it whatever process 1 unmounts. A server knows them, so a delete has to.

# Devices that were the volume's at any time of this job: who holds one holds the volume, also when ours is gone.
HELD_DEVICES=''

# By the worker: foreign_mounts

# foreign_mounts PATTERN FILE: lines of other mount namespaces that match, with a process of each; FILE is the namespace that we know. At
# most 300 namespaces and 40 lines.
foreign_mounts() {
  local ns path own seen=' ' files=()
  own=$(exec readlink "$2")
  set +f
  while read -r ns path; do
    case $seen in *" $ns "*) continue ;; esac
    seen+="$ns "
    [ "$ns" != "$own" ] || continue
    files+=("${path%/ns/mnt}/mountinfo")
    [ "${#files[@]}" -lt 300 ] || break
  done < <(exec find /proc/[0-9]*/ns/mnt -maxdepth 0 -printf '%l %p\n' 2>/dev/null)
  [ "${#files[@]}" = 0 ] || grep -sHE -- "$1" "${files[@]}" | head -n 40
  return 0
}

# find_held: in HELD a record's fields for each, one a line; in HELD_WORDS the same for people. Needs read_mounts. What another
# namespace has only because its folder follows one of ours, goes with ours, and is none. fs: empty where it is a mount through a tunnel that is gone, and
# nobody can tell which volume that is.
find_held() {
  local i line place device root rest options super file peers=' ' ports=' ' tunnels=' ' pattern pid program container inert
  HELD='' HELD_WORDS=''
  set +f
  for file in "$EFS_STATE"/fs-*; do
    [[ ${file##*/} =~ ^(fs-[0-9a-f]+)\..+\.([0-9]+)$ ]] || continue
    tunnels+="${BASH_REMATCH[2]} "
    [ "${BASH_REMATCH[1]}" != "$PRISM_FILE_SYSTEM" ] || ports+="${BASH_REMATCH[2]} "
  done
  set -f
  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do
    [ "${M_ID[i]}" = "$PRISM_FILE_SYSTEM" ] || continue
    case "|$HELD_DEVICES|" in *"|${M_DEVICE[i]}|"*) ;; *) HELD_DEVICES+="${HELD_DEVICES:+|}${M_DEVICE[i]}" ;; esac
    peers+="$(peer_of "${M_PARENT[i]}") "
  done
  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do
    [ -z "${M_ID[i]}" ] && [ "${M_PLACE[i]}" != "$PRISM_MOUNT_POINT" ] || continue
    inert=0
    is_inert "$i" && inert=1
    case "|$HELD_DEVICES|" in
      *"|${M_DEVICE[i]}|"*) held_at "$PRISM_FILE_SYSTEM" "${M_PLACE[i]}" '' '' '' "$inert" ;;
      *) is_lost "${M_TYPE[i]} ${M_SOURCE[i]} ${M_OPTIONS[i]}" "$tunnels" && held_at '' "${M_PLACE[i]}" '' '' '' "$inert" ;;
    esac
  done
  pattern=" - [^ ]+ ([^ ]*\\.)?$PRISM_FILE_SYSTEM\\.efs\\.| - nfs4? 127\\.0\\.0\\.1:"
  [ -z "$HELD_DEVICES" ] || pattern+="|^[0-9]+ [0-9]+ ($HELD_DEVICES) "
  limited 10 foreign_mounts "$pattern" "${MOUNT_TABLE%mountinfo}ns/mnt" || return 0
  while IFS= read -r line; do
    [[ $line =~ ^/proc/([0-9]+)/mountinfo:[0-9]+\ ([0-9]+)\ ([0-9:]+)\ ([^ ]+)\ ([^ ]+)\ ([^ ]+)\ (.*)$ ]] || continue
    pid=${BASH_REMATCH[1]} device=${BASH_REMATCH[3]} place=${BASH_REMATCH[5]} options=${BASH_REMATCH[6]} rest=${BASH_REMATCH[7]}
    case $peers in *" $(follows "$pid" "${BASH_REMATCH[2]}") "*) continue ;; esac
    super=${rest##*- } root=$PRISM_FILE_SYSTEM inert=0
    case "|$HELD_DEVICES|" in
      *"|$device|"*) ;;
      *)
        if [[ $super =~ ,port=([0-9]+) ]] && [ "${ports#*" ${BASH_REMATCH[1]} "}" != "$ports" ]; then :; else
          case $super in
            *"$PRISM_FILE_SYSTEM.efs."*) ;;
            *) is_lost "$super" "$tunnels" || continue; root='' ;;
          esac
        fi ;;
    esac
    case ",$options," in *,nosuid,*) case ",$options," in *,nodev,*) inert=1 ;; esac ;; esac
    printf -v place %b "${place//\\/\\0}"
    program='' container=''
    IFS= read -r program 2>/dev/null <"/proc/$pid/comm"
    while IFS= read -r line || [ -n "$line" ]; do container=${line##*/}; done 2>/dev/null <"/proc/$pid/cgroup"
    held_at "$root" "$place" "$pid" "$program" "$container" "$inert"
  done <<<"$OUT"
}

# peer_of NUMBER: the group of our mount of that number; - where it has none.
peer_of() {
  local i
  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do [ "${M_NUMBER[i]}" != "$1" ] || { printf %s "${M_PEER[i]:--}"; return; }; done
  printf -- -
}

# follows PID NUMBER: the group that the mount of that number follows in that process's namespace; none where it follows none.
follows() {
  local line number
  while IFS= read -r line; do
    read -r number _ <<<"$line"
    [ "$number" = "$2" ] || continue
    if [[ ${line%% - *} =~ \ (shared|master):([0-9]+) ]]; then printf %s "${BASH_REMATCH[2]}"; return; fi
  done 2>/dev/null <"/proc/$1/mountinfo"
  printf none
}

# is_lost WORDS PORTS: an NFS mount through a tunnel of this host whose port no state file has?
is_lost() {
  case $1 in nfs*' 127.0.0.1:'*) ;; *) return 1 ;; esac
  [[ $1 =~ ,port=([0-9]+) ]] || return 1
  case $2 in *" ${BASH_REMATCH[1]} "*) return 1 ;; esac
}

# held_at FS PLACE PID PROGRAM CONTAINER INERT
held_at() {
  local line="held fs=$1"
  enc "$2"; line+=" place=$ENCODED pid=$3"
  enc "$4" 40; line+=" program=$ENCODED"
  enc "$5" 80; line+=" container=$ENCODED inert=$6"
  HELD+=$line$'\n'
  [ -z "$1" ] || HELD_WORDS+="${HELD_WORDS:+, }$2${3:+ for pid $3 ($4)}${5:+ of $5}"
}

# At most 20.
look_held() {
  local line shown=0
  find_held
  while IFS= read -r line; do
    [ -n "$line" ] && [ "$shown" -lt 20 ] || continue
    record_encoded "$line"
    shown=$((shown + 1))
  done <<<"$HELD"
}
