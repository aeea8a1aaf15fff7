/** The options of `prism ledger` and `prism history`, and what they mean. */
import { type Command, InvalidArgumentError } from 'commander'
import { type Question, sinceIn } from '../../domain/ledger/history.ts'
import type { Witness } from '../../domain/ledger/verify.ts'
import { parseWitness } from '../../domain/ledger/witness.ts'
import type { Settings } from './settings.ts'

export type LedgerCommand = {
  /** Absent: the ledger is verified, and that is all. */
  readonly history?: Question
  /** A folder with the branch's files, or one file of its lines. */
  readonly path: string
  readonly witnesses: readonly Witness[]
  readonly settings: Settings
}

export function addLedger(prism: Command, settings: () => Settings, onLedger: (asked: LedgerCommand) => void): void {
  const ledger = prism.command('ledger').description('check the history of runs that the App keeps in the branch prism-ledger')
  const verify = ledger
    .command('verify')
    .description('check that no entry was removed, changed, moved or repeated; needs no network')
    .configureHelp({ showGlobalOptions: true })
    .argument('[PATH]', 'a clone of the branch, or one file of its lines; default: this folder')
    .option(...headOption)
    .addHelpText('after', '\nExamples:\n  prism ledger verify ledger\n  prism ledger verify ledger --head 18:0123456789ab --json')
  verify.action((path: string | undefined) =>
    onLedger({ path: path ?? '.', witnesses: verify.opts<{ head?: Witness[] }>().head ?? [], settings: settings() }),
  )
  const history = prism
    .command('history')
    .description('what a ledger says was done, and who had which volume where and when')
    .configureHelp({ showGlobalOptions: true })
    .argument('[VOLUME]', 'only this one: its name, or its fs- id')
    .option('--instance <INSTANCE>', 'only this one: its name or id')
    .option('--since <DATE>', 'only what was not over by then: 2026-11-01, or with a time in UTC, 2026-11-01T08:00Z', parseSince)
    .option('--ledger <PATH>', 'a clone of the branch prism-ledger; default: this folder')
    .option(...headOption)
    .addHelpText(
      'after',
      '\nExamples:\n  prism history research-data --ledger ledger\n  prism history --instance web-1 --since 2026-11-01 --ledger ledger --json',
    )
  history.action((volume: string | undefined) => {
    const { instance, since, ledger: path = '.', head = [] } = history.opts<HistoryOptions>()
    const asked = {
      ...(volume === undefined ? {} : { volume }),
      ...(instance === undefined ? {} : { instance }),
      ...(since === undefined ? {} : { since }),
    }
    onLedger({ history: asked, path, witnesses: head, settings: settings() })
  })
}

type HistoryOptions = { readonly instance?: string; readonly since?: string; readonly ledger?: string; readonly head?: readonly Witness[] }

const headOption = [
  '--head <NUMBER:HASH>',
  'a line that somebody remembers, as in a footer; can be given several times',
  (text: string, before: readonly Witness[] | undefined): Witness[] => [...(before ?? []), parseWitness(text)],
] as const

function parseSince(text: string): string {
  const since = sinceIn(text)
  if (since !== undefined) return since
  throw new InvalidArgumentError('A date looks like 2026-11-01, or 2026-11-01T08:00Z.')
}
