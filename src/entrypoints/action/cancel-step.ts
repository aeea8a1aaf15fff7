/**
 * The post step of a cancelled job (`post-if: cancelled()`): the main step's process may be gone, killed in mid-wait, so the
 * commands it had under way are cancelled by the ids it saved.
 */
import type { Prism } from '../../compose/prism.ts'
import type { Cancellation } from '../../domain/run.ts'
import { state } from './commands-in-flight.ts'
import type { Runner } from './runner.ts'

export type CancelStep = { readonly runner: Runner; readonly loadPrism: (asked: { readonly region?: string }) => Promise<Prism> }

export async function runCancelStep({ runner, loadPrism }: CancelStep): Promise<0 | 1> {
  const commands = strings(runner.saved(state.commands)).filter((id) => /^[0-9a-f-]{36}$/.test(id))
  for (const comment of strings(runner.saved(state.sending)))
    runner.annotate(
      'warning',
      'Prism: a command may be running',
      `It was being sent to SSM when the job was cancelled; its id is unknown. Check Run Command’s history for the comment ${JSON.stringify(comment)}.`,
    )
  if (commands.length === 0) {
    runner.log('prism: no SSM command was running')
    return 0
  }
  const told = await cancelAll(commands, runner.input('region'), loadPrism)
  const left = told.filter((c) => c.refused !== undefined)
  const cancelled = told.filter((c) => c.refused === undefined).map((c) => c.commandId)
  if (left.length > 0)
    runner.annotate(
      'error',
      'Prism: not cancelled',
      `These SSM commands could not be cancelled and may still run: ${left.map((c) => `${c.commandId} (${c.refused})`).join(', ')}.`,
    )
  if (cancelled.length > 0)
    runner.annotate(
      'warning',
      'Prism: cancelled',
      `Cancelled ${cancelled.length} SSM command${cancelled.length === 1 ? '' : 's'}: ${cancelled.join(', ')}. A script can have been cut off at any line: run \`verify\` to see the current state.`,
    )
  return left.length > 0 ? 1 : 0
}

async function cancelAll(
  commands: readonly string[],
  region: string,
  loadPrism: CancelStep['loadPrism'],
): Promise<readonly Cancellation[]> {
  try {
    const prism = await loadPrism(region ? { region } : {})
    return await prism.cancelCommands(commands)
  } catch (error) {
    const refused = error instanceof Error ? error.message : String(error)
    return commands.map((commandId) => ({ commandId, refused }))
  }
}

/** Our own state, though any step of the job can have written to the file: nothing but a list of strings passes. */
function strings(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text || '[]')
    return Array.isArray(value) ? value.filter((v) => typeof v === 'string') : []
  } catch {
    return []
  }
}
