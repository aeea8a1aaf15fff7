import type { Family } from '../instances/image-profiles.ts'

/** The files in which a family's PAM has the sessions of ssh, su and cron; Red Hat's postlogin comes last, with a pam_umask of its own. */
export const pamStacks: Readonly<Record<Family, string>> = {
  suse: 'common-session',
  debian: 'common-session common-session-noninteractive',
  redhat: 'system-auth password-auth postlogin',
}
