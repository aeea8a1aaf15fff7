import { lifeCycleDays } from '../life-cycle.ts'
import { zonePattern } from '../region.ts'
import type { OptionSpec } from './option.ts'

const listOf = (item: RegExp): RegExp => new RegExp(`^${inner(item)}(?:,${inner(item)})*$`)
const inner = (pattern: RegExp): string => `(?:${pattern.source.replace(/^\^/, '').replace(/\$$/, '')})`

const days = new RegExp(`^(?:${lifeCycleDays.join('|')}|never)$`)
const daysInWords = `${lifeCycleDays.slice(0, -1).join(', ')} or ${lifeCycleDays.at(-1)}, or never`

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
    verbs: ['create', 'update'],
    doc: 'elastic (a new volume’s, unless said), bursting or provisioned; EFS changes it once in 24 hours',
  },
  {
    name: 'provisioned-throughput',
    argument: 'MIBPS',
    pattern: /^(?=.*[1-9])[0-9]{1,4}(?:\.[0-9]{1,2})?$/,
    verbs: ['create', 'update'],
    doc: 'MiB/s, with provisioned throughput',
  },
  {
    name: 'one-zone',
    argument: 'ZONE',
    pattern: zonePattern,
    verbs: ['create'],
    doc: 'keep the volume in this availability zone alone: cheaper, and gone while the zone is; instances of other zones pay for what crosses',
  },
  {
    name: 'kms-key',
    argument: 'KEY',
    pattern: /^[A-Za-z0-9:/_-]{1,256}$/,
    verbs: ['create'],
    member: { name: 'kmsKeyId' },
    doc: 'the KMS key’s id, alias or ARN; default: the account’s own key for EFS',
  },
  { name: 'backups', verbs: ['create', 'update'], doc: 'enable automatic backups' },
  { name: 'no-backups', verbs: ['update'], member: { name: 'backups', inverted: true }, doc: 'disable automatic backups' },
  {
    name: 'infrequent-access-after',
    argument: 'DAYS',
    pattern: days,
    verbs: ['create', 'update'],
    member: { name: 'infrequentAccessAfterDays' },
    doc: `move files not read for so many days to Infrequent Access: ${daysInWords}`,
  },
  {
    name: 'archive-after',
    argument: 'DAYS',
    pattern: days,
    verbs: ['create', 'update'],
    member: { name: 'archiveAfterDays' },
    doc: `move files not read for so many days to Archive, later than to Infrequent Access: ${daysInWords}; only with elastic throughput`,
  },
  { name: 'back-on-access', verbs: ['create', 'update'], doc: 'move files back to standard storage when they are read' },
  {
    name: 'no-back-on-access',
    verbs: ['update'],
    member: { name: 'backOnAccess', inverted: true },
    doc: 'leave files where they are when they are read',
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
