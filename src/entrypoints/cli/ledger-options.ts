/** The options of `prism ledger`, `prism history` and `prism who`, and what they mean. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { fail } from '../../domain/catalogue.ts'
import type { AccountQuestion } from '../../domain/ledger/accounts.ts'
import type { Question } from '../../domain/ledger/history.ts'
import { gitHubSigners } from '../../domain/ledger/signers.ts'
import { sinceIn } from '../../domain/ledger/since.ts'
import type { Witness } from '../../domain/ledger/verify.ts'
import type { WhoCould } from '../../domain/ledger/who-could.ts'
import { parseWitness } from '../../domain/ledger/witness.ts'
import { patterns } from '../../domain/names.ts'
import { userOf } from './registry-options.ts'
import type { Settings } from './settings.ts'

export type LedgerCommand = {
  /** Without any of these five the ledger is verified, and that is all. */
  readonly history?: Question
  /** Everything about this run, and nothing else. */
  readonly run?: string
  /** Whose account was where; `registry`: a file that says who the person is now. */
  readonly who?: AccountQuestion & { readonly registry?: string; readonly csv?: true }
  /** Who could reach a volume. */
  readonly could?: WhoCould & { readonly csv?: true }
  /** The entries that are about accounts, one a line. */
  readonly audit?: AuditQuestion
  /** A folder with the branch's files, or one file of its lines. */
  readonly path: string
  readonly witnesses: readonly Witness[]
  /** Clones of branches of other repositories that have evidence. */
  readonly evidence?: readonly string[]
  /** Whose signatures the commits of a clone have to have; absent: commits are not looked at. */
  readonly signed?: { readonly keys: string; readonly signers: readonly string[] }
  readonly settings: Settings
}

export type AuditQuestion =
  | { readonly of: 'everything'; readonly since?: string }
  | { readonly of: 'accounts'; readonly person?: string; readonly since?: string }

export function addLedger(prism: Command, settings: () => Settings, onLedger: (asked: LedgerCommand) => void): void {
  const ledger = prism.command('ledger').description('check the history of runs that the App keeps in the branch prism-ledger')
  const verify = ledger
    .command('verify')
    .description('check that no entry, and no evidence beside them, was removed, changed, moved or repeated; needs no network')
    .configureHelp({ showGlobalOptions: true })
    .argument('[PATH]', 'a clone of the branch, or one file of its lines; default: this folder')
    .option(...headOption)
    .option(
      '--evidence <PATH>',
      'a clone of a branch prism-evidence that entries name; can be given several times',
      (text: string, before: readonly string[] | undefined): string[] => [...(before ?? []), text],
    )
    .option('--keys <FILE>', 'look at the commits too: each by the App, signed by a key in this file (https://github.com/web-flow.gpg)')
    .option('--signer <FINGERPRINT>', "whose key it has to be; default: github.com's; can be given several times", parseSigner)
    .addHelpText(
      'after',
      '\nExamples:\n  prism ledger verify ledger\n  prism ledger verify ledger --keys web-flow.gpg\n  prism ledger verify ledger --head 18:0123456789ab --json',
    )
  verify.action((path: string | undefined) => {
    const { head = [], evidence, keys, signer } = verify.opts<VerifyOptions>()
    if (signer && keys === undefined) throw fail('missing-input', { seen: '--signer needs --keys' })
    const signed = keys === undefined ? {} : { signed: { keys, signers: signer ?? gitHubSigners } }
    onLedger({ path: path ?? '.', witnesses: head, ...(evidence ? { evidence } : {}), ...signed, settings: settings() })
  })
  const history = prism
    .command('history')
    .description('what a ledger says was done, and who had which volume where and when')
    .configureHelp({ showGlobalOptions: true })
    .argument('[VOLUME]', 'only this one: its name, or its fs- id; or the id of a run, of which everything is shown')
    .option('--instance <INSTANCE>', 'only this one: its name or id')
    .option('--since <DATE>', 'only what was not over by then: 2026-11-01, or with a time in UTC, 2026-11-01T08:00Z', parseSince)
    .option('--ledger <PATH>', 'a clone of the branch prism-ledger; default: this folder')
    .option(...headOption)
    .addHelpText(
      'after',
      '\nExamples:\n  prism history research-data --ledger ledger\n  prism history --instance web-1 --since 2026-11-01 --ledger ledger --json\n  prism history 01M8K9SBEGVFQGYQ43T3B8WJDC --ledger ledger',
    )
  history.action((volume: string | undefined) => {
    const { instance, since, ledger: path = '.', head = [] } = history.opts<HistoryOptions>()
    if (volume !== undefined && patterns.runId.test(volume)) {
      if (instance !== undefined || since !== undefined) throw fail('bad-option', { seen: 'a run is asked for by its id alone' })
      return onLedger({ run: volume, path, witnesses: head, settings: settings() })
    }
    const asked = {
      ...(volume === undefined ? {} : { volume }),
      ...(instance === undefined ? {} : { instance }),
      ...(since === undefined ? {} : { since }),
    }
    onLedger({ history: asked, path, witnesses: head, settings: settings() })
  })
  addAccess(prism, settings, onLedger)
  addAudit(prism, settings, onLedger)
  addAccounts(userOf(prism), settings, onLedger)
}

