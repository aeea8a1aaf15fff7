# shellcheck shell=bash
# The look: `inspect` is this, and so is the after-look of mount. look facts reads only; look behaviour also tries things as each
# account on the volume and removes what it made.
look() {
  look_os
  look_zone
  look_login
  ACCOUNTS=${PRISM_ACCOUNTS:-$LOGIN}
  look_accounts
  look_group
  look_client
  look_mounts
  look_place
  look_fstab
  look_boot
  look_left
  look_asked
  look_paths
  [ "$PRISM_ENFORCED" = 1 ] || look_root
  if [ "$1" = behaviour ]; then
    if [ "$PRISM_ENFORCED" = 1 ]; then
      look_enforced
    else
      look_behaviours
      look_contents
    fi
  fi
  look_umasks
  look_stale
  look_units
  record looked "depth=$1"
}
