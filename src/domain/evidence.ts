/**
 * All that was observed about one instance and its path to a volume. Every part may be missing: then nobody looked, and no cause may be
 * concluded from it.
 */
import type { NumbersSeen } from './account-numbers.ts'
import type { Finding } from './catalogue.ts'
import type { HostFacts } from './facts.ts'
import type { HostProbe } from './probe.ts'
import type { Row } from './row.ts'
import type { Surroundings } from './surroundings.ts'

export type Evidence = {
  /** What the question is about. */
  readonly about: Subject
  readonly agent?: { readonly online: boolean; readonly version: string }
  /** What a run found wrong with this instance, in its order. */
  readonly failures: readonly Finding[]
  readonly volume?: { readonly state: string; readonly ageSeconds: number; readonly replica?: boolean }
  readonly surroundings?: Surroundings
  readonly facts?: HostFacts
  readonly probe?: HostProbe
  /** The host's clock against ours. What the round trip explains is not counted; positive: the host is ahead. */
  readonly clock?: { readonly skewSeconds: number }
  /** Where the volume is mounted: the rows of a verify that differ. `repairable`: by a mount. */
  readonly drifted?: readonly (Pick<Row, 'section' | 'subject' | 'expected' | 'observed'> & { readonly repairable: boolean })[]
  /** Which numbers people and groups have, on all instances that this run saw. */
  readonly numbers?: NumbersSeen
}

export type Subject = {
  readonly fileSystemId: string
  readonly region: string
  /** Of AWS, whose the volume is. */
  readonly accountId: string
  readonly instanceId: string
  readonly mountPoint: string
  /** Of a One Zone volume: the zone that all go to. */
  readonly oneZone?: string
  readonly accounts: readonly string[]
  readonly gid: number
  readonly group: string
  /** TLS is required: false only if plain NFS was allowed, now or in Prism's own fstab line. */
  readonly encrypted: boolean
  /** The mount is to show the role of its instance. */
  readonly iam: boolean
  /** A read-only mount is wanted. */
  readonly readOnly: boolean
  /** An existing mount is to be adopted: that it is not Prism’s is not a fault. */
  readonly adopting: boolean
  /** Setuid and device files on the volume were to be looked for. */
  readonly scan: boolean
}

/** The output of the client and the mount command in this run, on one line; empty if there was none. */
export const said = (e: Evidence): string => e.failures.map((f) => withoutBytes(f.seen)).join(' · ')

/** The client passes on the output of mount.nfs4 as Python prints bytes: `b'mount.nfs4: …'`. */
const withoutBytes = (text: string): string => text.replace(/\bb'([^']*)'/g, '$1').replace(/\bb"([^"]*)"/g, '$1')

/** Minutes after which the client's log says nothing about now. */
const freshSeconds = 900

/**
 * The client's last complaint: from the run, else from its log where that is fresh, ends in an error and nothing is mounted at the
 * place. A log remembers faults that were fixed long ago, so an older one proves nothing.
 */
export function complaint(e: Evidence): string {
  const fromRun = said(e)
  if (fromRun !== '') return fromRun
  const last = e.probe?.log.at(-1)
  const mounted = e.facts === undefined || e.facts.mounts.some((m) => m.place === e.about.mountPoint)
  if (last === undefined || mounted || (e.probe?.logAge ?? Infinity) > freshSeconds) return ''
  return / - (?:ERROR|WARNING) - /.test(last) ? withoutBytes(last) : ''
}
