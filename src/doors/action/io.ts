/**
 * The one list of the Action's inputs and outputs. `action.yml` says the same to GitHub and `docs/action.md` to people; a test holds
 * the three together.
 */

export type InputKind = 'text' | 'list' | 'flag' | 'secret'

export type Input = {
  readonly name: string
  readonly kind: InputKind
  readonly required: boolean
  /** As `action.yml` declares it; undefined where there is none. */
  readonly default?: string
  readonly description: string
  /** The same thing in a comment or on the command line; undefined where only a workflow needs it. */
  readonly option?: string
}

/** What `command` may say: what ends in a table. */
export const commands = ['mount', 'adopt', 'verify', 'doctor', 'unmount'] as const

export const inputs = [
  {
    name: 'volume',
    kind: 'text',
    required: false,
    description: 'The shared volume: its Name tag, or its fs- id. Needed, but with verify and all.',
    option: 'VOLUME',
  },
  {
    name: 'instances',
    kind: 'list',
    required: false,
    description:
      'Instances, separated by spaces or new lines: Name tags, i- or mi- ids, or tag:Key=Value. Needed, but with verify and all.',
    option: 'INSTANCE…',
  },
  {
    name: 'command',
    kind: 'text',
    required: false,
    default: 'mount',
    description: 'What to do: mount, adopt, verify, doctor or unmount.',
    option: 'mount | adopt | verify | doctor | unmount',
  },
  {
    name: 'users',
    kind: 'list',
    required: false,
    description: 'Unix accounts to enrol, separated by commas, spaces or new lines. Default: each instance’s own login user.',
    option: '--users',
  },
  {
    name: 'mount-point',
    kind: 'text',
    required: false,
    description: 'Where to mount. Default: /mnt/<volume>.',
    option: '--mount-point',
  },
  {
    name: 'adopt',
    kind: 'flag',
    required: false,
    default: 'false',
    description: 'Allow a volume root that already holds somebody’s data to be given the layout.',
    option: '--adopt',
  },
  {
    name: 'plan',
    kind: 'text',
    required: false,
    description: 'With adopt: the digest of the plan that is agreed to. Without it the step shows the plan, changes nothing and fails.',
    option: '--plan',
  },
  {
    name: 'sticky',
    kind: 'flag',
    required: false,
    default: 'false',
    description: 'Use mode 3775 on the shared places: only a file’s owner may remove it.',
    option: '--sticky',
  },
  {
    name: 'private-spaces',
    kind: 'flag',
    required: false,
    default: 'false',
    description: 'Make personal spaces 0700. The default, 0755, can be read by everybody on the instance.',
    option: '--private',
  },
  {
    name: 'groups',
    kind: 'list',
    required: false,
    description: 'Groups beside prism-shared, each NAME:GID or NAME:GID:ACCOUNT,…, separated by spaces or new lines.',
    option: '--group',
  },
  {
    name: 'access-point',
    kind: 'text',
    required: false,
    description: 'Mount through this access point, by its name or fsap- id; its folder is then the whole of what is mounted.',
    option: '--access-point',
  },
  {
    name: 'access-point-on',
    kind: 'list',
    required: false,
    description:
      'With access-point, of one that enforces a user: these of the instances come through it; the others mount the whole volume.',
    option: '--access-point-on',
  },
  {
    name: 'read-only',
    kind: 'flag',
    required: false,
    default: 'false',
    description: 'Mount the volume read-only on every instance; nothing is set on it from there.',
    option: '--read-only',
  },
  {
    name: 'read-only-on',
    kind: 'list',
    required: false,
    description: 'Mount it read-only on these of the instances, separated by commas, spaces or new lines; the others write.',
    option: '--read-only-on',
  },
  {
    name: 'client',
    kind: 'text',
    required: false,
    description: 'Where a missing EFS client comes from: auto (default), repository, distributor, installer, package or plain-nfs.',
    option: '--client',
  },
  {
    name: 'client-url',
    kind: 'list',
    required: false,
    description: 'HTTPS addresses of the team’s own client packages, .deb or .rpm; aarch64=URL for one architecture. Need client-sha256.',
    option: '--client-url',
  },
  {
    name: 'client-sha256',
    kind: 'list',
    required: false,
    description: 'Their SHA-256 in hex, in the same order, or that of the installer; with another sum nothing is installed.',
    option: '--client-sha256',
  },
  {
    name: 'allow-plain-nfs',
    kind: 'flag',
    required: false,
    default: 'false',
    description: 'Where there is no EFS client, mount by NFS without TLS; the report then says “not encrypted”.',
    option: '--allow-plain-nfs',
  },
  {
    name: 'sharing-test',
    kind: 'flag',
    required: false,
    default: 'true',
    description: 'Prove the sharing between accounts and instances. Without it the report cannot say that sharing holds.',
    option: '--no-sharing-test',
  },
  {
    name: 'all',
    kind: 'flag',
    required: false,
    default: 'false',
    description: 'With verify: every instance that carries the volume, as asked live; without a volume, every volume of the region.',
    option: '--all',
  },
  {
    name: 'as-said',
    kind: 'flag',
    required: false,
    default: 'false',
    description: 'With verify: expect what the inputs say, and nothing that an instance remembers of its mount.',
    option: '--as-said',
  },
  {
    name: 'scan',
    kind: 'flag',
    required: false,
    default: 'false',
    description: 'With doctor: also look for setuid and device files on the volume, for a minute at most on each instance.',
    option: '--scan',
  },
  {
    name: 'lazy',
    kind: 'flag',
    required: false,
    default: 'false',
    description: 'With unmount: detach a volume that is still in use.',
    option: '--lazy',
  },
  {
    name: 'region',
    kind: 'text',
    required: false,
    description: 'AWS region. Default: AWS_REGION, as configure-aws-credentials sets it.',
    option: '--region',
  },
  {
    name: 'documents',
    kind: 'text',
    required: false,
    description:
      'SSM documents to send by: own (see docs/least-privilege.md), run-shell-script, or auto. Default: PRISM_DOCUMENTS, else auto.',
    option: '--documents',
  },
  {
    name: 'comment',
    kind: 'text',
    required: false,
    default: 'false',
    description: 'Also post the table as a comment: true for the issue or pull request of the event, or the number of one.',
  },
  {
    name: 'drift-issue',
    kind: 'flag',
    required: false,
    default: 'true',
    description: 'With verify and all: keep one issue for each volume, opened when it has drifted and closed when it is healthy.',
  },
  {
    name: 'github-token',
    kind: 'secret',
    required: false,
    default: '$' + '{{ github.token }}',
    description:
      'Token for the comment and the issues. The job then needs issues: write (for a comment on a pull request: pull-requests: write).',
  },
] as const satisfies readonly Input[]

export type InputName = (typeof inputs)[number]['name']

/** What goes into the request; the others say where to look and where to report. */
export const requestInputs = inputs
  .map((i) => i.name)
  .filter(
    (name): name is RequestInputName =>
      !(['region', 'documents', 'comment', 'drift-issue', 'github-token'] as readonly InputName[]).includes(name),
  )
export type RequestInputName = Exclude<InputName, 'region' | 'documents' | 'comment' | 'drift-issue' | 'github-token'>

export const outputs = [
  { name: 'ok', description: 'true only if everything that was expected was seen on every instance, sharing too; otherwise false.' },
  { name: 'report', description: 'The report as JSON: runId, verdict, findings, and instances and sharing where hosts were looked at.' },
  { name: 'summary', description: 'The same as Markdown, as in the step summary.' },
  { name: 'run-id', description: 'Prism’s id of this run; empty when the inputs were refused.' },
] as const

export type OutputName = (typeof outputs)[number]['name']
