/**
 * What each verb is, everywhere: its words, where it is offered, which is who may ask for it, what it changes, and what it answers with. Help, the
 * command line, the policy, REST schemas and the docs derive from these declarations; a test walks them.
 */
import { formatAccessPointRef } from './access-points.ts'
import { formatSelector, formatVolumeRef } from './names.ts'
import type { Request, Verb } from './request.ts'
import type { Answer } from './run.ts'

/**
 * comment: offered to whoever may write to the repository · schedule: nobody asked · action: a workflow step · terminal · api
 */
export type Place = 'comment' | 'schedule' | 'action' | 'terminal' | 'api'

/** nothing · tries: what it makes for a moment it removes · instances · aws */
export type Changes = 'nothing' | 'tries' | 'instances' | 'aws'

export type Word = { readonly word: string; readonly doc: string; readonly many?: true; readonly optional?: true }

export type VerbSpec = {
  /** After `prism`. */
  readonly terminal: readonly [group: 'volume' | 'access-point' | 'instance' | 'user', name: string]
  /** Where comments and headlines say it otherwise than the terminal does after its group; a comment's verbs go without a group at a terminal too. */
  readonly name?: string
  /** Another verb with this flag; it has no words of its own. */
  readonly flagOf?: { readonly verb: Verb; readonly flag: string }
  readonly words: readonly Word[]
  readonly doc: string
  readonly examples: { readonly terminal: readonly string[]; readonly comment?: readonly string[] }
  readonly offered: readonly Place[]
  readonly changes: Changes
  readonly answers: readonly Answer['kind'][]
  /** Can be asked for its plan alone. */
  readonly dryRun?: true
  /** Wants the volume's name a second time, or this at a terminal. */
  readonly yes?: true
}

const volume: Word = { word: 'VOLUME', doc: 'the volume’s name, or its fs- id' }
const instances: Word = { word: 'INSTANCE', doc: 'a Name tag, an i- or mi- id, or tag:Key=Value', many: true }
const withAll = (word: Word): Word => ({ ...word, doc: `${word.doc}; may be left out with --all`, optional: true })
const everywhere: readonly Place[] = ['comment', 'action', 'terminal', 'api']
const direct: readonly Place[] = ['terminal', 'api']

