/** A policy that names who may mount: which of the three is wrong, the instance's role, the policy, or the mount's options. */
import { complaint, type Evidence } from '../evidence.ts'
import { allowsRole, type RoleOf } from '../file-system-policy.ts'
import { policyOf, statement } from './access.ts'
import { type Cause, type Names, provoked } from './cause.ts'

/** The instance's role, by its metadata, in the account of its profile. */
export function roleOf(e: Evidence): RoleOf | undefined {
  const role = e.probe?.metadata?.role
  const account = /:iam::([0-9]{12}):instance-profile\//.exec(profileOf(e) ?? '')?.[1]
  return role && account ? { account, role } : undefined
}

function profileOf(e: Evidence): string | undefined {
  const instance = e.surroundings?.instance
  return instance?.kind === 'seen' ? instance.value.profile : undefined
}

const hasNoRole = (e: Evidence): boolean =>
  e.surroundings?.instance.kind === 'seen' && profileOf(e) === undefined && !e.probe?.metadata?.role

/** The server refused, and the policy lets nobody in but those whom it names. */
const refusedByName = (e: Evidence): boolean => policyOf(e)?.mount === 'some' && /access denied by server/.test(complaint(e))

const mayMount = (e: Evidence): boolean | undefined => {
  const role = roleOf(e)
  return role && allowsRole(policyOf(e)?.named.mount, role)
}

const mountWithIam = ({ fileSystem, instance }: Names): string => `prism volume mount ${fileSystem} ${instance} --iam`

export const identity = {
  'role-absent': {
    title: 'The file-system policy names who may mount, and the instance has no role to show',
    area: 'profile',
    symptom: '`access denied by server while mounting`.',
    evidence:
      'DescribeFileSystemPolicy allows ClientMount to named principals or under conditions only, the mount was refused, and EC2 shows no instance profile.',
    seen: (e) =>
      refusedByName(e) && hasNoRole(e)
        ? `the policy names who may mount ${e.about.fileSystemId}, and the instance has no profile`
        : undefined,
    why: 'A client shows the role of its instance’s profile, and without one nothing.',
    fix: (names) =>
      `Give the instance a profile with a role that the policy names: aws ec2 associate-iam-instance-profile --region ${names.region} --instance-id ${names.instance} --iam-instance-profile Name=PROFILE; then ${mountWithIam(names)}`,
    tried: provoked('a policy that lets only a role mount, and an instance that has none'),
  },
  'policy-omits-role': {
    title: 'The file-system policy names who may mount, and the instance’s role is not among them',
    area: 'policy',
    symptom: '`access denied by server while mounting`.',
    evidence:
      'DescribeFileSystemPolicy allows ClientMount to named principals, the mount was refused, and the role of the instance’s metadata is none of them.',
    seen: (e) =>
      refusedByName(e) && mayMount(e) === false
        ? `the policy lets ${policyOf(e)?.named.mount?.join(', ')} mount ${e.about.fileSystemId}, and the instance has the role ${roleOf(e)?.role}`
        : undefined,
    why: 'Once a file system has a policy, what it does not allow is refused.',
    fix: (names) =>
      `Add to the policy (EFS console → the file system → File system policy): ${statement('Client*', { ...names, principal: names.role })}; then ${mountWithIam(names)}`,
    tried: provoked('a policy that lets another role mount'),
  },
  'policy-wants-identity': {
    title: 'The file-system policy lets only IAM identities mount, and the mount shows none',
    area: 'mount',
    symptom: '`access denied by server while mounting`.',
    evidence:
      'DescribeFileSystemPolicy allows ClientMount to named principals or under conditions only, and a mount without --iam was refused.',
    seen: (e) =>
      refusedByName(e) && !e.about.iam
        ? `the policy names who may mount ${e.about.fileSystemId}${mayMount(e) ? `, the instance’s role ${roleOf(e)?.role} among them` : ''}; the mount shows no role`
        : undefined,
    why: 'Without the option iam the client shows no identity, and is nobody that the policy names.',
    fix: (names) => `The policy is right. Show the role: ${mountWithIam(names)}`,
    tried: provoked('a policy that lets only a role mount'),
  },
  'policy-keeps-role-from-writing': {
    title: 'The file-system policy lets the instance’s role mount, and not write',
    area: 'policy',
    symptom: '`read-only`: the mount comes up rw, writing says `Read-only file system`.',
    evidence:
      'The mount is with --iam, and DescribeFileSystemPolicy allows ClientWrite to named principals that the instance’s role is not among.',
    seen: (e) => {
      const role = roleOf(e)
      const policy = policyOf(e)
      if (!role || !e.about.iam || e.about.readOnly || policy?.write !== 'some') return undefined
      return mayMount(e) && allowsRole(policy.named.write, role) === false
        ? `the policy of ${e.about.fileSystemId} lets ${role.role} mount, and lets others write`
        : undefined
    },
    why: 'Nobody on the instance can write what is to be shared.',
    fix: (names) => `Add to the policy: ${statement('ClientWrite', { ...names, principal: names.role })}; or mount with --read-only.`,
    tried: provoked('a policy that lets a role mount and another one write'),
  },
} as const satisfies Record<string, Cause>
