# shellcheck shell=bash
# Instance metadata (IMDSv2, then v1), by bash's own TCP: curl need not be there. Answers within two seconds or not at all.
metadata_get() {
  local path=$1 method=${2:-GET} header=${3:-} line body=0 fd
  exec {fd}<>/dev/tcp/169.254.169.254/80 || return 1
  printf '%s /latest/%s HTTP/1.0\r\nHost: 169.254.169.254\r\n%sConnection: close\r\n\r\n' "$method" "$path" "$header" >&"$fd"
  IFS= read -r line <&"$fd" || return 1
  case $line in *' 200'*) ;; *) return 1 ;; esac
  while IFS= read -r line <&"$fd" || [ -n "$line" ]; do
    line=${line%$'\r'}
    if [ "$body" = 1 ]; then printf %s "$line"; break; fi
    [ -n "$line" ] || body=1
  done
}

metadata_lines() {
  local token header='' path
  token=$(metadata_get api/token PUT $'X-aws-ec2-metadata-token-ttl-seconds: 60\r\nContent-Length: 0\r\n') && [ -n "$token" ] &&
    header="X-aws-ec2-metadata-token: $token"$'\r\n'
  for path in meta-data/placement/availability-zone meta-data/placement/region meta-data/instance-id; do
    metadata_get "$path" GET "$header" || exit 1
    printf '\n'
  done
}

# By the worker: metadata_get metadata_lines
look_zone() {
  local zone='' region='' id=''
  limited 2 metadata_lines || return 0
  { read -r zone; read -r region; read -r id; } <<<"$OUT"
  INSTANCE_ID=$id
  [ -n "$zone" ] && [ -n "$region" ] && [ -n "$id" ] && record zone "az=$zone" "region=$region" "id=$id"
  return 0
}
