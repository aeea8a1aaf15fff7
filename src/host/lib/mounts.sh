# shellcheck shell=bash
# What is mounted, from mountinfo alone: asking the mount itself could hang. Which file system a TLS mount is, only the EFS
# client's state file knows: the kernel shows 127.0.0.1:/. It is process 1 that is asked: what an agent with a mount namespace of
# its own has mounted there, nobody else would see.
EFS_STATE=/var/run/efs
MOUNT_TABLE=/proc/1/mountinfo
[ -r "$MOUNT_TABLE" ] || MOUNT_TABLE=/proc/self/mountinfo
# One entry per index, in mount order. M_DEVICE: major:minor. M_FLAGS: what holds for this mount alone. M_PEER: the group of mounts
# that what is mounted in it is mounted in too.
M_PLACE=() M_SOURCE=() M_TYPE=() M_FLAGS=() M_OPTIONS=() M_DEVICE=() M_NUMBER=() M_PARENT=() M_PEER=() M_ID=() M_TLS=() M_AP=()

read_mounts() {
  local line number parent device root place options rest type source super i=0
  M_PLACE=() M_SOURCE=() M_TYPE=() M_FLAGS=() M_OPTIONS=() M_DEVICE=() M_NUMBER=() M_PARENT=() M_PEER=() M_ID=() M_TLS=() M_AP=()
  while IFS= read -r line; do
    read -r number parent device root place options _ <<<"$line"
    rest=${line##* - }
    read -r type source super <<<"$rest"
    printf -v place %b "${place//\\/\\0}"
    # a part of a volume: NFS has it in its source already, a bind of a part in the root alone
    case $source in *:/*) [ "$root" = / ] || source=${source%/}$root ;; esac
    M_PLACE[i]=$place M_SOURCE[i]=$source M_TYPE[i]=$type M_FLAGS[i]=$options M_OPTIONS[i]=$options,$super M_DEVICE[i]=$device M_NUMBER[i]=$number M_PARENT[i]=$parent M_PEER[i]=''
    [[ ${line%% - *} =~ \ shared:([0-9]+) ]] && M_PEER[i]=${BASH_REMATCH[1]}
    identify "$i" "$root"
    i=$((i + 1))
  done <"$MOUNT_TABLE"
}

# Is this an address of one of the file system's mount targets?
is_target() { [ -n "$1" ] && case ",$PRISM_ADDRESSES," in *",$1,"*) return 0 ;; esac; return 1; }

# Sets M_ID, M_TLS (yes | no | unknown) and M_AP (the access point, or empty) of entry $1.
identify() {
  local i=$1 source=${M_SOURCE[$1]} name wanted port='' address='' file id='' state point fits asked='' carried='' rest more files
  M_ID[i]='' M_TLS[i]=unknown M_AP[i]=''
  case $source in
    fs-*.efs.*:/* | *.fs-*.efs.*:/*)
      id=fs-${source#*fs-}
      M_ID[i]=${id%%.*} M_TLS[i]=no
      return ;;
    127.0.0.1:/* | localhost:/* | '[::1]:/'*) ;;
    *)
      # by address, or by a name of the team's own: the kernel shows which address it became
      [[ ${M_OPTIONS[i]} =~ ,addr=([0-9.]+) ]] && address=${BASH_REMATCH[1]}
      if is_target "${source%%:*}" || is_target "$address"; then M_ID[i]=$PRISM_FILE_SYSTEM M_TLS[i]=no; fi
      return ;;
  esac
  wanted=${M_PLACE[i]#/}
  wanted=${wanted//\//.}
  [[ ${M_OPTIONS[i]} =~ ,port=([0-9]+) ]] && port=${BASH_REMATCH[1]}
  set +f
  files=("$EFS_STATE"/fs-*)
  set -f
  for file in "${files[@]}"; do
    [ -f "$file" ] || continue
    name=${file#"$EFS_STATE"/}
    [[ $name =~ ^(fs-[0-9a-f]+)\.(.+)\.([0-9]+)$ ]] || continue
    fits=
    [ "${BASH_REMATCH[2]}" = "$wanted" ] && fits=place
    [ -z "$port" ] || [ "$port" = "${BASH_REMATCH[3]}" ] && fits+=port
    [ -n "$fits" ] || continue
    state=''
    IFS= read -r -d '' -n 65536 state <"$file" || :
    point=${BASH_REMATCH[1]}/
    [[ $state =~ \"accessPoint\":\ *\"(fsap-[0-9a-f]+)\" ]] && point+=${BASH_REMATCH[1]}
    case $fits in
      place) asked+=" $point" ;;
      port) tls_of "$state"; carried+=" ${point%%/*} $TLS" ;;
      placeport)
        # two state files that both fit: which one is live cannot be told
        if [ -n "$id" ] && [ "$id" != "$point" ]; then M_ID[i]='' M_TLS[i]=unknown M_AP[i]=''; return; fi
        id=$point
        tls_of "$state"
        M_ID[i]=${id%%/*} M_AP[i]=${id#*/} M_TLS[i]=$TLS ;;
    esac
  done
  # The kernel may carry several mounts of one file system over one tunnel, and then shows its port at all of them. That tunnel says
  # what is mounted, the state file of the place what was asked for: where both are the same file system, it is that.
  [ -z "$id" ] && [ -n "$port" ] || return 0
  read -r id rest <<<"$asked"
  read -r name state more <<<"$carried"
  if [ -n "$id" ] && [ -z "$rest$more" ] && [ "${id%%/*}" = "$name" ]; then M_ID[i]=$name M_AP[i]=${id#*/} M_TLS[i]=$state; fi
}

# tls_of STATE: yes | no | unknown in TLS. A state file holds the tunnel's command: efs-proxy encrypts only with --tls (and its file is called
# stunnel-config too); stunnel always does.
tls_of() {
  case $1 in
    *efs-proxy*--tls*) TLS=yes ;;
    *efs-proxy*) TLS=no ;;
    *stunnel*) TLS=yes ;;
    *) TLS=unknown ;;
  esac
}

