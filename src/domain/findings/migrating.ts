/** What keeps old data from becoming a person's, or some of it. */
import { entry } from './entry.ts'

export const migrating = {
  'migrate-not-mounted': entry(
    'host',
    'Owners are changed on a mount of the whole volume, and it is not mounted so there.',
    'Mount it there (`prism volume mount`), name another instance first, or give its place with --mount-point.',
  ),
  'migrate-no-folder': entry(
    'host',
    'The folder is not there, or a name on the way to it is a link, a file or another mount: what others can put there is not followed.',
    'Give the folder as it lies on the volume: --under users/NAME.',
  ),
  'migrate-unasked': entry(
    'host',
    'The volume is mounted there too, and whoever has a file open there would go on writing as the old number.',
    'Name that instance in the command too: it is asked, and nothing is changed from it.',
  ),
  'migrate-unknown': entry(
    'doubt',
    'An instance could not be asked whether the volume is mounted there: whoever has a file open on it would go on writing as the old number.',
    'Start it, or remove it from SSM, then repeat the command; or say --accept-unasked, and it stands in the plan that you confirm.',
  ),
  'files-open': entry(
    'host',
    'Somebody has files open below that folder, or stands in it: what they make from now on would be the old number’s again.',
    'End those processes or have them leave the folder, then repeat the command.',
  ),
  'undo-list-missing': entry(
    'host',
    'What is taken back is what the list of that migration has; it is on the disk of the instance that did it.',
    'Name the instance that the migration’s report names, and the ID that it told.',
  ),
  'migrate-refused': entry(
    'host',
    'The file server refused to give an entry another owner, or did not do it, so it keeps the old number.',
    'Check that the file-system policy allows root (elasticfilesystem:ClientRootAccess) and that the volume is not full, then repeat the command.',
  ),
  'migrate-left': entry(
    'host',
    'These keep the old number: a name of a file that lies elsewhere may be somebody else’s, a setuid program would run as the person, and a device is none of anybody’s data.',
    'Copy what has several names (cp), take the bits off (chmod ug-s), remove devices; then repeat the command.',
  ),
} as const
