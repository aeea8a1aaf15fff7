# shellcheck shell=bash
# What SSM leaves undefined, defined: no HOME, no stdin, a bare PATH, any locale, any umask, any working directory.
set -uf
export HOME=/root LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l APT_LISTCHANGES_FRONTEND=none
unset IFS CDPATH BASH_ENV ENV TMPDIR
umask 022
cd /

now_ms() { local ns; ns=$(date +%s%N); NOW_MS=$((ns / 1000000)); }
