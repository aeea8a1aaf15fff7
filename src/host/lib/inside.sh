# shellcheck shell=bash
# On the volume, where members rename and link what they like: a folder is entered, then it is seen where that is, and what is done is
# done to `.` and to names in it. What is listed there ends with a NUL, and only plain names and numbers get any further.

# By the worker: enter made_in made_below sweep_old octal

# enter PLACE PATH: the working directory becomes PLACE/PATH, a directory of the volume that is mounted at PLACE; 1 with the reason. The
# kernel says where that is: bash's own pwd follows the path once more, and that may have changed.
enter() {
  local device path=${2#./}
  cd -P "$1" && device=$(exec stat -c %d .) || { echo "cannot enter $1"; return 1; }
  [ "$path" != . ] || return 0
  cd -P "./$path" || { echo "cannot enter $path"; return 1; }
  [ "$(exec readlink /proc/self/cwd)" = "$1/$path" ] || { echo "$path leads elsewhere"; return 1; }
  [ "$(exec stat -c %d .)" = "$device" ] || { echo "something else is mounted at $path"; return 1; }
}

# made_in PLACE FOLDER NAME…: uid, gid, mode, name and group of what is there of them; it goes.
made_in() {
  enter "$1" "$2" || return 1
  stat -c '%u %g %a %n %G' -- "${@:3}" 2>/dev/null
  rm -f -d -- "${@:3}"
}

# made_below PLACE FOLDER NAME: uid, gid and mode of the file NAME in each folder of PLACE/FOLDER, with that folder; it goes.
made_below() {
  local uid gid mode path
  enter "$1" "$2" || return 1
  while IFS=' ' read -r -d '' uid gid mode path; do
    path=${path%/*}
    case $path in '' | *[!a-z0-9._-]*) ;; *) printf '%s %s %s %s\n' "$uid" "$gid" "$mode" "$path" ;; esac
  done < <(find . -xdev -mindepth 2 -maxdepth 2 -name "$3" -type f -printf '%U %G %m %P\0' -delete)
}

# sweep_old PLACE FOLDER DEPTH: files of looks that were cut off; younger ones may be another instance's.
sweep_old() {
  enter "$1" "$2" || return 1
  find . -xdev -mindepth "$3" -maxdepth "$3" -name '.prism-look-*' -mmin +60 -delete
}

# octal NAME TEXT: into NAME the four octal digits that TEXT stands for; empty where it is no such number. Nothing that was read is
# ever reckoned with: bash runs what a subscript in it says.
octal() {
  local digits=$2
  case $digits in
    '' | *[!0-7]* | ?????*) digits='' ;;
    *) digits=000$digits digits=${digits: -4} ;;
  esac
  printf -v "$1" %s "$digits"
}
