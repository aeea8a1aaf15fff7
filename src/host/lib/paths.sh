# shellcheck shell=bash
# The permission table: PRISM_PATHS is path:owner:mode[:gid],… with paths relative to the mount point.

# By the worker: stat_paths list_root

# stat_paths PLACE FORMAT PATH…: what is there of them, one a line.
stat_paths() {
  cd "$1" && stat -c "$2" -- "${@:3}" 2>/dev/null
  return 0
}

# stat_table RULES…: fills T_PATH T_UID T_GID T_MODE T_OWNER T_GROUP T_TYPE (empty T_TYPE: not there); 124 when it hung.
stat_table() {
  local rule line path uid gid mode owner group type i
  local -A seen=()
  T_PATH=() T_UID=() T_GID=() T_MODE=() T_OWNER=() T_GROUP=() T_TYPE=()
  [ $# -gt 0 ] || return 0
  for rule in "$@"; do T_PATH+=("${rule%%:*}"); done
  # the path and the numbers first: a name may hold anything the name service lets it
  limited 15 stat_paths "$PRISM_MOUNT_POINT" '%n %u %g %a %U %G %F' "${T_PATH[@]}" || return $?
  while read -r path line; do [ -z "$path" ] || seen[$path]=$line; done <<<"$OUT"
  for ((i = 0; i < ${#T_PATH[@]}; i++)); do
    read -r uid gid mode owner group type <<<"${seen[${T_PATH[i]}]-}"
    octal mode "$mode"
    T_TYPE[i]=${type// /-} T_UID[i]=$uid T_GID[i]=$gid T_MODE[i]=$mode T_OWNER[i]=$owner T_GROUP[i]=$group
  done
}

look_paths() {
  local i
  # shellcheck disable=SC2086 # rules hold no blanks
  [ "$LIVE" = 1 ] && stat_table ${PRISM_PATHS//,/ } || return 0
  for ((i = 0; i < ${#T_PATH[@]}; i++)); do
    if [ -z "${T_TYPE[i]}" ]; then
      record path "path=${T_PATH[i]}" exists=0
    else
      record path "path=${T_PATH[i]}" exists=1 "type=${T_TYPE[i]}" "owner=${T_OWNER[i]}" "uid=${T_UID[i]}" "group=${T_GROUP[i]}" \
        "gid=${T_GID[i]}" "mode=${T_MODE[i]}"
    fi
  done
}

# list_root PLACE NAME: how many entries the root has, and up to five that are not of the layout, NUL-separated names encoded.
list_root() {
  local name count=0 shown=0 entries=''
  while IFS= read -r -d '' name; do
    count=$((count + 1))
    case $name in shared | users | "$2") continue ;; esac
    shown=$((shown + 1))
    if [ "$shown" -le 5 ]; then enc "$name" 80; entries+=" $ENCODED"; fi
  done < <(find "$1" -mindepth 1 -maxdepth 1 -printf '%f\0' | head -c 200000)
  printf '%s%s\n' "$count" "$entries"
}

look_root() {
  local count names name
  [ "$LIVE" = 1 ] && limited 10 list_root "$PRISM_MOUNT_POINT" "${PRISM_GROUPS:+groups}" || return 0
  read -r count names <<<"$OUT"
  record root "entries=$count"
  for name in $names; do record_encoded "root-entry name=$name"; done
}
