/** What AWS itself answers. */
import { entry } from './entry.ts'

export const aws = {
  'aws-credentials': entry(
    'aws',
    'There are no usable AWS credentials.',
    'Set AWS_PROFILE or AWS_ACCESS_KEY_ID…, or give the workflow a role.',
  ),
  'aws-region': entry('aws', 'No AWS region is configured.', 'Pass --region or set AWS_REGION.'),
  'aws-denied': entry('aws', 'The identity that Prism runs with may not make this call.', 'Allow the named action for it.'),
  'aws-throttled': entry('aws', 'AWS kept throttling after retries.', 'Wait a minute and run the same command again.'),
  'aws-error': entry('aws', 'AWS refused the call.', 'Read what was seen; run again with the cause removed.'),
} as const
