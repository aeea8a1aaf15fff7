/** What the server withholds: named where nothing nearer to the root was found. */
import { complaint } from '../evidence.ts'
import { policyOf, statement } from './access.ts'
import { byCode, bySaying, type Cause, provoked } from './cause.ts'

export const withheld = {
  'policy-withholds-root': {
    title: 'The file-system policy squashes root',
    area: 'policy',
    symptom: 'The mount comes up; then chown and chmod fail: `Operation not permitted`.',
    evidence: 'DescribeFileSystemPolicy allows ClientMount, and ClientRootAccess to nobody.',
    seen: (e) =>
      policyOf(e)?.mount !== 'nobody' && policyOf(e)?.root === 'nobody'
        ? `the policy of ${e.about.fileSystemId} allows ClientRootAccess to nobody`
        : undefined,
    why: 'Prism sets owner, group and mode as root. Without ClientRootAccess root is nobody on the volume.',
    fix: (names) => `Allow it for as long as Prism lays out the volume: ${statement('ClientRootAccess', names)}`,
    tried: provoked('a policy that withholds root access'),
  },
  'policy-read-only': {
    title: 'The file-system policy makes the volume read-only',
    area: 'policy',
    symptom: '`read-only`: the mount comes up, writing fails.',
    evidence: 'DescribeFileSystemPolicy allows ClientMount, and ClientWrite to nobody.',
    seen: (e) =>
      policyOf(e)?.mount !== 'nobody' && policyOf(e)?.write === 'nobody' && !e.about.readOnly
        ? `the policy of ${e.about.fileSystemId} allows ClientWrite to nobody`
        : undefined,
    why: 'Nobody can write what is to be shared.',
    fix: (names) => `Add to the policy: ${statement('ClientWrite', names)}`,
    tried: provoked('a policy that makes the volume read-only'),
  },
  'root-squashed': {
    title: 'Root is squashed on the volume',
    area: 'policy',
    symptom: 'The mount comes up; then chown and chmod fail: `Operation not permitted`.',
    evidence: 'root’s chown on the volume was refused, and no policy that explains it was seen.',
    seen: byCode('root-squashed'),
    why: 'Prism sets owner, group and mode as root. A policy that Prism may not read, or that has conditions, can withhold ClientRootAccess.',
    fix: (names) =>
      `aws efs describe-file-system-policy --region ${names.region} --file-system-id ${names.fileSystem}; allow it for as long as Prism lays out the volume: ${statement('ClientRootAccess', names)}`,
    tried: provoked('an export that squashes root'),
  },
  'volume-read-only': {
    title: 'The server lets this instance only read',
    area: 'policy',
    symptom: '`read-only`: the mount comes up rw, writing says `Read-only file system`.',
    evidence: 'Writing was refused in those words on a mount that is rw, and no policy that explains it was seen.',
    seen: byCode('read-only'),
    why: 'A policy that Prism may not read, or that has conditions, can withhold ClientWrite.',
    fix: (names) =>
      `aws efs describe-file-system-policy --region ${names.region} --file-system-id ${names.fileSystem}; add to it: ${statement('ClientWrite', names)}`,
    tried: provoked('an export that is read-only'),
  },
  'access-denied': {
    title: 'The server refuses the mount',
    area: 'mount',
    symptom: '`access denied by server while mounting`.',
    evidence: 'Those words, and no policy or access point that explains them was seen.',
    seen: bySaying(/access denied by server/, complaint),
    why: 'A file-system policy that Prism may not read, an access point that is gone, or a path that does not exist on the volume.',
    fix: ({ fileSystem, region }) =>
      `aws efs describe-file-system-policy --region ${region} --file-system-id ${fileSystem}; aws efs describe-access-points --region ${region} --file-system-id ${fileSystem}`,
    tried: provoked('a refusal by a policy that Prism may not read'),
  },
} as const satisfies Record<string, Cause>
