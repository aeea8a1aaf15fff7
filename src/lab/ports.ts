/**
 * How the parts of the lab meet. `aws/` speaks the wire protocols and knows life cycles and faults; `instances/` are real Linux
 * (namespaces here, User-Mode Linux later) on which SSM executes. The lab imports nothing of the product.
 */

export type Distribution = 'ubuntu' | 'rocky' | 'amazon' | 'debian' | 'sles'

/** What describes an instance to EC2 and SSM. */
export type LabInstanceDescription = {
  /** `i-` and 17 hex digits. */
  readonly id: string
  /** The Name tag. */
  readonly name: string
  readonly tags: Readonly<Record<string, string>>
  readonly distribution: Distribution
  /** As the agent reports it: PlatformName `Ubuntu`, PlatformVersion `24.04`. */
  readonly platformName: string
  readonly platformVersion: string
  readonly availabilityZone: string
  readonly privateIp: string
  /** The instance profile, which is also its role's name; absent: none. */
  readonly profile?: string
}

/** What the network lets one instance have. */
export type LabNetworkView = {
  /** Addresses of mount targets whose port 2049 packets get to and back from. */
  readonly reachable: readonly string[]
  /** How the VPC's resolver treats names of file systems: silent where resolution is off, unknown where host names are. */
  readonly names: 'answered' | 'unknown' | 'silent'
}

export type LabExecution = {
  /** The whole script text that the agent joined. */
  readonly script: string
  /** Parameters that the document hands over as environment variables. */
  readonly environment: Readonly<Record<string, string>>
  /** The agent's executionTimeout; after it the process group gets SIGKILL. */
  readonly timeoutSeconds: number
  /** Aborted on CancelCommand: SIGKILL to the process group, no trap runs. */
  readonly signal: AbortSignal
}

export type LabExecutionResult = {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  readonly ended: 'exited' | 'timed-out' | 'cancelled'
}

/** An instance that can run what SSM delivers: as root, no stdin, HOME unset, `sh -c` on a 0700 file that honours the shebang. */
export type LabInstance = LabInstanceDescription & {
  readonly execute: (execution: LabExecution) => Promise<LabExecutionResult>
  /** Told whenever a security group, a mount target or the VPC changes what it can reach. Absent: its network is its own affair. */
  readonly see?: (view: LabNetworkView) => Promise<void>
}

/** Where the lab's file systems live. An EFS id that does not exist here cannot be resolved by a client. */
export type LabStorage = {
  readonly createFileSystem: (fileSystemId: string) => Promise<void>
  readonly deleteFileSystem: (fileSystemId: string) => Promise<void>
  /** Tells the server of an access point that clients may use, or that it is gone. Absent: this storage has none to give. */
  readonly setAccessPoint?: (accessPointId: string, point: LabStoredAccessPoint | undefined) => Promise<void>
  /** Tells the server what a file system's policy is; undefined: it has none, and every client may do everything. Absent: this storage applies none. */
  readonly setPolicy?: (fileSystemId: string, policy: string | undefined) => Promise<void>
  /** Tells the clients' DNS and zones which targets are available: no target in a zone, no mount there. */
  readonly setMountTargets: (
    fileSystemId: string,
    targets: readonly { readonly availabilityZone: string; readonly ipAddress: string }[],
  ) => Promise<void>
}

export type LabStoredAccessPoint = {
  readonly fileSystemId: string
  readonly path: string
  /** How the folder is made when the first client comes and it is not there; without it that client is refused. */
  readonly creation?: { readonly uid: number; readonly gid: number; readonly permissions: string }
  /** Whom every client is taken for. */
  readonly user?: { readonly uid: number; readonly gid: number; readonly groups: readonly number[] }
}
