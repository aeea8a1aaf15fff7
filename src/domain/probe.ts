/** What an instance found when it tried the path to its volume: name, port, TLS, client, disk, clock. Facts, no verdicts; absent means not looked at. */
export type HostProbe = {
  /** The name that was looked up. */
  readonly name?: string
  readonly dns?: {
    readonly outcome: 'answered' | 'none' | 'timeout'
    /** IPv4. */
    readonly addresses: readonly string[]
    readonly addresses6: readonly string[]
    /** What a client that takes both families tries first; empty where there is nothing. */
    readonly first: string
    /** From /etc/resolv.conf. */
    readonly servers: readonly string[]
    /** Whether /etc/hosts has a line for that name. */
    readonly inHosts: boolean
  }
  readonly tcp: readonly { readonly address: string; readonly outcome: 'open' | 'refused' | 'timeout' | 'unreachable' | 'error' }[]
  readonly tls?: { readonly address: string; readonly outcome: TlsOutcome; readonly detail: string }
  readonly client?: ClientProbe
  /** NFS 4 in the kernel: known to it, the line under modprobe.d that keeps its modules away (empty: none), whether modules are there at all. */
  readonly nfsModule?: { readonly known: boolean; readonly blocked: string; readonly modules: boolean }
  /** Who holds the package manager's lock, and Prism's own; empty where nobody does. */
  readonly locks?: { readonly packages: string; readonly prism: string }
  readonly disks: readonly {
    readonly path: string
    readonly freeKilobytes: number
    readonly freeInodes: number
    readonly readOnly: boolean
  }[]
  /** Files of /etc, or itself, that are immutable or append-only. */
  readonly frozen: readonly string[]
  /** Milliseconds since 1970 by the host's clock. */
  readonly clock?: number
  /** Whether instance metadata answered, and the role that it names (empty: none). */
  readonly metadata?: { readonly answers: boolean; readonly role: string }
  /** systemd's network.target, where systemd runs. */
  readonly networkTarget?: 'active' | 'inactive'
  /** What systemd logged in this boot about jobs that it deleted to break an ordering cycle; the first five. */
  readonly deletedJobs: readonly string[]
  readonly tunnels: readonly { readonly place: string; readonly pid: number; readonly alive: boolean }[]
  /** Of each mount through a tunnel: the port that the kernel talks to on 127.0.0.1, and whether anybody listens there. */
  readonly tunnelPorts: readonly { readonly place: string; readonly port: number; readonly listens: boolean }[]
  /** Ports on 127.0.0.1 to which the kernel still has an NFS connection, where nothing listens and which no mount uses. */
  readonly deadConnections: readonly number[]
  /** What a mount answered that does not answer rightly, e.g. `Stale file handle`. */
  readonly touches: readonly { readonly place: string; readonly said: string }[]
  readonly selinux?: SelinuxProbe
  /** Accounts for which the name service's cache differs from the host's own files. */
  readonly staleCaches: readonly { readonly daemon: string; readonly account: string; readonly differs: readonly ('group' | 'uid')[] }[]
  /** Only on request. Not finished: what was not reached is unknown. */
  readonly scan?: {
    readonly looked: number
    readonly found: number
    readonly finished: boolean
    readonly sample: readonly ScannedFile[]
  }
  /** The end of /var/log/amazon/efs/mount.log. */
  readonly log: readonly string[]
  /** Seconds since that file was last written. */
  readonly logAge?: number
}

export type SelinuxProbe = {
  readonly present: boolean
  readonly enforcing: boolean
  /** Of the mount point; empty where it has none. */
  readonly label: string
  /** The accounts whose homes are on the volume. */
  readonly homes: readonly string[]
  /** The boolean use_nfs_home_dirs. */
  readonly allowed: 'yes' | 'no' | 'unknown'
}

/** `setuid` also for a program that runs with its group. The path is relative to the mount point, the owner a uid. */
export type ScannedFile = { readonly path: string; readonly kind: 'setuid' | 'device'; readonly mode: string; readonly owner: number }

export type TlsOutcome =
  | 'verified'
  | 'untrusted'
  | 'wrong-name'
  | 'not-yet-valid'
  | 'expired'
  | 'not-tls'
  /** The CA file that the client checks against is not there. */
  | 'no-ca'
  /** No openssl on the host: not looked at. */
  | 'no-openssl'
  | 'timeout'
  | 'failed'

export type ClientProbe = {
  readonly helper: boolean
  /** `mount.efs --version` ended well. */
  readonly runs: boolean
  readonly nfs: boolean
  /** efs-utils.conf is there. */
  readonly configured: boolean
  /** efs-proxy or stunnel; empty where there is neither. */
  readonly tunnelProgram: string
  readonly botocore: 'yes' | 'no' | 'unknown'
  /** dpkg's status of the package, or `installed` of rpm; empty where no package manager knows it. */
  readonly packageState: string
  /** The client's watchdog runs. */
  readonly watchdog: boolean
  readonly watchdogInstalled: boolean
  /** Of stunnel; empty where it is not used, or does not say. */
  readonly tunnelVersion: string
  /** Whether stunnel can check the name in a certificate; off: the client's configuration does not ask for it. */
  readonly tunnelChecks: 'yes' | 'no' | 'off' | 'unknown'
}
