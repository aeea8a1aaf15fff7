/** What a verify expects where nobody said it: what each instance remembers of its mount. What was said wins. Pure. */
import { accessPointIn } from '../domain/access-points.ts'
import type { HostFacts, Observation } from '../domain/facts.ts'
import { type MountSpec, plainSpec, pointById } from '../domain/mount-spec.ts'
import type { Operation } from '../domain/plan.ts'
import type { MountOptions } from '../domain/request.ts'
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
      return noted ? { ...target, spec: merge(target.spec, noted, options), remembers: true } : target
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
    readOnly: line.options.split(',').includes('ro') && topmostAt(facts, place)?.readOnly !== false,
    ...(accessPoint === undefined ? {} : { accessPoint: pointById(accessPoint) }),
  }
}

/** An option that was given says it for every instance; what was not given, each instance says for itself. */
function merge(said: MountSpec, noted: MountSpec, options: MountOptions): MountSpec {
  const accessPoint = said.accessPoint ?? noted.accessPoint
  return {
    ...said,
    people: said.people.length > 0 ? said.people : noted.people,
    groups: said.groups.length > 0 ? said.groups : noted.groups,
    sticky: said.sticky || noted.sticky,
    privateSpaces: said.privateSpaces || noted.privateSpaces,
    readOnly: options.readOnly ? said.readOnly : noted.readOnly,
    encrypted: said.encrypted && noted.encrypted,
    ...(accessPoint === undefined ? {} : { accessPoint }),
  }
}
