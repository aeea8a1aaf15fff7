/**
 * The one table of what can be said after a verb. The comment parser, the command line's definitions, the Action's inputs and
 * every help text derive from it, so that a word means the same at each door.
 */
import { patterns, unixName } from '../domain/names.ts'
import type { Verb } from '../domain/request.ts'

export type OptionSpec = {
  /** As said on a line: `--name`. */
  readonly name: string
  /** What stands after it; absent for a flag. */
  readonly argument?: string
  /** What each value must look like; the parsers of `domain/names.ts` judge further. */
  readonly pattern?: RegExp
  /** May be given more than once; anything else given twice is an error, because nobody can tell which was meant. */
  readonly repeatable?: true
  readonly verbs: readonly Verb[]
  /** What the Action calls it where the line's name would read oddly; `inverted`: the input says the opposite of the flag. */
  readonly input?: { readonly name: string; readonly inverted?: true }
  readonly doc: string
}

const listOf = (item: RegExp): RegExp => new RegExp(`^${inner(item)}(?:,${inner(item)})*$`)
const inner = (pattern: RegExp): string => `(?:${pattern.source.replace(/^\^/, '').replace(/\$$/, '')})`

/** `https://…`, or `aarch64=https://…` for instances of that architecture only. */
export const clientUrl = new RegExp(`^(?:(x86_64|amd64|aarch64|arm64)=)?(${patterns.packageUrl.source.slice(1, -1)})$`)

const host: readonly Verb[] = ['mount', 'adopt', 'verify', 'unmount', 'doctor']
const table: readonly Verb[] = ['mount', 'adopt', 'verify']
const setUp: readonly Verb[] = ['mount', 'adopt']
const looking: readonly Verb[] = [...table, 'doctor']

