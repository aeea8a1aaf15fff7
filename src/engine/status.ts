/** status: the volume as EFS describes it, and where it is mounted now. */

import type { VolumeRef } from '../domain/names.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { whereMounted } from './where-mounted.ts'

export async function status(request: { readonly volume: VolumeRef }, ctx: EngineContext): Promise<Answer> {
  const volume = await ctx.cloud.fileSystems.find(request.volume)
  const [settings, mounted] = await Promise.all([ctx.cloud.fileSystems.settings(volume.id), whereMounted(volume, ctx)])
  return { kind: 'status', volume, settings, mounted }
}
