/** The branch that a ledger lies in, as its writer and its readers need it. Adapters live in github/; every member throws `GitHubError`. */

export const branchName = 'prism-ledger'

/** In a repository that only has the evidence of runs whose entries are elsewhere. */
export const evidenceBranchName = 'prism-evidence'

export type LedgerCommit = {
  readonly oid: string
  /** Absent: the branch's first. */
  readonly parent?: string
  readonly message: string
  /** The login, as GitHub writes it into what an App's bot commits. */
  readonly author: string
  /** GitHub says that the signature is valid: it signs what it commits by itself. */
  readonly verified: boolean
  readonly at: Date
}

export type BranchHead = {
  readonly commit: LedgerCommit
  /** Files with entries: path → blob. */
  readonly files: ReadonlyMap<string, string>
}

/** What rulesets of the repository do not keep from happening: told in every footer. */
export type Unprotected = 'deletion' | 'force pushes' | 'creation by others' | 'commits by others'

export type LedgerBranch = {
  /** Undefined where there is no such branch. */
  readonly head: () => Promise<BranchHead | undefined>
  readonly commit: (oid: string) => Promise<LedgerCommit>
  readonly read: (blob: string) => Promise<Buffer>
  /** The first commit: without parents, without an author, so that GitHub signs it. Safe to repeat; where the branch is there, it stays as it is. */
  readonly begin: (files: ReadonlyMap<string, string>, message: string) => Promise<void>
  /**
   * More files on top of that commit and no other. After `unavailable` nobody knows whether it was done; repeated, it is `moved` then.
   */
  readonly append: (
    on: string,
    files: readonly NewFile[],
    message: { readonly headline: string; readonly body?: string },
  ) => Promise<Appended>
  /** Names of what lies in a folder at that commit; empty where there is no such folder. */
  readonly namesIn: (oid: string, folder: string) => Promise<ReadonlySet<string>>
  /** Empty: protected as it can be. What the asker itself may bypass does not protect. */
  readonly unprotected: () => Promise<readonly Unprotected[]>
  /** Where a person finds a file of that commit. */
  readonly urlOf: (oid: string, path: string) => string
}

export type NewFile = { readonly path: string; readonly content: string | Buffer }
export type Appended = { readonly kind: 'appended'; readonly oid: string } | { readonly kind: 'moved' }
