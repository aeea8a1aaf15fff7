# shellcheck shell=bash
# Processes that outlive a change: members' sessions opened before they joined the group, and units that run as a member.

# Processes of an account that is a member now, without the gid among their groups. At most 20.
look_stale() {
  local account shown=0 uid pid gid groups comm uids=' ' found
  for account in ${ACCOUNTS//,/ }; do account_of "$account" && is_member && uids+="$ACCOUNT_UID "; done
  [ "$uids" != ' ' ] || return 0
  found=$(processes_of "$uids")
  for account in ${ACCOUNTS//,/ }; do
    account_of "$account" && is_member || continue
    while read -r uid pid gid groups; do
      [ "$uid" = "$ACCOUNT_UID" ] || continue
      case " $gid ${groups//,/ } " in *" $PRISM_GID "*) continue ;; esac
      [ "$shown" -lt 20 ] || return 0
      IFS= read -r comm 2>/dev/null <"/proc/$pid/comm" || continue
      record stale "account=$account" "pid=$pid" "command=$comm"
      shown=$((shown + 1))
    done <<<"$found"
  done
}

# processes_of UIDS, between blanks: effective uid, pid, effective gid, groups (comma list).
processes_of() {
  set +f
  grep -sE '^(Pid|Uid|Gid|Groups):' /proc/[0-9]*/status | awk -v uids="$1" '
    { sub(/^[^:]*:/, "") }
    $1 == "Pid:" { pid = $2 }
    $1 == "Uid:" { uid = $3; mine = index(uids, " " uid " ") }
    $1 == "Gid:" { gid = $3 }
    $1 == "Groups:" && mine { list = "-"; for (i = 2; i <= NF; i++) list = list "," $i; print uid, pid, gid, list }'
}

# Loaded services with User= of an account: a unit takes UMask= of its own, PAM or not. At most 20.
look_units() {
  local line id='' user='' mask='' shown=0
  [ "$SYSTEMD" = 1 ] || return 0
  limited 15 systemctl show '*.service' -p Id -p User -p UMask || return 0
  while IFS= read -r line; do
    case $line in
      Id=*) id=${line#Id=} ;;
      User=*) user=${line#User=} ;;
      UMask=*) mask=${line#UMask=} ;;
      '')
        case ",$ACCOUNTS," in
          *",$user,"*)
            if [ -n "$user" ] && [ "$shown" -lt 20 ]; then
              record unit "unit=$id" "account=$user" "umask=$mask"
              shown=$((shown + 1))
            fi ;;
        esac
        id='' user='' mask='' ;;
    esac
  done <<<"$OUT"$'\n'
}