function addAccess(prism: Command, settings: () => Settings, onLedger: (asked: LedgerCommand) => void): void {
  const who = prism
    .command('who')
    .description('who could read or change what is on a volume, where, and from when to when, as a ledger says')
    .configureHelp({ showGlobalOptions: true })
    .argument('<VOLUME>', 'its name, or its fs- id')
    .option('--instance <INSTANCE>', 'only this one: its name or id')
    .option('--at <DATE>', 'only who could then: 2026-11-01, or with a time in UTC, 2026-11-01T08:00Z', parseSince)
    .option('--csv', 'a line an account and instance, for a spreadsheet; what they rest on goes to standard error')
    .option('--ledger <PATH>', 'a clone of the branch prism-ledger; default: this folder')
    .option(...headOption)
    .addHelpText(
      'after',
      '\nExamples:\n  prism who research-data --at 2026-10-01 --ledger ledger\n  prism who research-data --at 2026-10-01 --ledger ledger --csv > october.csv',
    )
  who.action((volume: string) => {
    const { ledger: path = '.', head = [], ...asked } = who.opts<Omit<WhoCould, 'volume'> & { csv?: true } & OfLedger>()
    onLedger({ could: { volume, ...asked }, path, witnesses: head, settings: settings() })
  })
}

/** For a program that collects logs: everything, where `user audit` has the accounts alone. */
function addAudit(prism: Command, settings: () => Settings, onLedger: (asked: LedgerCommand) => void): void {
  const audit = prism
    .command('audit')
    .description('every entry of the ledger as JSON Lines, for a program that collects logs')
    .configureHelp({ showGlobalOptions: true })
    .option('--since <DATE>', 'only from then on: 2026-11-01, or with a time in UTC, 2026-11-01T08:00Z', parseSince)
    .option('--ledger <PATH>', 'a clone of the branch prism-ledger; default: this folder')
    .option(...headOption)
    .addHelpText('after', '\nExample:\n  prism audit --since 2026-11-01 --ledger ledger > prism.jsonl')
  audit.action(() => {
    const { ledger: path = '.', head = [], since } = audit.opts<{ since?: string } & OfLedger>()
    onLedger({ audit: { of: 'everything', ...(since === undefined ? {} : { since }) }, path, witnesses: head, settings: settings() })
  })
}

type VerifyOptions = {
  readonly head?: readonly Witness[]
  readonly evidence?: readonly string[]
  readonly keys?: string
  readonly signer?: readonly string[]
}
/** What the same ledger says of people. */
function addAccounts(user: Command, settings: () => Settings, onLedger: (asked: LedgerCommand) => void): void {
  const who = user
    .command('who')
    .description('whose account was on which instance, from when to when and by whose word, as a ledger says')
    .configureHelp({ showGlobalOptions: true })
    .argument('[NAME]', 'only this person')
    .option('--instance <INSTANCE>', 'only this one: its name or id')
    .option('--at <DATE>', 'only accounts that were there then: 2026-11-01, or with a time in UTC, 2026-11-01T08:00Z', parseSince)
    .option('--registry <FILE>', 'also show who the person is by this file: number, groups, fingerprints of keys')
    .addOption(new Option('--csv', 'a line an account, for a spreadsheet; what they rest on goes to standard error').conflicts('registry'))
    .option('--ledger <PATH>', 'a clone of the branch prism-ledger; default: this folder')
    .option(...headOption)
    .addHelpText(
      'after',
      '\nExamples:\n  prism user who ada --ledger ledger --registry .github/prism/people.yml\n  prism user who --at 2026-10-01 --ledger ledger --json\n  prism user who --at 2026-10-01 --ledger ledger --csv > october.csv',
    )
  who.action((person: string | undefined) => {
    const {
      ledger: path = '.',
      head = [],
      ...asked
    } = who.opts<Omit<AccountQuestion, 'person'> & { registry?: string; csv?: true } & OfLedger>()
    onLedger({ who: { ...(person === undefined ? {} : { person }), ...asked }, path, witnesses: head, settings: settings() })
  })
  const audit = user
    .command('audit')
    .description('the ledger’s entries about accounts as JSON Lines, for a program that collects logs')
    .configureHelp({ showGlobalOptions: true })
    .argument('[NAME]', 'only syncs that opened, closed or failed this person’s account')
    .option('--since <DATE>', 'only from then on: 2026-11-01, or with a time in UTC, 2026-11-01T08:00Z', parseSince)
    .option('--ledger <PATH>', 'a clone of the branch prism-ledger; default: this folder')
    .option(...headOption)
    .addHelpText(
      'after',
      '\nExamples:\n  prism user audit --since 2026-11-01 --ledger ledger > people.jsonl\n  prism user audit ada --ledger ledger',
    )
  audit.action((person: string | undefined) => {
    const { ledger: path = '.', head = [], since } = audit.opts<{ since?: string } & OfLedger>()
    const asked = { ...(person === undefined ? {} : { person }), ...(since === undefined ? {} : { since }) }
    onLedger({ audit: { of: 'accounts', ...asked }, path, witnesses: head, settings: settings() })
  })
}

type OfLedger = { readonly ledger?: string; readonly head?: readonly Witness[] }

type HistoryOptions = { readonly instance?: string; readonly since?: string; readonly ledger?: string; readonly head?: readonly Witness[] }

const headOption = [
  '--head <NUMBER:HASH>',
  'a line that somebody remembers, as in a footer; can be given several times',
  (text: string, before: readonly Witness[] | undefined): Witness[] => [...(before ?? []), parseWitness(text)],
] as const

function parseSigner(text: string, before: readonly string[] | undefined): string[] {
  if (!/^[0-9A-Fa-f]{40}$/.test(text)) throw new InvalidArgumentError('A fingerprint has 40 hexadecimal digits.')
  return [...(before ?? []), text.toUpperCase()]
}

function parseSince(text: string): string {
  const since = sinceIn(text)
  if (since !== undefined) return since
  throw new InvalidArgumentError('A date looks like 2026-11-01, or 2026-11-01T08:00Z.')
}
