# shellcheck shell=bash
# The shared group: who holds the wanted number, and which number the wanted name has.
# GID_HOLDER: the name that has the wanted gid. NAME_GID: the gid that the wanted name has.
GID_HOLDER='' NAME_GID='' MEMBERS=''
# read_group GID NAME
read_group() {
  GID_HOLDER='' NAME_GID='' MEMBERS=''
  limited 10 getent group "$1" && GID_HOLDER=${OUT%%:*}
  limited 10 getent group "$2" && IFS=: read -r _ _ NAME_GID MEMBERS <<<"$OUT"
  return 0
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
