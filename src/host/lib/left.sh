# shellcheck shell=bash
# A note for each file system that Prism itself took away, so that a later look can tell that from one that was lost.
LEFT=/var/lib/prism/left

note_left() { (umask 077 && mkdir -p "$LEFT") && : >"$LEFT/$PRISM_FILE_SYSTEM"; }

forget_left() { rm -f -- "$LEFT/$PRISM_FILE_SYSTEM"; }

look_left() {
  if [ -f "$LEFT/$PRISM_FILE_SYSTEM" ]; then record left "fs=$PRISM_FILE_SYSTEM"; fi
}
