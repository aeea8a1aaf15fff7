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
  'aws-unreachable': entry(
    'aws',
    'No answer came from AWS.',
    'Check the network, the name server and, behind a proxy, HTTPS_PROXY and NO_PROXY; then run the same command again.',
  ),
  'aws-proxy': entry(
    'input',
    'The environment names a proxy, and Prism cannot go through it; going past it is not what was asked.',
    'Set HTTPS_PROXY to http://HOST:PORT, with Node 22.21, 24.5 or newer; NO_PROXY names what is reached without it.',
  ),
  'aws-interposed': entry(
    'aws',
    'What answered is not AWS: a proxy or a gateway on the way.',
    'Look at what HTTPS_PROXY or AWS_ENDPOINT_URL names, and let the AWS endpoints through.',
  ),
  'aws-failing': entry('aws', 'AWS failed to serve the call, also after retries.', 'Wait a minute and run the same command again.'),
  'aws-error': entry('aws', 'AWS refused the call.', 'Fix what AWS says above, then retry.'),
} as const
