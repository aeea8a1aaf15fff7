/** The narrow interfaces that effects implement. Adapters live in aws/, github/ and runs/; tests may pass their own. */

import type { AccessPoint, WantedAccessPoint } from './access-points.ts'
import type { Finding } from './catalogue.ts'
import type { OwnDocument, Transport } from './documents.ts'
import type { JobResult } from './job-result.ts'
import type { LifeCycle } from './life-cycle.ts'
import type { Selector, Tag, VolumeRef } from './names.ts'
import type { ProvisionStep, ScriptJob, ScriptName } from './plan.ts'
import type { Region } from './region.ts'
import type { CreateOptions, UpdateOptions } from './request.ts'
import type { Node } from './rights.ts'
import type { AccessPointFact, Looked, Surroundings } from './surroundings.ts'

export type { ProvisionStep } from './plan.ts'

export type Clock = { readonly now: () => Date; readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void> }

export type MountTarget = {
  readonly id: string
  readonly subnetId: string
  readonly availabilityZone: string
  readonly ipAddress: string
  readonly state: string
  readonly securityGroupIds: readonly string[]
}

export type FileSystem = {
  readonly id: string
  /** The Name tag; the id where there is none. */
  readonly name: string
  readonly state: string
  readonly createdAt: string
  readonly bytes: number
  readonly encrypted: boolean
  readonly performanceMode: string
  readonly throughputMode: string
  /** MiB/s, with `provisioned`. */
  readonly provisionedThroughput?: number
  readonly oneZone?: string
  /** Against becoming a replica, which overwrites it. replicating: it is one, and EFS alone writes to it. */
  readonly overwriteProtection?: 'enabled' | 'disabled' | 'replicating'
  readonly creationToken: string
  /** The AWS account whose it is: 12 digits. */
  readonly accountId: string
  readonly tags: Readonly<Record<string, string>>
  readonly targets: readonly MountTarget[]
}

/** What only a call each tells; an identity that may not ask sees why. */
export type VolumeSettings = {
  readonly lifeCycle: Looked<LifeCycle>
  readonly backups: Looked<boolean>
  readonly replication: Looked<readonly Replication[]>
}

/** One end of a replication, as the volume at the other end sees it. */
export type Replication = {
  readonly from: FileSystemInRegion
  readonly to: FileSystemInRegion
  /** As EFS calls it: ENABLED, PAUSED, ERROR, … */
  readonly state: string
  /** What the source held by then is in the replica. */
  readonly syncedAt?: string
}

export type FileSystemInRegion = { readonly fileSystemId: string; readonly region: string }

export type FileSystems = {
  /** Throws `volume-not-found`, `volume-ambiguous` (lists all). */
  readonly find: (ref: VolumeRef) => Promise<FileSystem>
  /** Without mount targets (one call a page). */
  readonly list: () => Promise<readonly FileSystem[]>
  /** Idempotent by creation token; throws `volume-exists-otherwise` where the settings differ. Waits until available, targets too. */
  readonly create: (
    name: string,
    options: CreateOptions,
    dryRun: boolean,
    onStep: (step: ProvisionStep) => void,
  ) => Promise<FileSystem | undefined>
  /** Access points, mount targets, wait, file system, our own security group. Idempotent. */
  readonly settings: (fileSystemId: string) => Promise<VolumeSettings>
  /** Changes what differs; throws `bad-option` for what EFS would refuse, and its limits as findings. Waits until available. */
  readonly update: (fileSystem: FileSystem, options: UpdateOptions, dryRun: boolean, onStep: (step: ProvisionStep) => void) => Promise<void>
  readonly delete: (fileSystem: Pick<FileSystem, 'id'>, onStep: (step: ProvisionStep) => void) => Promise<void>
  readonly accessPoints: (fileSystemId: string) => Promise<readonly AccessPoint[]>
  /** Idempotent by name; throws `access-point-exists-otherwise`. Waits until available. Undefined in a dry run of one that is not there. */
  readonly createAccessPoint: (
    fileSystemId: string,
    wanted: WantedAccessPoint,
    dryRun: boolean,
    onStep: (step: ProvisionStep) => void,
  ) => Promise<AccessPoint | undefined>
  /** Idempotent; its folder stays. */
  readonly deleteAccessPoint: (
    point: Pick<AccessPoint, 'id' | 'path' | 'fileSystemId'>,
    dryRun: boolean,
    onStep: (step: ProvisionStep) => void,
  ) => Promise<void>
}

export type Instance = {
  readonly id: string
  readonly name: string
  readonly platform: string
  readonly agentVersion: string
  readonly online: boolean
}

/** Every selector resolves by itself; one that cannot is a finding, and the others go on. */
export type Resolution = {
  readonly selector: Selector
  readonly instances: readonly Instance[]
  readonly findings: readonly Finding[]
  /** There are others, or may be, which whoever asks does not reach. */
  readonly withheld?: true
}

export type Instances = {
  readonly resolve: (selectors: readonly Selector[]) => Promise<readonly Resolution[]>
  /** Everything that SSM manages in the region, online or not. */
  readonly list: () => Promise<readonly Instance[]>
  /** Their tags as AWS has them, which no host can change; one that AWS does not know has none. Throws where AWS may not be asked. */
  readonly nodes: (ids: readonly string[]) => Promise<readonly Node[]>
}

