# shellcheck shell=bash
# The parameters: one line of base64 above this text holds NAME=value lines, each checked against its contract by the sender.
# Where SSM hands them over as environment variables instead, there is no such line and nothing to do.
read_parameters() {
  [ -n "${PRISM_PARAMETERS-}" ] || return 0
  local line name
  while IFS= read -r line; do
    name=${line%%=*}
    case $name in
      '' | *[!A-Z0-9_]*) continue ;;
      PRISM_*) printf -v "$name" %s "${line#*=}" ;;
    esac
  done < <(exec base64 -d <<<"$PRISM_PARAMETERS")
}
