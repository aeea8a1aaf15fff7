# shellcheck shell=bash
# Installing packages. The package manager's own words decide what is wrong: somebody holds the lock (wait), no such package,
# a repository cannot be reached, its own state is broken, the disk is full, or it simply failed.
INSTALL_SECONDS=600
VERDICT=1

# install_packages NAME-OR-FILE…: 0 done · 1 failed · 2 not in the repositories · 3 the lock stayed held · 4 a repository could not be
# reached · 5 the manager's state is broken · 6 no space. Output in OUT.
install_packages() {
  local status refreshed=0 unreached='' until
  now
  until=$((NOW + PRISM_PACKAGE_SECONDS))
  while :; do
    status=0
    case $PRISM_MANAGER in
      dnf | yum) logged "$INSTALL_SECONDS" "$PRISM_MANAGER" -y --setopt=exit_on_lock=True install "$@" || status=$? ;;
      zypper) logged "$INSTALL_SECONDS" zypper --non-interactive install --allow-unsigned-rpm "$@" || status=$? ;;
      apt-get) apt_get -y -o Dpkg::Options::=--force-confold install "$@" || status=$? ;;
      *) OUT='no package manager'; return 2 ;;
    esac
    [ "$status" = 0 ] && return 0
    verdict_of "$status"
    # without the lists of every repository, "no such package" is not known
    if [ "$VERDICT" = 2 ] && [ -n "$unreached" ]; then OUT=$unreached; return 4; fi
    if [ "$VERDICT" != 3 ]; then
      [ "$refreshed" = 0 ] && stale_lists || return "$VERDICT"
      refreshed=1 status=0
      apt_get update || status=$?
      unreachable && unreached=$OUT
      if [ "$status" = 0 ] || ! lock_held "$status"; then continue; fi
      refreshed=0
    fi
    now
    [ "$NOW" -lt "$until" ] || return 3
    sleep 2
  done
}

apt_get() { logged "$INSTALL_SECONDS" apt-get -q -o DPkg::Lock::Timeout=5 "$@"; }

# verdict_of STATUS: from the status and the words in OUT, as install_packages returns it.
verdict_of() {
  VERDICT=1
  if lock_held "$1"; then VERDICT=3
  elif no_room; then VERDICT=6
  elif state_broken; then VERDICT=5
  elif unreachable; then VERDICT=4
  elif no_such_package "$1"; then VERDICT=2
  fi
}

lock_held() {
  case $PRISM_MANAGER:$1 in zypper:7 | dnf:200 | yum:200) return 0 ;; esac
  # a lock that was waited for and had leaves other words behind: only the final ones count
  said 'E: Could not get lock' 'E: Unable to acquire the dpkg frontend lock' 'E: Unable to lock' 'dpkg frontend lock was locked' \
    'Another app is currently holding the yum lock' ' already locked by ' "can't create transaction lock"
}

no_room() {
  said 'No space left on device' "You don't have enough free space in" 'more space needed on the ' 'B more space on the ' 'B on the /' 'Not enough space' \
    'Insufficient space in download directory' 'Failure writing output to destination'
}

# Half-installed packages, an interrupted dpkg, a damaged database of rpm: a repeat changes nothing.
state_broken() {
  said 'dpkg was interrupted' 'very bad inconsistent state' 'needs to be reinstalled, but I can' "Try 'apt --fix-broken install'" \
    'package database is corrupt' 'rpmdb open failed' 'cannot open Packages' 'disk image is malformed' 'nitialization failed' 'Rpmdb init failed'
}

unreachable() {
  said 'Failed to fetch ' 'Unable to fetch some archives' 'does not have a Release file' \
    'Cannot download repomd.xml' 'download metadata for repo' 'Cannot find a valid baseurl' \
    'Download (curl) error' 'because of the above error'
}

# said WORDS…: whether any of them is in OUT.
said() {
  local words
  for words; do case $OUT in *"$words"*) return 0 ;; esac; done
  return 1
}

# apt knows packages only by lists that somebody fetched, perhaps long ago: it misses one, wants an archive that is gone, or finds
# no way to fit versions together.
stale_lists() {
  case $PRISM_MANAGER:$VERDICT:$OUT in apt-get:[24]:* | apt-get:*'unmet dependencies'*) return 0 ;; esac
  return 1
}

no_such_package() {
  [ "$PRISM_MANAGER:$1" = zypper:104 ] ||
    said 'Unable to locate package' 'has no installation candidate' 'No match for argument' 'Unable to find a match' ' not found in package names' \
      'No provider of ' || case $OUT in *'No package '*' available'*) ;; *) return 1 ;; esac
}

# fetch URL FILE
fetch() {
  if have curl; then
    logged 300 curl -fsSL --proto '=https' --retry 2 --connect-timeout 15 -o "$2" "$1"
  elif have wget; then
    logged 300 wget -q --https-only --tries 3 --connect-timeout 15 -O "$2" "$1"
  else
    OUT='neither curl nor wget is there'
    return 1
  fi
}
