/** The commands of `prism` and their help, defined from the language's tables. */

import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { type DocumentChoice, documentChoices } from '../../domain/documents.ts'
import { exitCodes } from '../../domain/meaning/exit.ts'
import { type OptionName, optionsOf } from '../../domain/options/all.ts'
import type { OptionSpec } from '../../domain/options/option.ts'
import { regionPattern } from '../../domain/region.ts'
import type { Spoken, SpokenVerb } from '../../language/spoken.ts'
import { verbDocs } from '../../language/verbs.ts'
import type { Settings } from './settings.ts'
import { addSetup, type SetupAsked } from './setup-options.ts'

export type OnAsked = (spoken: Spoken, settings: Settings) => void

type Described = {
  readonly name: string
  readonly words: readonly (readonly [word: string, doc: string])[]
  readonly doc: string
  readonly examples: readonly string[]
  /** Can be asked for its plan alone. */
  readonly dryRun?: true
  readonly yes?: true
}

const volume = ['<VOLUME>', 'the volume’s name, or its fs- id'] as const
const instances = ['<INSTANCE...>', 'a Name tag, an i- or mi- id, or tag:Key=Value'] as const

/** Said as `prism volume doctor`, like its sisters, and as `prism doctor`, which is what somebody in trouble types. */
const doctor: Described & { readonly verb: SpokenVerb } = {
  verb: 'doctor',
  name: 'doctor',
  words: [volume, instances],
  doc: verbDocs.doctor.doc,
  examples: ['prism doctor research-data rocky-instance', 'prism doctor research-data tag:Team=genomics --json'],
}

export const volumeCommands: readonly (Described & { readonly verb: SpokenVerb })[] = [
  {
    verb: 'create',
    name: 'create',
    words: [['<NAME>', 'the volume’s name: 1–64 letters, digits, dots, dashes, underscores']],
    doc: 'make an encrypted EFS file system with mount targets; run again, it goes on where it stopped',
    examples: ['prism volume create research-data', 'prism volume create research-data --backups --infrequent-access-after 30'],
    dryRun: true,
  },
  { verb: 'volumes', name: 'list', words: [], doc: 'list the volumes of the region', examples: ['prism volume list'] },
  {
    verb: 'status',
    name: 'info',
    words: [volume],
    doc: 'show a volume: state, size, targets, and where it is mounted now',
    examples: ['prism volume info research-data'],
  },
  {
    verb: 'mount',
    name: 'mount',
    words: [volume, instances],
    doc: verbDocs.mount.doc,
    examples: [
      'prism volume mount research-data ubuntu-instance',
      'prism volume mount research-data rocky-instance',
      'prism volume mount research-data tag:Team=genomics --users ada,grace --dry-run',
    ],
    dryRun: true,
  },
  {
    verb: 'adopt',
    name: 'adopt',
    words: [volume, instances],
    doc: verbDocs.adopt.doc,
    examples: [
      'prism volume adopt research-data ubuntu-instance --mount-point /data',
      'prism volume adopt research-data ubuntu-instance --mount-point /data --plan 0123456789abcdef',
    ],
  },
  {
    verb: 'verify',
    name: 'verify',
    words: [
      ['[VOLUME]', `${volume[1]}; may be left out with --all`],
      ['[INSTANCE...]', `${instances[1]}; may be left out with --all`],
    ],
    doc: verbDocs.verify.doc,
    examples: [
      'prism volume verify research-data ubuntu-instance rocky-instance --json',
      'prism volume verify research-data --all',
      'prism volume verify --all',
    ],
  },
  doctor,
  {
    verb: 'unmount',
    name: 'unmount',
    words: [volume, instances],
    doc: verbDocs.unmount.doc,
    examples: ['prism volume unmount research-data rocky-instance'],
    dryRun: true,
  },
  {
    verb: 'delete',
    name: 'delete',
    words: [volume],
    doc: 'delete a volume and all that is in it; refused while it is, or may be, mounted',
    examples: ['prism volume delete research-data', 'prism volume delete research-data --yes'],
    yes: true,
  },
]

const point = ['<POINT>', 'the access point’s name, or its fsap- id'] as const

export const accessPointCommands: readonly (Described & { readonly verb: SpokenVerb })[] = [
  {
    verb: 'create-access-point',
    name: 'create',
    words: [volume, ['<NAME>', 'the access point’s name, as a volume’s']],
    doc: 'make an access point: a folder of the volume that its clients get as if it were the whole; people stay who they are',
    examples: ['prism access-point create research-data genomics --path /projects/genomics'],
    dryRun: true,
  },
  {
    verb: 'access-points',
    name: 'list',
    words: [volume],
    doc: 'list the access points of a volume',
    examples: ['prism access-point list research-data'],
  },
  {
    verb: 'delete-access-point',
    name: 'delete',
    words: [volume, point],
    doc: 'delete an access point; refused while a client mounts, or may mount, through it; what lies in its folder stays',
    examples: ['prism access-point delete research-data genomics'],
    dryRun: true,
  },
]

export const instanceCommands: readonly (Described & { readonly verb: SpokenVerb })[] = [
  {
    verb: 'instances',
    name: 'list',
    words: [['[INSTANCE...]', 'only these']],
    doc: 'list the instances that SSM manages in the region',
    examples: ['prism instance list', 'prism instance list tag:Team=genomics'],
  },
]

