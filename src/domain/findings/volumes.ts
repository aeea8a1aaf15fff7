/** What can go wrong with a volume, or with creating and deleting one. */
import { entry } from './entry.ts'

export const volumes = {
  'volume-not-found': entry(
    'lookup',
    'No file system in this region and account has that name or id.',
    'Check the region and the names, by `/prism volumes` or `prism volume list`; or create it: `prism volume create NAME`.',
  ),
  'volume-ambiguous': entry('lookup', 'Several file systems have that name; Prism does not guess.', 'Use one of the ids, or rename one.'),
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
    'A file system with that name exists with other settings; a second one would be ambiguous.',
    'Use the existing one, or choose another name.',
  ),
  'volume-in-use': entry(
    'lookup',
    'The volume is mounted; deleting it would hang its clients.',
    'Unmount first: `prism volume unmount NAME INSTANCE…`.',
  ),
  'volume-use-unknown': entry(
    'doubt',
    'An instance could not be asked whether it has the volume mounted, so deleting is not safe.',
    'Bring the instance online or terminate it, then try again.',
  ),
  'create-failed': entry(
    'aws',
    'EFS did not finish creating the file system.',
    'Check its state in the EFS console; run the same create again: it continues where it stopped.',
  ),
  'zone-not-offered': entry(
    'aws',
    'EFS does not offer One Zone file systems in that availability zone.',
    'Name another zone of the region, or leave out --one-zone.',
  ),
  'volume-is-replica': entry(
    'lookup',
    'The volume is a replica: EFS alone writes to it, so no directory can be laid out there and nobody can write.',
    'Mount it with --read-only, or mount the volume that it is a replica of; `prism volume info` says which. Once the replication is deleted, the replica takes writes.',
  ),
  'crosses-zones': entry(
    'host',
    'The volume is kept in one zone, and the instance is in another: what it reads and writes crosses zones, which costs and is slower, and when that zone is down so is the volume.',
    'Run the instance in the volume’s zone, or use a volume without --one-zone.',
  ),
  'update-failed': entry(
    'aws',
    'EFS did not finish changing the file system.',
    'Look at the seen state in the EFS console; run the same update again: it changes what still differs.',
  ),
  'throughput-too-soon': entry(
    'aws',
    'EFS changes the throughput mode, or lowers provisioned throughput, once in 24 hours.',
    'Wait until the time in what was seen, then run the same update again. Provisioned throughput can be raised at any time.',
  ),
  'throughput-limit': entry(
    'aws',
    'EFS cannot provision that much throughput here: the account’s limit is reached, or there is no capacity now.',
    'Ask for less, use elastic throughput, try again later, or have the quota raised (Service Quotas, Elastic File System).',
  ),
  'access-point-not-found': entry(
    'lookup',
    'The volume has no access point with that name or id.',
    'See `prism access-point list VOLUME`, or create it: `prism access-point create VOLUME NAME --path /projects/x`.',
  ),
  'access-point-ambiguous': entry('lookup', 'Several access points have that name; Prism does not guess.', 'Use one of the ids.'),
  'access-point-exists-otherwise': entry(
    'lookup',
    'An access point with that name has other settings, and EFS cannot change an access point.',
    'Use another name, or delete that one first: `prism access-point delete VOLUME NAME`.',
  ),
  'access-point-in-use': entry(
    'lookup',
    'Clients mount the volume through the access point; they would hang without it.',
    'Unmount first: `prism volume unmount VOLUME INSTANCE…`.',
  ),
  'access-point-use-unknown': entry(
    'doubt',
    'An instance could not be asked whether it mounts through the access point, so deleting is not safe.',
    'Bring the instance online or terminate it, then try again.',
  ),
  'access-point-enforces-user': entry(
    'lookup',
    'Through this access point everybody is one user to EFS, so there is no layout, no personal space and no group, and nothing can be adopted through it.',
    'Leave out --group, --private, --sticky and --adopt, or use one that does not enforce a user: `prism access-point create VOLUME NAME --path /projects/x`.',
  ),
  'access-point-failed': entry(
    'aws',
    'EFS did not finish creating or deleting the access point.',
    'Check its state in the EFS console; run the same command again.',
  ),
  'security-group-taken': entry(
    'lookup',
    'A security group with the name that Prism uses exists without Prism’s tag; Prism does not edit other people’s groups.',
    'Rename or remove that group, or give the mount targets’ groups with --security-group.',
  ),
} as const
