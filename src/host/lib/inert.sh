# shellcheck shell=bash
# Set-id programs and device files on the volume: root of one instance could leave them for everybody of another. So each mount of it
# has nosuid and nodev; those that stand get them in place, which disturbs nobody.

# make_inert: every mount of the volume that its path leads to, also of parts of it; their places in INERT. A bind remount sets all flags of
# a mount, so all that it has are said again. Source and place together: else mount(8) takes what fstab says.
make_inert() {
  local i flags whole=()
  INERT=''
  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do
    [ "${M_ID[i]}" = "$PRISM_FILE_SYSTEM" ] && whole+=("${M_DEVICE[i]}")
  done
  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do
    case " ${whole[*]-} " in *" ${M_DEVICE[i]} "*) ;; *) continue ;; esac
    ! is_inert "$i" && top_at "${M_PLACE[i]}" && [ "$TOP" = "$i" ] || continue
    flags=${M_FLAGS[i]}
    case ",$flags," in *,relatime,* | *,noatime,*) ;; *) flags+=,strictatime ;; esac
    apart 10 mount -i -n -o "remount,bind,$flags,nosuid,nodev" "${M_SOURCE[i]}" "${M_PLACE[i]}" || continue
    INERT+="${INERT:+, }${M_PLACE[i]}"
  done
  [ -z "$INERT" ] || read_mounts
  top_at "$PRISM_MOUNT_POINT"
}
