/**
 * How a volume is to be on one instance. What was given, what an instance remembers of its mount and what is expected there are all this type.
 * An instance remembers it as one word; root there can change that, so it decides about that instance's own rows and about nothing else.
 */
import type { EnforcedUser } from './enforced-user.ts'
import type { ExtraGroup } from './groups.ts'
import { type GroupName, group } from './layout.ts'
import { eachFlag, type MountFlags } from './mount-flags.ts'
import type { Person } from './person.ts'

export type MountSpec = MountFlags & {
  /** Who gets the volume; empty: the instance's own login user. */
  readonly people: readonly Person[]
  /** Whose what is shared is. */
  readonly group: GroupName
  /** Beside it, each with a directory of its own. */
  readonly groups: readonly ExtraGroup[]
  readonly readOnly: boolean
  /** False where plain NFS was allowed. */
  readonly encrypted: boolean
  /** What it is mounted through; absent: the volume's root. */
  readonly accessPoint?: PointOfMount
}

/** An access point as a mount needs it. */
export type PointOfMount = {
  readonly id: string
  /** Its id, where it was not looked up. */
  readonly name: string
  /** Empty, where it was not looked up. */
  readonly path: string
  readonly user?: EnforcedUser
}

/** A note as it was found, for a place of the volume. `noted.at`: seconds since 1970 by the host's clock. Unreadable without a place: what it is for cannot be determined. */
export type RememberedFact =
  | { readonly kind: 'noted'; readonly place: string; readonly at: number; readonly spec: MountSpec }
  | { readonly kind: 'unreadable'; readonly place?: string }

/** A mount without any option. */
export const plainSpec: MountSpec = {
  people: [],
  group,
  groups: [],
  ...eachFlag(() => false),
  readOnly: false,
  encrypted: true,
}

/** The mount flags that keep files on a volume from giving anybody rights on an instance; set-id programs give root of one instance root on all. */
export const guardsOf = ({ suid }: MountSpec): readonly string[] => (suid ? ['nodev'] : ['nosuid', 'nodev'])

/** Those of the flags that a mount with these options lacks. */
export const missingGuards = (spec: MountSpec, options: string): string[] =>
  guardsOf(spec).filter((flag) => !options.split(',').includes(flag))

/** One that was not looked up. */
export const pointById = (id: string): PointOfMount => ({ id, name: id, path: '' })
