# shellcheck shell=bash
# Steps: each prints one record. A step says what it did in STATUS and DETAIL, or calls `wrong CODE SEEN` and returns 1.
STATUS='' DETAIL='' CODE='' SEEN=''

changed() { STATUS=changed DETAIL=$1; }
unchanged() { STATUS=unchanged DETAIL=$1; }
skipped() { STATUS=skipped DETAIL=$1; }
wrong() { CODE=$1 SEEN=$2; return 1; }

# code_of_refusal WORDS: in REFUSAL. Root is refused nothing on a volume, unless the server takes root for nobody, or the volume for
# read-only; empty for any other reason.
# shellcheck disable=SC2034 # read by the callers
code_of_refusal() {
  case $1 in
    *'Operation not permitted'* | *'Permission denied'*) REFUSAL=root-squashed ;;
    *'Read-only file system'*) REFUSAL=read-only ;;
    *) REFUSAL='' ;;
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