is_inert() { case ",${M_FLAGS[$1]}," in *,nosuid,*) case ",${M_FLAGS[$1]}," in *,nodev,*) return 0 ;; esac ;; esac; return 1; }

# top_at PLACE: index of the topmost mount there in TOP; 1 when nothing is mounted there.
top_at() {
  local i
  TOP=''
  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do [ "${M_PLACE[i]}" = "$1" ] && TOP=$i; done
  [ -n "$TOP" ]
}

# Is entry $1 a whole volume? 1 where it is a folder of one.
is_whole() { case ${M_SOURCE[$1]} in *:/?*) return 1 ;; esac; }

is_read_only() { case ",${M_OPTIONS[$1]}," in *,ro,*) return 0 ;; esac; return 1; }

# Does the mount of entry $1 answer? yes | no | stale | timeout, in ANSWERS. statfs goes to the server; a cached stat need not.
# REACHED=0: its path leads to something else, because a directory above it was mounted over, or it is not mounted for us.
mount_answers() {
  local status=0 device=''
  REACHED=1
  apart 5 stat -f -c %s "${M_PLACE[$1]}" || status=$?
  [ "$status" = 0 ] && { limited 5 stat -c %d "${M_PLACE[$1]}" && device=$OUT || status=$?; }
  case $status:$OUT in 0:*) ANSWERS=yes ;; 124:*) ANSWERS=timeout ;; *'Stale file handle'* | *'Stale NFS file handle'*) ANSWERS=stale ;; *) ANSWERS=no ;; esac
  case $device in
    '' | *[!0-9]*) [ "$ANSWERS" != no ] || on_the_way "${M_PLACE[$1]}" || REACHED=0 ;;
    # as glibc packs them into st_dev
    *) [ "$((device >> 8 & 0xfff | device >> 32 & ~0xfff)):$((device & 0xff | device >> 12 & ~0xff))" = "${M_DEVICE[$1]}" ] || REACHED=0 ;;
  esac
}

