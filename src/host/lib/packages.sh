# shellcheck shell=bash
# Installing the client. The package manager's own words decide between "somebody holds the lock" (wait), "no such package"
# (client-absent) and "it failed" (client-install-failed).
INSTALL_SECONDS=600

# install_packages NAME-OR-FILE…: 0 done · 1 failed · 2 not in the repositories · 3 the lock stayed held. Output in OUT.
install_packages() {
  local status verdict refreshed=0 until=$(($(date +%s) + PRISM_PACKAGE_SECONDS))
  while :; do
    status=0
    case $MANAGER in
      dnf) logged "$INSTALL_SECONDS" dnf -y --setopt=exit_on_lock=True install "$@" || status=$? ;;
      yum) logged "$INSTALL_SECONDS" yum -y --setopt=exit_on_lock=True install "$@" || status=$? ;;
      zypper) logged "$INSTALL_SECONDS" zypper --non-interactive install --allow-unsigned-rpm "$@" || status=$? ;;
      apt-get) logged "$INSTALL_SECONDS" apt-get -y -q -o DPkg::Lock::Timeout=5 -o Dpkg::Options::=--force-confold install "$@" || status=$? ;;
      *) OUT='no package manager'; return 2 ;;
    esac
    [ "$status" = 0 ] && return 0
    if lock_held "$status"; then
      [ "$(date +%s)" -lt "$until" ] || return 3
      sleep 2
      continue
    fi
    verdict=1
    no_such_package "$status" && verdict=2
    # apt knows packages only by lists that somebody fetched, perhaps long ago
    [ "$refreshed" = 0 ] && stale_lists "$verdict" || return "$verdict"
    refreshed=1
    if ! logged "$INSTALL_SECONDS" apt-get -q -o DPkg::Lock::Timeout=5 update && lock_held 1; then
      [ "$(date +%s)" -lt "$until" ] || return 3
      refreshed=0
      sleep 2
    fi
  done
}

lock_held() {
  case $MANAGER:$1 in zypper:7 | dnf:200 | yum:200) return 0 ;; esac
  # a lock that was waited for and had leaves other words behind: only the final ones count
  case $OUT in
    *'E: Could not get lock'* | *'E: Unable to acquire the dpkg frontend lock'* | *'E: Unable to lock'* | *'dpkg frontend lock was locked'* | \
      *'Another app is currently holding the yum lock'* | *' already locked by '*) return 0 ;;
  esac
  return 1
}

stale_lists() {
  [ "$MANAGER" = apt-get ] || return 1
  case $1:$OUT in 2:* | *'unmet dependencies'* | *'404 '* | *'Unable to fetch some archives'*) return 0 ;; esac
  return 1
}

no_such_package() {
  case $MANAGER:$1 in zypper:104) return 0 ;; esac
  case $OUT in
    *'Unable to locate package'* | *'has no installation candidate'* | *'No match for argument'* | *'Unable to find a match'* | \
      *'No package '*' available'* | *'not found in package names'* | *'No provider of '*) return 0 ;;
  esac
  return 1
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
