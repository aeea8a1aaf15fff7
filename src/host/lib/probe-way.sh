# shellcheck shell=bash
# The way to the volume, as the client would go it: its name, port 2049, TLS. One record a step; what was not tried has none.
ADDRESSES='' OPEN=''

probe_metadata() {
  local role=''
  [ -n "${INSTANCE_ID:-}" ] || { record metadata answers=0 role=; return; }
  limited 2 metadata_role && role=${OUT%%$'\n'*}
  record metadata answers=1 "role=$role"
}

# By the worker: metadata_role
metadata_role() {
  local token header=''
  token=$(metadata_get api/token PUT $'X-aws-ec2-metadata-token-ttl-seconds: 60\r\nContent-Length: 0\r\n') && [ -n "$token" ] &&
    header="X-aws-ec2-metadata-token: $token"$'\r\n'
  metadata_get meta-data/iam/security-credentials GET "$header"
}

probe_dns() {
  local status=0 outcome=answered line servers='' hosts=0
  limited 12 getent ahostsv4 "$PRISM_NAME" || status=$?
  ADDRESSES=$(printf '%s\n' "$OUT" | awk '/^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+[ \t]/ && !seen[$1]++ { print $1 }' | head -n 8)
  case $status in 124) outcome=timeout ;; esac
  [ $outcome = timeout ] || [ -n "$ADDRESSES" ] || outcome=none
  while read -r line; do servers+="${servers:+,}$line"; done < <(awk '$1 == "nameserver" && $2 ~ /^[0-9a-fA-F.:%a-z]+$/ { print $2 }' /etc/resolv.conf 2>/dev/null | head -n 8)
  awk -v name="$PRISM_NAME" '/^[ \t]*#/ { next } { sub(/#.*/, ""); for (i = 2; i <= NF; i++) if (tolower($i) == tolower(name)) found = 1 } END { exit !found }' /etc/hosts 2>/dev/null && hosts=1
  record dns "name=$PRISM_NAME" "outcome=$outcome" "addresses=${ADDRESSES//$'\n'/,}" "servers=$servers" "hosts=$hosts"
}

# The address that the name gave, and the one that EFS gives for this zone.
probe_tcp() {
  local address status outcome tried=' '
  for address in ${ADDRESSES%%$'\n'*} $PRISM_TARGET; do
    case $tried in *" $address "*) continue ;; esac
    tried+="$address "
    status=0
    # shellcheck disable=SC2016 # the inner bash expands it
    limited 4 bash -c 'exec 3<>"/dev/tcp/$1/2049"' bash "$address" || status=$?
    outcome=open
    if [ "$status" = 124 ]; then
      outcome=timeout
    elif [ "$status" != 0 ]; then
      case $OUT in
        *refused*) outcome=refused ;;
        *unreachable* | *'No route'* | *'Invalid argument'*) outcome=unreachable ;;
        *'timed out'*) outcome=timeout ;;
        *) outcome=error ;;
      esac
    fi
    [ -n "$OPEN" ] || [ $outcome != open ] || OPEN=$address
    record tcp "address=$address" "outcome=$outcome"
  done
}

# With the list of authorities that the client itself checks against. Without the client there is none, and nothing is looked at.
probe_tls() {
  local list outcome=failed detail status=0
  [ -n "$OPEN" ] && [ "$HAS_EFS" = 1 ] || return 0
  list=$(awk -F '[ \t]*=[ \t]*' '$1 ~ /^[ \t]*stunnel_cafile$/ { print $2; exit }' /etc/amazon/efs/efs-utils.conf 2>/dev/null)
  list=${list:-/etc/amazon/efs/efs-utils.crt}
  if [ ! -s "$list" ]; then record tls "address=$OPEN" outcome=no-ca "detail=$list is not there"; return; fi
  if ! have openssl; then record tls "address=$OPEN" outcome=no-openssl detail=; return; fi
  limited 10 openssl s_client -connect "$OPEN:2049" -servername "$PRISM_NAME" -verify_hostname "$PRISM_NAME" -CAfile "$list" || status=$?
  [ "$status" != 124 ] || outcome=timeout
  detail=$(printf '%s\n' "$OUT" | tr -d '\000' | sed -n 's/^ *Verify return code: //p' | head -n 1)
  case $outcome:$OUT in
    timeout:*) detail='no answer within 10 s' ;;
    *'no peer certificate available'*)
      outcome=not-tls
      detail=$(printf '%s\n' "$OUT" | tr -d '\000' | sed -n 's/.*:error:.*:\(.*\):.*:.*:.*/\1/p' | head -n 1)
      detail=${detail:-no TLS handshake came back}
      ;;
    *) case $detail in
      '0 '*) outcome=verified detail='' ;;
      '9 '*) outcome=not-yet-valid ;;
      '10 '*) outcome=expired ;;
      '62 '*) outcome=wrong-name ;;
      '18 '* | '19 '* | '2 '* | '20 '* | '21 '*) outcome=untrusted ;;
    esac ;;
  esac
  record tls "address=$OPEN" "outcome=$outcome" "detail=$detail"
}
