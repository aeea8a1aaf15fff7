/** Whether a host has a file system mounted at any place, in any of its namespaces: what a delete asks. */
import type { HostFacts } from './facts.ts'
import type { HeldFact } from './held-facts.ts'

/** `/data for pid 12 (sleep) of docker-0123.scope` */
export const heldInWords = (h: HeldFact): string =>
  `${h.place}${h.pid === undefined ? '' : ` for pid ${h.pid} (${h.program ?? '?'})`}${h.container === undefined ? '' : ` of ${h.container}`}`

/**
 * What is not known of other mount namespaces. Where another one may not be looked into at all, as without root in the lab, the rest of what is
 * known has to do.
 */
export function unsearched({ heldUnfinished }: HostFacts): string | undefined {
  if (heldUnfinished === undefined || heldUnfinished === 'refused') return undefined
  return `not every mount namespace was looked into (${heldUnfinished})`
}

/** Whether the host mounts the file system through that access point. Only the client's state shows it; an unidentified mount could be it. */
export function isMountedThrough(
  facts: HostFacts,
  fileSystemId: string,
  accessPoint: string,
): { readonly state: 'mounted' | 'not-mounted' | 'unknown'; readonly detail: string } {
  const any = isMountedAnywhere(facts, fileSystemId)
  const through = [...facts.mounts, ...(facts.elsewhere ?? [])].filter(
    (m) => m.fileSystemId === fileSystemId && m.accessPoint === accessPoint,
  )
  if (through.length > 0) return { state: 'mounted', detail: through.map((m) => m.place).join(', ') }
  const held = facts.held ?? []
  if (held.length > 0 || facts.heldMore !== undefined)
    return { state: 'unknown', detail: `cannot determine how ${held.map(heldInWords).join(', ') || 'further mounts'} were made` }
  if (any.state === 'unknown') return any
  const why = unsearched(facts)
  return why === undefined ? { state: 'not-mounted', detail: '' } : { state: 'unknown', detail: why }
}

/** Whether the host has the file system mounted at any place. An unidentified NFS mount could be it, so that is unknown. */
export function isMountedAnywhere(
  facts: HostFacts,
  fileSystemId: string,
): { readonly state: 'mounted' | 'not-mounted' | 'unknown'; readonly detail: string } {
  const all = [...facts.mounts, ...(facts.elsewhere ?? [])]
  const ours = all.filter((m) => m.fileSystemId === fileSystemId)
  const held = facts.held ?? []
  const places = [...ours.map((m) => m.place), ...held.filter((h) => h.known).map(heldInWords)]
  if (places.length > 0) return { state: 'mounted', detail: places.join(', ') }
  const unidentified = [
    ...all.filter((m) => m.fileSystemId === undefined && m.type.startsWith('nfs')).map((m) => m.place),
    ...held.map(heldInWords),
  ]
  if (unidentified.length > 0) return { state: 'unknown', detail: `cannot determine what is mounted at ${unidentified.join(', ')}` }
  const why = unsearched(facts)
  return why === undefined ? { state: 'not-mounted', detail: '' } : { state: 'unknown', detail: why }
}
