/** `prism ledger verify`, `prism history`, `prism who`, `prism audit` and `prism user who | audit`: read a ledger from the disk, and ask nobody else. */
import { type AccountQuestion, aboutAccounts, accountsOf } from '../../domain/ledger/accounts.ts'
import { withCommits } from '../../domain/ledger/commits.ts'
import { entriesSince } from '../../domain/ledger/entry.ts'
import { type FoundEvidence, namedEvidence, withEvidence } from '../../domain/ledger/evidence.ts'
import { entriesOf, historyOf } from '../../domain/ledger/history.ts'
import { type Verified, verify } from '../../domain/ledger/verify.ts'
import { type WhoCould, whoCould } from '../../domain/ledger/who-could.ts'
import type { ExitCode } from '../../domain/meaning/exit.ts'
import { notInRegistry } from '../../domain/people/unregistered.ts'
import { renderHistoryTerminal, renderRunHistoryTerminal } from '../../render/history.ts'
import { renderVerified } from '../../render/terminal-ledger.ts'
import { renderPerson } from '../../render/terminal-registry.ts'
import { renderCouldTerminal, renderWhoTerminal } from '../../render/who.ts'
import { renderCouldCsv, renderWhoCsv } from '../../render/who-csv.ts'
import { formatJson, formatJsonLine } from './json.ts'
import { readCommits } from './ledger-commits.ts'
import { evidenceIn, ledgerFiles } from './ledger-files.ts'
import type { LedgerCommand } from './ledger-options.ts'
import { registryIn } from './registry-file.ts'
import { lookOf, type World, write } from './streams.ts'

/** Throws `no-ledger`; `bad-registry` of a file that is to say who somebody is. */
export async function readLedger(
  { path, witnesses, history: asked, run, who, could, audit, evidence, signed, settings }: LedgerCommand,
  world: World,
  today: string,
): Promise<ExitCode> {
  const files = ledgerFiles(path)
  const read = verify(files, witnesses)
  const isAsked = asked || run !== undefined || who || could || audit
  const withFiles = isAsked ? read : await lookAtEvidence(read, path, evidence)
  const whole = signed ? withCommits(withFiles, readCommits(path, signed.keys, files, world.env), signed.signers) : withFiles
  const { entries, ...verified } = whole
  const exitCode = verified.verdict === 'broken' ? 1 : 0
  const look = lookOf(world.stdout, world.env)
  if (audit) {
    for (const entry of audit.of === 'accounts' ? aboutAccounts(entries, audit) : entriesSince(entries, audit.since))
      write(world.stdout, formatJsonLine(entry))
    // standard output is for the lines alone
    write(world.stderr, `${renderVerified(whole, lookOf(world.stderr, world.env))}\n`)
    return exitCode
  }
  if (who?.csv) {
    const accounts = accountsOf(entries, who)
    write(world.stdout, renderWhoCsv(accounts))
    const unended = accounts.unended.map((one) => `\n! the sync ${one} has no end here: what it changed is not known`).join('')
    write(world.stderr, `${renderVerified(whole, lookOf(world.stderr, world.env))}${unended}\n`)
    return exitCode
  }
  if (who) return accountsAt(whole, who, { exitCode, json: settings.json, today }, world)
  if (could) return accessTo(whole, could, { exitCode, json: settings.json }, world)
  const history = asked && historyOf(entries, asked)
  const ofRun = run === undefined ? undefined : entriesOf(entries, run)
  if (settings.json)
    write(
      world.stdout,
      formatJson({
        ok: exitCode === 0,
        exitCode,
        ...verified,
        entries: entries.length,
        ...history,
        ...(ofRun ? { run, said: ofRun } : {}),
      }),
    )
  else if (run !== undefined && ofRun) write(world.stdout, `${renderRunHistoryTerminal(run, ofRun, whole, look)}\n`)
  else if (history) write(world.stdout, `${renderHistoryTerminal(history, asked, whole, look)}\n`)
  else write(world.stdout, `${renderVerified(whole, look)}\n`)
  return exitCode
}

/** Of one file of lines nobody knows what lies beside. */
async function lookAtEvidence(read: Verified, path: string, others: readonly string[] | undefined): Promise<Verified> {
  const named = namedEvidence(read.entries)
  const beside = await evidenceIn(path, named)
  const elsewhere: FoundEvidence[] = []
  for (const other of others ?? []) elsewhere.push(...((await evidenceIn(other, named)) ?? []))
  return beside ? withEvidence(read, { beside, ...(others ? { elsewhere } : {}) }) : read
}

type Showing = { readonly exitCode: ExitCode; readonly json: boolean; readonly today: string }

function accountsAt(
  { entries, ...verified }: Verified,
  { registry, ...asked }: AccountQuestion & { readonly registry?: string },
  { exitCode, json, today }: Showing,
  world: World,
): ExitCode {
  const accounts = accountsOf(entries, asked)
  const registered = registry === undefined ? undefined : registryIn(registry)
  const person = registered?.people.find((p) => p.name === asked.person)
  if (json) {
    write(
      world.stdout,
      formatJson({
        ok: exitCode === 0,
        exitCode,
        ...verified,
        ...(person ? { person } : {}),
        accounts: accounts.spans,
        unended: accounts.unended,
      }),
    )
    return exitCode
  }
  const look = lookOf(world.stdout, world.env)
  if (person) write(world.stdout, `${renderPerson(person, today, look)}\n\n`)
  else if (registered && asked.person !== undefined) write(world.stdout, `${notInRegistry(asked.person, asked.person, registered)}\n\n`)
  write(world.stdout, `${renderWhoTerminal(accounts, asked, verified, look)}\n`)
  return exitCode
}

function accessTo(
  whole: Verified,
  { csv, ...asked }: WhoCould & { readonly csv?: true },
  { exitCode, json }: Pick<Showing, 'exitCode' | 'json'>,
  world: World,
): ExitCode {
  const { entries, ...verified } = whole
  const access = whoCould(entries, asked)
  if (csv) {
    write(world.stdout, renderCouldCsv(access))
    write(world.stderr, `${renderVerified(whole, lookOf(world.stderr, world.env))}\n`)
  } else if (json) write(world.stdout, formatJson({ ok: exitCode === 0, exitCode, ...verified, access }))
  else write(world.stdout, `${renderCouldTerminal(access, asked, verified, lookOf(world.stdout, world.env))}\n`)
  return exitCode
}
