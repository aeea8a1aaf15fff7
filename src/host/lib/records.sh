# shellcheck shell=bash
# The transcript. Records live in a variable of this shell: no descriptor and no file exists that a child could write to.
# The real stdout is kept by bash itself, close-on-exec, while everything else runs with its output in a log (see run_job).
RECORDS='' COUNT=0 FAILED=''

# By the worker: enc

# Percent-encodes $1 into ENCODED; at most $2 bytes (300 without it).
enc() {
  local text=${1:0:${2:-300}} i char code
  case $text in
    *[!A-Za-z0-9._:/@+,~=-]*) ;;
    *) ENCODED=$text; return ;;
  esac
  ENCODED=''
  for ((i = 0; i < ${#text}; i++)); do
    char=${text:i:1}
    case $char in
      [A-Za-z0-9._:/@+,~=-]) ENCODED+=$char ;;
      *) printf -v code %d "'$char"; printf -v code %%%02X $((code & 255)); ENCODED+=$code ;;
    esac
  done
}

# record KIND key=value…
record() {
  local line=$1 field
  shift
  for field in "$@"; do
    enc "${field#*=}"
    line+=" ${field%%=*}=$ENCODED"
  done
  RECORDS+=$line$'\n'
  COUNT=$((COUNT + 1))
}

# A record whose fields are encoded already (made by the worker).
record_encoded() { RECORDS+=$1$'\n'; COUNT=$((COUNT + 1)); }

# print_transcript STATE: the header's first 2,400 characters are complete whenever the packed records fit there.
print_transcript() {
  local head digest packed='-' body=$RECORDS tail
  digest=$(exec sha256sum < <(printf %s "$RECORDS"))
  head="PRISM/1 job=$PRISM_JOB script=$PRISM_SCRIPT sha=$PRISM_SHA state=$1 records=$COUNT sha256=${digest%% *} packed="
  tail="PRISM/1 end job=$PRISM_JOB records=$COUNT"
  if [ "$COUNT" -gt 0 ]; then
    packed=$(exec base64 -w0 < <(exec gzip -9 2>/dev/null < <(printf %s "$RECORDS")))
    if [ $((${#head} + ${#body} + ${#tail})) -gt 23000 ] && [ $((${#head} + ${#packed} + ${#tail})) -le 23000 ]; then
      body=''
    elif [ -z "$packed" ] || [ $((${#head} + ${#packed})) -gt 2400 ]; then
      packed='-'
    fi
  fi
  printf '%s%s\n%s%s\n' "$head" "$packed" "$body" "$tail"
}
