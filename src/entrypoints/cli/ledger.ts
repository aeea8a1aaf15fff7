/** `prism ledger verify`: reads a ledger from the disk, and asks nobody else. */
import { verify } from '../../domain/ledger/verify.ts'
import type { ExitCode } from '../../domain/meaning/exit.ts'
import { renderVerified } from '../../render/terminal-ledger.ts'
import { formatJson } from './json.ts'
import { ledgerFiles } from './ledger-files.ts'
import type { LedgerCommand } from './ledger-options.ts'
import { lookOf, type World, write } from './streams.ts'

/** Throws `no-ledger`. */
export function readLedger({ path, witnesses, settings }: LedgerCommand, world: World): ExitCode {
  const { entries, ...verified } = verify(ledgerFiles(path), witnesses)
  const exitCode = verified.verdict === 'broken' ? 1 : 0
  if (settings.json) write(world.stdout, formatJson({ ok: exitCode === 0, exitCode, ...verified, entries: entries.length }))
  else write(world.stdout, `${renderVerified({ ...verified, entries }, lookOf(world.stdout, world.env))}\n`)
  return exitCode
}
