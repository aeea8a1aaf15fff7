/** What is done in AWS step by step: told to the journal as it happens, and kept for the answer. */
import type { ProvisionStep } from '../domain/ports.ts'
import type { EngineContext } from './context.ts'

/** The steps of `act`, once all of them are written down. */
export async function provisioned<T>(
  ctx: Pick<EngineContext, 'emit'>,
  act: (onStep: (step: ProvisionStep) => void) => Promise<T>,
): Promise<{ readonly steps: readonly ProvisionStep[]; readonly result: T }> {
  const steps: ProvisionStep[] = []
  const pending: Promise<void>[] = []
  const result = await act((step) => {
    steps.push(step)
    pending.push(ctx.emit({ type: 'provisioned', data: step }))
  })
  await Promise.all(pending)
  return { steps, result }
}
