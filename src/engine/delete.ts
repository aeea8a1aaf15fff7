/** delete: refused while the volume is mounted anywhere, or while any instance is unknown. */
import { fail } from '../domain/catalogue.ts'
import { formatVolumeRef } from '../domain/names.ts'
import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { provisioned } from './provisioned.ts'
import { whereMounted } from './where-mounted.ts'

export async function deleteVolume(request: Extract<Request, { readonly verb: 'delete' }>, ctx: EngineContext): Promise<Answer> {
  if (request.confirm !== formatVolumeRef(request.volume)) throw fail('confirm-name', { seen: 'the name was not repeated' })
  const volume = await ctx.fileSystems.find(request.volume)
  const mounted = await whereMounted(volume, ctx)
  const at = (state: string) =>
    mounted.filter((m) => m.state === state).map((m) => `${m.name || m.instanceId}${m.detail ? ` (${m.detail})` : ''}`)
  const using = at('mounted')
  if (using.length > 0) throw fail('volume-in-use', { seen: `${volume.id} is mounted on ${using.join(', ')}` })
  const unknown = at('unknown')
  if (unknown.length > 0) throw fail('volume-use-unknown', { seen: `not known for ${unknown.join(', ')}` })
  if (ctx.run().dryRun)
    return {
      kind: 'deleted',
      volume: volume.name,
      fileSystemId: volume.id,
      steps: [
        {
          step: 'file system',
          status: 'planned',
          detail: `delete ${volume.id}, its ${volume.targets.length} mount targets, its access points`,
        },
      ],
    }
  const { steps } = await provisioned(ctx, (onStep) => ctx.fileSystems.delete(volume, onStep))
  return { kind: 'deleted', volume: volume.name, fileSystemId: volume.id, steps }
}
