/** Access points of a volume: listed, made, and deleted only where no client mounts through them, as asked live. */
import { findAccessPoint } from '../domain/access-points.ts'
import { fail } from '../domain/catalogue.ts'
import { isMountedThrough } from '../domain/mounted-anywhere.ts'
import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { provisioned } from './provisioned.ts'
import { whereMounted } from './where-mounted.ts'

type Asked<V extends Request['verb']> = Extract<Request, { readonly verb: V }>

export async function listAccessPoints(request: Asked<'access-points'>, ctx: EngineContext): Promise<Answer> {
  const volume = await ctx.fileSystems.find(request.volume)
  return { kind: 'access-points', volume, points: await ctx.fileSystems.accessPoints(volume.id) }
}

export async function createAccessPoint(request: Asked<'create-access-point'>, ctx: EngineContext): Promise<Answer> {
  const volume = await ctx.fileSystems.find(request.volume)
  if (volume.state !== 'available') throw fail('volume-not-available', { seen: `${volume.id} (${volume.name}) is ${volume.state}` })
  const { steps, result: point } = await provisioned(ctx, (onStep) =>
    ctx.fileSystems.createAccessPoint(volume.id, request.wanted, ctx.run().dryRun, onStep),
  )
  return { kind: 'access-point', steps, ...(point ? { point } : {}) }
}

export async function deleteAccessPoint(request: Asked<'delete-access-point'>, ctx: EngineContext): Promise<Answer> {
  const volume = await ctx.fileSystems.find(request.volume)
  const point = findAccessPoint(await ctx.fileSystems.accessPoints(volume.id), request.point, volume.id)
  const mounted = await whereMounted(volume, ctx, (facts) => isMountedThrough(facts, volume.id, point.id))
  const at = (state: string) =>
    mounted.filter((m) => m.state === state).map((m) => `${m.name || m.instanceId}${m.detail ? ` (${m.detail})` : ''}`)
  const using = at('mounted')
  if (using.length > 0) throw fail('access-point-in-use', { seen: `${point.id} is mounted on ${using.join(', ')}` })
  const unknown = at('unknown')
  if (unknown.length > 0) throw fail('access-point-use-unknown', { seen: `not known for ${unknown.join(', ')}` })
  const { steps } = await provisioned(ctx, (onStep) => ctx.fileSystems.deleteAccessPoint(point, ctx.run().dryRun, onStep))
  return { kind: 'access-point', steps }
}
