# shellcheck shell=bash
# The shared group: who holds the wanted number, and which number the wanted name has.
# GID_HOLDER: the name that has the wanted gid. NAME_GID: the gid that the wanted name has.
GID_HOLDER='' NAME_GID='' MEMBERS=''
# read_group GID NAME: both in one question, which is answered in that order, as far as they exist.
read_group() {
  local name gid members
  GID_HOLDER='' NAME_GID='' MEMBERS=''
  limited 10 getent group "$1" "$2" || [ $? = 2 ] || return 0
  while IFS=: read -r name _ gid members; do
    if [ "$gid" = "$1" ] && [ -z "$GID_HOLDER" ]; then
      GID_HOLDER=$name
      [ "$name" = "$2" ] || continue
    fi
    NAME_GID=$gid MEMBERS=$members
  done <<<"$OUT"
}

look_group() {
  local one name gid
  read_group "$PRISM_GID" "$PRISM_GROUP"
  record group "holder=$GID_HOLDER" "namegid=$NAME_GID" "members=$MEMBERS"
  for one in ${PRISM_GROUPS//,/ }; do
    IFS=: read -r name gid _ <<<"$one"
    read_group "$gid" "$name"
    record extra-group "name=$name" "gid=$gid" "holder=$GID_HOLDER" "namegid=$NAME_GID"
  done
}
