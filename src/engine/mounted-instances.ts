/** On which instances a volume is mounted, and where: from a look at all of them, from what is remembered and from what was named. Pure. */
import { type Finding, finding } from '../domain/catalogue.ts'
import type { FstabFact, HostFacts, Observation } from '../domain/facts.ts'
import { isMountedAnywhere } from '../domain/mounted-anywhere.ts'
import { patterns, quote } from '../domain/names.ts'
import type { Instance } from '../domain/ports.ts'
import type { KnownPlace } from '../domain/request.ts'
import type { Unasked } from '../domain/volume-check.ts'

export type MountedInstance = { readonly instanceId: string; readonly name: string; readonly mountPoint: string }

export type MountedInstances = {
  readonly mounted: readonly MountedInstance[]
  /** Expected to have it and not to be asked, or mounted where no job can go. */
  readonly findings: readonly Finding[]
  readonly unasked: readonly Unasked[]
  /** Remembered, and unmounted by Prism since. */
  readonly left: readonly string[]
}

type Wanted = {
  readonly fileSystemId: string
  /** Asked for: every instance is looked at there. */
  readonly mountPoint?: string
  /** Where a mount puts it when nothing else is said. */
  readonly usual: string
  /** Ids that were named: it should be mounted there. */
  readonly named: ReadonlySet<string>
  readonly known: readonly KnownPlace[]
  /** What is wrong with those that were named or are remembered, where AWS says so. */
  readonly unfit: readonly Finding[]
}

export function mountedInstancesOf(wanted: Wanted, instances: readonly Instance[], seen: readonly Observation[]): MountedInstances {
  const mounted: MountedInstance[] = []
  const findings: Finding[] = wanted.unfit.filter((f) => !instances.some((i) => i.id === f.instanceId))
  const unasked: Unasked[] = []
  const left: string[] = []
  for (const { id, name, online } of instances) {
    const remembered = wanted.known.find((k) => k.instanceId === id)?.mountPoint
    const expected = wanted.named.has(id) || remembered !== undefined
    const observation = seen.find((o) => o.instanceId === id)
    const called = name === id ? id : `${name} (${id})`
    if (observation?.kind !== 'observed') {
      const why = observation?.finding.seen ?? (online ? 'no answer' : 'agent offline')
      if (!expected) unasked.push({ instanceId: id, name, why })
      else findings.push({ ...(observation?.finding ?? unfitOf(wanted, id) ?? offline(`${called}: ${why}`)), instanceId: id })
      continue
    }
    const places = placesOf(observation.facts, wanted.fileSystemId)
    const anywhere = isMountedAnywhere(observation.facts, wanted.fileSystemId)
    if (!expected && places.length === 0) {
      if (anywhere.state === 'unknown') unasked.push({ instanceId: id, name, why: anywhere.detail })
      continue
    }
    if (places.length === 0 && observation.facts.left && !wanted.named.has(id)) {
      left.push(id)
      continue
    }
    const mountPoint = wanted.mountPoint ?? placeAmong(places, remembered, wanted.usual)
    if (patterns.mountPoint.test(mountPoint)) mounted.push({ instanceId: id, name: name || id, mountPoint })
    else findings.push(finding('bad-mount-point', { seen: `${called} has it at ${quote(mountPoint)}`, instanceId: id }))
  }
  return { mounted, findings, unasked, left }
}

const unfitOf = ({ unfit }: Wanted, id: string): Finding | undefined => unfit.find((f) => f.instanceId === id)
const offline = (seen: string): Finding => finding('instance-offline', { seen })

/** By Prism's own fstab line, by the note of a mount of Prism's, or because it is mounted there. */
type Place = { readonly at: string; readonly by: 'line' | 'note' | 'mount' }

function placesOf(facts: HostFacts, fileSystemId: string): Place[] {
  const lines = facts.fstab.filter((l) => l.ours && isOf(l, fileSystemId))
  const notes = (facts.remembered ?? []).flatMap((r) => r.place ?? [])
  const mounts = [...facts.mounts, ...(facts.elsewhere ?? [])].filter((m) => m.fileSystemId === fileSystemId)
  return [
    ...lines.map((l) => ({ at: l.place, by: 'line' as const })),
    ...notes.map((at) => ({ at, by: 'note' as const })),
    ...mounts.map((m) => ({ at: m.place, by: 'mount' as const })),
  ]
}

const isOf = ({ spec }: FstabFact, id: string): boolean => spec === id || spec.startsWith(`${id}:`) || spec.startsWith(`${id}.`)

/** A promise on the host counts most, the line before the note; then memory, then what is mounted; of several, the usual place. */
function placeAmong(places: readonly Place[], remembered: string | undefined, usual: string): string {
  const among = (by: Place['by']): string | undefined => {
    const found = places.filter((p) => p.by === by).map((p) => p.at)
    return found.find((at) => at === usual) ?? found[0]
  }
  return among('line') ?? among('note') ?? remembered ?? among('mount') ?? usual
}
