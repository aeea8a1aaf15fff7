/** What AWS says about the network and the permissions between one instance and a file system. Facts only; `diagnose` judges. */

/** A question to AWS: the answer, or why there is none. The reason is never taken for an answer. */
export type Looked<T> = { readonly kind: 'seen'; readonly value: T } | { readonly kind: 'unseen'; readonly why: string }

export type Surroundings = {
  readonly instance: Looked<InstancePlace>
  readonly vpcDns: Looked<{ readonly support: boolean; readonly hostnames: boolean }>
  readonly targets: Looked<readonly TargetPlace[]>
  readonly policy: Looked<FileSystemPolicy>
  /** Access points that the instance's own fstab or mounts name. */
  readonly accessPoints: Looked<readonly AccessPointFact[]>
}

export type InstancePlace = {
  readonly vpcId: string
  readonly zone: string
  readonly addresses: readonly string[]
  readonly groups: readonly SecurityGroup[]
  /** ARN of the instance profile; absent where the instance has none. */
  readonly profile?: string
}

export type TargetPlace = {
  readonly id: string
  readonly vpcId: string
  readonly zone: string
  /** IPv4; empty where it has IPv6 alone. */
  readonly address: string
  readonly address6?: string
  readonly state: string
  readonly groups: readonly SecurityGroup[]
}

export type SecurityGroup = { readonly id: string; readonly ingress: readonly Rule[]; readonly egress: readonly Rule[] }

/** One permission of a group. Without ports it is for all of them; protocol `-1` is every protocol. */
export type Rule = {
  readonly protocol: string
  readonly fromPort?: number
  readonly toPort?: number
  readonly peers: readonly { readonly kind: 'ipv4' | 'ipv6' | 'group' | 'prefix-list'; readonly value: string }[]
}

/** What the file-system policy lets a client do that is not named in it, and whether it insists on TLS. */
export type FileSystemPolicy =
  /** No policy: every client that reaches a mount target may mount, write and be root. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'policy'
      readonly mount: Grant
      readonly write: Grant
      readonly root: Grant
      readonly tlsOnly: boolean
      /** Whom it names for each, where that is all that decides; undefined where conditions or refusals do too. */
      readonly named: Readonly<Record<'mount' | 'write' | 'root', readonly string[] | undefined>>
    }
  /** Holds what Prism does not evaluate; `what` names it. */
  | { readonly kind: 'unreadable'; readonly what: string }

/** everybody: also clients that show no IAM identity · some: only principals or conditions that it names · nobody */
export type Grant = 'everybody' | 'some' | 'nobody'

/** `state` as EFS calls it, or `missing` where EFS does not know the id. */
export type AccessPointFact = { readonly id: string; readonly state: string; readonly fileSystemId?: string }
