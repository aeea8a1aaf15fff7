/** create: idempotent by the name's creation token; run again, it continues where it stopped. */

import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { provisioned } from './provisioned.ts'

export async function createVolume(request: Extract<Request, { readonly verb: 'create' }>, ctx: EngineContext): Promise<Answer> {
  const { name, options } = request
  const { steps, result } = await provisioned(ctx, (onStep) => ctx.fileSystems.create(name, options, ctx.run().dryRun, onStep))
  return { kind: 'created', steps, ...(result ? { volume: result } : {}) }
}
