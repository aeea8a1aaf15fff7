import type { OptionSpec } from './option.ts'

const listOf = (item: RegExp): RegExp => new RegExp(`^${inner(item)}(?:,${inner(item)})*$`)
const inner = (pattern: RegExp): string => `(?:${pattern.source.replace(/^\^/, '').replace(/\$$/, '')})`

export const ofAccessPoints = [
  {
    name: 'path',
    argument: 'PATH',
    verbs: ['create-access-point'],
    doc: 'the folder of the volume that clients mount as their root, for example /projects/genomics',
  },
  {
    name: 'user',
    argument: 'UID:GID',
    verbs: ['create-access-point'],
    doc: 'enforce this user: to EFS everybody who mounts through it is this user, on every instance, even root',
  },
  {
    name: 'gids',
    argument: 'GID,…',
    verbs: ['create-access-point'],
    member: { name: 'user', part: true },
    doc: 'with --user: secondary groups of that user, at most 16',
  },
  {
    name: 'owner',
    argument: 'UID:GID',
    verbs: ['create-access-point'],
    doc: 'with --user: the folder’s owner if EFS creates it; default: that user',
  },
  {
    name: 'mode',
    argument: 'MODE',
    verbs: ['create-access-point'],
    doc: 'with --user: the folder’s mode if EFS creates it; default: 2775',
  },
] as const satisfies readonly OptionSpec[]

export const ofVolumes = [
  {
    name: 'performance-mode',
    argument: 'MODE',
    pattern: /^(?:generalPurpose|maxIO)$/,
    verbs: ['create'],
    doc: 'generalPurpose (default) or maxIO',
  },
  {
    name: 'throughput-mode',
    argument: 'MODE',
    pattern: /^(?:bursting|elastic|provisioned)$/,
    verbs: ['create'],
    doc: 'elastic (default), bursting or provisioned',
  },
  {
    name: 'provisioned-throughput',
    argument: 'MIBPS',
    pattern: /^(?=.*[1-9])[0-9]{1,4}(?:\.[0-9]{1,2})?$/,
    verbs: ['create'],
    doc: 'MiB/s, with --throughput-mode provisioned',
  },
  {
    name: 'kms-key',
    argument: 'KEY',
    pattern: /^[A-Za-z0-9:/_-]{1,256}$/,
    verbs: ['create'],
    member: { name: 'kmsKeyId' },
    doc: 'the KMS key’s id, alias or ARN; default: the account’s own key for EFS',
  },
  { name: 'backups', verbs: ['create'], doc: 'enable automatic backups' },
  {
    name: 'infrequent-access-after',
    argument: 'DAYS',
    pattern: /^(?:1|7|14|30|60|90)$/,
    verbs: ['create'],
    member: { name: 'infrequentAccessAfterDays' },
    doc: 'move files not read for 1, 7, 14, 30, 60 or 90 days to Infrequent Access; default: never',
  },
  {
    name: 'tag',
    argument: 'KEY=VALUE',
    repeatable: true,
    verbs: ['create'],
    member: { name: 'tags' },
    doc: 'a tag for the file system; may be repeated',
  },
  {
    name: 'subnet',
    argument: 'ID,…',
    pattern: listOf(/^subnet-[0-9a-f]{8}(?:[0-9a-f]{9})?$/),
    list: true,
    repeatable: true,
    verbs: ['create'],
    member: { name: 'subnets' },
    doc: 'subnets for the mount targets; default: one per zone of the default VPC',
  },
  {
    name: 'security-group',
    argument: 'ID,…',
    pattern: listOf(/^sg-[0-9a-f]{8}(?:[0-9a-f]{9})?$/),
    list: true,
    repeatable: true,
    verbs: ['create'],
    member: { name: 'securityGroups' },
    doc: 'security groups for the mount targets; default: one of Prism’s own that allows TCP 2049 from the VPC',
  },
] as const satisfies readonly OptionSpec[]
