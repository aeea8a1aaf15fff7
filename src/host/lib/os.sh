# shellcheck shell=bash
# Which distribution, and where: os-release is read, never sourced.
FAMILY=other DISTRIBUTION='' SYSTEMD=0

look_os() {
  [ "$DISTRIBUTION" = '' ] || return 0
  local line value id='' like='' version='' file=/etc/os-release hostname kernel architecture
  [ -r "$file" ] || file=/dev/null
  while IFS= read -r line; do
    value=${line#*=}
    value=${value#[\"\']} value=${value%[\"\']}
    case $line in
      ID=*) id=$value ;;
      ID_LIKE=*) like=$value ;;
      VERSION_ID=*) version=$value ;;
    esac
  done <"$file"
  case " $id $like " in
    *' debian '* | *' ubuntu '*) FAMILY=debian ;;
    *' rhel '* | *' fedora '* | *' centos '* | *' amzn '* | *' rocky '* | *' almalinux '*) FAMILY=redhat ;;
    *' suse '* | *' sles '* | *' opensuse'*) FAMILY=suse ;;
  esac
  DISTRIBUTION=${id:-unknown}
  [ -d /run/systemd/system ] && SYSTEMD=1
  read -r hostname kernel architecture <<<"$(uname -nrm)"
  record host "distribution=$DISTRIBUTION" "version=$version" "family=$FAMILY" "hostname=$hostname" "kernel=$kernel" \
    "architecture=$architecture" "systemd=$SYSTEMD"
}