/** The program. Nothing is read from or written to the process: what is asked for goes to `onAsked`, errors are thrown. */
export function commands(onAsked: OnAsked, version: string, onSetup: (asked: SetupAsked) => void = () => {}): Command {
  const prism = new Command('prism')
    .description('Mount a shared EFS volume on EC2 instances, and prove that it is shared.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .option('--region <REGION>', 'the AWS region; without it AWS_REGION or the profile’s', parseRegion)
    .option('--profile <PROFILE>', 'the AWS profile; without it AWS_PROFILE')
    .addOption(
      new Option(
        '--documents <WHICH>',
        'by which SSM documents to send: own (see prism setup), run-shell-script, or auto; without it PRISM_DOCUMENTS, else auto',
      ).choices(documentChoices),
    )
    .option('--json', 'print one JSON object on stdout and nothing else there')
    .option('--full', 'show every row, the sharing matrix and what was done too')
    .addHelpText('after', closing())
  const add = (parent: Command, described: readonly (Described & { readonly verb: SpokenVerb })[]): void => {
    for (const d of described) addCommand(prism, parent, d, onAsked)
  }
  add(prism.command('volume').description('make, mount, verify, unmount and delete volumes'), volumeCommands)
  // asked for often about all volumes, and by somebody in trouble: commands of their own too
  add(
    prism,
    volumeCommands.filter((c) => c.verb === 'verify' || c.verb === 'doctor'),
  )
  add(prism.command('access-point').description('make, list and delete access points of a volume'), accessPointCommands)
  add(prism.command('instance').description('see instances'), instanceCommands)
  addSetup(prism, (given) => settingsOf(prism, given), onSetup)
  // these are taken before commander sees them, so that every argument is the lab's; this is their place in the help
  const lab = prism.command('lab').description('a lab on this machine: AWS and instances without an account')
  lab.command('up').description('start the lab')
  lab.command('run').description('start the lab, run a command in it and end it: run -- COMMAND…')
  return prism
}

function addCommand(prism: Command, parent: Command, described: Described & { readonly verb: SpokenVerb }, onAsked: OnAsked): void {
  const { verb, name, words, doc, examples } = described
  const command = parent.command(name).description(doc).configureHelp({ showGlobalOptions: true })
  for (const [word, wordDoc] of words) command.addArgument(new Argument(word, wordDoc))
  const specs = optionsOf(verb)
  for (const spec of specs) command.addOption(commanderOption(spec))
  if (described.dryRun) command.option('--dry-run', 'show what would be done; change nothing')
  if (described.yes) command.option('--yes', 'do not ask for the name again')
  command.addHelpText('after', `\nExamples:\n${examples.map((e) => `  ${e}`).join('\n')}`)
  command.action(() => {
    const given = command.opts<Record<string, unknown>>()
    const settings = settingsOf(prism, { dryRun: given.dryRun === true, yes: given.yes === true })
    onAsked({ verb, words: command.args, options: optionsGiven(specs, command, given) }, settings)
  })
}

function settingsOf(prism: Command, given: Pick<Settings, 'dryRun' | 'yes'>): Settings {
  const { region, profile, documents, json, full } = prism.opts<{
    region?: string
    profile?: string
    documents?: DocumentChoice
    json?: boolean
    full?: boolean
  }>()
  return {
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
    ...(documents === undefined ? {} : { documents }),
    json: json === true,
    full: full === true,
    ...given,
  }
}

function commanderOption(spec: OptionSpec): Option {
  if (!spec.argument) return new Option(`--${spec.name}`, spec.doc)
  return new Option(`--${spec.name} <${spec.argument}>`, spec.doc).argParser((value: string, before: string[] | undefined) => {
    if (before && !spec.repeatable) throw new InvalidArgumentError('Option given more than once.')
    return [...(before ?? []), value]
  })
}

function optionsGiven(specs: readonly OptionSpec[], command: Command, given: Record<string, unknown>): Spoken['options'] {
  const options = new Map<OptionName, readonly string[]>()
  for (const spec of specs) {
    const attribute = commanderOption(spec).attributeName()
    if (command.getOptionValueSource(attribute) !== 'cli') continue
    options.set(spec.name as OptionName, spec.argument ? (given[attribute] as string[]) : [''])
  }
  return options
}

function parseRegion(text: string): string {
  if (regionPattern.test(text)) return text
  throw new InvalidArgumentError('A region looks like eu-central-1.')
}

function closing(): string {
  const examples = [
    'prism volume create research-data',
    'prism volume mount research-data ubuntu-instance',
    'prism volume mount research-data rocky-instance',
    'prism volume verify research-data ubuntu-instance rocky-instance',
  ]
  return [
    '',
    'Examples:',
    ...examples.map((e) => `  ${e}`),
    '',
    'Exit codes:',
    ...Object.entries(exitCodes).map(([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`),
    '',
    'Environment: AWS_REGION, AWS_PROFILE and the SDK’s other AWS_ variables; NO_COLOR, FORCE_COLOR.',
  ].join('\n')
}
