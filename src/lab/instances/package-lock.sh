#!/bin/bash
# Holds the package manager's lock inside an instance: package-lock.sh debian|redhat|suse SECONDS. Prints a line once it holds it.
set -eu
family=$1 seconds=$2
case $family in
  debian) # dpkg and apt take POSIX record locks
    exec perl -MFcntl -e '
      open(my $file, "+>>", "/var/lib/dpkg/lock-frontend") or die "open: $!";
      my $whole = pack("s s x4 q q l x4", F_WRLCK, 0, 0, 0, 0);
      fcntl($file, F_SETLK, $whole) or die "lock: $!";
      $| = 1; print "held\n"; close STDOUT; close STDERR; sleep $ARGV[0]' "$seconds"
    ;;
  suse) # libzypp looks for a living process of that number, and tells its name
    echo $$ >/run/zypp.pid
    echo held
    exec >/dev/null 2>&1
    sleep "$seconds"
    rm -f /run/zypp.pid
    ;;
  redhat) # dnf looks for a living process of that number
    mkdir -p /var/lib/dnf /var/cache/dnf
    for file in /var/lib/dnf/rpmdb_lock.pid /var/cache/dnf/metadata_lock.pid /var/cache/dnf/download_lock.pid; do echo $$ >"$file"; done
    echo held
    exec >/dev/null 2>&1
    sleep "$seconds"
    rm -f /var/lib/dnf/rpmdb_lock.pid /var/cache/dnf/metadata_lock.pid /var/cache/dnf/download_lock.pid
    ;;
esac
