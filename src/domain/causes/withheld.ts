/** What the server denies: named if nothing closer to the root was found. */
import { complaint } from '../evidence.ts'
import { policyOf, statement } from './access.ts'
import { byCode, bySaying, type Cause, provoked } from './cause.ts'

export const withheld = {
  'policy-withholds-root': {
    title: 'The file-system policy squashes root',
    area: 'policy',
    symptom: 'The mount succeeds; then chown and chmod fail: `Operation not permitted`.',
    evidence: 'DescribeFileSystemPolicy allows ClientMount, but ClientRootAccess to nobody.',
    seen: (e) =>
      policyOf(e)?.mount !== 'nobody' && policyOf(e)?.root === 'nobody'
        ? `the policy of ${e.about.fileSystemId} allows ClientRootAccess to nobody`
        : undefined,
    why: 'Prism sets owner, group and mode as root. Without ClientRootAccess root is nobody on the volume.',
    fix: (names) => `Allow it while Prism lays out the volume: ${statement('ClientRootAccess', names)}`,
    tried: provoked('a policy that denies root access'),
  },
  'policy-read-only': {
    title: 'The file-system policy makes the volume read-only',
    area: 'policy',
    symptom: '`read-only`: the mount succeeds, writing fails.',
    evidence: 'DescribeFileSystemPolicy allows ClientMount, but ClientWrite to nobody.',
    seen: (e) =>
      policyOf(e)?.mount !== 'nobody' && policyOf(e)?.write === 'nobody' && !e.about.readOnly
        ? `the policy of ${e.about.fileSystemId} allows ClientWrite to nobody`
        : undefined,
    why: 'Nobody can write to the shared volume.',
    fix: (names) => `Add to the policy: ${statement('ClientWrite', names)}`,
    tried: provoked('a policy that makes the volume read-only'),
  },
  'root-squashed': {
    title: 'Root is squashed on the volume',
    area: 'policy',
    symptom: 'The mount succeeds; then chown and chmod fail: `Operation not permitted`.',
    evidence: 'root’s chown on the volume was refused, and no policy that explains it was seen.',
    seen: byCode('root-squashed'),
    why: 'Prism sets owner, group and mode as root. A policy that Prism may not read, or that has conditions, can deny ClientRootAccess.',
    fix: (names) =>
      `aws efs describe-file-system-policy --region ${names.region} --file-system-id ${names.fileSystem}; allow it while Prism lays out the volume: ${statement('ClientRootAccess', names)}`,
    tried: provoked('an export that squashes root'),
  },
  'volume-read-only': {
    title: 'The server gives this instance only read access',
    area: 'policy',
    symptom: '`read-only`: the mount is rw, but writing fails with `Read-only file system`.',
    evidence: 'Writing failed with this error on a mount that is rw, and no policy that explains it was seen.',
    seen: byCode('read-only'),
    why: 'A policy that Prism may not read, or that has conditions, can deny ClientWrite.',
    fix: (names) =>
      `aws efs describe-file-system-policy --region ${names.region} --file-system-id ${names.fileSystem}; add to it: ${statement('ClientWrite', names)}`,
    tried: provoked('an export that is read-only'),
  },
  'access-denied': {
    title: 'The server refuses the mount',
    area: 'mount',
    symptom: '`access denied by server while mounting`.',
    evidence: 'This error, and no policy or access point that explains it was seen.',
    seen: bySaying(/access denied by server/, complaint),
    why: 'A file-system policy that Prism may not read, an access point that is gone, or a path that does not exist on the volume.',
    fix: ({ fileSystem, region }) =>
      `aws efs describe-file-system-policy --region ${region} --file-system-id ${fileSystem}; aws efs describe-access-points --region ${region} --file-system-id ${fileSystem}`,
    tried: provoked('a refusal by a policy that Prism may not read'),
  },
} as const satisfies Record<string, Cause>