export const options = [
  {
    name: 'users',
    argument: 'NAME,…',
    verbs: looking,
    doc: 'Unix accounts to give the volume to, on every instance; without it each instance’s own login user',
  },
  {
    name: 'mount-point',
    argument: 'PATH',
    verbs: host,
    doc: 'where the volume is, or shall be, mounted; without it /mnt/<volume>',
  },
  { name: 'adopt', verbs: ['mount'], doc: 'give the layout to a volume root that already holds somebody’s data' },
  {
    name: 'plan',
    argument: 'DIGEST',
    pattern: patterns.planDigest,
    verbs: ['adopt'],
    doc: 'the digest of the plan that is agreed to; without it adopt answers with the plan alone',
  },
  { name: 'sticky', verbs: table, doc: 'mode 3775 instead of 2775 on the shared places: only a file’s owner may remove it' },
  {
    name: 'private',
    verbs: table,
    input: { name: 'private-spaces' },
    doc: 'personal spaces 0700 instead of 0755, which everybody can read',
  },
  {
    name: 'group',
    argument: 'NAME:GID[:ACCOUNT,…]',
    pattern: new RegExp(`^${unixName}:[1-9][0-9]{3,9}(?::${unixName}(?:,${unixName})*)?$`),
    repeatable: true,
    verbs: table,
    input: { name: 'groups' },
    doc: 'a group beside prism-shared with a directory of its own, groups/NAME, for these accounts or for all; can be given several times',
  },
  {
    name: 'access-point',
    argument: 'POINT',
    verbs: table,
    doc: 'mount through this access point (its name or fsap- id): its folder is then the whole of what is mounted. With adopt: it is mounted so already',
  },
  {
    name: 'access-point-on',
    argument: 'INSTANCE,…',
    verbs: ['mount', 'verify'],
    doc: 'with --access-point, of one that enforces a user: these of the instances come through it; the others mount the whole volume',
  },
  {
    name: 'read-only',
    verbs: table,
    doc: 'the volume is read-only on every instance named; nothing is set on it from there. With adopt: it is mounted so already',
  },
  {
    name: 'read-only-on',
    argument: 'INSTANCE,…',
    verbs: table,
    doc: 'read-only on these of the instances; the others write',
  },
  {
    name: 'client',
    argument: 'WAY',
    pattern: /^(?:auto|repository|distributor|installer|package|plain-nfs)$/,
    verbs: setUp,
    doc: 'where a missing EFS client comes from: auto (default), repository, distributor (SSM), installer (AWS’s script), package, or plain-nfs',
  },
  {
    name: 'client-url',
    argument: '[ARCH=]URL',
    pattern: clientUrl,
    repeatable: true,
    verbs: setUp,
    doc: 'the team’s own EFS client package, .deb or .rpm, for x86_64 or aarch64 where that is said; once for each package, each with its --client-sha256',
  },
  {
    name: 'client-sha256',
    argument: 'SUM',
    pattern: patterns.sha256,
    repeatable: true,
    verbs: setUp,
    doc: 'the SHA-256 of that package, or of the installer: 64 lower-case hex digits, in the order of the URLs; without a match nothing is installed',
  },
  { name: 'allow-plain-nfs', verbs: looking, doc: 'accept NFS without encryption where there is no EFS client; the report says so' },
  {
    name: 'no-sharing-test',
    verbs: table,
    input: { name: 'sharing-test', inverted: true },
    doc: 'leave the sharing test out; the report then does not claim that sharing works',
  },
  {
    name: 'all',
    verbs: ['verify'],
    doc: 'verify every instance that carries the volume, as asked live, beside those that are named; without a volume, every volume',
  },
  {
    name: 'as-said',
    verbs: ['verify'],
    doc: 'expect what this command says, and nothing that an instance remembers of its mount',
  },
  {
    name: 'scan',
    verbs: ['doctor'],
    doc: 'also look for setuid and device files on the volume, for a minute at most on each instance',
  },
  { name: 'lazy', verbs: ['unmount'], doc: 'detach the volume even while processes use it' },
  {
    name: 'path',
    argument: 'PATH',
    verbs: ['create-access-point'],
    doc: 'the folder of the volume that its clients get as their root, for example /projects/genomics',
  },
  {
    name: 'user',
    argument: 'UID:GID',
    verbs: ['create-access-point'],
    doc: 'enforce this user: to EFS everybody who comes through it is this one, on every instance, root too',
  },
  { name: 'gids', argument: 'GID,…', verbs: ['create-access-point'], doc: 'with --user: secondary groups of that user, at most 16' },
  {
    name: 'owner',
    argument: 'UID:GID',
    verbs: ['create-access-point'],
    doc: 'with --user: whose the folder is where EFS has to make it; without it that user’s',
  },
  {
    name: 'mode',
    argument: 'MODE',
    verbs: ['create-access-point'],
    doc: 'with --user: the folder’s mode where EFS has to make it; without it 2775',
  },
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
    doc: 'the KMS key’s id, alias or ARN; without it the account’s own key for EFS',
  },
  { name: 'backups', verbs: ['create'], doc: 'switch automatic backups on' },
  {
    name: 'infrequent-access-after',
    argument: 'DAYS',
    pattern: /^(?:1|7|14|30|60|90)$/,
    verbs: ['create'],
    doc: 'move files not read for 1, 7, 14, 30, 60 or 90 days to Infrequent Access; without it never',
  },
  {
    name: 'tag',
    argument: 'KEY=VALUE',
    repeatable: true,
    verbs: ['create'],
    doc: 'a tag for the file system; can be given several times',
  },
  {
    name: 'subnet',
    argument: 'ID,…',
    pattern: listOf(/^subnet-[0-9a-f]{8}(?:[0-9a-f]{9})?$/),
    repeatable: true,
    verbs: ['create'],
    doc: 'where to put mount targets; without it one subnet per zone of the default VPC',
  },
  {
    name: 'security-group',
    argument: 'ID,…',
    pattern: listOf(/^sg-[0-9a-f]{8}(?:[0-9a-f]{9})?$/),
    repeatable: true,
    verbs: ['create'],
    doc: 'for the mount targets; without it one of Prism’s own that lets TCP 2049 in from the VPC',
  },
] as const satisfies readonly OptionSpec[]

export type OptionName = (typeof options)[number]['name']

/** What can be said with a verb, in the table's order. */
export function optionsOf(verb: Verb): readonly OptionSpec[] {
  return (options as readonly OptionSpec[]).filter((o) => o.verbs.includes(verb))
}

/** `--users NAME,…` as help texts and usage lines show it. */
export const formatOption = (o: OptionSpec): string => (o.argument ? `--${o.name} ${o.argument}` : `--${o.name}`)
