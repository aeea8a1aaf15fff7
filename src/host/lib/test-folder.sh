# shellcheck shell=bash
# The sharing test's own directory, and its files as root sees them. Members may rename and link what they like around it, so all of it is
# done from inside (inside.sh), and only a directory that is root's own is ever given away or emptied.

# By the worker: make_test empty_test clean_test clean_open sweep_tests proven mount_of

# make_test PLACE FOLDER NAME GID: a directory that the group may write; several instances may make it at the same time.
make_test() {
  local made=0 tries
  enter "$1" "$2" || return 1
  mkdir -m 0700 "./$3" 2>/dev/null && made=1
  [ -d "./$3" ] || { mkdir -m 0700 "./$3" 2>&1; return 1; }
  enter "$1" "$2/$3" || return 1
  for tries in 1 2 3 4 5 6 7 8; do
    case $(exec stat -c '%u:%g:%a' .) in
      "0:$4:2770") return 0 ;;
      0:*:700 | 0:*:2700) ;;
      *) break ;;
    esac
    if [ "$made" = 1 ]; then
      [ -z "$(exec find . -mindepth 1 -maxdepth 1 -print -quit)" ] || break
      chown "0:$4" . && chmod 2770 . || return 1
    fi
    [ "$tries" = 8 ] || sleep 0.25
  done
  echo "what is there is not a directory that root made for it"
  return 1
}

# empty_test: removes the files of the directory that was entered, where it is root's.
empty_test() {
  [ "$(exec stat -c %u .)" = 0 ] || { echo "what is there is not root's"; return 1; }
  find . -xdev -mindepth 1 -maxdepth 1 ! -type d -delete
}

# clean_test PLACE FOLDER NAME; 3 where there is none.
clean_test() {
  enter "$1" "$2" || return 1
  [ -e "./$3" ] || [ -L "./$3" ] || return 3
  enter "$1" "$2/$3" && empty_test && enter "$1" "$2" && rmdir "./$3"
}

# clean_open PLACE FOLDER NAME: where its files lie in the folder itself.
clean_open() {
  enter "$1" "$2" && find . -xdev -mindepth 1 -maxdepth 1 -name "$3.*" ! -type d -delete
}

# sweep_tests PLACE FOLDER: of tests that were cut off; younger ones may be going on. At most 20.
sweep_tests() {
  local name count=0
  enter "$1" "$2" || return 1
  find . -xdev -mindepth 1 -maxdepth 1 -name '.prism-sharing-*' -mmin +60 ! -type d -delete
  while IFS= read -r -d '' name; do
    case ${name#.prism-sharing-} in '' | *[!a-z0-9]*) continue ;; esac
    clean_test "$1" "$2" "$name"
    count=$((count + 1))
    [ "$count" -lt 20 ] || break
  done < <(find . -xdev -mindepth 1 -maxdepth 1 -type d -uid 0 -name '.prism-sharing-*' -mmin +60 -printf '%f\0')
}

# mount_of DESCRIPTOR: the number of the mount that what is open there belongs to.
mount_of() {
  local word value
  while read -r word value; do [ "$word" != mnt_id: ] || echo "$value"; done <"/proc/self/fdinfo/$1"
}

# proven PLACE FOLDER [NAME UID BEGINNING SAID NONCE]…: for each file of the test, read=WORD append=WORD: done, where root finds a file of
# that uid (-: any) whose first line begins so and is what the reader said, and the nonce on a line of its own in it.
proven() {
  local at uid seen text first read append
  enter "$1" "$2" && exec 8<. || return 1
  at=$(mount_of 8)
  shift 2
  while [ $# -ge 5 ]; do
    read=missing append=missing text=''
    if [ -f "./$1" ] && [ ! -L "./$1" ] && exec 8<"./$1"; then
      # of what was opened, whatever the name leads to by now
      IFS=' ' read -r uid seen <<<"$(exec stat -L -c '%u %F' /proc/self/fd/8)"
      [ "$2" != - ] || uid=-
      case $(mount_of 8):$uid:$seen in
        "$at:$2:regular"*) text=$(head -c 65536 <&8 | tr -d '\000') read=other append=unseen ;;
        *) read=foreign append=foreign ;;
      esac
      exec 8<&-
    fi
    first=${text%%$'\n'*}
    case $first in "$3"?*) [ "$first" != "$4" ] || read='done' ;; esac
    case $'\n'$text$'\n' in *$'\n'"$5"$'\n'*) append='done' ;; esac
    echo "$1 $read $append"
    shift 5
  done
}
