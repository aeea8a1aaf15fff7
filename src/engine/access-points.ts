/** Access points of a volume: listed, made, and deleted only where no client mounts through them now. */
import { findAccessPoint } from '../domain/access-points.ts'
import { fail } from '../domain/catalogue.ts'
import { isMountedThrough } from '../domain/mounted-anywhere.ts'
import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { named } from './delete.ts'
import { provision, sealVolume, stepsOf, type Tell } from './volume-plan.ts'
import { whereMounted } from './where-mounted.ts'

type RequestOf<V extends Request['verb']> = Extract<Request, { readonly verb: V }>

export async function listAccessPoints(request: RequestOf<'access-points'>, ctx: EngineContext): Promise<Answer> {
  const volume = await ctx.cloud.fileSystems.find(request.volume)
  return { kind: 'access-points', volume, points: await ctx.cloud.fileSystems.accessPoints(volume.id) }
}

export async function createAccessPoint(request: RequestOf<'create-access-point'>, ctx: EngineContext): Promise<Answer> {
  const volume = await ctx.cloud.fileSystems.find(request.volume)
  if (volume.state !== 'available') throw fail('volume-not-available', { seen: `${volume.id} (${volume.name}) is ${volume.state}` })
  const { wanted } = request
  const create = (dryRun: boolean) => (tell: Tell) => ctx.cloud.fileSystems.createAccessPoint(volume.id, wanted, dryRun, tell)
  const plan =
    ctx.run().volumePlan ??
    sealVolume({
      verb: 'create-access-point',
      region: ctx.cloud.region,
      parameters: { fileSystemId: volume.id, name: volume.name, wanted },
      steps: await stepsOf(create(true)),
    })
  const { made, ...done } = await provision(plan, ctx, create(false))
  return { kind: 'access-point', ...done, ...(made ? { point: made } : {}) }
}

export async function deleteAccessPoint(request: RequestOf<'delete-access-point'>, ctx: EngineContext): Promise<Answer> {
  const volume = await ctx.cloud.fileSystems.find(request.volume)
  const point = findAccessPoint(await ctx.cloud.fileSystems.accessPoints(volume.id), request.point, volume.id)
  const mounted = await whereMounted(volume, ctx, (facts) => isMountedThrough(facts, volume.id, point.id))
  const using = named(mounted, 'mounted')
  if (using.length > 0) throw fail('access-point-in-use', { seen: `${point.id} is mounted on ${using.join(', ')}` })
  const unknown = named(mounted, 'unknown')
  if (unknown.length > 0) throw fail('access-point-use-unknown', { seen: `unknown for ${unknown.join(', ')}` })
  const remove = (dryRun: boolean) => (tell: Tell) => ctx.cloud.fileSystems.deleteAccessPoint(point, dryRun, tell)
  const plan = sealVolume({
    verb: 'delete-access-point',
    region: ctx.cloud.region,
    parameters: { fileSystemId: volume.id, accessPointId: point.id },
    steps: await stepsOf(remove(true)),
  })
  const { steps, plan: shown } = await provision(plan, ctx, remove(false))
  return { kind: 'access-point', steps, ...(shown ? { plan: shown } : {}) }
}
