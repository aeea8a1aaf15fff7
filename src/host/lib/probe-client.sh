# shellcheck shell=bash
# Whether the programs that mount are whole, and what the client last said.
probe_client() {
  local runs=0 configured=0 tunnel='' program botocore=unknown state='' watchdog=0
  if [ "$HAS_EFS" = 1 ] && apart 10 mount.efs --version; then runs=1; fi
  [ -s /etc/amazon/efs/efs-utils.conf ] && configured=1
  for program in stunnel4 stunnel stunnel5 efs-proxy; do have "$program" && tunnel=$program; done
  if have python3; then
    botocore=no
    limited 10 python3 -c 'import botocore' && botocore=yes
  fi
  if have dpkg-query; then
    # shellcheck disable=SC2016 # dpkg-query's own format
    limited 10 dpkg-query -W -f='${db:Status-Status}' amazon-efs-utils && state=$OUT
  elif have rpm; then
    limited 10 rpm -q amazon-efs-utils && state=installed
  fi
  # the bracket keeps the search from finding itself
  limited 10 find /proc -maxdepth 2 -path '/proc/[0-9]*/cmdline' -exec grep -lsa '[a]mazon-efs-mount-watchdog' {} + && [ -n "$OUT" ] && watchdog=1
  record efs-client "helper=$HAS_EFS" "runs=$runs" "nfs=$HAS_NFS" "configured=$configured" "tunnel=$tunnel" "botocore=$botocore" "package=$state" \
    "watchdog=$watchdog"
}

# Tunnels of this file system: which process the client's state names, and whether it lives.
probe_tunnels() {
  local file text pid place alive
  while IFS= read -r file; do
    text=$(head -c 65536 "$file" 2>/dev/null | tr -d '\000')
    [[ $text =~ \"pid\":[[:space:]]*([0-9]+) ]] || continue
    pid=${BASH_REMATCH[1]}
    [[ $text =~ \"mountpoint\":[[:space:]]*\"([^\"]*)\" ]] || continue
    place=${BASH_REMATCH[1]} alive=0
    [ -d "/proc/$pid" ] && alive=1
    record tunnel "place=$place" "pid=$pid" "alive=$alive"
  done < <(find "$EFS_STATE/" -maxdepth 1 -type f -name "$PRISM_FILE_SYSTEM.*" 2>/dev/null | head -n 20)
}

# Connections of mounts that are gone, to tunnels that are gone too. The kernel ends the session of a mount that was taken away by
# force at its server; while the tunnel is dead it tries for three minutes, and a new mount of that server joins the old connection.
probe_connections() {
  local address port shown=' ' i
  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do
    [[ ${M_OPTIONS[i]} =~ ,port=([0-9]+) ]] && shown+="${BASH_REMATCH[1]} "
  done
  while read -r _ address port _; do
    [[ $address = 7f000001 && $port =~ ^[0-9a-f]{1,4}$ ]] || continue
    port=$((16#$port))
    case $shown in *" $port "*) continue ;; esac
    # shellcheck disable=SC2016 # the inner bash expands it
    limited 2 bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1"' bash "$port" && continue
    record dead-connection "port=$port"
  done < <(cat /proc/fs/nfsfs/servers 2>/dev/null)
}

# What a mount says that neither answers nor hangs.
probe_touch() {
  top_at "$PRISM_MOUNT_POINT" && [ "$LIVE" = 0 ] || return 0
  apart 5 stat -f -c %s "$PRISM_MOUNT_POINT" && return
  [ $? = 124 ] && return
  last_words 1
  record touch "place=$PRISM_MOUNT_POINT" "said=$WORDS"
}

probe_log() {
  local file=/var/log/amazon/efs/mount.log line written
  [ -r "$file" ] || return 0
  written=$(stat -c %Y "$file") || return 0
  record log-age "seconds=$(($(date +%s) - written > 0 ? $(date +%s) - written : 0))"
  while IFS= read -r line; do record log "line=$line"; done < <(tail -n 40 "$file" | tr -d '\000' | grep -v '^[[:space:]]*$' | tail -n 6)
}