export const verbs = {
  create: {
    terminal: ['volume', 'create'],
    words: [{ word: 'NAME', doc: 'the volume’s name: 1–64 letters, digits, dots, dashes, underscores' }],
    doc: 'create an encrypted EFS file system with mount targets; run again, it continues where it stopped',
    examples: {
      terminal: ['prism volume create research-data', 'prism volume create research-data --backups --infrequent-access-after 30'],
    },
    offered: direct,
    changes: 'aws',
    answers: ['created'],
    dryRun: true,
  },
  volumes: {
    terminal: ['volume', 'list'],
    name: 'volumes',
    words: [],
    doc: 'list the volumes of the region',
    examples: { terminal: ['prism volume list'], comment: ['/prism volumes'] },
    offered: ['comment', ...direct],
    changes: 'nothing',
    answers: ['volumes'],
  },
  mount: {
    terminal: ['volume', 'mount'],
    words: [volume, instances],
    doc: 'mount the volume on the instances, set up the shared group and directories, and prove the sharing',
    examples: {
      comment: [
        '/prism mount research-data ubuntu-instance rocky-instance',
        '/prism mount research-data tag:Team=genomics --users ada,grace',
        '/prism mount fs-0123456789abcdef0 i-0123456789abcdef0 --mount-point /srv/data --private',
      ],
      terminal: [
        'prism volume mount research-data ubuntu-instance',
        'prism volume mount research-data rocky-instance',
        'prism volume mount research-data tag:Team=genomics --users ada,grace --dry-run',
      ],
    },
    offered: everywhere,
    changes: 'instances',
    answers: ['report', 'plan'],
    dryRun: true,
  },
  adopt: {
    terminal: ['volume', 'adopt'],
    words: [volume, instances],
    doc: 'take over a volume that is mounted by hand: shows a plan, and changes nothing until you give the plan’s digest',
    examples: {
      comment: [
        '/prism adopt research-data ubuntu-instance --mount-point /data',
        '/prism adopt research-data ubuntu-instance --mount-point /data --plan 0123456789abcdef',
      ],
      terminal: [
        'prism volume adopt research-data ubuntu-instance --mount-point /data',
        'prism volume adopt research-data ubuntu-instance --mount-point /data --plan 0123456789abcdef',
      ],
    },
    offered: everywhere,
    changes: 'instances',
    answers: ['plan', 'report'],
    dryRun: true,
  },
  verify: {
    terminal: ['volume', 'verify'],
    words: [withAll(volume), withAll(instances)],
    doc: 'check the instances, change nothing, and report path by path and user by user what holds',
    examples: {
      comment: ['/prism verify research-data ubuntu-instance rocky-instance', '/prism verify research-data --all'],
      terminal: [
        'prism volume verify research-data ubuntu-instance rocky-instance --json',
        'prism volume verify research-data --all',
        'prism volume verify --all',
      ],
    },
    offered: everywhere,
    changes: 'tries',
    answers: ['report'],
  },
  'verify-all': {
    terminal: ['volume', 'verify'],
    flagOf: { verb: 'verify', flag: 'all' },
    words: [withAll(volume), withAll(instances)],
    doc: 'verify every instance where the volume is mounted now; without a volume, every volume',
    examples: { terminal: ['prism verify --all'] },
    offered: [...everywhere, 'schedule'],
    changes: 'tries',
    answers: ['checks'],
  },
  doctor: {
    terminal: ['volume', 'doctor'],
    words: [volume, instances],
    doc: 'check everything from AWS to the mount point, and name one cause with its fix; changes nothing',
    examples: {
      comment: ['/prism doctor research-data rocky-instance'],
      terminal: ['prism doctor research-data rocky-instance', 'prism doctor research-data tag:Team=genomics --json'],
    },
    offered: everywhere,
    changes: 'nothing',
    answers: ['doctor'],
  },
  unmount: {
    terminal: ['volume', 'unmount'],
    words: [volume, instances],
    doc: 'unmount the volume and remove its fstab line; data stays',
    examples: { comment: ['/prism unmount research-data rocky-instance'], terminal: ['prism volume unmount research-data rocky-instance'] },
    offered: everywhere,
    changes: 'instances',
    answers: ['report', 'plan'],
    dryRun: true,
  },
  status: {
    terminal: ['volume', 'info'],
    name: 'status',
    words: [volume],
    doc: 'show a volume: state, size, settings, targets, and where it is mounted now',
    examples: { terminal: ['prism volume info research-data'], comment: ['/prism status research-data'] },
    offered: ['comment', ...direct],
    changes: 'nothing',
    answers: ['status'],
  },
  update: {
    terminal: ['volume', 'update'],
    words: [volume],
    doc: 'change throughput, life cycle and backups of a volume: only what differs, each shown as before → after',
    examples: {
      terminal: [
        'prism volume update research-data --throughput-mode provisioned --provisioned-throughput 64 --dry-run',
        'prism volume update research-data --infrequent-access-after 30 --archive-after 365 --back-on-access',
      ],
    },
    offered: direct,
    changes: 'aws',
    answers: ['updated'],
    dryRun: true,
  },
  delete: {
    terminal: ['volume', 'delete'],
    words: [volume],
    doc: 'delete a volume and everything in it; refused while it is, or may be, mounted',
    examples: { terminal: ['prism volume delete research-data', 'prism volume delete research-data --yes'] },
    offered: direct,
    changes: 'aws',
    answers: ['deleted'],
    dryRun: true,
    yes: true,
  },
  'create-access-point': {
    terminal: ['access-point', 'create'],
    words: [volume, { word: 'NAME', doc: 'the access point’s name, as a volume’s' }],
    doc: 'create an access point: a folder of the volume that clients mount as their root',
    examples: { terminal: ['prism access-point create research-data genomics --path /projects/genomics'] },
    offered: direct,
    changes: 'aws',
    answers: ['access-point'],
    dryRun: true,
  },
  'access-points': {
    terminal: ['access-point', 'list'],
    words: [volume],
    doc: 'list the access points of a volume',
    examples: { terminal: ['prism access-point list research-data'] },
    offered: direct,
    changes: 'nothing',
    answers: ['access-points'],
  },
  'delete-access-point': {
    terminal: ['access-point', 'delete'],
    words: [volume, { word: 'POINT', doc: 'the access point’s name, or its fsap- id' }],
    doc: 'delete an access point; refused while a client mounts, or may mount, through it; its folder stays',
    examples: { terminal: ['prism access-point delete research-data genomics'] },
    offered: direct,
    changes: 'aws',
    answers: ['access-point'],
    dryRun: true,
  },
  instances: {
    terminal: ['instance', 'list'],
    name: 'instances',
    words: [{ ...instances, doc: 'only these', optional: true }],
    doc: 'list the instances that SSM manages in the region',
    examples: {
      terminal: ['prism instance list', 'prism instance list tag:Team=genomics'],
      comment: ['/prism instances', '/prism instances tag:Team=genomics'],
    },
    offered: ['comment', ...direct],
    changes: 'nothing',
    answers: ['instances'],
  },
  'sync-people': {
    terminal: ['user', 'sync'],
    words: [instances],
    doc: 'make the registry’s accounts on the instances, close those of whoever left, and prove each account',
    examples: {
      terminal: [
        'prism user sync calc-1 calc-2 --dry-run',
        'prism user sync tag:Team=genomics --registry people.yml',
        'prism user sync calc-1 --confirm-removals',
      ],
    },
    offered: ['terminal'],
    changes: 'instances',
    answers: ['people'],
    dryRun: true,
  },
} as const satisfies Record<Verb, VerbSpec>