/** Looks around an instance in AWS, for a diagnosis. Reads only. Throws for no refusal of AWS's: what may not be asked is `unseen`. */
export type Surveyor = {
  /** By instance id; one entry for every id. */
  readonly survey: (
    fileSystemId: string,
    instanceIds: readonly string[],
  ) => Promise<ReadonlyMap<string, Omit<Surroundings, 'accessPoints'>>>
  readonly accessPoints: (ids: readonly string[]) => Promise<Looked<readonly AccessPointFact[]>>
}

/** One account's AWS in one region: where it is, and what a use case may ask of it. */
export type Cloud = Region & { readonly fileSystems: FileSystems; readonly instances: Instances; readonly surveyor: Surveyor }

/** The document of a command, with what it takes. */
export type CommandBy =
  /** Lines of the script, shebang first: the `commands` of AWS-RunShellScript. */
  | (Extract<Transport, { readonly kind: 'run-shell-script' }> & { readonly commands: readonly string[] })
  /** Refused by SSM where version and hash are not those of the way. */
  | (Extract<Transport, { readonly kind: 'own-document' }> & { readonly parameters: Readonly<Record<string, readonly string[]>> })
  /** AWS-ConfigureAWSPackage. */
  | (Extract<Transport, { readonly kind: 'distributor' }> & { readonly parameters: Readonly<Record<string, string>> })

export type CommandToSend = {
  readonly by: CommandBy
  readonly instanceIds: readonly string[]
  /** Sent to all that have it, instead of to these ids. */
  readonly tag?: Tag
  /** At most 100 characters; carries the job key. */
  readonly comment: string
  /** Seconds SSM may take to deliver (30 at least). */
  readonly deliverySeconds: number
  /** Seconds the program may run. */
  readonly executionSeconds: number
}

export type InvocationState = 'pending' | 'running' | 'success' | 'failed' | 'cancelled' | 'timed-out' | 'not-delivered'
export type Invocation = {
  readonly instanceId: string
  readonly state: InvocationState
  /** SSM's own StatusDetails. */
  readonly details: string
  /** At most 2,500 characters from the poll; 24,000 when fetched. */
  readonly output: string
  readonly errorOutput: string
  readonly exitCode?: number
}

/** refused: SSM answered that it does not take the command, so nothing runs · unknown: no answer, it may run */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly commandId: string }
  | { readonly kind: 'refused'; readonly finding: Finding }
  | { readonly kind: 'unknown'; readonly cause: unknown }

/** `of`: as far as SSM has worked out who has the tag. */
export type Counts = { readonly ended: number; readonly of: number; readonly over: boolean }

export type RunCommand = {
  /** One SendCommand; at most 50 ids, or a tag. No idempotency token exists, so only the journal calls this. Does not throw. */
  readonly send: (command: CommandToSend) => Promise<SendOutcome>
  /**
   * One ListCommandInvocations (all pages). An empty list right after sending is normal. `read`: what it makes of each page, before the next one
   * is asked for, is kept of it; nothing where no further page is wanted.
   */
  readonly invocations: (
    commandId: string,
    read?: (page: readonly Invocation[]) => readonly Invocation[] | undefined | Promise<readonly Invocation[] | undefined>,
  ) => Promise<readonly Invocation[]>
  /** One ListCommands: how many invocations there are and have ended, and whether there are no others. Nothing right after sending is normal. */
  readonly counts: (commandId: string) => Promise<Counts | undefined>
  /** GetCommandInvocation: the first 24,000 characters of output. */
  readonly output: (commandId: string, instanceId: string) => Promise<Invocation>
  readonly cancel: (commandId: string, instanceIds?: readonly string[]) => Promise<void>
  /** Commands of ours asked for since the time given; absence proves nothing (eventually consistent). */
  readonly recent: (since: Date) => Promise<readonly { readonly commandId: string; readonly comment: string }[]>
}

/** What is in SSM under the name of one of our documents. `sha256` is what SSM reports and checks at a send. */
export type FoundDocument =
  | { readonly kind: 'absent'; readonly document: string }
  | {
      readonly kind: 'ours'
      readonly document: string
      readonly version: string
      readonly sha256: string
      readonly isDefault: boolean
    }
  /** There, and not with our content. */
  | { readonly kind: 'other'; readonly document: string; readonly seen: string }

export type Documents = {
  readonly look: (own: OwnDocument) => Promise<FoundDocument>
  /** By instance id; those that SSM does not know are left out. */
  readonly agentVersions: (instanceIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** What `host/` offers: a job as the lines that SSM runs, and what is made of the answer. */
export type HostScripts = {
  /** The version of a job's program that this Prism has: SHA-256. */
  readonly scriptSha: (script: ScriptName) => string
  readonly commandsFor: (job: ScriptJob, notAfter: Date) => readonly string[]
  /** A job that settles another of which nobody knows whether it was delivered, and that may itself be sent twice. */
  readonly burningJob: (job: ScriptJob, instanceIds: readonly string[]) => ScriptJob
  readonly isBurning: (job: Pick<ScriptJob, 'params'>) => boolean
  /** The same job as the parameters of its own document. */
  readonly parametersFor: (job: ScriptJob, notAfter: Date) => Readonly<Record<string, readonly string[]>>
  /** Never throws. `summary` is what a poll returned (2,500 characters), `full` what was fetched (24,000). */
  readonly readTranscript: (
    job: ScriptJob,
    instanceId: string,
    at: string,
    output: string,
    source: 'summary' | 'full',
  ) => JobResult | { readonly kind: 'needs-full' }
}
