/** What keeps Prism from adopting a mount that somebody made by hand. */
import { entry } from './entry.ts'

export const adopting = {
  'plan-needed': entry(
    'input',
    'Adopt changes nothing until its plan is confirmed by its digest.',
    'Read the plan, then run the same command with the digest that it shows.',
  ),
  'plan-changed': entry(
    'host',
    'The confirmed plan is out of date: an instance, the volume or the request has changed. Nothing was done.',
    'Read the new plan, then run the same command with its digest.',
  ),
  'adopt-changed': entry(
    'host',
    'The host changed between the plan and its execution, so the plan was not carried out there.',
    'Ask for the plan again.',
  ),
  'nothing-to-adopt': entry(
    'host',
    'The volume is not mounted there, so there is nothing to adopt, and its content cannot be seen.',
    'Mount it by hand as it was, then adopt again; or let Prism mount it: `prism volume mount`.',
  ),
  'mounted-elsewhere': entry(
    'host',
    'The volume is mounted at another path than the given one; Prism does not move a mount.',
    'Run it again with --mount-point PATH: the path that was seen, or, to mount it once more, the other one.',
  ),
  'adopt-unidentified': entry(
    'host',
    'The file system that is mounted there could not be identified, so nothing is claimed about it and nothing was changed.',
    'Check /var/run/efs and /proc/self/mountinfo on the instance; a dead TLS tunnel also looks like this.',
  ),
  'fstab-differs': entry(
    'host',
    'An fstab line for that mount point has more settings than Prism’s line would, so replacing it could change who has access or what is mounted.',
    'Change or comment out the named line yourself, then adopt again.',
  ),
  'managed-elsewhere': entry(
    'host',
    'Something other than fstab mounts the volume at boot; Prism reports such units and maps and never rewrites them.',
    'Disable the named file, then adopt again; the current mount can stay.',
  ),
  'space-would-open': entry(
    'host',
    'A personal directory is closed to others now, and the permission table would open it.',
    'Adopt with --private, or open the directory yourself.',
  ),
  'layout-in-the-way': entry(
    'host',
    'Something that is not a directory has the name of one of the layout’s directories.',
    'Move it aside or rename it, then adopt again.',
  ),
} as const