export const specOfVerb = (verb: Verb): VerbSpec => verbs[verb]

/** In the table's order. */
export const verbNames = Object.keys(verbs) as readonly Verb[]

export const isOffered = (verb: Verb, place: Place): boolean => specOfVerb(verb).offered.includes(place)

type OfferedAt<P extends Place> = {
  [V in Verb]: P extends (typeof verbs)[V]['offered'][number] ? V : never
}[Verb]

/** Those that are said by words of their own there. */
export function offeredAt<P extends Place>(place: P): readonly Exclude<OfferedAt<P>, 'verify-all'>[] {
  return verbNames.filter((v) => isOffered(v, place) && !specOfVerb(v).flagOf) as Exclude<OfferedAt<P>, 'verify-all'>[]
}

/** As comments and headlines say it: `mount`, `access-point list`. */
export function nameOf(verb: Verb): string {
  const { terminal, name } = specOfVerb(verb)
  const [group, after] = terminal
  return name ?? (group === 'volume' ? after : `${group} ${after}`)
}

/** What stands after the verb before any option: the volume, a name, the instances. */
export function wordsAfter(request: Request): string[] {
  const flag = specOfVerb(request.verb).flagOf?.flag
  return [
    ...('volume' in request && request.volume ? [formatVolumeRef(request.volume)] : []),
    ...('name' in request ? [request.name] : []),
    ...('wanted' in request ? [request.wanted.name] : []),
    ...('point' in request ? [formatAccessPointRef(request.point)] : []),
    ...('selectors' in request ? request.selectors.map(formatSelector) : []),
    ...(flag === undefined ? [] : [`--${flag}`]),
  ]
}

/** `VOLUME INSTANCE…` */
export const usageOf = (verb: Verb): string =>
  specOfVerb(verb)
    .words.map(({ word, many, optional }) => {
      const one = `${word}${many ? '…' : ''}`
      return optional ? `[${one}]` : one
    })
    .join(' ')
