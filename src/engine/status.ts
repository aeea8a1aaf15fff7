/** status: the volume as EFS describes it, and where it is mounted now. */

import type { VolumeRef } from '../domain/names.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { whereMounted } from './where-mounted.ts'

export async function status(request: { readonly volume: VolumeRef }, ctx: EngineContext): Promise<Answer> {
  const volume = await ctx.fileSystems.find(request.volume)
  return { kind: 'status', volume, mounted: await whereMounted(volume, ctx) }
}
