/** What somebody asked for, as given, and who asked, through which entry point. Entry points make these; `execute` takes them. */
import type { AccessPointRef, WantedAccessPoint } from './access-points.ts'
import type { BatchSize } from './batches.ts'
import type { Architecture } from './client/sources.ts'
import type { Permission } from './github.ts'
import type { ExtraGroup } from './groups.ts'
import type { LifeCycleChange } from './life-cycle.ts'
import type { MountFlags } from './mount-flags.ts'
import type { Selector, VolumeRef } from './names.ts'
import type { Registry } from './people/registry.ts'
import type { Person } from './person.ts'

export type ClientChoice =
  /** What is there, else the repositories' package, else SSM Distributor where AWS lists the distribution for it. */
  | { readonly kind: 'auto' }
  /** The package of the instance's own repositories, and nothing else. */
  | { readonly kind: 'repository' }
  /** AWS's package by SSM Distributor: a command of its own, sent before the mount. */
  | { readonly kind: 'distributor' }
  /** AWS's installer script, only when named, only with the checksum of the script that was read. */
  | { readonly kind: 'installer'; readonly url: string; readonly sha256: string }
  /** The team's own packages; Prism picks one for the instance, fetches it, and checks sum and architecture before it installs it. */
  | { readonly kind: 'package'; readonly packages: readonly GivenPackage[] }
  /** NFS without TLS, only because the caller allowed it; the report says "not encrypted". */
  | { readonly kind: 'plain-nfs' }

/** Without an architecture the package's own word decides on the instance, before anything is installed. */
export type GivenPackage = { readonly url: string; readonly sha256: string; readonly architecture?: Architecture }

/** Where the volume is to be read-only: on every instance of the command, or on those. */
export type ReadOnlyChoice = { readonly kind: 'all' } | { readonly kind: 'on'; readonly selectors: readonly Selector[] }

export type MountOptions = Partial<MountFlags> & {
  readonly mountPoint?: string
  /** Who gets the volume; empty means: each instance's own login user. */
  readonly people: readonly Person[]
  readonly client: ClientChoice
  /** Allow a volume root with somebody's data to be given the layout. */
  readonly adopt: boolean
  /** Beside prism-shared; absent: none. */
  readonly groups?: readonly ExtraGroup[]
  /** What the volume is mounted through; absent: its root. */
  readonly accessPoint?: AccessPointRef
  /** Of the instances, those that come through it; absent: all. */
  readonly accessPointOn?: readonly Selector[]
  /** Absent: read-write everywhere. */
  readonly readOnly?: ReadOnlyChoice
  /** Of verify: expect the given options and nothing that an instance remembers of its mount. */
  readonly asSaid?: true
  /** Of doctor: look for setuid and device files on the volume too. */
  readonly scan?: true
  /** So many instances at a time; absent: all at once. */
  readonly batch?: BatchSize
  /** With `batch`: after more that failed no further one begins; absent: after any. */
  readonly maxErrors?: number
  /** Leave out the sharing test (shown as "not tried"; the report can then not be green about sharing). */
  readonly sharingTest: boolean
}

export type ThroughputMode = 'bursting' | 'elastic' | 'provisioned'

export type CreateOptions = LifeCycleChange & {
  readonly performanceMode: 'generalPurpose' | 'maxIO'
  readonly throughputMode: ThroughputMode
  /** MiB/s; with `provisioned` only. */
  readonly provisionedThroughput?: number
  readonly kmsKeyId?: string
  /** One Zone: EFS keeps it, and has its one mount target, in this zone alone. */
  readonly oneZone?: string
  readonly backups: boolean
  readonly tags: Readonly<Record<string, string>>
  /** Empty means: one subnet per zone of the default VPC. */
  readonly subnetIds: readonly string[]
  /** Security groups to put on the mount targets; empty means: one of our own. */
  readonly securityGroupIds: readonly string[]
}

/** What is absent stays as it is. */
export type UpdateOptions = LifeCycleChange & {
  readonly throughputMode?: ThroughputMode
  /** MiB/s; with `provisioned`, or where the volume has that. */
  readonly provisionedThroughput?: number
  readonly backups?: boolean
}

