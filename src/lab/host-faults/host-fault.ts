/** What one fault of a host is: how it is put into one where a volume is mounted, what a reader is told of it, and what a repeated mount may do. */
import type { Distribution } from '../ports.ts'

export type HostFault = {
  readonly name: string
  /**
   * Bash as root on the instance. `$P` the mount point, `$V` the volume's id, `$O` another volume's id, `$U` the login user,
   * `$S` the file of its umask stack that the distribution includes. `eve` is another account, with uid 1005 and a space of its own.
   */
  readonly script: string
  /** Codes that name this cause; the first row or finding that does not hold has to carry one of them. */
  readonly says: readonly string[]
  /** What a repeated mount is right to do; `left` says why it must keep its hands off. */
  readonly mount: 'repairs' | { readonly left: string }
  /** Puts away what a mount leaves, so that the host is green again; without it, a fault that is left costs a new host. */
  readonly fix?: string
  /** Default: any. */
  readonly needs?: readonly Distribution[]
  /** Beside the script: what only the lab can do. */
  readonly lab?: 'server-hangs' | 'clock-ahead' | 'agent-apart'
}
