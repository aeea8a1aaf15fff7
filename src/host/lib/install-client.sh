# shellcheck shell=bash
# The client step: what is there, else the distribution's package, the given package, or plain NFS where that was allowed.
step_client() {
  read_client
  if [ "$HAS_EFS" = 1 ]; then unchanged "amazon-efs-utils $EFS_VERSION"; return; fi
  case $PRISM_CLIENT in
    plain-nfs) client_plain_nfs ;;
    package) client_from_url ;;
    *) client_from_repositories ;;
  esac
}

client_from_repositories() {
  local name status
  for name in $(efs_packages); do
    status=0
    install_packages "$name" || status=$?
    case $status in
      0) client_arrived "$name" && return; return 1 ;;
      1) last_words; wrong client-install-failed "$MANAGER install $name: $WORDS"; return ;;
      3) last_words 5; wrong package-lock "${WORDS:-$MANAGER is held by another program}"; return ;;
    esac
  done
  wrong client-absent "${MANAGER:-no package manager} has no amazon-efs-utils on $DISTRIBUTION"
}

efs_packages() {
  case $MANAGER:$DISTRIBUTION in
    *:fedora) echo efs-utils amazon-efs-utils ;;
    zypper:*) echo amazon-efs-utils aws-efs-utils ;;
    *) echo amazon-efs-utils ;;
  esac
}

client_from_url() {
  local file sum status=0 kind=${PRISM_CLIENT_URL##*.}
  case $kind in deb | rpm) ;; *) kind=pkg ;; esac
  file=${LOG%/*}/client.$kind
  fetch "$PRISM_CLIENT_URL" "$file" || { last_words 2; wrong client-install-failed "fetching the package: $WORDS"; return; }
  sum=$(sha256sum "$file")
  if [ "${sum%% *}" != "$PRISM_CLIENT_SHA256" ]; then rm -f "$file"; wrong client-checksum "the fetched package has SHA-256 ${sum%% *}"; return; fi
  # apt's own user must be able to read it
  chmod 0644 "$file"
  install_packages "$file" || status=$?
  rm -f "$file"
  case $status in
    0) client_arrived "the given package" ;;
    3) last_words 5; wrong package-lock "$WORDS" ;;
    *) last_words; wrong client-install-failed "$MANAGER: $WORDS" ;;
  esac
}

client_plain_nfs() {
  local name status=0
  if [ "$HAS_NFS" = 1 ]; then unchanged 'plain NFS, not encrypted'; return; fi
  case $FAMILY in debian) name=nfs-common ;; suse) name=nfs-client ;; *) name=nfs-utils ;; esac
  install_packages "$name" || status=$?
  if [ "$status" = 0 ]; then
    read_client
    [ "$HAS_NFS" = 1 ] && { changed "installed $name; plain NFS, not encrypted"; return; }
    wrong client-install-failed "$name brought no mount.nfs4"
    return
  fi
  last_words
  case $status in 3) wrong package-lock "$WORDS" ;; *) wrong client-install-failed "$MANAGER install $name: $WORDS" ;; esac
}

client_arrived() {
  hash -r
  read_client
  [ "$HAS_EFS" = 1 ] || { wrong client-install-failed "$1 brought no mount.efs"; return; }
  changed "installed $1 $EFS_VERSION"
}