export type Request =
  | {
      readonly verb: 'mount'
      readonly volume: VolumeRef
      readonly selectors: readonly Selector[]
      readonly options: MountOptions
      /** Whose people get their accounts with it. */
      readonly people?: GivenRegistry
    }
  | { readonly verb: 'doctor'; readonly volume: VolumeRef; readonly selectors: readonly Selector[]; readonly options: MountOptions }
  | {
      readonly verb: 'verify'
      readonly volume: VolumeRef
      readonly selectors: readonly Selector[]
      readonly options: MountOptions
      readonly people?: GivenRegistry
    }
  | {
      /** Adopts existing mounts. Without `plan` it only answers with one. */
      readonly verb: 'adopt'
      readonly volume: VolumeRef
      readonly selectors: readonly Selector[]
      readonly options: MountOptions
      /** The digest of the confirmed plan, or its first 16 characters or more. */
      readonly plan?: string
    }
  | {
      readonly verb: 'unmount'
      readonly volume: VolumeRef
      readonly selectors: readonly Selector[]
      readonly options: { readonly mountPoint?: string; readonly lazy: boolean }
    }
  | {
      /** Every instance where the volume is mounted now; without a volume, every volume of the region. */
      readonly verb: 'verify-all'
      readonly volume?: VolumeRef
      /** With a volume only: instances that should have it mounted, whatever they show. */
      readonly selectors: readonly Selector[]
      readonly options: MountOptions
      /** Where volumes were seen before. Not an option: a schedule remembers it. */
      readonly known: readonly KnownPlace[]
    }
  | { readonly verb: 'status'; readonly volume: VolumeRef }
  | { readonly verb: 'create'; readonly name: string; readonly options: CreateOptions }
  | { readonly verb: 'update'; readonly volume: VolumeRef; readonly options: UpdateOptions }
  | { readonly verb: 'delete'; readonly volume: VolumeRef; readonly confirm: string }
  | { readonly verb: 'access-points'; readonly volume: VolumeRef }
  | { readonly verb: 'create-access-point'; readonly volume: VolumeRef; readonly wanted: WantedAccessPoint }
  | { readonly verb: 'delete-access-point'; readonly volume: VolumeRef; readonly point: AccessPointRef }
  | {
      readonly verb: 'lock'
      readonly volume: VolumeRef
      /** One line, for whoever is refused. */
      readonly reason?: string
      /** As given: a duration from the request on, or the last day in UTC. */
      readonly until?: string
    }
  | { readonly verb: 'unlock'; readonly volume: VolumeRef }
  | { readonly verb: 'locks' }
  | { readonly verb: 'volumes' }
  | { readonly verb: 'instances'; readonly selectors: readonly Selector[] }
  | {
      /** The registry's accounts on those instances. */
      readonly verb: 'sync-people'
      readonly selectors: readonly Selector[]
      /** In their place: all instances that this person’s hosts mean. */
      readonly person?: string
      /** Where it was read, as it was said; absent: where it usually is. */
      readonly file?: string
      /** Read by the entry point; words alone have none. */
      readonly registry?: Registry
      /** Somebody said that all who would lose an account are to lose it. */
      readonly confirmRemovals: boolean
      /** The digest of the confirmed plan, or its first 16 characters or more. */
      readonly plan?: string
    }
  | {
      /** The first instance does it. Without `plan` it only answers with one. */
      readonly verb: 'migrate'
      readonly volume: VolumeRef
      readonly selectors: readonly Selector[]
      readonly what: MigrationAsked
      /** Somebody said that instances which cannot be asked for open files do not keep it from being done. */
      readonly acceptUnasked?: true
      readonly mountPoint?: string
      readonly file?: string
      /** Read by the entry point; words alone have none. */
      readonly registry?: Registry
      readonly plan?: string
    }
  | {
      /** deprovision: a person leaves every instance; the registry has them under retired · person-status: where they are, looked at now */
      readonly verb: 'deprovision' | 'person-status'
      readonly name: string
      readonly file?: string
      readonly registry?: Registry
    }

/** Whose old data becomes whose; or a migration, by its list, that is taken back. */
export type MigrationAsked =
  | { readonly kind: 'move'; readonly uid: number; readonly under: string; readonly to: string }
  | { readonly kind: 'undo'; readonly id: string }

/** Where it was read, as it was said; the registry itself is the entry point’s to read: words alone have none. */
export type GivenRegistry = { readonly file: string; readonly registry?: Registry }

/** A place where a volume was mounted at the last look. */
export type KnownPlace = { readonly fileSystemId: string; readonly instanceId: string; readonly mountPoint: string }

export type Verb = Request['verb']
/** Verbs that send host jobs and end in a Report with a table. */
export type HostVerb = 'mount' | 'adopt' | 'verify' | 'unmount'

/** Where a request came from and who made it. `actor.id` is stable; `actor.name` is for people. */
export type Origin =
  | {
      readonly entrypoint: 'github'
      readonly actor: Actor
      readonly repository: string
      readonly issue: number
      readonly commentId: number
      /** SHA-256 of the comment's body as it was read, in hex; absent where nobody kept it. */
      readonly commentSha256?: string
      /** As GitHub answered just now; the policy decides whether it is enough. */
      readonly permission: Permission
    }
  | {
      readonly entrypoint: 'workflow'
      readonly actor: Actor
      readonly repository: string
      readonly runUrl: string
      /** Started by the clock: its actor is whoever wrote the schedule, and asked for nothing. */
      readonly scheduled?: true
      /** Started again by somebody else, whose name alone GitHub tells. */
      readonly rerunBy?: string
    }
  /** GitHub tells that somebody left, and the policy says what follows. `actor`: who took them out, where that was a person, else the App. */
  | { readonly entrypoint: 'leaving'; readonly actor: Actor; readonly repository: string; readonly account: Leaver }
  /** The App's own clock: nobody asked for this run, so it may only look. */
  | { readonly entrypoint: 'schedule'; readonly actor: Actor; readonly repository: string }
  | { readonly entrypoint: 'terminal'; readonly actor: Actor }
  | { readonly entrypoint: 'api'; readonly actor: Actor }
  /** Under a repository's policy. `actor`: the person of GitHub's whom the policy says that the principal speaks for, else the principal. */
  | { readonly entrypoint: 'api'; readonly actor: Actor; readonly repository: string; readonly principal: string }

/** Of GitHub's: the id is the person. */
export type Leaver = { readonly id: number; readonly login: string }

export type Actor = { readonly id: string; readonly name: string }

export const defaultMountOptions: MountOptions = {
  people: [],
  client: { kind: 'auto' },
  adopt: false,
  sharingTest: true,
}

export const defaultCreateOptions: CreateOptions = {
  performanceMode: 'generalPurpose',
  throughputMode: 'elastic',
  backups: false,
  tags: {},
  subnetIds: [],
  securityGroupIds: [],
}
