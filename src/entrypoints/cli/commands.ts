/** The commands of `prism` and their help, defined from the language's tables. */

import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { type DocumentChoice, documentChoices } from '../../domain/documents.ts'
import { exitCodes } from '../../domain/meaning/exit.ts'
import { type OptionName, optionsOf } from '../../domain/options/all.ts'
import type { OptionSpec } from '../../domain/options/option.ts'
import { regionPattern } from '../../domain/region.ts'
import { isOffered, nameOf, offeredAt, specOfVerb, type Word } from '../../domain/verbs.ts'
import type { Spoken, SpokenVerb } from '../../language/spoken.ts'
import { exportOption, filesOf } from './files-options.ts'
import { addLocalCommands, type GivenSettings, type LocalCommand } from './local-commands.ts'
import type { Settings } from './settings.ts'

export type OnAsked = (spoken: Spoken, settings: Settings) => void

const groups = {
  volume: 'create, mount, verify, unmount and delete volumes',
  'access-point': 'create, list and delete access points of a volume',
  instance: 'list instances',
  user: 'people of the registry',
} as const

/**
 * The program. Nothing is read from or written to the process: what is asked for goes to `onAsked`, errors are thrown. `isMeant`: of which
 * commands the verb's own options are declared, by name; that is most of the work, and one command is spoken at a time. `firstPage`: where a
 * newcomer begins to read.
 */
export function commands(
  onAsked: OnAsked,
  version: string,
  onLocal: (asked: LocalCommand) => void = () => {},
  isMeant: (name: string) => boolean = () => true,
  firstPage?: string,
): Command {
  const add = (parent: Command, name: string, verb: SpokenVerb): void =>
    addCommand(prism, parent, name, verb, isMeant(name) ? optionsOf(verb) : [], onAsked)
  const prism = new Command('prism')
    .description('Mount a shared EFS volume on EC2 instances, and prove that it is shared.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .option('--region <REGION>', 'the AWS region; default: AWS_REGION or the profile’s', parseRegion)
    .option('--profile <PROFILE>', 'the AWS profile; default: AWS_PROFILE')
    .addOption(
      new Option(
        '--documents <WHICH>',
        'the SSM documents to use: own (see prism setup), run-shell-script, or auto; default: PRISM_DOCUMENTS, else auto',
      ).choices(documentChoices),
    )
    .option('--json', 'print one JSON object on stdout and nothing else there')
    .option('--full', 'show every row, the sharing matrix and what was done too')
    .addHelpText('after', closing(firstPage))
  const verbs = offeredAt('terminal')
  for (const [group, doc] of Object.entries(groups)) {
    const parent = prism.command(group).description(doc)
    for (const verb of verbs.filter((v) => specOfVerb(v).terminal[0] === group)) add(parent, specOfVerb(verb).terminal[1], verb)
  }
  addProvision(prism, onAsked)
  // what can be said in a comment with one word means one thing alone, so it needs no group
  for (const verb of verbs.filter((v) => isOffered(v, 'comment') && !nameOf(v).includes(' '))) add(prism, nameOf(verb), verb)
  addLocalCommands(prism, (given) => settingsOf(prism, given), onLocal)
  // these are taken before commander sees them, so that every argument is the lab's; this is their place in the help
  const lab = prism.command('lab').description('a lab on this machine: AWS and instances without an account')
  lab.addHelpText('after', '\nExamples:\n  prism lab run -- bash\n  prism lab run -- prism instance list')
  lab.command('up').description('start the lab, print what another terminal needs, and stay')
  lab.command('run').description('start the lab, run a command in it and stop the lab: run -- COMMAND…')
  lab.command('shell').description('a root shell in an instance of the lab that is up')
  lab.command('stop').description('switch an instance of the lab off')
  lab.command('start').description('switch an instance of the lab on')
  lab.command('reboot').description('switch an instance of the lab off and on')
  lab.command('break').description('put a fault into an instance of the lab; without a name: which there are')
  lab.command('comment').description('comment on the lab’s GitHub and show the thread')
  return prism
}

function addCommand(prism: Command, parent: Command, name: string, verb: SpokenVerb, specs: readonly OptionSpec[], onAsked: OnAsked): void {
  const { words, doc, examples, dryRun, yes, answers } = specOfVerb(verb)
  const command = parent.command(name).description(doc).configureHelp({ showGlobalOptions: true })
  for (const word of words) command.addArgument(new Argument(argumentOf(word), word.doc))
  for (const spec of specs) command.addOption(commanderOption(spec))
  if (dryRun) command.option('--dry-run', 'show what would be done; change nothing')
  if (yes) command.option('--yes', 'do not ask for the name as a confirmation')
  command.option('--evidence <FILE>', 'also write all that is observed to FILE, as it comes; prism report shows it again')
  if (answers.includes('report')) command.addOption(exportOption())
  command.addHelpText('after', `\nExamples:\n${examples.terminal.map((e) => `  ${e}`).join('\n')}`)
  command.action(() => {
    const given = command.opts<Record<string, unknown>>()
    const settings = settingsOf(prism, { dryRun: given.dryRun === true, yes: given.yes === true, ...filesOf(command) })
    onAsked({ verb, words: command.args, options: optionsGiven(specs, command, given) }, settings)
  })
}

/** The registry's word for one person's instances: a sync of them, which makes the accounts of all others there too. */
function addProvision(prism: Command, onAsked: OnAsked): void {
  const user = prism.commands.find((c) => c.name() === 'user')
  const specs = optionsOf('sync-people', 'terminal').filter((o) => o.name !== 'person')
  const command = user!.command('provision').description('sync all instances that a person’s hosts mean: user sync --person NAME')
  command.configureHelp({ showGlobalOptions: true }).addArgument(new Argument('<NAME>', 'a person of the registry'))
  for (const spec of specs) command.addOption(commanderOption(spec))
  command.option('--dry-run', 'show what would be done; change nothing')
  command.option('--evidence <FILE>', 'also write all that is observed to FILE, as it comes; prism report shows it again')
  command.addHelpText('after', '\nExamples:\n  prism user provision ada --dry-run')
  command.action(() => {
    const given = command.opts<Record<string, unknown>>()
    const settings = settingsOf(prism, { dryRun: given.dryRun === true, yes: false, ...filesOf(command) })
    const [person = ''] = command.args
    onAsked({ verb: 'sync-people', words: [], options: new Map([...optionsGiven(specs, command, given), ['person', [person]]]) }, settings)
  })
}

const argumentOf = ({ word, many, optional }: Word): string => {
  const one = `${word}${many ? '...' : ''}`
  return optional ? `[${one}]` : `<${one}>`
}

function settingsOf(prism: Command, given: GivenSettings): Settings {
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
    const option = commanderOption(spec)
    const attribute = option.attributeName()
    if (command.getOptionValueSource(attribute) !== 'cli') continue
    // --backups and --no-backups are one value to commander
    if (!spec.argument && given[attribute] === option.negate) continue
    options.set(spec.name as OptionName, spec.argument ? (given[attribute] as string[]) : [''])
  }
  return options
}

function parseRegion(text: string): string {
  if (regionPattern.test(text)) return text
  throw new InvalidArgumentError('A region looks like eu-central-1.')
}

function closing(firstPage: string | undefined): string {
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
    ...(firstPage === undefined ? [] : ['', `Without AWS: prism lab run -- bash, and read ${firstPage}`]),
  ].join('\n')
}
