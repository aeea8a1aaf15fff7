/** Who may do what to which volumes and instances, as values: what a repository's policy file says, what its operator lets it reach, who asks. */
import type { Permission } from './github.ts'
import { allowancesOf, type FlagAllowance } from './mount-flags.ts'

/**
 * What a policy can allow. `verify` covers verify --all, `status` the list of access points, `sync-people` deprovision; whoever may lock may remove
 * their own lock, `unlock` is for those of others. `delete` and `delete-access-point` look on instances out of reach too, of which only a number is told.
 */
export const rightVerbs = [
  'mount',
  'adopt',
  'verify',
  'doctor',
  'unmount',
  'status',
  'sync-people',
  'migrate',
  'lock',
  'unlock',
  'create',
  'update',
  'create-access-point',
  'delete',
  'delete-access-point',
] as const
export type RightVerb = (typeof rightVerbs)[number]

/** Those whose plan others can be asked to approve. */
export const changingVerbs = [
  'mount',
  'adopt',
  'unmount',
  'sync-people',
  'migrate',
  'create',
  'update',
  'create-access-point',
  'delete',
  'delete-access-point',
] as const satisfies readonly RightVerb[]

/** Those that change nothing on an instance or in AWS. */
export const readingVerbs: readonly RightVerb[] = ['verify', 'doctor', 'status']

/** Those that are about a volume alone, whatever instances a rule names. */
export const volumeVerbs: readonly RightVerb[] = ['lock', 'unlock', 'create', 'update', 'create-access-point']

/** What a volume's mounts may use beyond the safe defaults; `packages`: a client from a URL, which is root's code. */
export type Allowance = 'plain-nfs' | FlagAllowance | 'packages'
export const allowances: readonly Allowance[] = ['plain-nfs', ...allowancesOf(() => true), 'packages']

/** Whom a rule means. Teams and actors by their numeric ids: names can be taken over. */
export type Who =
  | { readonly kind: 'permission'; readonly least: 'write' | 'admin' }
  | { readonly kind: 'role'; readonly name: string }
  | { readonly kind: 'team'; readonly id: number }
  | { readonly kind: 'actor'; readonly id: number }
  /** A principal that is nobody's on GitHub: a program with a token of its own. Never approves. */
  | { readonly kind: 'principal'; readonly name: string }

/** Whom a token of the REST API speaks for. `holder`: with that person's rights; absent: with those that rules give to its name. */
export type PrincipalRule = { readonly name: string; readonly holder?: { readonly id: number; readonly login: string } }

/** Of a principal that is nobody's on GitHub; ids there are numbers alone. */
export const idOfPrincipal = (name: string): string => `api:${name}`

export type VolumeRule = {
  readonly name: string
  /** Where it is known it decides, and the name does not. */
  readonly id?: string
  readonly region?: string
  /** The only place where it may be mounted. */
  readonly mountPoint?: string
  readonly allow: readonly Allowance[]
}

/** An instance is in the set by its id, by its Name tag, or by one of the tags. */
export type InstanceRule = {
  readonly name: string
  readonly ids: readonly string[]
  /** `*` stands for any characters. */
  readonly names: readonly string[]
  readonly tags: Readonly<Record<string, string>>
}

/** Absent volumes or instances: all that the file names. */
export type Grant = {
  readonly who: readonly Who[]
  readonly may: readonly RightVerb[]
  readonly volumes?: readonly string[]
  readonly instances?: readonly string[]
}

/** What others have to agree to first. */
export type ApprovalRule = {
  readonly of: readonly RightVerb[]
  readonly volumes?: readonly string[]
  readonly by: readonly Who[]
  readonly people: number
  /** A 👍 on the comment that tells the plan counts too. */
  readonly thumbs?: true
  /** After this the plan has to be made again. */
  readonly withinMinutes: number
}

export type RepositoryPolicy = {
  readonly volumes: readonly VolumeRule[]
  readonly instances: readonly InstanceRule[]
  readonly principals: readonly PrincipalRule[]
  readonly grants: readonly Grant[]
  readonly approvals: readonly ApprovalRule[]
  /** Whoever is taken out of one of these teams is proposed to leave the registry of people. */
  readonly leavingTeams: readonly number[]
  /** Whoever leaves is deprovisioned at once, without anybody's word. */
  readonly leavingActs?: true
  /** Where the evidence of runs is kept, where the App keeps a ledger; absent: beside its entries, if not everybody can read there. */
  readonly evidence?: EvidenceWanted
  /** Keys of people may follow their account on GitHub, without a pull request for each. */
  readonly keysFollow?: true
  /** What everybody may read in the threads of a public repository. */
  readonly shows: readonly Shown[]
}

export const evidenceKept = ['beside', 'none'] as const
/** `repository`: `owner/name`. */
export type EvidenceWanted = (typeof evidenceKept)[number] | { readonly repository: string }

export const shownInPublic = ['ids', 'accounts'] as const
export type Shown = (typeof shownInPublic)[number]

/** pinned: the keys of the registry alone · follow: where the registry says so of somebody, those that their account on GitHub has */
export type KeysRule = 'pinned' | 'follow'

/** What the operator lets a repository reach; absent members do not bound it. */
export type Bounds = {
  readonly regions?: readonly string[]
  /** Names or ids. */
  readonly volumes?: readonly string[]
  /** The ARN of the role that Prism takes for it in AWS, with whoever asked as its source identity; absent: its own identity. */
  readonly role?: string
  /** An instance has to have all of them. */
  readonly tags?: Readonly<Record<string, string>>
  /** Whether keys of people may follow GitHub, whatever the repository's policy says; absent: that says it. */
  readonly keys?: KeysRule
  /** What always needs others, whatever the repository's policy says. */
  readonly approvals: readonly ApprovalRule[]
}

/** The policy file's version that counts. */
export type PolicyInForce = {
  /** SHA of the file's blob. */
  readonly blob: string
  readonly policy: RepositoryPolicy
}

/** Whoever asks or approves, as GitHub answered just now. */
export type Person = { readonly id: string; readonly permission: Permission }

/**
 * unbounded: the credentials in somebody's own hands are the proof · repository: what is written down decides · unknown: it could not be asked, so
 * nothing is allowed
 */
export type Rights =
  | { readonly kind: 'unbounded' }
  | { readonly kind: 'unknown'; readonly why: string }
  | {
      readonly kind: 'repository'
      readonly isPublic: boolean
      /** Absent: the repository has no policy that counts. */
      readonly inForce?: PolicyInForce
      /** What a reader should know of the policy: a newer version does not count yet and why, or its review was waived. */
      readonly notes: readonly string[]
      /** Undefined: the operator's file does not name this repository. */
      readonly bounds: Bounds | undefined
      /** Absent: nobody asked, as on a schedule. */
      readonly asker?: Person
      /** Of the approvals that the run has: who gave them, as they are now, by their ids. */
      readonly approvers: readonly Person[]
      /** Why the plan that was approved does not count any more. */
      readonly planVoid?: string
    }

export type RepositoryRights = Extract<Rights, { readonly kind: 'repository' }>

/** An instance as AWS knows it: what its host says of itself decides nothing. */
export type Node = { readonly id: string; readonly tags: Readonly<Record<string, string>> }

export type NamedVolume = { readonly id: string; readonly name: string; readonly region: string }
