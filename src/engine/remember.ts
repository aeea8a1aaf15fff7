/** What a verify expects without options: what each instance remembers of its mount. A given option wins. Pure. */
import { accessPointIn } from '../domain/access-points.ts'
import type { HostFacts, Observation } from '../domain/facts.ts'
import { type MountSpec, plainSpec, pointById } from '../domain/mount-spec.ts'
import { mergeSpec } from '../domain/options/spec.ts'
import type { Operation } from '../domain/plan.ts'
import { topmostAt } from '../domain/topmost.ts'

/** Each target's spec with what its instance remembers. `byLine`: of one that remembers nothing, Prism's own fstab line says at least `ro` and the access point. */
export function withMemory(operation: Operation, before: readonly Observation[], { byLine } = { byLine: false }): Operation {
  const { options, mountPoint, targets } = operation
  if (options.asSaid) return operation
  const looks = new Map(before.map((o) => [o.instanceId, o]))
  return {
    ...operation,
    targets: targets.map((target) => {
      const seen = looks.get(target.instanceId)
      if (seen?.kind !== 'observed') return target
      const noted = notedAt(seen.facts, mountPoint) ?? (byLine ? lineAt(seen.facts, mountPoint) : undefined)
      return noted ? { ...target, spec: mergeSpec(target.spec, noted, options), remembers: true } : target
    }),
  }
}

export function notedAt({ remembered = [] }: HostFacts, place: string): MountSpec | undefined {
  const found = remembered.find((r) => r.place === place)
  return found?.kind === 'noted' ? found.spec : undefined
}

/** Where the volume is mounted read-write all the same, the line is what differs. */
function lineAt(facts: HostFacts, place: string): MountSpec | undefined {
  const line = facts.fstab.find((l) => l.ours && l.place === place)
  if (!line) return undefined
  const accessPoint = accessPointIn(line.options)
  return {
    ...plainSpec,
    iam: line.options.split(',').includes('iam'),
    readOnly: line.options.split(',').includes('ro') && topmostAt(facts, place)?.readOnly !== false,
    ...(accessPoint === undefined ? {} : { accessPoint: pointById(accessPoint) }),
  }
}
