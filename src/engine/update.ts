/** update: changes what differs from what is asked for; a dry run tells it. */

import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { provisioned } from './provisioned.ts'

export async function updateVolume(request: Extract<Request, { readonly verb: 'update' }>, ctx: EngineContext): Promise<Answer> {
  const found = await ctx.fileSystems.find(request.volume)
  const { dryRun } = ctx.run()
  const { steps } = await provisioned(ctx, (onStep) => ctx.fileSystems.update(found, request.options, dryRun, onStep))
  if (dryRun) return { kind: 'updated', steps }
  return { kind: 'updated', volume: await ctx.fileSystems.find({ kind: 'id', id: found.id }), steps }
}
