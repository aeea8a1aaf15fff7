/** Command-line arguments → what is asked for. */
import { type Command, CommanderError } from 'commander'
import { type FindingCode, fail } from '../../domain/catalogue.ts'
import type { Request } from '../../domain/request.ts'
import { requestFrom } from '../../language/request-from.ts'
import { commands } from './commands.ts'
import type { LedgerCommand } from './ledger-options.ts'
import type { Settings } from './settings.ts'
import type { SetupCommand } from './setup-options.ts'

export type ParsedArguments =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'setup'; readonly setup: SetupCommand }
  | { readonly kind: 'ledger'; readonly ledger: LedgerCommand }
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
    (setup) => {
      asked = { kind: 'setup', setup }
    },
    (ledger) => {
      asked = { kind: 'ledger', ledger }
    },
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
    prism.parse([...argv], { from: 'user' })
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

function usageError(error: CommanderError, argv: readonly string[]) {
  const code = codes[error.code] ?? 'bad-option'
  if (error.code === 'commander.help') return fail(code, { seen: `prism ${argv.join(' ')}: a command is missing`.replace(' :', ':') })
  const said = error.message.replace(/^error: /, '').replaceAll('\n', ' ')
  return fail(code, { seen: said.length > 300 ? `${said.slice(0, 300)}…` : said }, error)
}
