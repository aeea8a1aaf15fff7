/** What is no request: commands that read and write files, or set Prism up. Nothing of it becomes a run. */
import { Argument, type Command } from 'commander'
import { type Shell, shells } from './completion.ts'
import { exportOption, filesOf } from './files-options.ts'
import { addLedger, type LedgerCommand } from './ledger-options.ts'
import { addPlans, type PlansCommand } from './plans-options.ts'
import { addPolicy, type PolicyCommand } from './policy-options.ts'
import { addRegistry, type RegistryCommand } from './registry-options.ts'
import type { Settings } from './settings.ts'
import { addSetup, type SetupCommand } from './setup-options.ts'
import { addStore, type StoreCommand } from './store-options.ts'

export type LocalCommand =
  | { readonly kind: 'setup'; readonly setup: SetupCommand }
  | { readonly kind: 'registry'; readonly registry: RegistryCommand }
  | { readonly kind: 'ledger'; readonly ledger: LedgerCommand }
  | { readonly kind: 'policy'; readonly policy: PolicyCommand }
  | { readonly kind: 'plans'; readonly plans: PlansCommand }
  | { readonly kind: 'store'; readonly store: StoreCommand }
  | { readonly kind: 'report'; readonly file: string; readonly ledger?: string; readonly settings: Settings }
  | { readonly kind: 'completion'; readonly shell: Shell }

/** What a command has of settings by itself. */
export type GivenSettings = Pick<Settings, 'dryRun' | 'yes' | 'evidence' | 'junit'>

export function addLocalCommands(
  prism: Command,
  settings: (given: GivenSettings) => Settings,
  onLocal: (asked: LocalCommand) => void,
): void {
  const readOnly = { dryRun: false, yes: false }
  addRegistry(prism, settings, (registry) => onLocal({ kind: 'registry', registry }))
  addSetup(prism, settings, (setup) => onLocal({ kind: 'setup', setup }))
  addLedger(
    prism,
    () => settings(readOnly),
    (ledger) => onLocal({ kind: 'ledger', ledger }),
  )
  addPolicy(
    prism,
    () => settings(readOnly),
    (policy) => onLocal({ kind: 'policy', policy }),
  )
  addPlans(
    prism,
    () => settings(readOnly),
    (plans) => onLocal({ kind: 'plans', plans }),
  )
  addStore(
    prism,
    () => settings(readOnly),
    (store) => onLocal({ kind: 'store', store }),
  )
  const report = prism
    .command('report')
    .description('show a run again from its evidence, with its exit code; calls nobody')
    .argument('<FILE>', 'what --evidence, the Action’s output evidence or the REST API wrote; with --ledger, the id of a run')
    .option('--ledger <PATH>', 'a clone of the branch prism-ledger, beside whose entries the evidence of the run lies')
    .configureHelp({ showGlobalOptions: true })
    .addOption(exportOption())
  report.action((file: string) => {
    const { ledger } = report.opts<{ ledger?: string }>()
    const given = settings({ ...readOnly, ...filesOf(report) })
    onLocal({ kind: 'report', file, ...(ledger === undefined ? {} : { ledger }), settings: given })
  })
  prism
    .command('completion')
    .description('print a script that completes commands and options after Tab')
    .addArgument(new Argument('<SHELL>', 'the shell that reads it').choices(shells))
    .action((shell: Shell) => onLocal({ kind: 'completion', shell }))
}
