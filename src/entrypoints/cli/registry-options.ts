/** The commands of the registry of people, and what their options mean. They read and write a file, and ask nobody. */
import { type Command, InvalidArgumentError } from 'commander'
import { gitHubAccountIn, registryPath } from '../../domain/people/as-written.ts'
import type { RegistryChange } from '../../domain/people/registry-change.ts'
import type { ForAll } from '../../registry/roster.ts'
import type { Settings } from './settings.ts'

type Place = { readonly file: string; readonly settings: Settings }

export type RegistryCommand = Place &
  (
    | { readonly kind: 'check'; readonly before?: string }
    | { readonly kind: 'list'; readonly of: 'people' | 'groups' }
    | { readonly kind: 'info'; readonly name: string }
    | ({ readonly kind: 'import'; readonly roster: string } & ForAll)
    | { readonly kind: 'backup'; readonly to: string }
    | { readonly kind: 'restore'; readonly from: string }
    | RegistryChange
  )

type Onto = {
  readonly settings: (given: { dryRun: boolean; yes: boolean }) => Settings
  readonly onRegistry: (asked: RegistryCommand) => void
}

/** Each of the actions below with the file and the settings that every one of them takes. */
function adder(parent: Command, { settings, onRegistry }: Onto) {
  return (
    usage: string,
    doc: string,
    changes: boolean,
    asked: (args: readonly string[], given: Given) => Asked,
    options: (c: Command) => void = () => {},
  ) => {
    const command = parent
      .command(usage)
      .description(doc)
      .configureHelp({ showGlobalOptions: true })
      .option('--registry <FILE>', `the registry; default: ${registryPath}`)
    options(command)
    if (changes) command.option('--dry-run', 'show what would be written; write nothing')
    command.action(() => {
      const given = command.opts<Given>()
      const file = given.registry ?? registryPath
      onRegistry({ file, settings: settings({ dryRun: given.dryRun === true, yes: false }), ...asked(command.args, given) })
    })
    return command
  }
}

/** Each member of the union without the place, which is added to all of them. */
type Asked = RegistryCommand extends infer One ? (One extends unknown ? Omit<One, keyof Place> : never) : never

type Given = {
  readonly registry?: string
  readonly before?: string
  readonly dryRun?: true
  readonly uid?: number
  readonly gid?: number
  readonly github?: { readonly id: number; readonly login: string }
  readonly groups?: readonly string[]
  readonly hosts?: readonly string[]
  readonly until?: string
  readonly since?: string
  readonly shell?: string
  readonly sudo?: boolean
  readonly key?: readonly string[]
  readonly follow?: boolean
  readonly directory?: string
  readonly description?: string
}

