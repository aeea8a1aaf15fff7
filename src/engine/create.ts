/** create: idempotent by the name's creation token; run again, it continues where it stopped. */
import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { provision, sealVolume, stepsOf, type Tell } from './volume-plan.ts'

export async function createVolume({ name, options }: Extract<Request, { readonly verb: 'create' }>, ctx: EngineContext): Promise<Answer> {
  const create = (dryRun: boolean) => (tell: Tell) => ctx.cloud.fileSystems.create(name, options, dryRun, tell)
  const plan =
    ctx.run().volumePlan ??
    sealVolume({ verb: 'create', region: ctx.cloud.region, parameters: { name, options }, steps: await stepsOf(create(true)) })
  const { made, ...done } = await provision(plan, ctx, create(false))
  return { kind: 'created', ...done, ...(made ? { volume: made } : {}) }
}
