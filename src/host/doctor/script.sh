# shellcheck shell=bash
# doctor: what is there, and how far the way to the volume goes. It only looks, so it needs neither lock nor store; and it runs past its
# time too: a clock that is wrong is one of the things that it is to find.
doctor() {
  look facts
  probe_metadata
  probe_dns
  probe_tcp
  probe_tls
  probe_client
  probe_locks
  probe_disks
  probe_frozen
  probe_clock
  probe_systemd
  probe_tunnels
  probe_connections
  probe_touch
  probe_log
  record probed
}

read_parameters
# shellcheck disable=SC2034 # read by logged
LOG=/dev/null
doctor >/dev/null 2>&1 </dev/null
print_transcript 'done'
