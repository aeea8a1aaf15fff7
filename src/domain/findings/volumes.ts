/** What a volume, or making and deleting one, can be wrong in. */
import { entry } from './entry.ts'

export const volumes = {
  'volume-not-found': entry(
    'lookup',
    'No file system in this region and account has that name or id.',
    'Check the region, `prism volume list`, or make it: `prism volume create NAME`.',
  ),
  'volume-ambiguous': entry('lookup', 'Several file systems carry that name; Prism does not guess.', 'Use one of the ids, or rename one.'),
  'volume-not-available': entry(
    'lookup',
    'The file system is not in a state in which it can be mounted.',
    'Wait until `prism volume info` says available.',
  ),
  'no-mount-target': entry(
    'lookup',
    'Without an available mount target in the instance’s zone or network, no client can reach the file system.',
    'Create a mount target, e.g. by `prism volume create` with --subnet for that zone.',
  ),
  'volume-exists-otherwise': entry(
    'lookup',
    'A file system of that name exists with other settings; a second one would be ambiguous.',
    'Use the existing one, or choose another name.',
  ),
  'volume-in-use': entry(
    'lookup',
    'The volume is mounted; deleting it under a client hangs the client.',
    'Unmount first: `prism volume unmount NAME INSTANCE…`.',
  ),
  'volume-use-unknown': entry(
    'doubt',
    'An instance could not be asked whether it has the volume mounted, so deleting is not safe.',
    'Bring the instance online or terminate it, then try again.',
  ),
  'create-failed': entry(
    'aws',
    'EFS did not finish making the file system.',
    'Look at the seen state in the EFS console; run the same create again: it continues where it stopped.',
  ),
  'access-point-not-found': entry(
    'lookup',
    'The volume has no access point of that name or id.',
    'See `prism access-point list VOLUME`, or make it: `prism access-point create VOLUME NAME --path /projects/x`.',
  ),
  'access-point-ambiguous': entry('lookup', 'Several access points carry that name; Prism does not guess.', 'Use one of the ids.'),
  'access-point-exists-otherwise': entry(
    'lookup',
    'An access point of that name is otherwise than asked for, and EFS cannot change one.',
    'Use another name, or delete that one first: `prism access-point delete VOLUME NAME`.',
  ),
  'access-point-in-use': entry(
    'lookup',
    'Clients mount the volume through the access point; without it they hang.',
    'Unmount first: `prism volume unmount VOLUME INSTANCE…`.',
  ),
  'access-point-use-unknown': entry(
    'doubt',
    'An instance could not be asked whether it mounts through the access point, so deleting is not safe.',
    'Bring the instance online or terminate it, then try again.',
  ),
  'access-point-enforces-user': entry(
    'lookup',
    'Through this access point everybody is one user to EFS, so there is no layout, nobody’s own space and no group; what was made by hand is not imported through it.',
    'Leave out --group, --private, --sticky and --adopt, or use one that enforces no user: `prism access-point create VOLUME NAME --path /projects/x`.',
  ),
  'access-point-failed': entry(
    'aws',
    'EFS did not finish making or deleting the access point.',
    'Look at the seen state in the EFS console; run the same command again.',
  ),
  'security-group-taken': entry(
    'lookup',
    'A security group of the name that Prism uses is there without Prism’s tag; nobody else’s group is edited.',
    'Rename or remove that group, or name groups to use for the mount targets.',
  ),
} as const
