/** `prism store`: what an operator does with the file in which a server keeps its runs. */
import { machineClock } from '../../compose/prism.ts'
import { composeStoreCare, type StoreState } from '../../compose/store.ts'
import type { ExitCode } from '../../domain/meaning/exit.ts'
import { formatJson } from './json.ts'
import type { StoreCommand } from './store-options.ts'
import { type World, write } from './streams.ts'

/** Throws `store-taken`, `store-unusable`, `sqlite-too-old`. */
export async function careForStore({ kind, from, to = '', settings }: StoreCommand, world: World): Promise<ExitCode> {
  const { checkStore, backUpStore, restoreStore } = await composeStoreCare()
  const state =
    kind === 'check' ? checkStore(from) : kind === 'backup' ? backUpStore(from, to) : await restoreStore(from, to, machineClock.now())
  const exitCode = state.faults.length > 0 ? 1 : 0
  write(world.stdout, settings.json ? formatJson({ ok: exitCode === 0, exitCode, ...state }) : textOf(state))
  return exitCode
}

function textOf({ faults, runs, unfinished, openDeliveries, bytes }: StoreState): string {
  const verdict = faults.length === 0 ? '✓ whole' : `✗ damaged: ${faults.slice(0, 5).join('; ')}`
  return `${verdict}\n${runs} runs, ${unfinished} of them not ended; ${openDeliveries} deliveries not worked off; ${bytes} bytes\n`
}
