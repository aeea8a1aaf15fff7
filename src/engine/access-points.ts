/** Access points of a volume: listed, made, and deleted only where no client mounts through them now, also out of reach of whoever asks. */
import { type AccessPoint, findAccessPoint, isGoing } from '../domain/access-points.ts'
import { fail } from '../domain/catalogue.ts'
import { formatUser } from '../domain/enforced-user.ts'
import { isMountedThrough } from '../domain/mounted-anywhere.ts'
import type { VolumePlan } from '../domain/plan.ts'
import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { letBegin, provision, sealVolume, stepsOf, type Tell, volumeMeant } from './volume-plan.ts'
import { refuseMounted } from './where-mounted.ts'

type RequestOf<V extends Request['verb']> = Extract<Request, { readonly verb: V }>

export async function listAccessPoints(request: RequestOf<'access-points'>, ctx: EngineContext): Promise<Answer> {
  const volume = await ctx.cloud.fileSystems.find(request.volume)
  return { kind: 'access-points', volume, points: await ctx.cloud.fileSystems.accessPoints(volume.id) }
}

export async function createAccessPoint(request: RequestOf<'create-access-point'>, ctx: EngineContext): Promise<Answer> {
  const volume = await ctx.cloud.fileSystems.find(volumeMeant(request.volume, ctx.run()))
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
  const volume = await ctx.cloud.fileSystems.find(volumeMeant(request.volume, ctx.run()))
  const points = await ctx.cloud.fileSystems.accessPoints(volume.id)
  const begun = letBegin(ctx.run())
  // one that an earlier worker deleted is as it was to be
  if (begun && !points.some((p) => p.id === begun.parameters.accessPointId && !isGoing(p))) return removed(begun, ctx)
  const known = ctx.run().volumePlan?.parameters.accessPointId
  const point = findAccessPoint(points, typeof known === 'string' ? { kind: 'id', id: known } : request.point, volume.id)
  await refuseMounted(volume, ctx, {
    what: point.id,
    mounted: 'access-point-in-use',
    unknown: 'access-point-use-unknown',
    judge: (facts) => isMountedThrough(facts, volume.id, point.id),
  })
  const { id, name, path, user } = point
  const plan =
    ctx.run().volumePlan ??
    sealVolume({
      verb: 'delete-access-point',
      region: ctx.cloud.region,
      parameters: {
        fileSystemId: volume.id,
        name: volume.name,
        accessPointId: id,
        accessPoint: { name, path, ...(user ? { user: formatUser(user) } : {}) },
      },
      steps: await stepsOf((tell) => ctx.cloud.fileSystems.deleteAccessPoint(point, true, tell)),
    })
  return removed(plan, ctx)
}

async function removed(plan: VolumePlan, ctx: EngineContext): Promise<Answer> {
  const { fileSystemId, accessPointId, accessPoint } = plan.parameters
  const { name, path } = accessPoint as Pick<AccessPoint, 'name' | 'path'>
  const deleted = { id: String(accessPointId), name, path }
  const point = { id: deleted.id, fileSystemId: String(fileSystemId), path }
  const { steps, plan: shown } = await provision(plan, ctx, (tell) => ctx.cloud.fileSystems.deleteAccessPoint(point, false, tell))
  return { kind: 'access-point', steps, ...(shown ? { plan: shown } : { deleted }) }
}