export function addRegistry(prism: Command, settings: Onto['settings'], onRegistry: Onto['onRegistry']): void {
  const onto = { settings, onRegistry }
  const registry = prism.command('registry').description('the file that gives each person one number on every machine')
  adder(registry, onto)(
    'check',
    'check the file; with --before, also that no number changes its holder, and what it would do',
    false,
    (_, { before }) => ({ kind: 'check', ...(before === undefined ? {} : { before }) }),
    (c) => c.option('--before <FILE>', 'the file as it is applied now'),
  ).addHelpText('after', '\nExamples:\n  prism registry check\n  prism registry check --before applied.yml --registry people.yml')
  adder(registry, onto)('backup <FILE>', 'copy the file, once it is checked; nothing is replaced', false, ([to = '']) => ({
    kind: 'backup',
    to,
  }))
  adder(registry, onto)(
    'restore <FILE>',
    'the file as a backup has it; who got a number since, or left since, stays under retired',
    true,
    ([from = '']) => ({ kind: 'restore', from }),
  )

  const user = adder(userOf(prism), onto)
  user('list', 'list the people of the registry', false, () => ({ kind: 'list', of: 'people' }))
  user('info <NAME>', 'show one person', false, ([name = '']) => ({ kind: 'info', name }))
  user(
    'add <NAME>',
    'add a person, with the next number',
    true,
    ([name = ''], given) => ({ ...set('people', name, given), isNew: true }),
    ofPerson,
  ).addHelpText(
    'after',
    '\nExamples:\n  prism user add ada --github ada-l:1001 --groups genomics --hosts "calc-*" --key ada.pub\n  prism user add grace --until 2027-06-30 --dry-run',
  )
  user(
    'modify <NAME>',
    'change what is given of a person; their number stays',
    true,
    ([name = ''], given) => ({ ...set('people', name, given), isNew: false }),
    ofPerson,
  )
  user('remove <NAME>', 'take a person out; their number is retired for ever', true, ([name = '']) => ({
    kind: 'retire',
    where: 'people',
    name,
  }))

  user(
    'import <ROSTER>',
    'add the people of a CSV file; who is in the registry already gains its groups and nothing else',
    true,
    ([roster = ''], { groups, hosts, until }) => ({
      kind: 'import',
      roster,
      ...(groups ? { groups } : {}),
      ...(hosts ? { hosts } : {}),
      ...(until ? { until } : {}),
    }),
    (c) =>
      c
        .option('--groups <NAMES>', 'groups of all of them, with commas between', toList)
        .option('--hosts <HOSTS>', 'where those without hosts of their own get an account, with commas between', toList)
        .option('--until <DAY>', 'the last day of those without one of their own'),
  ).addHelpText(
    'after',
    '\nColumns: name, github (LOGIN:ID), groups, hosts, until, shell, key\n\nExample:\n  prism user import roster.csv --groups course --hosts "lab-*" --until 2027-02-28',
  )

  const group = adder(prism.command('group').description('groups of the registry'), onto)
  group('list', 'list the groups of the registry', false, () => ({ kind: 'list', of: 'groups' }))
  group(
    'add <NAME>',
    'add a group, with the next number',
    true,
    ([name = ''], given) => ({ ...set('groups', name, given), isNew: true }),
    (c) =>
      c
        .option('--gid <NUMBER>', 'its number, where it has one already', toNumber)
        .option('--directory <NAME>', 'its directory on the volume, below groups/')
        .option('--description <TEXT>', 'what it is for'),
  )
  group('remove <NAME>', 'take a group out; its number is retired for ever', true, ([name = '']) => ({
    kind: 'retire',
    where: 'groups',
    name,
  }))
  group('add-member <GROUP> <NAME>', 'put a person into a group', true, ([g = '', name = '']) => ({
    kind: 'member',
    group: g,
    name,
    isIn: true,
  }))
  group('remove-member <GROUP> <NAME>', 'take a person out of a group', true, ([g = '', name = '']) => ({
    kind: 'member',
    group: g,
    name,
    isIn: false,
  }))
}

/** A verb may stand in that group already. */
export const userOf = (prism: Command): Command =>
  prism.commands.find((c) => c.name() === 'user') ?? prism.command('user').description('people of the registry')

const ofPerson = (c: Command): Command =>
  c
    .option('--uid <NUMBER>', 'their number, where they have one already', toNumber)
    .option('--github <LOGIN:ID>', 'their account on GitHub: gh api users/LOGIN --jq .id', toGitHub)
    .option('--groups <NAMES>', 'their groups, with commas between; "" for none', toList)
    .option('--hosts <HOSTS>', 'where they have an account: ids, Names with *, tag:KEY=VALUE, with commas between; "" for nowhere', toList)
    .option('--until <DAY>', 'the last day of the account, such as 2027-01-31; "" for no end')
    .option('--since <DAY>', 'the day since which they are back, after they left and were deprovisioned at once; "" for none')
    .option('--shell <PATH>', 'their shell')
    .option('--sudo', 'they may become root there')
    .option('--no-sudo', 'they may not')
    .option(
      '--key <FILE>',
      'a public SSH key, as text or a .pub file; can be given several times, and replaces those before',
      (text: string, before: string[] | undefined) => [...(before ?? []), text],
    )
    .option('--follow', 'their keys are those of their account on GitHub, where the policy lets keys follow')

function set(where: 'people' | 'groups', name: string, given: Given) {
  const { uid, gid, github, groups, hosts, until, since, shell, sudo, key, follow, directory, description } = given
  if (follow && key) throw new InvalidArgumentError('--follow and --key: keys follow GitHub, or they are given.')
  const words: [string, unknown][] = [
    ['uid', uid],
    ['gid', gid],
    ['github', github],
    ['groups', groups],
    ['hosts', hosts],
    ['until', until === '' ? null : until],
    ['since', since === '' ? null : since],
    ['shell', shell],
    ['sudo', sudo],
    ['keys', follow ? 'follow' : key],
    ['directory', directory],
    ['description', description],
  ]
  return { kind: 'set' as const, where, name, words: Object.fromEntries(words.filter(([, value]) => value !== undefined)) }
}

const toList = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

function toNumber(text: string): number {
  if (/^[1-9][0-9]{0,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A number has decimal digits alone.')
}

function toGitHub(text: string): { id: number; login: string } {
  const account = gitHubAccountIn(text)
  if (account) return account
  throw new InvalidArgumentError('It is LOGIN:ID, with the number that GitHub gives the account.')
}
