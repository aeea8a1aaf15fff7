/** What an entry point needs from GitHub: who has permission, and one thread to answer in. Adapters live in github/; tests may pass their own. */

/** The one thing that adapters need of Octokit: send a request by its route. Probot's context, `@actions/github` and `@octokit/core` all fit. */
export type GitHubClient = {
  readonly request: (
    route: string,
    parameters: Record<string, unknown>,
  ) => Promise<{ readonly status: number; readonly data: unknown; readonly headers?: Readonly<Record<string, unknown>> }>
}

export type Repository = { readonly owner: string; readonly repo: string }

/** The id is stable; logins can be renamed and taken by others. */
export type Account = { readonly id: number; readonly login: string }

/** outside: collaborators of its repositories who are no members */
export type AccountsOf = 'members' | 'outside' | { readonly team: number }

/** Every member throws `GitHubError`. */
export type GitHub = {
  /**
   * The permission of the account with this id, read now. `none` where GitHub does not know the login; a throw where nothing is known,
   * which is not a permission.
   */
  readonly permission: (repository: Repository, actor: Account) => Promise<Permission>
  /** Tells a collaborator with read permission from a passer-by: on a public repository everybody has `read`. */
  readonly isCollaborator: (repository: Repository, login: string) => Promise<boolean>
  /** Logins of some administrators: who can grant a permission. At most five. */
  readonly administrators: (repository: Repository) => Promise<readonly string[]>
  /** An issue or a pull request, by its number. */
  readonly thread: (repository: Repository, issue: number) => Thread
  /** The login under which we write: `name[bot]` for an App and for a workflow's own token. Nobody else can have that. */
  readonly whoami: () => Promise<string>
  readonly issues: (repository: Repository) => Issues
  readonly pulls: (repository: Repository) => Pulls
  /** `reviewed`: only a version counts that somebody approved who did not write it. */
  readonly policyFile: (repository: Repository, reviewed: boolean) => Promise<PolicyFile>
  /** The registry of people, by the same rule. */
  readonly registryFile: (repository: Repository, reviewed: boolean) => Promise<PolicyFile>
  /** The public SSH keys of an account, as GitHub shows them to everybody. Undefined: nobody has that id. */
  readonly keysOf: (id: number) => Promise<AccountKeys | undefined>
  /** Whether the account with this id is in the organization now, whatever its login is. */
  readonly isMember: (organization: string, id: number) => Promise<boolean>
  /** Who is in an organization or a team of it now, by their ids; undefined: there is no such team. */
  readonly accountsIn: (organization: string, of: AccountsOf) => Promise<ReadonlySet<number> | undefined>
  /** The repositories that our installation reaches. */
  readonly reached: () => Promise<readonly Repository[]>
  /**
   * Comments of people in a repository that were posted since, and whose words are wanted, oldest first; `isWhole`: no later ones were left out.
   * Its lists lag behind, and edits may have changed the words.
   */
  readonly postedSince: (repository: Repository, since: Date, wanted: (body: string) => boolean) => Promise<Posted>
  /** Whether we reacted to a comment with more than having seen it: its answer was given. */
  readonly isAnswered: (repository: Repository, commentId: number) => Promise<boolean>
  /** Of the organization's teams with these ids, those that the person is in. `forbidden` where members may not be read. */
  readonly teamsOf: (organization: string, login: string, ids: readonly number[]) => Promise<readonly Team[]>
}

export type Posted = { readonly isPrivate: boolean; readonly comments: readonly PostedComment[]; readonly isWhole: boolean }

export type PostedComment = {
  readonly id: number
  readonly issue: { readonly number: number; readonly isPull: boolean; readonly locked: boolean }
  readonly body: string
  readonly author: Account & { readonly type: string }
  /** An App wrote it in the author's name. */
  readonly viaApp: boolean
  readonly createdAt: string
}

export type PolicyVersion = { readonly blob: string; readonly text: string }

/** `newest`: what stands on the default branch; `counts`: the last version that may count, which may be an older one. */
export type PolicyFile = { readonly isPublic: boolean; readonly newest?: PolicyVersion; readonly counts?: PolicyVersion }

export type PullRequest = {
  readonly number: number
  readonly isOpen: boolean
  /** SHA of its last commit; `base`: the branch that it is for. */
  readonly head: string
  readonly base: string
  /** Its commits are in another repository, or in one that is gone. */
  readonly isOfFork: boolean
  readonly author?: Account & { readonly isPerson: boolean }
  /** SHA of GitHub's trial merge; absent: it conflicts, or GitHub has not made it. */
  readonly merge?: string
  readonly conflicts: boolean
}

export type CheckRun = {
  readonly name: string
  readonly conclusion: 'success' | 'failure' | 'neutral'
  readonly title: string
  /** Markdown. */
  readonly summary: string
  readonly path: string
  readonly errors: readonly { readonly line: number; readonly message: string }[]
}

/** `keys`: as authorized_keys has them, unchecked. */
export type AccountKeys = { readonly login: string; readonly keys: readonly string[] }

export type ProposedFile = {
  /** Made for it; the same one is the same proposal. */
  readonly branch: string
  readonly path: string
  readonly text: string
  /** The blob that was changed; undefined: there was no such file. */
  readonly on: string | undefined
  /** Of the commit. */
  readonly headline: string
  readonly body: string
  /** Of the pull request. */
  readonly title: string
  readonly about: string
}

