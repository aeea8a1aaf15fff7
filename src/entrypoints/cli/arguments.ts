/** Command-line arguments → what is asked for. */
import { type Command, CommanderError } from 'commander'
import { type FindingCode, fail } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import type { Request } from '../../domain/request.ts'
import { offeredAt, specOfVerb } from '../../domain/verbs.ts'
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

/** Throws PrismError with an input finding. `width`: columns for help texts. */
export function parseArguments(argv: readonly string[], version: string, width: number): ParsedArguments {
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
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { kind: 'text', text }
    throw usageError(error, argv)
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

/** Commands that a word means after its group. */
function elsewhere(argv: readonly string[]): { readonly word: string; readonly meant: string } | undefined {
  const word = argv.find((a) => !a.startsWith('-'))
  const ways = offeredAt('terminal').flatMap((v) =>
    specOfVerb(v).terminal[1] === word ? [`prism ${specOfVerb(v).terminal.join(' ')}`] : [],
  )
  return word === undefined || ways.length === 0 ? undefined : { word, meant: ways.join(' or ') }
}

function usageError(error: CommanderError, argv: readonly string[]) {
  const code = codes[error.code] ?? 'bad-option'
  if (error.code === 'commander.help') return fail(code, { seen: `prism ${argv.join(' ')}: a command is missing`.replace(' :', ':') })
  const other = error.code === 'commander.unknownCommand' ? elsewhere(argv) : undefined
  if (other !== undefined)
    return fail(code, { seen: `prism has no command ${quote(other.word)} by itself; did you mean ${other.meant}?` }, error)
  const said = error.message.replace(/^error: /, '').replaceAll('\n', ' ')
  return fail(code, { seen: said.length > 300 ? `${said.slice(0, 300)}…` : said }, error)
}
