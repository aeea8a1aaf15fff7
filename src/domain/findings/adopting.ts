/** What stands in the way of bringing in what was made by hand. */
import { entry } from './entry.ts'

export const adopting = {
  'plan-needed': entry(
    'input',
    'Adopt changes nothing before its plan was read and its digest said back.',
    'Read the plan, then run the same again with the digest that it names.',
  ),
  'plan-changed': entry(
    'host',
    'The plan that was agreed to is not what would be done now: an instance, the volume or the request is otherwise. Nothing was done.',
    'Read the new plan, then run the same again with its digest.',
  ),
  'adopt-changed': entry(
    'host',
    'The host changed between the plan and its execution, so what was agreed to was not done there.',
    'Ask for the plan again.',
  ),
  'nothing-to-adopt': entry(
    'host',
    'The volume is not mounted there, so there is nothing to import, and what lies on it cannot be seen.',
    'Mount it by hand as it was, then adopt again; or let Prism mount it: `prism volume mount`.',
  ),
  'mounted-elsewhere': entry(
    'host',
    'The volume is mounted at another place than asked for; Prism does not move a mount.',
    'Say with --mount-point which place is meant.',
  ),
  'adopt-unidentified': entry(
    'host',
    'Which file system is mounted there could not be told, so nothing is claimed about it and nothing changed.',
    'See /var/run/efs and /proc/self/mountinfo on the instance; a dead TLS tunnel also looks like this.',
  ),
  'fstab-differs': entry(
    'host',
    'An fstab line for that place says more than Prism’s line would, so replacing it could change who gets in or what is mounted.',
    'Change or comment out the named line yourself, then adopt again.',
  ),
  'managed-elsewhere': entry(
    'host',
    'Something else than fstab mounts the volume at boot; Prism reports such units and maps and never rewrites them.',
    'Take the named file out of use, then adopt again; what is mounted now can stay.',
  ),
  'space-would-open': entry(
    'host',
    'A personal directory is closed to others now, and the permission table would open it.',
    'Adopt with --private, or open the directory yourself.',
  ),
  'layout-in-the-way': entry(
    'host',
    'Something that is not a directory has the name of one of the layout’s.',
    'Move it aside or rename it, then adopt again.',
  ),
} as const
