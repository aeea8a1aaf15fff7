/** What else has hold of a volume on a host: processes below the mount, and mounts in other places and namespaces. */

/** A process that sees the directory below the mount: what it writes there stays on the instance’s own disk. */
export type BelowFact = { readonly place: string; readonly pid: number; readonly program: string; readonly container?: string }

export type HeldFact = {
  readonly place: string
  /** False: through a tunnel that is gone; which volume that is cannot be determined. */
  readonly known: boolean
  /** A process of the other mount namespace, and the last word of its control group, as docker-….scope; absent: in process 1's own. */
  readonly pid?: number
  readonly program?: string
  readonly container?: string
  /** With nosuid and nodev. */
  readonly inert: boolean
}
