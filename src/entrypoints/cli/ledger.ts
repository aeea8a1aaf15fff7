/** `prism ledger verify` and `prism history`: read a ledger from the disk, and ask nobody else. */
import { historyOf } from '../../domain/ledger/history.ts'
import { verify } from '../../domain/ledger/verify.ts'
import type { ExitCode } from '../../domain/meaning/exit.ts'
import { renderHistoryTerminal } from '../../render/history.ts'
import { renderVerified } from '../../render/terminal-ledger.ts'
import { formatJson } from './json.ts'
import { ledgerFiles } from './ledger-files.ts'
import type { LedgerCommand } from './ledger-options.ts'
import { lookOf, type World, write } from './streams.ts'

/** Throws `no-ledger`. */
export function readLedger({ path, witnesses, history: asked, settings }: LedgerCommand, world: World): ExitCode {
  const whole = verify(ledgerFiles(path), witnesses)
  const { entries, ...verified } = whole
  const exitCode = verified.verdict === 'broken' ? 1 : 0
  const look = lookOf(world.stdout, world.env)
  const history = asked && historyOf(entries, asked)
  if (settings.json) write(world.stdout, formatJson({ ok: exitCode === 0, exitCode, ...verified, entries: entries.length, ...history }))
  else if (history) write(world.stdout, `${renderHistoryTerminal(history, asked, whole, look)}\n`)
  else write(world.stdout, `${renderVerified(whole, look)}\n`)
  return exitCode
}
