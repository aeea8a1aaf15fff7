/** Files of a repository's default branch as commits, and the pull requests that they came by. */
import { createHash } from 'node:crypto'
import { applyPatch, structuredPatch } from 'diff'
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
  readonly body?: string
  readonly author: LabUser
  readonly base: string
  /** Its branch, and whose repository that is in: a fork is somebody's own. */
  readonly branch: string
  readonly isOfFork: boolean
  /** The default branch as it was when the pull request began. */
  readonly from: LabCommit | undefined
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
  /** Branches beside the default one: their commits, oldest first, after the one that they began at. */
  readonly branches: Map<string, { readonly from: LabCommit; readonly commits: LabCommit[] }>
  readonly checks: LabCheck[]
  /** Trial merges, by their ids. */
  readonly merges: Map<string, LabCommit>
}

export type LabCheck = {
  readonly id: number
  readonly sha: string
  readonly name: string
  readonly conclusion: string
  readonly title: string
  readonly summary: string
  readonly annotations: readonly { readonly path: string; readonly start_line: number; readonly message: string }[]
}

export const makeHistory = (): LabHistory => ({
  branch: 'main',
  commits: [],
  pulls: new Map(),
  branches: new Map(),
  checks: [],
  merges: new Map(),
})

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
  const branch = history.branches.get(ref)
  if (branch) return branch.commits.at(-1) ?? branch.from
  const branches = [...history.branches.values()].flatMap((b) => b.commits)
  const all = [...history.commits, ...branches, ...[...history.pulls.values()].flatMap((p) => p.commits)]
  return history.merges.get(ref) ?? all.find((c) => c.sha === ref)
}

/** Numbers far from those of the threads: a pull request of the lab's history has no thread. */
export function openPull(history: LabHistory, author: LabUser, change: Change, at: string, isOfFork = false): LabPull {
  const from = headOf(history)
  const commit = makeCommit(from, change, { author, committer: author }, at)
  return addPull(history, { title: commit.message, author, branch: 'change', isOfFork, from, commits: [commit] })
}

export function addPull(
  history: LabHistory,
  about: Pick<LabPull, 'title' | 'body' | 'author' | 'branch' | 'isOfFork' | 'from' | 'commits'>,
): LabPull {
  const pull: LabPull = { ...about, number: 10_001 + history.pulls.size, base: history.branch, reviews: [], mergedAs: [], mergedAt: null }
  history.pulls.set(pull.number, pull)
  return pull
}

/** What it would be merged as, line by line; undefined: it conflicts. */
export function trialMerge(history: LabHistory, { from, commits }: LabPull): LabCommit | undefined {
  const [base, ours, theirs] = [from?.files ?? {}, headOf(history)?.files ?? {}, commits.at(-1)?.files ?? {}]
  const files: Record<string, string> = {}
  for (const path of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const [was, here, there] = [base[path], ours[path], theirs[path]]
    const merged = here === was ? there : there === was || here === there ? here : mergedText(was ?? '', here ?? '', there ?? '')
    if (merged === false) return undefined
    if (merged !== undefined) files[path] = merged
  }
  const sha = createHash('sha1')
    .update(`merge ${headOf(history)?.sha} ${commits.at(-1)?.sha}`)
    .digest('hex')
  const merge = { ...commits.at(-1)!, sha, message: 'Merge', files }
  history.merges.set(sha, merge)
  return merge
}

const mergedText = (base: string, ours: string, theirs: string): string | false =>
  applyPatch(ours, structuredPatch('a', 'b', base, theirs, '', '', { context: 1 }))

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
