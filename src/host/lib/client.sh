# shellcheck shell=bash
# What can mount: the EFS client, plain NFS, stunnel, and by which package manager more could come.
EFS_VERSION='' HAS_EFS=0 HAS_NFS=0 HAS_STUNNEL=0 MANAGER=''

have() { command -v "$1" >/dev/null 2>&1; }

read_client() {
  local manager program
  HAS_EFS=0 HAS_NFS=0 HAS_STUNNEL=0 MANAGER=''
  if ! have mount.efs; then
    EFS_VERSION=''
  elif HAS_EFS=1 && [ -z "$EFS_VERSION" ]; then
    EFS_VERSION=unknown
    if apart 10 mount.efs --version; then
      # "/usr/sbin/mount.efs Version: 2.1.0"
      OUT=${OUT##*Version: }
      case $OUT in '' | *[!0-9A-Za-z.~+-]*) ;; *) EFS_VERSION=$OUT ;; esac
    fi
  fi
  have mount.nfs4 && HAS_NFS=1
  for program in stunnel5 stunnel stunnel4 efs-proxy; do have "$program" && HAS_STUNNEL=1; done
  for manager in dnf yum apt-get zypper; do
    if have "$manager"; then MANAGER=$manager; break; fi
  done
}

look_client() {
  read_client
  record client "efs=$EFS_VERSION" "nfs=$HAS_NFS" "stunnel=$HAS_STUNNEL" "manager=$MANAGER"
}
