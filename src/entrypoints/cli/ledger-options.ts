/** The options of `prism ledger`, and what they mean. */
import type { Command } from 'commander'
import type { Witness } from '../../domain/ledger/verify.ts'
import { parseWitness } from '../../domain/ledger/witness.ts'
import type { Settings } from './settings.ts'

export type LedgerCommand = {
  readonly kind: 'verify'
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
    .option(
      '--head <NUMBER:HASH>',
      'a line that somebody remembers, as in a footer; can be given several times',
      (text: string, before: readonly Witness[] | undefined) => [...(before ?? []), parseWitness(text)],
    )
    .addHelpText('after', '\nExamples:\n  prism ledger verify ledger\n  prism ledger verify ledger --head 18:0123456789ab --json')
  verify.action((path: string | undefined) =>
    onLedger({ kind: 'verify', path: path ?? '.', witnesses: verify.opts<{ head?: Witness[] }>().head ?? [], settings: settings() }),
  )
}
