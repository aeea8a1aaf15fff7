# shellcheck shell=bash
# Steps: each prints one record. A step says what it did in STATUS and DETAIL, or calls `wrong CODE SEEN` and returns 1.
STATUS='' DETAIL='' CODE='' SEEN=''

changed() { STATUS=changed DETAIL=$1; }
unchanged() { STATUS=unchanged DETAIL=$1; }
skipped() { STATUS=skipped DETAIL=$1; }
wrong() { CODE=$1 SEEN=$2; return 1; }

# volume_refuses WORDS SEEN: `wrong` with its cause, where the volume refused root something; 0 for any other reason. Root is refused
# nothing, unless the server takes root for nobody, or the volume for read-only.
volume_refuses() {
  case $1 in
    *'Operation not permitted'* | *'Permission denied'*) wrong root-squashed "$2" ;;
    *'Read-only file system'*) wrong read-only "$2" ;;
  esac
}

# step NAME FUNCTION
step() {
  local name=$1 begun
  now_ms; begun=$NOW_MS
  unchanged ''; CODE='' SEEN=''
  if "$2"; then
    now_ms
    record step "step=$name" "status=$STATUS" "detail=$DETAIL" "ms=$((NOW_MS - begun))"
  else
    now_ms
    record step "step=$name" status=failed "detail=${SEEN:-$DETAIL}" "ms=$((NOW_MS - begun))"
    failure "$name"
    return 1
  fi
}

failure() {
  FAILED=$1
  record failure "step=$1" "code=${CODE:-step-failed}" "seen=${SEEN:-$DETAIL}"
}
