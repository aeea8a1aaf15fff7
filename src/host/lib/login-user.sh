# shellcheck shell=bash
# The instance's login user: cloud-init's default user, then uid 1000, then the names that images are known to use. Never root.
KNOWN_LOGIN_USERS='ubuntu rocky ec2-user admin debian centos almalinux fedora cloud-user opc'

usable_login() {
  case $1 in '' | root | .* | *[!a-z0-9._-]*) return 1 ;; esac
  limited 10 getent passwd "$1" || return 1
  case $OUT in *:*:0:*) return 1 ;; esac
}

# In CLOUD_USER: `name:` below `default_user:`; a later file in cloud.cfg.d wins, as cloud-init merges them.
cloud_init_user() {
  local file files=()
  set +f
  for file in /etc/cloud/cloud.cfg /etc/cloud/cloud.cfg.d/*.cfg; do [ ! -f "$file" ] || files+=("$file"); done
  set -f
  CLOUD_USER=''
  [ "${#files[@]}" -gt 0 ] || return 0
  CLOUD_USER=$(exec awk '
    /^[[:space:]]*#/ { next }
    /^[[:space:]]*default_user:[[:space:]]*$/ { match($0, /^ */); depth = RLENGTH; inside = 1; next }
    inside { match($0, /^ */); if ($0 ~ /[^[:space:]]/ && RLENGTH <= depth) inside = 0 }
    inside && $1 == "name:" { gsub(/["\047]/, "", $2); name = $2; inside = 0 }
    END { print name }' "${files[@]}")
}

LOGIN=''
look_login() {
  local name how=''
  cloud_init_user
  name=$CLOUD_USER
  if usable_login "$name"; then
    how=cloud-init
  elif limited 10 getent passwd 1000 && usable_login "${OUT%%:*}"; then
    name=${OUT%%:*} how=uid-1000
  else
    for name in $KNOWN_LOGIN_USERS; do usable_login "$name" && { how=known-name; break; }; done
  fi
  [ -n "$how" ] || return 0
  LOGIN=$name
  record login "user=$name" "how=$how"
}
