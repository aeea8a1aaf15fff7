/** The plan to adopt one instance. */
import type { NumbersSeen } from '../account-numbers.ts'
import type { FindingCode } from '../catalogue.ts'

/** One change that the plan would make. */
export type Change = {
  /** A path, an fstab line, an account. */
  readonly what: string
  readonly before: string
  readonly after: string
  /** What the person who confirms the plan should know. */
  readonly note?: string
}
export type Kept = { readonly what: string; readonly why: string }
export type Conflict = {
  readonly code: FindingCode
  readonly seen: string
  /** Commands for the instance, or for Prism, that settle it; lines with # explain. Printed, never run. */
  readonly settle: readonly string[]
}
export type Part = { readonly changes?: readonly Change[]; readonly kept?: readonly Kept[]; readonly conflicts?: readonly Conflict[] }
export type Adoption = Required<Part> & { readonly instanceId: string }

export type AdoptionInput = {
  /** The command for another mount point, e.g. `prism volume adopt research-data ubuntu`. */
  readonly elsewhere: string
  /** The command for this mount point, through another access point or none. */
  readonly withoutPoint: string
  /** The command for this mount point, as requested. */
  readonly command: string
  readonly mountCommand: string
  readonly volume: string
  readonly privateSpaces: boolean
  /** The fstab line that Prism writes there. */
  readonly fstabLine: string
  /** Which numbers people and groups have, on all instances that were looked at. */
  readonly numbers: NumbersSeen
}
