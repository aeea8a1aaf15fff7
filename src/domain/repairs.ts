/** The mounts that would fix what a check found, offered and not done. Pure. */
import { batchesOf } from './batches.ts'
import { isRepairable } from './compare.ts'
import type { MountSpec } from './mount-spec.ts'
import { defaultMountPoint, formatVolumeRef, parseVolumeRef, patterns, type Selector, type VolumeRef } from './names.ts'
import { optionsFor } from './options/spec.ts'
import { type Operation, targetOf } from './plan.ts'
import type { MountOptions, Request } from './request.ts'
import type { VolumeCheck } from './volume-check.ts'

/** A line of a comment has room for this many ids, whatever else it contains. */
const maxInstances = 50

type Mount = Extract<Request, { readonly verb: 'mount' }>

/** Empty where a mount would repair nothing, or may not touch what differs. */
export function repairsOf({ volume, places }: VolumeCheck): Mount[] {
  return places.flatMap(({ report, plan }) => {
    const differing = new Set(plan.differences.filter(isRepairable).map((d) => d.instanceId))
    const ids = plan.jobs.flatMap((j) => j.instanceIds).filter((id) => differing.has(id))
    return mountsOf(parseVolumeRef(volume), report.operation, ids)
  })
}

/** The mounts of those instances, as each of them is expected to be. */
export function mountsOf(volume: VolumeRef, operation: Operation, ids: readonly string[]): Mount[] {
  const place = placeOf(volume, operation)
  return [...Map.groupBy(ids, (id) => JSON.stringify(targetOf(operation, id).spec)).values()].flatMap((those) =>
    inParts(those).map((part) => ({
      verb: 'mount' as const,
      volume,
      selectors: selectorsFor(operation, part),
      options: { ...optionsFrom(optionsOfPart(operation, part), targetOf(operation, those[0]!).spec), ...place },
    })),
  )
}

/** By the name that people know an instance by, where it is one that a command can say and no other of them has it; else by id. */
export function selectorsFor({ targets }: Operation, ids: readonly string[]): Selector[] {
  const called = Map.groupBy(targets, (t) => t.name)
  const byId = new Map(targets.map((t) => [t.instanceId, t.name]))
  return ids.map((id) => {
    const name = byId.get(id) ?? id
    const tells = patterns.instanceName.test(name) && !patterns.instanceId.test(name) && called.get(name)?.length === 1
    return tells ? { kind: 'name', name } : { kind: 'id', id }
  })
}

/** The mount point, where it is not the one that a command without it means. */
export const placeOf = (volume: VolumeRef, { mountPoint }: Operation): { readonly mountPoint?: string } =>
  mountPoint === defaultMountPoint(formatVolumeRef(volume)) ? {} : { mountPoint }

/** As many ids as one line has room for. */
export const inParts = (ids: readonly string[]): (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / maxInstances) }, (_, i) => ids.slice(i * maxInstances, (i + 1) * maxInstances))

/** As many instances as were one batch of all need no batches. */
function optionsOfPart({ options, targets }: Operation, part: readonly string[]): MountOptions {
  const { batch, maxErrors: _, ...others } = options
  return batch && part.length > (batchesOf(targets, batch)[0]?.length ?? 0) ? options : others
}

/** The options of a mount that makes what is expected there. */
const optionsFrom = ({ asSaid: _, ...options }: MountOptions, spec: MountSpec): MountOptions => ({ ...options, ...optionsFor(spec) })
