/** delete: refused while the volume is mounted anywhere, also out of reach of whoever asks, or while any instance is unknown. */
import { fail } from '../domain/catalogue.ts'
import { formatVolumeRef } from '../domain/names.ts'
import type { FileSystem, ProvisionStep } from '../domain/ports.ts'
import type { Request } from '../domain/request.ts'
import type { Answer, MountedAt } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { provision, sealVolume } from './volume-plan.ts'
import { mountedBeyond, outside, whereMounted } from './where-mounted.ts'

export async function deleteVolume(request: Extract<Request, { readonly verb: 'delete' }>, ctx: EngineContext): Promise<Answer> {
  if (!ctx.run().dryRun && request.confirm !== formatVolumeRef(request.volume))
    throw fail('confirm-name', { seen: 'the name was not repeated' })
  const volume = await ctx.cloud.fileSystems.find(request.volume)
  const mounted = await whereMounted(volume, ctx)
  const beyond = await mountedBeyond(volume, ctx)
  const using = [...named(mounted, 'mounted'), ...(beyond.mounted > 0 ? [outside(beyond.mounted)] : [])]
  if (using.length > 0) throw fail('volume-in-use', { seen: `${volume.id} is mounted on ${using.join(', also on ')}` })
  const unknown = [...named(mounted, 'unknown'), ...(beyond.unknown > 0 ? [outside(beyond.unknown)] : [])]
  if (unknown.length > 0) throw fail('volume-use-unknown', { seen: `unknown for ${unknown.join(', ')}` })
  const plan =
    ctx.run().volumePlan ??
    sealVolume({
      verb: 'delete',
      region: ctx.cloud.region,
      parameters: { fileSystemId: volume.id, name: volume.name },
      steps: await stepsFor(volume, ctx),
    })
  const done = await provision(plan, ctx, (tell) => ctx.cloud.fileSystems.delete(volume, tell))
  return {
    kind: 'deleted',
    volume: volume.name,
    fileSystemId: volume.id,
    steps: done.steps,
    ...(done.plan ? { plan: done.plan } : {}),
  }
}

export const named = (mounted: readonly MountedAt[], state: MountedAt['state']): string[] =>
  mounted.filter((m) => m.state === state).map((m) => `${m.name || m.instanceId}${m.detail ? ` (${m.detail})` : ''}`)

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
