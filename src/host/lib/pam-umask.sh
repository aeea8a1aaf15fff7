# shellcheck shell=bash
# umask for the group's members only, the way the distribution wants it. A line before pam_umask skips it for everybody else.
PAM_PROFILE=/usr/share/pam-configs/prism-umask
AUTHSELECT=/etc/authselect/custom/prism
PROFILE=/etc/profile.d/prism-umask.sh

# pam_lines BEFORE [AFTER]: what stands before and after each of the two.
pam_lines() {
  printf '%s[success=ignore default=1] pam_succeed_if.so quiet user ingroup %s%s\n' "$1" "$PRISM_GROUP" "${2-}"
  printf '%soptional pam_umask.so umask=%s%s\n' "$1" "$PRISM_UMASK" "${2-}"
}

# pam_append FILE: our lines at the end of it, in the place of those that a Prism before has marked.
pam_append() { replace_file "$1" 0644 pam_appending "$1" || wrong step-failed "$SEEN"; }
pam_appending() { { grep -v '# Prism$' "$1" || [ $? = 1 ]; } && pam_lines 'session     ' ' # Prism'; }

# Has FILE our lines as they are written now?
pam_appended() { [ "$(grep '# Prism$' "$1")" = "$(pam_lines 'session     ' ' # Prism')" ]; }