# Is there something at the place at all? (A server that refuses leaves its directory there.)
on_the_way() { case $OUT in *'No such file'* | *'Not a directory'*) return 1 ;; esac; return 0; }

# Mounts at the mount point (`here`, topmost last), the same file system anywhere else, and what else is mounted inside the volume.
# LIVE=1: the volume can be looked at.
LIVE=0
look_mounts() {
  local i at ro inside=0
  LIVE=0
  read_mounts
  # an automount shows itself until somebody comes
  if top_at "$PRISM_MOUNT_POINT" && [ "${M_TYPE[TOP]}" = autofs ]; then limited 20 stat -c %i "$PRISM_MOUNT_POINT/."; read_mounts; fi
  if top_at "$PRISM_MOUNT_POINT"; then look_inside "$TOP"; fi
  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do
    if [ "${M_PLACE[i]}" = "$PRISM_MOUNT_POINT" ]; then
      at=here
    elif [ "${M_ID[i]}" = "$PRISM_FILE_SYSTEM" ]; then
      at=elsewhere
    else
      continue
    fi
    mount_answers "$i"
    if [ $at = here ]; then LIVE=0; [ "$ANSWERS" = yes ] && [ "$REACHED" = 1 ] && LIVE=1; fi
    ro=0
    is_read_only "$i" && ro=1
    record mount "at=$at" "place=${M_PLACE[i]}" "source=${M_SOURCE[i]}" "type=${M_TYPE[i]}" "options=${M_OPTIONS[i]}" "fs=${M_ID[i]}" "ap=${M_AP[i]}" \
      "encrypted=${M_TLS[i]}" "answers=$ANSWERS" "ro=$ro" "reached=$REACHED" "inside=$inside"
  done
  top_at "$PRISM_MOUNT_POINT" || LIVE=0
  look_held
}

# Other file systems in the volume's own tree, over entry $1: what is written there stays on this instance. At most 5 are named.
look_inside() {
  local i
  for ((i = $1 + 1; i < ${#M_PLACE[@]}; i++)); do
    case ${M_PLACE[i]} in "$PRISM_MOUNT_POINT"/*) ;; *) continue ;; esac
    # a folder of the volume bound elsewhere in it is still the volume
    [ "${M_DEVICE[i]}" != "${M_DEVICE[$1]}" ] || continue
    inside=$((inside + 1))
    [ "$inside" -gt 5 ] || record inside "place=${M_PLACE[i]}" "source=${M_SOURCE[i]}" "type=${M_TYPE[i]}"
  done
}

# What the mount point is on the local disk, when nothing is mounted there.
look_place() {
  local type entries name
  if top_at "$PRISM_MOUNT_POINT"; then record place exists=1 type=directory; return; fi
  if [ -L "$PRISM_MOUNT_POINT" ]; then record place exists=1 type=symlink; return; fi
  if [ ! -e "$PRISM_MOUNT_POINT" ]; then record place exists=0; return; fi
  if [ ! -d "$PRISM_MOUNT_POINT" ]; then
    type=$(stat -c %F "$PRISM_MOUNT_POINT")
    record place exists=1 "type=${type// /-}"
    return
  fi
  entries=$(find "$PRISM_MOUNT_POINT" -mindepth 1 -maxdepth 1 -printf x | wc -c)
  record place exists=1 type=directory "entries=$entries"
  entries=0
  while IFS= read -r -d '' name; do
    record place-entry "name=${name:0:80}"
    entries=$((entries + 1))
    [ "$entries" -lt 5 ] || break
  done < <(find "$PRISM_MOUNT_POINT" -mindepth 1 -maxdepth 1 -printf '%f\0')
}
