# shellcheck shell=bash
# Installing the client. The package manager's own words decide between "somebody holds the lock" (wait), "no such package"
# (client-absent) and "it failed" (client-install-failed).
INSTALL_SECONDS=600

# install_packages NAME-OR-FILE…: 0 done · 1 failed · 2 not in the repositories · 3 the lock stayed held. Output in OUT.
install_packages() {
  local status refreshed=0 until=$(($(date +%s) + PRISM_PACKAGE_SECONDS))
  while :; do
    status=0
    case $MANAGER in
      dnf) logged "$INSTALL_SECONDS" dnf -y install "$@" || status=$? ;;
      yum) logged "$INSTALL_SECONDS" yum -y install "$@" || status=$? ;;
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
    no_such_package "$status" || return 1
    # apt knows a package only after its lists were fetched
    [ "$MANAGER" = apt-get ] && [ "$refreshed" = 0 ] || return 2
    refreshed=1
    logged "$INSTALL_SECONDS" apt-get -q -o DPkg::Lock::Timeout=5 update || { lock_held 1 && refreshed=0 && [ "$(date +%s)" -lt "$until" ] && sleep 2; }
    [ "$(date +%s)" -lt $((until + INSTALL_SECONDS)) ] || return 1
  done
}

lock_held() {
  case $MANAGER:$1 in zypper:7) return 0 ;; esac
  case $OUT in
    *'Could not get lock'* | *'Unable to acquire the dpkg frontend lock'* | *'Unable to lock'* | *'dpkg frontend lock was locked'* | \
      *'Another app is currently holding the yum lock'* | *'Existing lock '* | *'Waiting for process with pid'*) return 0 ;;
  esac
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
