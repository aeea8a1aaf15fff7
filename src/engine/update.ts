/** update: changes what differs from what is asked for; a dry run shows it. */
import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { provision, sealVolume, stepsOf, type Tell, volumeMeant } from './volume-plan.ts'

export async function updateVolume(request: Extract<Request, { readonly verb: 'update' }>, ctx: EngineContext): Promise<Answer> {
  const found = await ctx.cloud.fileSystems.find(volumeMeant(request.volume, ctx.run()))
  const update = (dryRun: boolean) => (tell: Tell) => ctx.cloud.fileSystems.update(found, request.options, dryRun, tell)
  const plan =
    ctx.run().volumePlan ??
    sealVolume({
      verb: 'update',
      region: ctx.cloud.region,
      parameters: { fileSystemId: found.id, name: found.name, options: request.options },
      steps: await stepsOf(update(true)),
    })
  const { steps, plan: shown } = await provision(plan, ctx, update(false))
  if (shown) return { kind: 'updated', steps, plan: shown }
  return { kind: 'updated', volume: await ctx.cloud.fileSystems.find({ kind: 'id', id: found.id }), steps }
}
