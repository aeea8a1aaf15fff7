# shellcheck shell=bash
# The client step: what is there, else the one way that was chosen. Which way that is, TypeScript decided.
step_client() {
  read_client
  if [ "$HAS_EFS" = 1 ]; then unchanged "amazon-efs-utils $EFS_VERSION"; return; fi
  case $PRISM_CLIENT in
    repository) client_from_repositories ;;
    package) client_from_url ;;
    installer) client_from_installer ;;
    plain-nfs) client_plain_nfs ;;
    present) wrong client-absent 'mount.efs is gone since the look' ;;
    distributor) wrong distributor-failed 'SSM Distributor reported success, and there is no mount.efs' ;;
  esac
}

client_from_repositories() {
  local name status
  for name in ${PRISM_CLIENT_PACKAGES//,/ }; do
    status=0
    install_packages "$name" || status=$?
    case $status in
      0) client_arrived "$name"; return ;;
      2) continue ;;
    esac
    not_installed "$status" "$name"
    return
  done
  wrong client-absent "${PRISM_MANAGER:-no package manager} has no ${PRISM_CLIENT_PACKAGES//,/ or } on $DISTRIBUTION"
}

client_from_url() {
  local file status=0
  file=${LOG%/*}/client.rpm
  [ "$PRISM_MANAGER" = apt-get ] && file=${LOG%/*}/client.deb
  fetch_checked "$file" || return
  fits_host "$file" || { rm -f "$file"; return 1; }
  # apt's own user must be able to read it
  chmod 0644 "$file"
  install_packages "$file" || status=$?
  rm -f "$file"
  if [ "$status" = 0 ]; then client_arrived "the given package"; else not_installed "$status" 'the given package'; fi
}

# Before anything is installed: what the package says of its architecture.
fits_host() {
  local says='' status=0
  case $PRISM_MANAGER in
    apt-get) apart 30 dpkg-deb -f "$1" Architecture || status=$? ;;
    *) apart 30 rpm -qp --nosignature --qf '%{ARCH}\n' "$1" || status=$? ;;
  esac
  says=${OUT##*$'\n'}
  if [ "$status" != 0 ]; then last_words 2; wrong client-not-for-host "not a package for $PRISM_MANAGER: $WORDS"; return; fi
  case ,$PRISM_CLIENT_ARCHS, in *",$says,"*) return 0 ;; esac
  wrong client-not-for-host "it is for $says, not ${PRISM_CLIENT_ARCHS//,/ or }"
}

client_from_installer() {
  local file=${LOG%/*}/installer.sh status=0
  fetch_checked "$file" || return
  logged "$INSTALL_SECONDS" sh "$file" --install || status=$?
  rm -f "$file"
  if [ "$status" = 0 ]; then client_arrived "AWS's package"; return; fi
  verdict_of "$status"
  case $VERDICT in [12]) last_words; wrong installer-failed "exit $status: $WORDS" ;; *) not_installed "$VERDICT" installer ;; esac
}

# fetch_checked FILE: what PRISM_CLIENT_URL holds, only when its sum is the given one.
fetch_checked() {
  local sum
  if ! fetch "$PRISM_CLIENT_URL" "$1"; then
    rm -f "$1"
    if no_room; then not_installed 6 fetching; else last_words 2; wrong client-fetch-failed "$PRISM_CLIENT_URL: $WORDS"; fi
    return
  fi
  sum=$(sha256sum "$1")
  [ "${sum%% *}" = "$PRISM_CLIENT_SHA256" ] && return 0
  rm -f "$1"
  wrong client-checksum "it has SHA-256 ${sum%% *}"
}

client_plain_nfs() {
  local status=0
  if [ "$HAS_NFS" = 1 ]; then unchanged 'plain NFS, not encrypted'; return; fi
  local name=$PRISM_CLIENT_PACKAGES
  install_packages "$name" || status=$?
  if [ "$status" != 0 ]; then not_installed "$status" "$name"; return; fi
  hash -r
  EFS_VERSION=''
  read_client
  [ "$HAS_NFS" = 1 ] || { wrong client-install-failed "$name brought no mount.nfs4"; return; }
  changed "installed $name; plain NFS, not encrypted"
}

# not_installed VERDICT WHAT: each verdict of install_packages as the finding whose next step mends it.
not_installed() {
  last_words 5
  case $1 in
    3) wrong package-lock "${WORDS:-$PRISM_MANAGER is held by another program}" ;;
    4) wrong repository-unreachable "$WORDS" ;;
    5) wrong packages-broken "$WORDS" ;;
    6) wrong package-no-space "$2: $WORDS" ;;
    *) last_words; wrong client-install-failed "${PRISM_MANAGER:-no package manager}, $2: $WORDS" ;;
  esac
}

client_arrived() {
  hash -r
  EFS_VERSION=''
  read_client
  [ "$HAS_EFS" = 1 ] || { wrong client-install-failed "$1 brought no mount.efs"; return; }
  changed "installed $1 $EFS_VERSION"
}
