/** Where a volume is mounted now, asked of every instance that SSM manages. What cannot be asked is unknown. */

import type { HostFacts } from '../domain/facts.ts'
import { plainSpec } from '../domain/mount-spec.ts'
import { isMountedAnywhere } from '../domain/mounted-anywhere.ts'
import { defaultMountPoint } from '../domain/names.ts'
import type { Operation } from '../domain/plan.ts'
import type { FileSystem } from '../domain/ports.ts'
import { instanceArn } from '../domain/region.ts'
import { defaultMountOptions } from '../domain/request.ts'
import type { MountedAt } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { inspect } from './inspect.ts'
import { addressesOf } from './resolve.ts'

/** `judge`: what counts as mounted; without it any mount of the volume. */
export async function whereMounted(
  fileSystem: FileSystem,
  ctx: EngineContext,
  judge: (facts: HostFacts) => Pick<MountedAt, 'state' | 'detail'> = (facts) => isMountedAnywhere(facts, fileSystem.id),
): Promise<MountedAt[]> {
  const instances = (await ctx.cloud.instances.list()).filter((i) => !i.platform.toLowerCase().includes('windows'))
  const reachable = instances.filter((i) => i.online)
  const operation: Operation = {
    verb: 'verify',
    volume: fileSystem.name,
    fileSystemId: fileSystem.id,
    region: ctx.cloud.region,
    accountId: fileSystem.accountId,
    // Only the place that is looked at in detail; mounts of this file system elsewhere are reported too.
    mountPoint: defaultMountPoint(fileSystem.id),
    zones: [],
    addresses: addressesOf(fileSystem),
    targets: reachable.map((i) => ({
      instanceId: i.id,
      arn: instanceArn(i.id, ctx.cloud.region, fileSystem.accountId),
      name: i.name,
      spec: plainSpec,
    })),
    options: defaultMountOptions,
    lazy: false,
    unresolved: [],
  }
  const seen = reachable.length > 0 ? await inspect(operation, ctx) : []
  return instances.map(({ id, name, online }): MountedAt => {
    if (!online) return { instanceId: id, name, state: 'unknown', detail: 'agent offline' }
    const observation = seen.find((o) => o.instanceId === id)
    if (observation?.kind !== 'observed')
      return { instanceId: id, name, state: 'unknown', detail: observation?.finding.seen ?? 'no answer' }
    return { instanceId: id, name, ...judge(observation.facts) }
  })
}
