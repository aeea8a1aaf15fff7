#!/bin/bash
# The server's side of a mount, outside the instance's chroot: names, zones, faults, and the mount itself. Stand-ins for mount.efs and
# mount.nfs4 reach it as `nsenter --mount=/proc/self/ns/mnt LAB/bin/attach.sh ...`.
#   attach.sh LAB INSTANCE resolve FILE_SYSTEM                     prints the address of the target in the instance's zone, or exit 1
#   attach.sh LAB INSTANCE find ADDRESS                            prints the file system that has a target of that address, or exit 1
#   PATH is a folder of the file system, or an access point's id.
#   attach.sh LAB INSTANCE mount FILE_SYSTEM PATH SOURCE DIR FLAGS tls|plain ROLE|-
#                                                                  SOURCE is what findmnt is to show; messages as mount.nfs4's, exit 32.
#                                                                  FLAGS: ro or rw, and nosuid and the like. ROLE: the IAM identity that the client shows
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
lab=$1 name=$2 verb=$3
shift 3
me=$lab/instances/$name

fail() {
  printf 'mount.nfs4: %s\n' "$1" >&2
  exit 32
}

# serve IDENTITY FOLDER SOURCE DIR FLAGS: the folder as EFS gives it to clients that may not do everything as themselves. The instance's
# kernel hands every call to a process that acts on the folder with that identity.
serve() {
  { true 3<>/dev/fuse; } 2>/dev/null || fail 'the lab cannot say who its clients are on this machine: /dev/fuse is not there, or kept for root'
  exec 3<>/dev/fuse
  mount -n -i -t fuse -o "fd=3,rootmode=40755,user_id=0,group_id=0,allow_other,$5" "$3" "$4"
  cd "$2"
  # a session of its own, as the client's tunnel
  setsid "$lab/bin/serve-as" "$1" "$may_write" "$may_root" </dev/null >/dev/null 2>&1 &
}

# admitted FILE-SYSTEM PATH SOURCE tls|plain ROLE|-: what the file system's policy lets this client do
admitted() {
  local point=- said
  may_write=rw may_root=root
  [ -e "$lab/policies/$1" ] || return 0
  case $2 in fsap-*) point=$2 ;; esac
  said=$("$lab/bin/admit" "$lab/policies/$1" "$(cat "$lab/region")" "$1" "$point" "$4" "$5") || exit 32
  case $said in '0 '*) fail "access denied by server while mounting $3" ;; esac
  case $said in *' 0 '*) may_write=ro ;; esac
  case $said in *' 0') may_root=squash ;; esac
}

case $verb in
  resolve)
    [ -s "$lab/dns/$1/$(cat "$me/zone")" ] || exit 1
    cat "$lab/dns/$1/$(cat "$me/zone")"
    ;;
  find)
    found=$(grep -lxF -- "$1" "$lab"/dns/*/* 2>/dev/null | head -n 1) || exit 1
    basename "$(dirname "$found")"
    ;;
  fault)
    [ ! -e "$me/mount-fault" ] || cat "$me/mount-fault"
    ;;
  mount)
    id=$1 path=$2 source=$3 dir=$4 access=$5 transport=$6 role=$7 to=$me/disk$4
    fault=$("$0" "$lab" "$name" fault)
    case $fault in
      hang*) exec sleep infinity ;;
      slow*) sleep "${fault#slow }" ;;
      wrong*) id=${fault#wrong } path=/ ;;
      readonly*) access=ro${access#r[ow]} ;;
      hung*) exec "$lab/bin/hang.sh" "$lab" "$name" mount "$source" "$dir" ;;
    esac
    [ -d "$to" ] || fail "mount point $dir does not exist"
    [ -d "$lab/efs/$id" ] || fail "access denied by server while mounting $source"
    admitted "$id" "$path" "$source" "$transport" "$role"
    # One superblock has one name. A file system that nobody has mounted moves to the name that is asked for, with its data.
    if [ "$(findmnt -nro SOURCE --mountpoint "$lab/efs/$id")" != "${source%:*}:/" ]; then
      nsenter --target "$(cat "$lab/pid")" --mount "$0" "$lab" "$name" rename "$id" "${source%:*}:/" || exit $?
    fi
    case $path in
      fsap-*)
        nsenter --target "$(cat "$lab/pid")" --mount "$0" "$lab" "$name" open "$id" "$path" "$source" || exit $?
        read -r _ _ _ _ identity folder <"$lab/access-points/$path"
        [ "$identity" != - ] || [ "$may_write $may_root" = 'rw root' ] || identity=themselves:$me/disk/proc
        if [ "$identity" != - ]; then
          serve "$identity" "$lab/efs/$id$folder" "$source" "$to" "$access"
          exit
        fi
        mount -n -i --bind "$lab/efs/.open/$path/root" "$to"
        [ "$access" = rw ] || mount -n -i -o "remount,bind,$access" "$to"
        exit
        ;;
    esac
    [ -d "$lab/efs/$id$path" ] || fail "mounting $source failed, reason given by server: No such file or directory"
    if [ "$may_write $may_root" != 'rw root' ]; then
      serve "themselves:$me/disk/proc" "$lab/efs/$id$path" "$source" "$to" "$access"
      exit
    fi
    # Outside the chroot the path's links would be followed from the wrong root, so it comes resolved.
    mount -n -i --bind "$lab/efs/$id$path" "$to"
    [ "$access" = rw ] || mount -n -i -o "remount,bind,$access" "$to"
    ;;
  open)
    # The folder as a root of its own, which a bind of a folder would not look like: an overlay with nothing below it.
    # It lies in efs/, which the instances share.
    id=$1 point=$2 source=$3
    refused="access denied by server while mounting $source"
    [ -s "$lab/access-points/$point" ] || fail "$refused"
    read -r of uid gid mode identity path <"$lab/access-points/$point"
    [ "$of" = "$id" ] || fail "$refused"
    from=$lab/efs/$id$path
    if [ ! -d "$from" ]; then
      [ "$mode" != - ] || fail "$refused"
      mkdir -p "$from"
      chown "$uid:$gid" "$from"
      chmod "$mode" "$from"
    fi
    # what it leads to is served to each client by itself
    [ "$identity" = - ] || exit 0
    open=$lab/efs/.open/$point
    ! mountpoint -q "$open/root" || exit 0
    mkdir -p "$open/root" "$open/nothing" "${from%/*}/.lab-$point"
    mount -n -i -t overlay -o "lowerdir=$open/nothing,upperdir=$from,workdir=${from%/*}/.lab-$point" "$source" "$open/root"
    ;;
  rename)
    id=$1 source=$2 from=$lab/efs/$id device=$(findmnt -nro MAJ:MIN --mountpoint "$lab/efs/$id")
    cat "$lab"/instances/*/pid | while read -r pid; do
      if grep -q " $device " "/proc/$pid/mountinfo" 2>/dev/null; then
        fail "the lab shows a file system under one source at a time: $id is mounted as $(findmnt -nro SOURCE --mountpoint "$from")"
      fi
    done || exit 32
    mkdir "$lab/moving"
    mount -n -i -t tmpfs -o mode=755,size=512m "$source" "$lab/moving"
    cp -a "$from/." "$lab/moving/"
    umount -n -i "$from"
    mount -n -i --bind "$lab/moving" "$from"
    umount -n -i "$lab/moving"
    rmdir "$lab/moving"
    ;;
esac
