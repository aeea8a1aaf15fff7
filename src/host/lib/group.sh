# shellcheck shell=bash
# The shared group: who holds the wanted number, and which number the wanted name has.
# GID_HOLDER: the name that has the wanted gid. NAME_GID: the gid that the wanted name has.
GID_HOLDER='' NAME_GID='' MEMBERS=''
read_group() {
  GID_HOLDER='' NAME_GID='' MEMBERS=''
  limited 10 getent group "$PRISM_GID" && GID_HOLDER=${OUT%%:*}
  limited 10 getent group "$PRISM_GROUP" && IFS=: read -r _ _ NAME_GID MEMBERS <<<"$OUT"
  return 0
}

look_group() {
  read_group
  record group "holder=$GID_HOLDER" "namegid=$NAME_GID" "members=$MEMBERS"
}
