/** The mounts that would put right what a check found, offered and not done. Pure. */
import type { Asked } from './asked.ts'
import { isRepairable } from './compare.ts'
import { askedOn } from './desired.ts'
import { defaultMountPoint, parseVolumeRef } from './names.ts'
import type { MountOptions, Request } from './request.ts'
import type { VolumeCheck } from './volume-check.ts'

/** A line of a comment has room for so many ids, whatever else it says. */
const mostInstances = 50

/** Empty where a mount would repair nothing, or may not touch what differs. Instances are said by id, which means one and stays. */
export function repairsOf({ volume, places }: VolumeCheck): Extract<Request, { readonly verb: 'mount' }>[] {
  return places.flatMap(({ report, plan }) => {
    const { mountPoint, options } = report.operation
    const differing = new Set(plan.differences.filter(isRepairable).map((d) => d.instanceId))
    const ids = plan.jobs.flatMap((j) => j.instanceIds).filter((id) => differing.has(id))
    const place = mountPoint === defaultMountPoint(volume) ? {} : { mountPoint }
    return [...Map.groupBy(ids, (id) => JSON.stringify(askedOn(report.operation, id))).values()].flatMap((those) =>
      Array.from({ length: Math.ceil(those.length / mostInstances) }, (_, i) => ({
        verb: 'mount' as const,
        volume: parseVolumeRef(volume),
        selectors: those.slice(i * mostInstances, (i + 1) * mostInstances).map((id) => ({ kind: 'id' as const, id })),
        options: { ...optionsFrom(options, askedOn(report.operation, those[0]!)), ...place },
      })),
    )
  })
}

/** As somebody would say it who mounts there what is expected there. */
function optionsFrom({ asSaid: _, ...options }: MountOptions, asked: Asked): MountOptions {
  const { groups, accessPoint } = asked
  return {
    ...options,
    accounts: asked.accounts,
    sticky: asked.sticky,
    privateSpaces: asked.privateSpaces,
    ...(groups.length > 0 ? { groups } : {}),
    ...(asked.encrypted ? {} : { client: { kind: 'plain-nfs' } }),
    ...(accessPoint === undefined ? {} : { accessPoint: { kind: 'id', id: accessPoint } }),
    ...(asked.readOnly ? { readOnly: { kind: 'all' } } : {}),
  }
}
