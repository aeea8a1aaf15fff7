/** What AWS itself answers. */
import { entry } from './entry.ts'

export const aws = {
  'aws-credentials': entry(
    'aws',
    'There are no usable AWS credentials.',
    'Set AWS_PROFILE or AWS_ACCESS_KEY_ID…, or give the workflow a role.',
  ),
  'aws-region': entry('aws', 'No AWS region is configured.', 'Pass --region or set AWS_REGION.'),
  'aws-denied': entry('aws', 'The identity that Prism runs with may not make this call.', 'Allow that identity the named action.'),
  'role-refused': entry(
    'aws',
    'AWS does not let Prism take the role that the operator’s file names for this repository, with who asked as its source identity.',
    'Let the role trust Prism’s own identity for sts:AssumeRole and sts:SetSourceIdentity, and allow that identity both on the role: `prism setup --print-iam --assume-role` prints them.',
  ),
  'aws-throttled': entry('aws', 'AWS kept throttling after retries.', 'Wait a minute and run the same command again.'),
  'aws-unreachable': entry(
    'aws',
    'AWS did not answer.',
    'Check the network, the name server and, behind a proxy, HTTPS_PROXY and NO_PROXY; then run the same command again.',
  ),
  'aws-proxy': entry(
    'input',
    'The environment names a proxy that Prism cannot use, and Prism does not bypass it.',
    'Set HTTPS_PROXY to http://HOST:PORT, with Node 22.21, 24.5 or newer; list in NO_PROXY what is reached without it.',
  ),
  'aws-interposed': entry(
    'aws',
    'The answer did not come from AWS but from a proxy or gateway in between.',
    'Look at what HTTPS_PROXY or AWS_ENDPOINT_URL names, and let the AWS endpoints through.',
  ),
  'aws-failing': entry('aws', 'AWS failed to serve the call, even after retries.', 'Wait a minute and run the same command again.'),
  'aws-error': entry('aws', 'AWS refused the call.', 'Fix the error above, then retry.'),
} as const
