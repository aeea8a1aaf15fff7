#!/bin/bash
# The file server: one NFS 4.1 export behind TLS, as a mount target shows it on port 2049. One file system at a time, because a
# client mounts the root of what the server has.
#   server start REGION | create ID | delete ID | address IP/PREFIX | export OPTIONS [FOLDER] | point FOLDER OWNER MODE UID:GID|- |
#          tls on|off | link up|down
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ca=/srv/ca
case $1 in
  start)
    modprobe nfsd
    mount -t nfsd nfsd /proc/fs/nfsd
    mkdir -p /srv/efs "$ca" /run/rpcbind /var/lib/nfs/{nfsdcltrack,v4recovery,sm,rpc_pipefs}
    : >/var/lib/nfs/etab
    : >/var/lib/nfs/rmtab
    # EFS believes the groups that the client sends
    sed -i 's/^ *#* *manage-gids=.*/manage-gids=n/' /etc/nfs.conf
    echo 10 >/proc/fs/nfsd/nfsv4gracetime
    echo 10 >/proc/fs/nfsd/nfsv4leasetime
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj '/CN=Prism lab CA' \
      -keyout "$ca/ca.key" -out "$ca/ca.crt" 2>/dev/null
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=*.efs.$2.amazonaws.com" \
      -keyout "$ca/server.key" -out "$ca/server.csr" 2>/dev/null
    printf 'subjectAltName=DNS:*.efs.%s.amazonaws.com\n' "$2" >"$ca/names"
    openssl x509 -req -in "$ca/server.csr" -CA "$ca/ca.crt" -CAkey "$ca/ca.key" -CAcreateserial -days 30 -extfile "$ca/names" \
      -out "$ca/server.crt" 2>/dev/null
    printf '%s\n' 'fips = no' 'foreground = no' 'pid = /run/stunnel.pid' 'socket = l:SO_REUSEADDR=yes' '[efs]' 'accept = 0.0.0.0:2049' \
      'connect = 127.0.0.1:12049' "cert = $ca/server.crt" "key = $ca/server.key" >"$ca/stunnel.conf"
    : >/etc/exports
    rpc.mountd -N 2 -N 3 --port 20048 >/dev/null 2>&1
    rpc.nfsd -N 3 -V 4.1 -U -p 12049 8
    echo Y >/proc/fs/nfsd/v4_end_grace
    stunnel4 "$ca/stunnel.conf" 2>/dev/null
    cat "$ca/ca.crt"
    ;;
  create)
    ! mountpoint -q /srv/efs || {
      echo 'the deep lab has one file system at a time' >&2
      exit 1
    }
    mount -t tmpfs -o size=64M,mode=755 "$2" /srv/efs
    "$0" export rw,no_root_squash
    ;;
  delete)
    : >/etc/exports
    exportfs -ra
    exportfs -f
    umount /srv/efs || umount -l /srv/efs
    ;;
  address) ip addr replace "$2" dev eth0 ;;
  export)
    printf '/srv/efs%s *(%s,insecure,fsid=0,no_subtree_check,sync)\n' "${3-}" "$2" >/etc/exports
    exportfs -ra
    ;;
  # an access point: its folder is then all that the server has, and whoever comes is its user
  point)
    if [ ! -d "/srv/efs$2" ]; then
      mkdir -p "/srv/efs$2"
      chown "$3" "/srv/efs$2"
      chmod "$4" "/srv/efs$2"
    fi
    case $5 in
      -) "$0" export rw,no_root_squash "$2" ;;
      *) "$0" export "rw,all_squash,anonuid=${5%:*},anongid=${5#*:}" "$2" ;;
    esac
    ;;
  tls) if [ "$2" = on ]; then stunnel4 "$ca/stunnel.conf" 2>/dev/null; else kill "$(cat /run/stunnel.pid)"; fi ;;
  link) ip link set eth0 "$2" ;;
esac
