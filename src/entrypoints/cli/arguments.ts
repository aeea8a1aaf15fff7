/** Command-line arguments → what is asked for. */
import { type Command, CommanderError } from 'commander'
import { type FindingCode, fail, PrismError } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import type { Request } from '../../domain/request.ts'
import { nameOf, offeredAt, specOfVerb } from '../../domain/verbs.ts'
import { requestFrom } from '../../language/request-from.ts'
import { commands } from './commands.ts'
import { completion } from './completion.ts'
import type { LocalCommand } from './local-commands.ts'
import type { Settings } from './settings.ts'

export type ParsedArguments =
  | { readonly kind: 'text'; readonly text: string }
  | Exclude<LocalCommand, { readonly kind: 'completion' }>
  | { readonly kind: 'request'; readonly request: Request; readonly settings: Settings }

const longestArgument = 4_096

/** Throws PrismError with an input finding. `width`: columns for help texts. `firstPage`: where a newcomer begins to read. */
export function parseArguments(argv: readonly string[], version: string, width: number, firstPage?: string): ParsedArguments {
  const long = argv.find((a) => a.length > longestArgument)
  if (long !== undefined) throw fail('too-large', { seen: `an argument of ${long.length} characters; ${longestArgument} are read` })
  let asked: ParsedArguments | undefined
  let text = ''
  const prism = commands(
    (spoken, settings) => {
      asked = { kind: 'request', request: requestFrom(spoken), settings }
    },
    version,
    (local) => {
      asked = local.kind === 'completion' ? { kind: 'text', text: completion(local.shell, prism) } : local
    },
    (name) => argv.includes(name) || argv.includes('completion'),
    firstPage,
  )
  everyCommand(prism, (command) =>
    command.exitOverride().configureOutput({
      writeOut: (s) => {
        text += s
      },
      writeErr: () => {},
      getOutHelpWidth: () => width,
      getErrHelpWidth: () => width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    }),
  )
  try {
    prism.parse(argv.length === 0 ? ['--help'] : [...argv], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return { kind: 'text', text }
    const refusal = error instanceof CommanderError ? usageError(error, argv) : error
    throw refusal instanceof PrismError ? withHelpOf(callOf(prism, argv), refusal) : refusal
  }
  if (!asked) throw fail('bad-command', { seen: 'no command is given' })
  return asked
}

function everyCommand(command: Command, change: (c: Command) => void): void {
  change(command)
  for (const child of command.commands) everyCommand(child, change)
}

const codes: Readonly<Record<string, FindingCode>> = {
  'commander.unknownCommand': 'bad-command',
  'commander.excessArguments': 'bad-command',
  'commander.help': 'bad-command',
  'commander.missingArgument': 'missing-input',
  'commander.optionMissingArgument': 'missing-input',
}

/** What was called: the words of `argv` that are commands, each of the one before. */
function callOf(prism: Command, argv: readonly string[]): string {
  let last = prism
  const names = ['prism']
  for (const word of argv) {
    const next = last.commands.find((c) => c.name() === word)
    if (next === undefined) continue
    last = next
    names.push(word)
  }
  return names.join(' ')
}

/** A hint that names help in general names that of the command. */
function withHelpOf(called: string, { finding, others, cause }: PrismError): PrismError {
  const next = finding.next.replace(/(?:`\/prism [^`]*` or )?`prism (?:COMMAND )?--help`/, `\`${called} --help\``)
  return new PrismError({ ...finding, next }, { others, cause })
}

/** What a word means that is no command where it stands: one of a group, or one that has another name in this group. */
function elsewhere(argv: readonly string[]): string | undefined {
  const [first, second] = argv.filter((a) => !a.startsWith('-'))
  const ways = (isMeant: (verb: ReturnType<typeof offeredAt>[number]) => boolean): string =>
    offeredAt('terminal')
      .filter(isMeant)
      .map((v) => `prism ${specOfVerb(v).terminal.join(' ')}`)
      .join(' or ')
  const ofGroup = ways((v) => specOfVerb(v).terminal[1] === first)
  if (first !== undefined && ofGroup !== '') return `prism has no command ${quote(first)} by itself; did you mean ${ofGroup}?`
  const called = ways((v) => specOfVerb(v).terminal[0] === first && nameOf(v) === second)
  return second === undefined || called === '' ? undefined : `prism ${first} has no command ${quote(second)}; did you mean ${called}?`
}

/** What made commander show help as an error: no command, or one that `help` does not know. */
function missing(argv: readonly string[]): string {
  const at = argv.indexOf('help')
  const asked = at < 0 ? undefined : argv[at + 1]
  const before = ['prism', ...argv.slice(0, at < 0 ? undefined : at)].join(' ')
  return asked === undefined ? `${before}: a command is missing` : `${before} has no command ${quote(asked)}`
}

function usageError(error: CommanderError, argv: readonly string[]) {
  const code = codes[error.code] ?? 'bad-option'
  if (error.code === 'commander.help') return fail(code, { seen: missing(argv) })
  const meant = error.code === 'commander.unknownCommand' ? elsewhere(argv) : undefined
  if (meant !== undefined) return fail(code, { seen: meant }, error)
  const said = error.message.replace(/^error: /, '').replaceAll('\n', ' ')
  return fail(code, { seen: said.length > 300 ? `${said.slice(0, 300)}…` : said }, error)
}
