/** Where a volume is mounted now, asked of every instance that SSM manages. What cannot be asked is unknown. */

import { type FindingCode, fail } from '../domain/catalogue.ts'
import type { HostFacts, Observation } from '../domain/facts.ts'
import { plainSpec } from '../domain/mount-spec.ts'
import { isMountedAnywhere } from '../domain/mounted-anywhere.ts'
import { defaultMountPoint } from '../domain/names.ts'
import type { Operation } from '../domain/plan.ts'
import type { FileSystem, Instance } from '../domain/ports.ts'
import { instanceArn } from '../domain/region.ts'
import { defaultMountOptions } from '../domain/request.ts'
import type { MountedAt } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { inspect, lookAnew, lookBeyond } from './inspect.ts'
import { addressesOf } from './resolve.ts'

type Judge = (facts: HostFacts) => Pick<MountedAt, 'state' | 'detail'>

/** `judge`: what counts as mounted; without it any mount of the volume. `anew`: whatever an earlier worker of the run saw (`lookAnew`). */
export async function whereMounted(
  fileSystem: FileSystem,
  ctx: EngineContext,
  judge: Judge = (facts) => isMountedAnywhere(facts, fileSystem.id),
  anew?: number,
): Promise<MountedAt[]> {
  const instances = (await ctx.cloud.instances.list()).filter((i) => !isWindows(i))
  const reachable = instances.filter((i) => i.online)
  if (reachable.length === 0) return judged(instances, [], judge)
  const asked = lookingFor(fileSystem, reachable, ctx)
  const seen = anew === undefined ? await inspect(asked, ctx) : await lookAnew(asked, ctx, anew)
  return judged(instances, seen, judge)
}

/** How many instances out of reach of whoever asks have it mounted, or could not be asked. What was seen there goes no further. */
export async function mountedBeyond(
  fileSystem: FileSystem,
  ctx: EngineContext,
  judge: Judge = (facts) => isMountedAnywhere(facts, fileSystem.id),
  anew?: number,
): Promise<{ readonly mounted: number; readonly unknown: number }> {
  const inReach = new Set((await ctx.cloud.instances.list()).map((i) => i.id))
  const others = (await ctx.everywhere.list()).filter((i) => !inReach.has(i.id) && !isWindows(i))
  const reachable = others.filter((i) => i.online)
  const seen = reachable.length > 0 ? await lookBeyond(lookingFor(fileSystem, reachable, ctx), ctx, anew) : []
  const those = judged(others, seen, judge)
  const count = (state: MountedAt['state']): number => those.filter((m) => m.state === state).length
  return { mounted: count('mounted'), unknown: count('unknown') }
}

type Refusal = {
  readonly what: string
  readonly mounted: FindingCode
  readonly unknown: FindingCode
  readonly judge?: Judge
}

/** Throws where it is mounted now, also out of reach of whoever asks, and where that is not known of an instance. */
export async function refuseMounted(fileSystem: FileSystem, ctx: EngineContext, { what, judge, ...codes }: Refusal): Promise<void> {
  const { jobs, seq } = ctx.run()
  // what an earlier worker saw is as old as its crash
  const anew = jobs.length > 0 ? seq : undefined
  const mounted = await whereMounted(fileSystem, ctx, judge, anew)
  const beyond = await mountedBeyond(fileSystem, ctx, judge, anew)
  const of = (state: 'mounted' | 'unknown'): string[] => [...named(mounted, state), ...(beyond[state] > 0 ? [outside(beyond[state])] : [])]
  const using = of('mounted')
  if (using.length > 0) throw fail(codes.mounted, { seen: `${what} is mounted on ${using.join(', also on ')}` })
  const unknown = of('unknown')
  if (unknown.length > 0) throw fail(codes.unknown, { seen: `unknown for ${unknown.join(', ')}` })
}

export const named = (mounted: readonly MountedAt[], state: MountedAt['state']): string[] =>
  mounted.filter((m) => m.state === state).map((m) => `${m.name || m.instanceId}${m.detail ? ` (${m.detail})` : ''}`)

/** All that is told of them. */
export const outside = (count: number): string => `${count} ${count === 1 ? 'instance' : 'instances'} outside of this repository’s policy`

const isWindows = ({ platform }: Instance): boolean => platform.toLowerCase().includes('windows')

function lookingFor(fileSystem: FileSystem, reachable: readonly Instance[], ctx: EngineContext): Operation {
  return {
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
}

function judged(instances: readonly Instance[], seen: readonly Observation[], judge: Judge): MountedAt[] {
  return instances.map(({ id, name, online }): MountedAt => {
    if (!online) return { instanceId: id, name, state: 'unknown', detail: 'agent offline' }
    const observation = seen.find((o) => o.instanceId === id)
    if (observation?.kind !== 'observed')
      return { instanceId: id, name, state: 'unknown', detail: observation?.finding.seen ?? 'no answer' }
    return { instanceId: id, name, ...judge(observation.facts) }
  })
}
