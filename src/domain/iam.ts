/** The options of `prism setup --print-iam`. */
export const policyRoles = ['bot', 'workflow', 'operator'] as const
/** bot: the app, the API and people at a terminal · workflow: the Action · operator: who runs `prism setup` */
export type PolicyRole = (typeof policyRoles)[number]

export const policyFormats = ['json', 'cloudformation'] as const

/** The one workflow that may take the workflow role. */
export type WorkflowTrust = {
  /** `OWNER/NAME`, as GitHub's claims have it. */
  readonly repository: string
  /** Stays the same when a repository is renamed, and is not given to another of the same name. */
  readonly repositoryId: string
  /** File name in `.github/workflows`. */
  readonly workflow: string
  /** `refs/heads/main`. */
  readonly ref: string
  /** The `sub` claim, as the repository's tokens have it. */
  readonly subject: string
}

/** A role that the operator's file names for a repository. */
export type RepositoryRole = {
  readonly name: string
  /** The ARN of Prism's own identity, which takes it. */
  readonly takenBy: string
}

export type IamQuestion = {
  readonly format: (typeof policyFormats)[number]
  readonly roles: readonly PolicyRole[]
  /** Without it any region. */
  readonly region?: string
  /** Without it any account. */
  readonly account?: string
  readonly instanceTag: { readonly key: string; readonly value: string }
  /** Whether AWS-ConfigureAWSPackage may be sent. */
  readonly distributor: boolean
  readonly trust?: WorkflowTrust
  readonly repositoryRole?: RepositoryRole
}
