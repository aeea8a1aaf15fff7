/**
 * What each verb is, everywhere: its words, where it is offered, which is who may ask for it, what it changes, and what it answers with. Help, the
 * command line, the policy, REST schemas and the docs derive from these declarations; a test walks them.
 */
import type { Verb } from './request.ts'
import type { Place, VerbSpec, Word } from './verb-spec.ts'

const volume: Word = { word: 'VOLUME', doc: 'the volume’s name, or its fs- id' }
const instances: Word = { word: 'INSTANCE', doc: 'a Name tag, an i- or mi- id, or tag:Key=Value', many: true }
const person: Word = { word: 'NAME', doc: 'a person of the registry, also one who left' }
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
  lock: {
    terminal: ['volume', 'lock'],
    words: [volume],
    doc: 'lock a volume: nothing that changes it begins until it is unlocked; looks, and what was begun before, go on',
    examples: {
      comment: ['/prism lock research-data --reason "moving to another region"', '/prism lock research-data --until 8h'],
      terminal: ['prism volume lock research-data --reason "moving to another region" --until 2027-06-30'],
    },
    offered: ['comment', ...direct],
    changes: 'locks',
    answers: ['locks'],
  },
  unlock: {
    terminal: ['volume', 'unlock'],
    words: [volume],
    doc: 'remove the lock of a volume: your own, or any if the policy gives you unlock or you are an administrator',
    examples: { comment: ['/prism unlock research-data'], terminal: ['prism volume unlock research-data'] },
    offered: ['comment', ...direct],
    changes: 'locks',
    answers: ['locks'],
  },
  locks: {
    terminal: ['volume', 'locks'],
    words: [],
    doc: 'list the locks: who set each, why, since when, until when, and who may remove it',
    examples: { comment: ['/prism locks'], terminal: ['prism volume locks'] },
    offered: ['comment', ...direct],
    changes: 'nothing',
    answers: ['locks'],
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
    offered: ['comment', ...direct, 'schedule'],
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
      comment: ['/prism user sync calc-1 calc-2', '/prism user sync tag:Team=genomics --confirm-removals'],
    },
    step: 'sync',
    offered: ['comment', 'action', 'terminal', 'api'],
    changes: 'instances',
    answers: ['people'],
    dryRun: true,
  },
  migrate: {
    terminal: ['volume', 'migrate'],
    words: [volume, instances],
    doc: 'give the old data of a number, below one folder of the volume, to a person: counts it and shows a plan, and changes nothing until you give the plan’s digest',
    examples: {
      terminal: [
        'prism volume migrate research-data calc-1 --from uid:1000 --under users/ubuntu --to ada',
        'prism volume migrate research-data calc-1 --from uid:1000 --under users/ubuntu --to ada --plan 0123456789abcdef',
        'prism volume migrate research-data calc-1 --undo 0123456789abcdef',
      ],
      comment: [
        '/prism migrate research-data calc-1 --from uid:1000 --under users/ubuntu --to ada',
        '/prism migrate research-data calc-1 --undo 0123456789abcdef',
      ],
    },
    offered: ['comment', ...direct],
    changes: 'instances',
    answers: ['migration'],
    dryRun: true,
  },
  deprovision: {
    terminal: ['user', 'deprovision'],
    words: [person],
    doc: 'end a person on all their instances: retire the number, close the account, end what runs, and look again; what is off stays owed',
    examples: {
      terminal: ['prism user deprovision grace --dry-run', 'prism user deprovision grace', 'prism user deprovision grace --yes'],
    },
    offered: ['terminal'],
    changes: 'instances',
    answers: ['people'],
    dryRun: true,
    yes: true,
  },
  'person-status': {
    terminal: ['user', 'status'],
    words: [person],
    doc: 'look at a person on all their instances: what holds there now, and where it is owed that they are gone',
    examples: { terminal: ['prism user status ada', 'prism user status grace --json'] },
    offered: ['terminal'],
    changes: 'tries',
    answers: ['people'],
  },
} as const satisfies Record<Verb, VerbSpec>
