/** What lies over what at a mount point. */
import type { HostFacts, MountFact } from './facts.ts'

/** What a process sees at the mount point: the last mount over it. */
export function topmostAt(facts: HostFacts, place: string): MountFact | undefined {
  return facts.mounts.findLast((m) => m.place === place)
}
