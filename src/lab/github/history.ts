/** Files of a repository's default branch as commits, and the pull requests that they came by. */
import { createHash } from 'node:crypto'
import type { LabUser } from './people.ts'

export type LabCommit = {
  readonly sha: string
  readonly at: string
  readonly message: string
  readonly author: LabUser | null
  readonly committer: LabUser | null
  /** Path → text, all of them as they are after this commit. */
  readonly files: Readonly<Record<string, string>>
  /** Paths that it changed. */
  readonly changed: readonly string[]
  /** GitHub knows whose it is: it signed it, or they did. Anybody can put anybody's name on one that is not. */
  readonly signed: boolean
}

export type LabReview = {
  readonly id: number
  readonly user: LabUser
  readonly state: string
  readonly commitId: string
  readonly at: string
}

export type LabPull = {
  readonly number: number
  readonly title: string
  readonly author: LabUser
  readonly base: string
  readonly commits: LabCommit[]
  readonly reviews: LabReview[]
  /** Commits of the default branch that it became. */
  mergedAs: readonly string[]
  mergedAt: string | null
}

export type LabHistory = {
  readonly branch: string
  /** The default branch, oldest first. */
  readonly commits: LabCommit[]
  readonly pulls: Map<number, LabPull>
}

export const makeHistory = (): LabHistory => ({ branch: 'main', commits: [], pulls: new Map() })

export const headOf = ({ commits }: LabHistory): LabCommit | undefined => commits.at(-1)

export const blobSha = (text: string): string =>
  createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex')

let commitsMade = 0

export type Change = { readonly path: string; readonly text: string | undefined }

export function makeCommit(
  parent: LabCommit | undefined,
  { path, text }: Change,
  people: Pick<LabCommit, 'author' | 'committer'>,
  at: string,
  signed = true,
): LabCommit {
  const { [path]: _, ...others } = parent?.files ?? {}
  const sha = createHash('sha1')
    .update(`commit ${commitsMade++} ${parent?.sha ?? ''} ${path} ${text}`)
    .digest('hex')
  return {
    sha,
    at,
    message: `Change ${path}`,
    ...people,
    files: text === undefined ? others : { ...others, [path]: text },
    changed: [path],
    signed,
  }
}

/** By the branch's name or a commit's sha, also of one that is in a pull request alone. */
export function commitAt(history: LabHistory, ref: string | null): LabCommit | undefined {
  if (ref === null || ref === history.branch) return headOf(history)
  return [...history.commits, ...[...history.pulls.values()].flatMap((p) => p.commits)].find((c) => c.sha === ref)
}

/** Numbers far from those of the threads: a pull request of the lab's history has no thread. */
export function openPull(history: LabHistory, author: LabUser, change: Change, at: string): LabPull {
  const number = 10_001 + history.pulls.size
  const commit = makeCommit(headOf(history), change, { author, committer: author }, at)
  const pull: LabPull = {
    number,
    title: commit.message,
    author,
    base: history.branch,
    commits: [commit],
    reviews: [],
    mergedAs: [],
    mergedAt: null,
  }
  history.pulls.set(number, pull)
  return pull
}

/** As one commit of GitHub's own; `text` is another content than was proposed, as a merge by hand can have. */
export function mergePull(history: LabHistory, pull: LabPull, at: string, committer: LabUser, other?: Change): LabCommit {
  const last = pull.commits.at(-1)
  const [path = ''] = last?.changed ?? []
  const commit = makeCommit(headOf(history), other ?? { path, text: last?.files[path] }, { author: pull.author, committer }, at)
  history.commits.push(commit)
  pull.mergedAs = [commit.sha]
  pull.mergedAt = at
  return commit
}
