/** Why an instance cannot be reached. */
import { entry } from './entry.ts'

export const instances = {
  'instance-not-found': entry(
    'lookup',
    'Neither SSM nor EC2 knows an instance with that name or id in this region.',
    'Check the region and the names, by `/prism instances` or `prism instance list`.',
  ),
  'instance-ambiguous': entry(
    'lookup',
    'Several instances have that name; Prism does not guess.',
    'Use the id, or tag:Key=Value for all of them.',
  ),
  'instance-unmanaged': entry(
    'lookup',
    'The instance exists, but its SSM agent never registered.',
    'Give it an instance profile with AmazonSSMManagedInstanceCore and check that the agent runs; a role attached late can take 30 minutes.',
  ),
  'instance-offline': entry(
    'lookup',
    'The instance’s SSM agent does not answer, so nothing can be run or seen there.',
    'Check that the agent runs and reaches the SSM endpoints, then run the same command again.',
  ),
  'instance-stopped': entry('lookup', 'The instance is not running.', 'Start it, then run the same command again.'),
  'instance-platform': entry('lookup', 'Prism mounts on Linux.', 'Name Linux instances only.'),
  'no-instances': entry('lookup', 'No instance matches.', 'Check the tag and the names, by `/prism instances` or `prism instance list`.'),
  'too-many-accounts': entry(
    'lookup',
    'The report on that many accounts does not fit into SSM’s output limit.',
    'Name at most 40 accounts in one run.',
  ),
} as const
