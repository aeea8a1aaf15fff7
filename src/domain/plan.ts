/** What is to be done, after names are resolved and hosts were looked at. */
import type { Adoption } from './adoption/parts.ts'
import type { Finding, FindingCode } from './catalogue.ts'
import type { ClientSource } from './client/choose.ts'
import type { MountSpec } from './mount-spec.ts'
import type { Tag } from './names.ts'
import type { HostVerb, MountOptions } from './request.ts'

/** A host verb with everything resolved to exact values. */
export type Operation = {
  readonly verb: HostVerb
  readonly volume: string
  readonly fileSystemId: string
  readonly region: string
  /** The AWS account whose the volume is, and whose instances are asked for. */
  readonly accountId: string
  readonly mountPoint: string
  /** Availability zones with an available mount target. */
  readonly zones: readonly string[]
  /** Of a One Zone volume: the zone that all go to, from wherever they are. */
  readonly oneZone?: string
  /** It is a replica, to which EFS alone writes. */
  readonly replica?: true
  /** IPv4 addresses of its mount targets: by these an NFS mount by address is known for what it is. */
  readonly addresses: readonly string[]
  readonly targets: readonly Target[]
  /** The targets are all that have it and can be reached, and whoever asked may look at every one that has it. */
  readonly tag?: Tag
  /** As they were given; what they mean for each instance is its target's spec. Unmount uses only `lazy`. */
  readonly options: MountOptions
  readonly lazy: boolean
  /** Selectors that did not resolve: shown as rows of their own, the run ends non-zero. */
  readonly unresolved: readonly Finding[]
}

export type Target = {
  readonly instanceId: string
  /** Its address in AWS: an ARN. */
  readonly arn: string
  readonly name: string
  /** How the volume is, or is to be, there. */
  readonly spec: MountSpec
  /** Of verify: what the instance remembers of its mount is in the spec, unless an option was given. */
  readonly remembers?: true
}

/** Throws where the instance is not one of the operation's. */
export function targetOf({ targets }: Operation, instanceId: string): Target {
  let byId = indexes.get(targets)
  if (!byId) {
    byId = new Map(targets.map((t) => [t.instanceId, t]))
    indexes.set(targets, byId)
  }
  const found = byId.get(instanceId)
  if (!found) throw new Error(`${instanceId} is not among the targets`)
  return found
}

/** Made once for each list of targets: with thousands of them, each looked for in turn would take the square of that. */
const indexes = new WeakMap<Operation['targets'], ReadonlyMap<string, Target>>()

/** An expectation that is not met. `repair` says what a mount would do about it. */
export type Difference = {
  readonly instanceId: string
  readonly subject: string
  readonly expected: string
  readonly observed: string
  readonly code: FindingCode
  readonly repair?: string
}

export type ScriptName = 'inspect' | 'mount' | 'unmount' | 'sharing-test' | 'doctor' | 'people' | 'spaces' | 'migrate'

type Job = {
  /** See `jobKey`: on the host, done at most once. */
  readonly key: string
  /** SHA-256 of the program that the job was made with; recorded with it, so that a run that is taken up by another Prism is not mixed. */
  readonly scriptSha: string
  readonly params: Readonly<Record<string, string>>
  readonly instanceIds: readonly string[]
  /** Seconds. */
  readonly executionSeconds: number
  /** Whether running it again under the same key could change anything. */
  readonly changes: boolean
  /** A look at instances that whoever asked does not reach: they are told of it by a number alone. */
  readonly beyond?: true
  /** All its instances have it and it changes nothing, so one command by the tag may take it to them, and to whoever has the tag besides. */
  readonly tag?: Tag
}

/** One job of the host program with one set of exact values, for the instances that share them. */
export type ScriptJob = Job & { readonly script: ScriptName }

/**
 * SSM Distributor, by AWS's own document: it has no script of ours, so no transcript, no lock and no time after which the host refuses.
 * The agent installs a version once; what came of it only the mount's own look proves.
 */
export type DistributorJob = Job & { readonly script: 'distributor' }

export type HostJob = ScriptJob | DistributorJob

/** Where an instance gets its client from, and why. */
export type ClientPlan = {
  readonly instanceId: string
  readonly source: ClientSource['kind']
  readonly why: string
  /** Tried where the repositories turn out not to have it. */
  readonly otherwise?: 'distributor'
}

/** What would be done to instances. */
export type Plan = {
  readonly operation: Operation
  /** Of a mount: a row for each instance that will be touched. */
  readonly clients: readonly ClientPlan[]
  readonly differences: readonly Difference[]
  readonly jobs: readonly HostJob[]
  /** Instances that must not be touched, with the reason. */
  readonly refused: readonly Finding[]
  /** Of adopt alone: what would be done on each instance, line by line, and what would not. */
  readonly adoptions?: readonly Adoption[]
  /** SHA-256 of what would be done, where, and which instances are left out; equal looks give equal digests, whatever run asks. What an approval binds to. */
  readonly digest: string
}

/** What is or would be done to a volume or an access point, step by step. */
export type ProvisionStep = { readonly step: string; readonly status: 'changed' | 'unchanged' | 'planned'; readonly detail: string }

/** What would be done in AWS alone: a volume or an access point made or deleted. */
export type VolumePlan = {
  readonly verb: 'create' | 'update' | 'delete' | 'create-access-point' | 'delete-access-point'
  readonly region: string
  /** Exact values, ids where there are some. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** In their order; of a create also what is so already. */
  readonly steps: readonly ProvisionStep[]
  /** SHA-256 of all that. */
  readonly digest: string
}
