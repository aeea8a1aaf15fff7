# shellcheck shell=bash
# What SSM leaves undefined, defined: no HOME, no stdin, a bare PATH, any locale, any umask, any working directory.
set -uf
export HOME=/root LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l APT_LISTCHANGES_FRONTEND=none
unset IFS CDPATH BASH_ENV ENV TMPDIR
umask 022
cd /

# Since the machine started, for what lies between two: NOW_MS in steps of 10 ms.
now_ms() {
  local up
  read -r up _ </proc/uptime
  up=${up/./}
  NOW_MS=$((10#$up * 10))
}

# Seconds since 1970 in NOW.
now() { printf -v NOW '%(%s)T' -1; }
