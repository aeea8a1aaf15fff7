/** `prism store`: what an operator does with the file in which a server keeps its runs. */
import { machineClock } from '../../compose/prism.ts'
import { composeStoreCare, type StoreState } from '../../compose/store.ts'
import { fail } from '../../domain/catalogue.ts'
import type { ExitCode } from '../../domain/meaning/exit.ts'
import { plainText } from '../../render/escape.ts'
import { counted } from '../../render/view/view.ts'
import { formatJson } from './json.ts'
import type { StoreCommand } from './store-options.ts'
import { type World, write } from './streams.ts'

/** Throws `store-taken`, `store-unusable`, `sqlite-too-old`. */
export async function careForStore({ kind, from, to = '', settings }: StoreCommand, world: World): Promise<ExitCode> {
  for (const file of [from, to]) refuseDatabase(file)
  const { checkStore, backUpStore, restoreStore } = await composeStoreCare()
  const state =
    kind === 'check' ? checkStore(from) : kind === 'backup' ? backUpStore(from, to) : await restoreStore(from, to, machineClock.now())
  const exitCode = state.faults.length > 0 ? 1 : 0
  write(world.stdout, settings.json ? formatJson({ ok: exitCode === 0, exitCode, ...state }) : textOf(state, to))
  return exitCode
}

/** Before anything tells what was given: a connection string has a password. */
function refuseDatabase(file: string): void {
  if (/^postgres(?:ql)?:/i.test(file))
    throw fail('store-unusable', { seen: 'a PostgreSQL database is no file: pg_dump --schema=prism is its backup (docs/operations.md)' })
}

/** `to` is the file that was made, if one was. */
function textOf({ faults, runs, unfinished, openDeliveries, bytes }: StoreState, to: string): string {
  const verdict = faults.length === 0 ? '✓ whole' : `✗ damaged: ${faults.slice(0, 5).join('; ')}`
  const holds = `${counted(runs, 'run')}, ${unfinished} of them not ended; ${counted(openDeliveries, 'delivery', 'deliveries')} not worked off; ${counted(bytes, 'byte')}`
  return `${verdict}\n${holds}\n${to === '' ? '' : `Written to ${plainText(to)}.\n`}`
}
