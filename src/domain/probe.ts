/** What an instance found out when it tried the way to its volume: name, port, TLS, client, disk, clock. Facts, no verdicts; absent means not looked at. */
export type HostProbe = {
  /** The name that was asked for. */
  readonly name?: string
  readonly dns?: {
    readonly outcome: 'answered' | 'none' | 'timeout'
    readonly addresses: readonly string[]
    /** From /etc/resolv.conf. */
    readonly servers: readonly string[]
    /** Whether /etc/hosts has a line for that name. */
    readonly inHosts: boolean
  }
  readonly tcp: readonly { readonly address: string; readonly outcome: 'open' | 'refused' | 'timeout' | 'unreachable' | 'error' }[]
  readonly tls?: { readonly address: string; readonly outcome: TlsOutcome; readonly detail: string }
  readonly client?: ClientProbe
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
  /** What systemd said in this boot of jobs that it took out to break an ordering cycle; the first five. */
  readonly deletedJobs: readonly string[]
  readonly tunnels: readonly { readonly place: string; readonly pid: number; readonly alive: boolean }[]
  /** Ports on 127.0.0.1 to which the kernel still has an NFS connection, where nobody listens and no mount goes. */
  readonly deadConnections: readonly number[]
  /** What a mount answered that does not answer rightly, e.g. `Stale file handle`. */
  readonly touches: readonly { readonly place: string; readonly said: string }[]
  /** The end of /var/log/amazon/efs/mount.log. */
  readonly log: readonly string[]
  /** Seconds since that file was last written. */
  readonly logAge?: number
}

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
  readonly watchdog: boolean
}
