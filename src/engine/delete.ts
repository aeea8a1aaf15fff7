/** delete: refused while the volume is mounted anywhere, also out of reach of whoever asks, or while any instance is unknown. */
import { fail, PrismError } from '../domain/catalogue.ts'
import { formatVolumeRef } from '../domain/names.ts'
import type { VolumePlan } from '../domain/plan.ts'
import type { FileSystem, ProvisionStep } from '../domain/ports.ts'
import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { letBegin, provision, sealVolume, volumeMeant } from './volume-plan.ts'
import { refuseMounted } from './where-mounted.ts'

export async function deleteVolume(request: Extract<Request, { readonly verb: 'delete' }>, ctx: EngineContext): Promise<Answer> {
  if (!ctx.run().dryRun && request.confirm !== formatVolumeRef(request.volume))
    throw fail('confirm-name', { seen: 'the name was not repeated' })
  const begun = letBegin(ctx.run())
  if (begun && (await isGone(begun, ctx))) return carriedOut(begun, ctx)
  const volume = await ctx.cloud.fileSystems.find(volumeMeant(request.volume, ctx.run()))
  await refuseMounted(volume, ctx, { what: volume.id, mounted: 'volume-in-use', unknown: 'volume-use-unknown' })
  const plan =
    ctx.run().volumePlan ??
    sealVolume({
      verb: 'delete',
      region: ctx.cloud.region,
      parameters: { fileSystemId: volume.id, name: volume.name },
      steps: await stepsFor(volume, ctx),
    })
  return carriedOut(plan, ctx)
}

async function carriedOut(plan: VolumePlan, ctx: EngineContext): Promise<Answer> {
  const id = idIn(plan)
  const done = await provision(plan, ctx, (tell) => ctx.cloud.fileSystems.delete({ id }, tell))
  return {
    kind: 'deleted',
    volume: String(plan.parameters.name),
    fileSystemId: id,
    steps: done.steps,
    ...(done.plan ? { plan: done.plan } : {}),
  }
}

/** Of one that an earlier worker began to delete: then it is as it was to be, and not a volume that nobody knows. */
async function isGone(begun: VolumePlan, { cloud }: EngineContext): Promise<boolean> {
  try {
    await cloud.fileSystems.find({ kind: 'id', id: idIn(begun) })
    return false
  } catch (error) {
    if (error instanceof PrismError && error.finding.code === 'volume-not-found') return true
    throw error
  }
}

const idIn = ({ parameters }: VolumePlan): string => String(parameters.fileSystemId)

/** By id, so that a plan is another's as soon as something was made or deleted since. */
async function stepsFor({ id, targets }: FileSystem, ctx: EngineContext): Promise<ProvisionStep[]> {
  const points = await ctx.cloud.fileSystems.accessPoints(id)
  const planned = (step: string, details: readonly string[]) =>
    details.toSorted().map((detail): ProvisionStep => ({ step, status: 'planned', detail }))
  return [
    ...planned(
      'access point',
      points.map((p) => p.id),
    ),
    ...planned(
      'mount target',
      targets.map((t) => `${t.id} in ${t.availabilityZone}`),
    ),
    ...planned('file system', [id]),
    ...planned('security group', ['those that Prism made for it']),
  ]
}
