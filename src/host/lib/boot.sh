# shellcheck shell=bash
# What a boot makes of fstab's line, where systemd boots: the unit that stands for the place, and whether a boot gets as far as
# remote-fs.target, which pulls such units in (systemd-fstab-generator(8)).
look_boot() {
  local line unit='' load='' file='' active='' result='' entered=0 since='' goal pulled=''
  [ "$SYSTEMD" = 1 ] && have systemctl || return 0
  limited 10 systemctl show -p Id -p LoadState -p FragmentPath -p ActiveState -p Result -p ActiveEnterTimestampMonotonic \
    -p InactiveEnterTimestamp -- "$PRISM_MOUNT_POINT" || return 0
  while IFS= read -r line; do
    case $line in
      Id=*) unit=${line#*=} ;;
      LoadState=*) load=${line#*=} ;;
      FragmentPath=*) file=${line#*=} ;;
      ActiveState=*) active=${line#*=} ;;
      Result=*) result=${line#*=} ;;
      ActiveEnterTimestampMonotonic=[1-9]*) entered=1 ;;
      InactiveEnterTimestamp=*) since=${line#*=} ;;
    esac
  done <<<"$OUT"
  case $unit in *.mount) ;; *) return 0 ;; esac
  if limited 10 systemctl get-default; then
    goal=$OUT
    if limited 10 systemctl list-dependencies --reverse --all --plain --no-pager remote-fs.target; then
      pulled=0
      case $'\n'"${OUT// /$'\n'}"$'\n' in *$'\n'"$goal"$'\n'*) pulled=1 ;; esac
    fi
  fi
  record boot "unit=$unit" "load=$load" "file=$file" "active=$active" "result=$result" "entered=$entered" "since=$since" \
    "pulled=$pulled"
}
