/**
 * Adopting a mount made by hand, on one instance: what would change, line by line; what stays as it is; what must be settled
 * by hand first. Pure; nothing here moves data, mounts or unmounts, because the job that follows cannot.
 */
import { configurationRows } from '../compare.ts'
import type { Desired } from '../desired.ts'
import type { HostFacts } from '../facts.ts'
import { aroundOf } from './around.ts'
import { adoptedFstab } from './fstab.ts'
import { adoptedMount } from './mounts.ts'
import type { Adoption, AdoptionInput, Part } from './parts.ts'
import { adoptedPaths } from './paths.ts'
import { groupConflict } from './settle-group.ts'

export function adoptionOf(instanceId: string, desired: Desired, facts: HostFacts, asked: AdoptionInput): Adoption {
  const mount = adoptedMount(desired, facts, asked)
  // without the mounted volume nothing on it can be seen, and the rest would be a guess
  const rest = mount.conflicts?.length ? [] : [adoptedPaths(desired, facts, asked), adoptedFstab(desired, facts, asked)]
  const parts: Part[] = [mount, ...rest, membership(desired, facts, asked), sessions(desired, facts), aroundOf(desired, facts)]
  return {
    instanceId,
    changes: parts.flatMap((p) => p.changes ?? []),
    kept: parts.flatMap((p) => p.kept ?? []),
    conflicts: parts.flatMap((p) => p.conflicts ?? []),
  }
}

function membership(desired: Desired, facts: HostFacts, { numbers }: AdoptionInput): Part {
  const rows = configurationRows(desired, facts).filter((r) => r.section === 'group' && r.verdict === 'differs')
  const ours = rows.filter((r) => r.code === 'group-missing' || r.code === 'not-member')
  return {
    changes: ours.map((r) => ({ what: r.subject, before: r.observed, after: r.expected })),
    conflicts: rows.filter((r) => !ours.includes(r)).map((r) => groupConflict(r, desired, facts, numbers)),
  }
}

/** How each kind of session gets its umask; set through PAM for members alone. */
function sessions(desired: Desired, facts: HostFacts): Part {
  const rows = configurationRows(desired, facts).filter((r) => r.section === 'umask' && r.verdict === 'differs')
  return { changes: rows.map((r) => ({ what: r.subject, before: r.observed, after: `${r.expected}, through PAM` })) }
}