/** Pull requests of one repository. Every member throws `GitHubError`. */
export type Pulls = {
  /** Waits some seconds for GitHub's trial merge. */
  readonly read: (number: number) => Promise<PullRequest>
  readonly defaultBranch: () => Promise<string>
  /** Numbers of the open ones that are for this branch. */
  readonly openOn: (branch: string) => Promise<readonly number[]>
  readonly fileAt: (path: string, ref: string) => Promise<PolicyVersion | undefined>
  /** Undefined: nobody has that login. */
  readonly account: (login: string) => Promise<Account | undefined>
  /** The public SSH keys of an account, as GitHub shows them to everybody. Undefined: nobody has that id. */
  readonly keysOf: (id: number) => Promise<AccountKeys | undefined>
  /** One attempt. */
  readonly check: (sha: string, run: CheckRun) => Promise<void>
  /** On the default branch as it is now; `refused` where the file is another one by now. Asked again it finds what it made. */
  readonly propose: (file: ProposedFile) => Promise<{ readonly number: number; readonly url: string }>
}

/** An issue as it stands. Its body may have been edited by anybody with triage permission: data, whoever opened it. */
export type OwnIssue = {
  readonly number: number
  readonly url: string
  readonly title: string
  readonly body: string
  readonly state: 'open' | 'closed'
}

export type IssueText = { readonly title: string; readonly body: string }

/** `body` ends in `marker`; a comment with that marker by the same author is already the same comment. */
export type MarkedComment = { readonly author: string; readonly marker: string; readonly body: string; readonly since: Date }

/** Issues of one repository. Every member throws `GitHubError`. */
export type Issues = {
  /** Open and closed ones that carry the label and that `author` opened, oldest first. Lists lag: what was just opened may not be there. */
  readonly labelled: (label: string, author: string) => Promise<readonly OwnIssue[]>
  /** Tried again only where GitHub refused for the rate: after `unavailable` nobody knows whether it was opened (look with `labelled`). */
  readonly open: (issue: IssueText & { readonly label: string }) => Promise<OwnIssue>
  /** Repeating is safe. `state` absent: as it is. */
  readonly change: (issue: number, change: IssueText & { readonly state?: 'open' | 'closed' }) => Promise<void>
  readonly closeAsDuplicate: (issue: number) => Promise<void>
  /** Makes sure that one comment of `author` since then holds this: an issue's history shows each change once. */
  readonly sayOnce: (issue: number, said: MarkedComment) => Promise<void>
}

export type Permission = {
  /** GitHub's legacy base: `maintain` counts as write, `triage` as read, a custom role as what it extends. */
  readonly base: 'admin' | 'write' | 'read' | 'none'
  /** The role's own name: `maintain`, a custom role; empty where there is none. */
  readonly roleName: string
  /** Those of the organization's teams that the person is in; absent: nobody asked. By id, as names can be taken over. */
  readonly teams?: readonly Team[]
}

export type Team = { readonly id: number; readonly slug: string }

/**
 * Whether somebody may act: the one place where it is decided, for entry points and policy alike. By the base role alone, as a role's name says
 * nothing: `storage-operator` may extend write, and a custom role named like a strong one may extend read.
 */
export const mayWrite = ({ base }: Permission): boolean => base === 'admin' || base === 'write'

/** A permission as people know it: the role's own name, or the base where there is none. */
export const roleOf = ({ base, roleName }: Permission): string => (roleName === '' ? base : roleName)

export type Reaction = 'eyes' | 'rocket' | '-1' | 'confused'

export type ReadComment = { readonly body: string; readonly authorId: number | undefined }

/** A 👍 of somebody's, as it stands. Through whom it was given GitHub does not say. */
export type Thumb = { readonly id: number; readonly by: Account; readonly isPerson: boolean; readonly at: string }

/** Those of one comment, and when that was written and last changed. ISO 8601, in seconds. */
export type Thumbs = { readonly writtenAt: string; readonly changedAt: string; readonly thumbs: readonly Thumb[] }

/** A comment that we wrote; `url` is where a person finds it. */
export type OwnComment = { readonly id: number; readonly url: string }

export type Thread = {
  /** One attempt: after `unavailable` nobody knows whether it was created (look with `findOurs`). */
  readonly create: (body: string) => Promise<OwnComment>
  /** One attempt, so that a stale body is never what is repeated. */
  readonly edit: (commentId: number, body: string) => Promise<void>
  /** Of a comment that we wrote. Repeating is safe. */
  readonly remove: (commentId: number) => Promise<void>
  /** Undefined when the comment is gone. */
  readonly read: (commentId: number) => Promise<ReadComment | undefined>
  /** GitHub keeps one reaction of a kind for each user, so repeating is safe. */
  readonly react: (commentId: number, reaction: Reaction) => Promise<void>
  /** Undefined when the comment is gone. */
  readonly thumbs: (commentId: number) => Promise<Thumbs | undefined>
  /** The comment that our App wrote and that ends in this marker; anybody else's is no marker. */
  readonly findOurs: (marker: string, since: Date) => Promise<OwnComment | undefined>
}

export type GitHubErrorCode =
  /** 5xx, or no answer: it may or may not have been done. */
  | 'unavailable'
  | 'rate-limited'
  | 'unauthorised'
  | 'forbidden'
  | 'not-found'
  /** 422: the request was understood and refused, e.g. a body that is too long. */
  | 'refused'
  /** The answer does not look as GitHub documents it, or is about somebody else. */
  | 'unexpected'

/** What GitHub refuses, in the few kinds that callers distinguish by `code`. */
export class GitHubError extends Error {
  readonly code: GitHubErrorCode
  readonly status: number | undefined
  readonly retryAfterSeconds: number | undefined
  constructor(
    code: GitHubErrorCode,
    message: string,
    details: { readonly status?: number | undefined; readonly retryAfterSeconds?: number | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause })
    this.name = 'GitHubError'
    this.code = code
    this.status = details.status
    this.retryAfterSeconds = details.retryAfterSeconds
  }
}
