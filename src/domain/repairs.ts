/** The mounts that would put right what a check found, offered and not done. Pure. */
import { accessPointOn } from './desired.ts'
import { defaultMountPoint, parseVolumeRef } from './names.ts'
import type { MountOptions, Request } from './request.ts'
import type { VolumeCheck } from './volume-check.ts'

/** A line of a comment has room for so many ids, whatever else it says. */
const mostInstances = 50

/** Empty where a mount would repair nothing, or may not touch what differs. Instances are said by id, which means one and stays. */
export function repairsOf({ volume, places }: VolumeCheck): Extract<Request, { readonly verb: 'mount' }>[] {
  return places.flatMap(({ report, plan }) => {
    const { mountPoint, options } = report.operation
    const differing = new Set(plan.differences.map((d) => d.instanceId))
    const ids = plan.jobs.flatMap((j) => j.instanceIds).filter((id) => differing.has(id))
    const place = mountPoint === defaultMountPoint(volume) ? {} : { mountPoint }
    const point = report.operation.accessPoint
    const through = (id: string) => point !== undefined && accessPointOn(report.operation, id) !== undefined
    const { accessPoint: _, accessPointOn: __, ...rest } = options
    const readers = new Set(report.operation.readOnlyOn)
    const mounts = (those: readonly string[], asked: Pick<MountOptions, 'readOnly' | 'accessPoint'>) =>
      Array.from({ length: Math.ceil(those.length / mostInstances) }, (_, i) => ({
        verb: 'mount' as const,
        volume: parseVolumeRef(volume),
        selectors: those.slice(i * mostInstances, (i + 1) * mostInstances).map((id) => ({ kind: 'id' as const, id })),
        options: { ...rest, ...place, ...asked },
      }))
    return [false, true].flatMap((comes) => {
      const which = comes && point ? { accessPoint: { kind: 'id' as const, id: point.id } } : {}
      const there = ids.filter((id) => through(id) === comes)
      return [
        ...mounts(
          there.filter((id) => !readers.has(id)),
          which,
        ),
        ...mounts(
          there.filter((id) => readers.has(id)),
          { ...which, readOnly: { kind: 'all' } },
        ),
      ]
    })
  })
}