# Do the stacks of su, sshd and cron (those that exist) give the enrolled accounts the wanted umask?
pam_covers() {
  local account service
  PAM_STACKS=()
  find_su_service
  for account in ${PRISM_ACCOUNTS//,/ }; do
    account_of "$account" || continue
    for service in "$SU_SERVICE" sshd cron crond; do
      pam_file "$service" || continue
      pam_umask_of "$service"
      [ "$UMASK" = "$PRISM_UMASK" ] || { UNCOVERED="$account, $service, $UMASK"; return 1; }
    done
  done
}

step_umask() {
  umask_by_pam || return
  [ "$STATUS" = skipped ] || umask_after_profile
}

# Red Hat's start files until release 8, and Amazon Linux 2's, come after PAM and give 022 to everybody whose first group is not his own, as a
# directory's people mostly have it. What lies in /etc/profile.d comes after that rule, in login shells and, by /etc/bashrc, in others.
umask_after_profile() {
  local text
  grep -qs 'id -gn' /etc/profile /etc/bashrc || return 0
  printf -v text '%s\n%s' "# By Prism: members share what they make, whatever their first group is" \
    "case \" \$(id -Gn 2>/dev/null) \" in *\" $PRISM_GROUP \"*) umask $PRISM_UMASK ;; esac"
  [ "$(cat "$PROFILE" 2>/dev/null)" != "$text" ] || return 0
  replace_file "$PROFILE" 0644 printf '%s\n' "$text" || { wrong step-failed "$SEEN"; return; }
  if [ "$STATUS" = changed ]; then changed "$DETAIL, and $PROFILE"; else changed "$PROFILE; $DETAIL"; fi
}

umask_by_pam() {
  if ! pam_module pam_umask.so || ! pam_module pam_succeed_if.so; then
    skipped 'this PAM has no pam_umask or pam_succeed_if; members keep their own umask'
    return
  fi
  if have pam-auth-update; then
    umask_by_pam_auth_update
  elif have authselect && apart 20 authselect current -r && [ -n "$OUT" ]; then
    umask_by_authselect "${OUT%%$'\n'*}"
  elif pam_covers; then
    unchanged "members already get $PRISM_UMASK"
  elif is_pam_link common-session-pc; then
    umask_by_links common-session-pc
  elif is_pam_link system-auth-ac; then
    umask_by_links system-auth-ac password-auth-ac
  elif [ -f /etc/pam.d/system-auth ] && [ ! -L /etc/pam.d/system-auth ]; then
    umask_by_files
  else
    skipped "PAM is managed here by no tool that takes additions ($UNCOVERED); its files were not edited"
  fi
}

umask_by_pam_auth_update() {
  local text
  text=$(printf 'Name: umask %s for the members of %s (Prism)\nDefault: yes\nPriority: 0\nSession-Type: Additional\nSession:\n' "$PRISM_UMASK" "$PRISM_GROUP"; pam_lines $'\t')
  if [ -f "$PAM_PROFILE" ] && [ "$(cat "$PAM_PROFILE")" = "$text" ] && pam_covers; then
    unchanged "pam-auth-update profile prism-umask"
    return
  fi
  mkdir -p "${PAM_PROFILE%/*}"
  replace_file "$PAM_PROFILE" 0644 printf '%s\n' "$text" || { wrong step-failed "$SEEN"; return; }
  logged 60 pam-auth-update --package --enable prism-umask || logged 60 pam-auth-update --package || { last_words; wrong step-failed "pam-auth-update: $WORDS"; return; }
  if pam_covers; then
    changed "pam-auth-update profile prism-umask"
  elif grep -qs 'ingroup '"$PRISM_GROUP" /etc/pam.d/common-session; then
    changed "pam-auth-update profile prism-umask; still not covered: $UNCOVERED"
  else
    skipped 'pam-auth-update left /etc/pam.d alone (edited by hand, or the profile was switched off); members keep their own umask'
  fi
}

# umask_by_authselect CURRENT: the selected profile and its features.
umask_by_authselect() {
  local profile=${1%% *} features='' file
  [ "$profile" = "$1" ] || features=${1#* }
  if [ "$profile" = custom/prism ] && pam_covers; then
    unchanged 'authselect profile custom/prism'
    return
  fi
  if ! apart 20 authselect check; then
    skipped 'authselect says that the PAM files were edited by hand; they were not touched'
    return
  fi
  if [ "$profile" != custom/prism ]; then
    # a profile of that name that nobody selected is a leftover of a run that was cut off
    [ ! -d "$AUTHSELECT" ] || rm -rf "$AUTHSELECT"
    apart 20 authselect create-profile prism -b "$profile" --symlink-meta || { last_words; wrong step-failed "authselect create-profile: $WORDS"; return; }
  fi
  # cron takes password-auth alone; su and sshd also postlogin, whose own pam_umask would come after ours
  for file in system-auth password-auth postlogin; do
    [ -f "$AUTHSELECT/$file" ] || { wrong step-failed "authselect's profile $profile has no $file"; return; }
    pam_append "$AUTHSELECT/$file" || return
  done
  select_prism "$profile" "$features" || { [ -z "$CODE" ]; return; }
  if pam_covers; then changed "authselect profile custom/prism, based on $profile"; else changed "authselect profile custom/prism, based on $profile; still not covered: $UNCOVERED"; fi
}

# select_prism PROFILE FEATURES: from 1.4 on (RHEL 10) authselect's check calls valid what was edited by hand, and its select writes over
# it. Where that came about, PROFILE is selected again, the files are put back, and the step is skipped: 1, as where it failed.
select_prism() {
  local file files=() kept=${LOG%/*}/authselect lost=''
  for file in /etc/authselect/{system-auth,password-auth,fingerprint-auth,smartcard-auth,postlogin,nsswitch.conf}; do
    [ ! -f "$file" ] || files+=("$file")
  done
  mkdir -p "$kept" && cp -p "${files[@]}" "$kept/" || { wrong step-failed "authselect's files could not be copied aside"; return 1; }
  # shellcheck disable=SC2086 # features are words
  logged 60 authselect select custom/prism $2 || { last_words; wrong step-failed "authselect select: $WORDS"; return 1; }
  for file in "${files[@]}"; do
    [ "$(pam_settings "$file")" = "$(pam_settings "$kept/${file##*/}")" ] || lost+="${lost:+, }$file"
  done
  [ -n "$lost" ] || return 0
  # shellcheck disable=SC2086 # features are words
  apart 60 authselect select "$1" $2 || { last_words; wrong step-failed "authselect select: $WORDS"; return 1; }
  for file in "${files[@]}"; do replace_file "$file" 0644 cat "$kept/${file##*/}" || { wrong step-failed "$SEEN"; return; }; done
  skipped "authselect would undo what was edited by hand ($lost): it was put back, and members keep their own umask"
  return 1
}

# What counts in FILE, without our lines.
pam_settings() { grep -v -e '^[[:space:]]*#' -e '^[[:space:]]*$' -e '# Prism$' "$1"; }

# pam-config (SUSE) writes files that end in -pc, authconfig (Amazon Linux 2) in -ac. What PAM reads is a link to each, without the end,
# which both leave alone where it points elsewhere (pam-config(8), system-auth-ac(5)). Is FILE behind such a link, or behind ours?
is_pam_link() {
  local name=${1%-*} target
  [ -f "/etc/pam.d/$1" ] && [ -L "/etc/pam.d/$name" ] && target=$(exec readlink "/etc/pam.d/$name") || return 1
  case ${target#/etc/pam.d/} in "$1" | "$name-prism") return 0 ;; esac
  return 1
}

# umask_by_links FILE…: each link comes to a file of ours, which takes in all that its tool has written and will write, and adds to it.
umask_by_links() {
  local file name links=''
  for file in "$@"; do is_pam_link "$file" || { skipped "/etc/pam.d/${file%-*} is no link to $file here: made by hand, and not touched"; return; }; done
  for file in "$@"; do
    name=/etc/pam.d/${file%-*}
    replace_file "$name-prism" 0644 pam_including "$file" || { wrong step-failed "$SEEN"; return; }
    ln -sfn "${name##*/}-prism" "$name.new" && mv -fT "$name.new" "$name" || { wrong step-failed "could not rename into $name"; return; }
    links+="${links:+, }$name adds to $file"
  done
  if pam_covers; then changed "$links"; else changed "$links; still not covered: $UNCOVERED"; fi
}

pam_including() {
  local kind
  printf '#%%PAM-1.0\n# All of %s, then the umask for members (Prism). To go back: ln -sfn %s /etc/pam.d/%s\n' "$1" "$1" "${1%-*}"
  for kind in auth account password session; do printf '%s include %s\n' "$kind" "$1"; done
  pam_lines 'session '
}

# Files that no tool writes anew: Amazon Linux 2023 has none, and images select no profile. Packages keep what was added to them.
umask_by_files() {
  local file added=''
  for file in /etc/pam.d/{system-auth,password-auth,postlogin}; do
    [ -f "$file" ] && ! pam_appended "$file" || continue
    pam_append "$file" || return
    added+="${added:+, }$file"
  done
  if [ -z "$added" ]; then
    skipped "what stands after Prism's lines in /etc/pam.d gives members another umask ($UNCOVERED), and was not touched"
  elif pam_covers; then
    changed "added to $added"
  else
    changed "added to $added; still not covered: $UNCOVERED"
  fi
}
