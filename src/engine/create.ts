/** create: idempotent by the name's creation token; run again, it continues where it stopped. */

import type { ProvisionStep } from '../domain/ports.ts'
import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'

export async function createVolume(request: Extract<Request, { readonly verb: 'create' }>, ctx: EngineContext): Promise<Answer> {
  const steps: ProvisionStep[] = []
  const pending: Promise<void>[] = []
  const volume = await ctx.fileSystems.create(request.name, request.options, ctx.run().dryRun, (step) => {
    steps.push(step)
    pending.push(ctx.emit({ type: 'provisioned', data: step }))
  })
  await Promise.all(pending)
  return { kind: 'created', steps, ...(volume ? { volume } : {}) }
}
