/** A repository's objects and branches, as git keeps them: the ids are git's own, so that a clone of it would have the same. */
import { createHash } from 'node:crypto'

/** A user, as far as git cares. */
type Committer = { readonly id: number; readonly login: string }

type Person = { readonly name: string; readonly email: string; readonly date: string }

export type LabCommit = {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
  readonly author: Person
  readonly committer: Person
  /** GitHub signs with its own key what it commits by itself for somebody; the lab has no such key, and only says so. */
  readonly signed: boolean
}

export type LabTreeEntry = { readonly path: string; readonly mode: string; readonly type: 'blob' | 'tree'; readonly sha: string }

/** Type of a rule → what it protects; `canBypass`: what the asker may do about it. */
export type LabRule = {
  readonly type: 'creation' | 'update' | 'deletion' | 'non_fast_forward'
  readonly canBypass?: 'always' | 'never' | 'pull_requests_only'
}

export type GitStore = {
  readonly branches: Map<string, string>
  readonly rules: Map<string, readonly LabRule[]>
  readonly blob: (sha: string) => Buffer | undefined
  /** As git keeps it on its own, before it is compressed. */
  readonly object: (sha: string) => Buffer | undefined
  readonly commit: (sha: string) => LabCommit | undefined
  readonly putBlob: (bytes: Buffer) => string
  /** All files of a tree, by path → blob. */
  readonly filesOf: (tree: string) => Map<string, string> | undefined
  /** A tree's entries, those of its folders too, in git's order. */
  readonly walk: (tree: string) => readonly LabTreeEntry[] | undefined
  readonly putTree: (files: ReadonlyMap<string, string>) => string
  readonly putCommit: (commit: Omit<LabCommit, 'sha'>) => LabCommit
}

export function makeGitStore(): GitStore {
  const objects = new Map<string, Buffer>()
  function keep(type: string, bytes: Buffer): string {
    const object = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes])
    const sha = createHash('sha1').update(object).digest('hex')
    objects.set(sha, object)
    return sha
  }

  const blobs = new Map<string, Buffer>()
  const trees = new Map<string, readonly LabTreeEntry[]>()
  const commits = new Map<string, LabCommit>()

  function putTree(files: ReadonlyMap<string, string>): string {
    const folders = new Map<string, Map<string, string>>()
    const entries: LabTreeEntry[] = []
    for (const [path, sha] of files) {
      const [first = '', ...rest] = path.split('/')
      if (rest.length === 0) entries.push({ path: first, mode: '100644', type: 'blob', sha })
      else folders.set(first, (folders.get(first) ?? new Map()).set(rest.join('/'), sha))
    }
    for (const [path, inside] of folders) entries.push({ path, mode: '040000', type: 'tree', sha: putTree(inside) })
    const name = (e: LabTreeEntry): Buffer => Buffer.from(e.type === 'tree' ? `${e.path}/` : e.path)
    entries.sort((a, b) => Buffer.compare(name(a), name(b)))
    const written = entries.map((e) => Buffer.concat([Buffer.from(`${e.mode.replace(/^0/, '')} ${e.path}\0`), Buffer.from(e.sha, 'hex')]))
    const sha = keep('tree', Buffer.concat(written))
    trees.set(sha, entries)
    return sha
  }

  function walk(tree: string): LabTreeEntry[] | undefined {
    return trees
      .get(tree)
      ?.flatMap((e) => [e, ...(e.type === 'tree' ? (walk(e.sha) ?? []) : []).map((i) => ({ ...i, path: `${e.path}/${i.path}` }))])
  }

  return {
    branches: new Map(),
    rules: new Map(),
    blob: (sha) => blobs.get(sha),
    object: (sha) => objects.get(sha),
    commit: (sha) => commits.get(sha),
    putBlob: (bytes) => {
      const sha = keep('blob', bytes)
      blobs.set(sha, bytes)
      return sha
    },
    filesOf: (tree) => {
      const all = walk(tree)
      return all && new Map(all.filter((e) => e.type === 'blob').map((e) => [e.path, e.sha]))
    },
    walk,
    putTree,
    putCommit: (commit) => {
      const person = ({ name, email, date }: Person): string => `${name} <${email}> ${Math.floor(Date.parse(date) / 1000)} +0000`
      const head = [
        `tree ${commit.tree}`,
        ...commit.parents.map((p) => `parent ${p}`),
        `author ${person(commit.author)}`,
        `committer ${person(commit.committer)}`,
      ]
      const made = { ...commit, sha: keep('commit', Buffer.from(`${head.join('\n')}\n\n${commit.message}`)) }
      commits.set(made.sha, made)
      return made
    },
  }
}

/** As GitHub writes the author of what a user, or an App's bot, commits by the API. */
export const personOf = ({ id, login }: Committer, at: Date): Person => ({
  name: login,
  email: `${id}+${login}@users.noreply.github.com`,
  date: at.toISOString().replace(/\.\d+Z$/, 'Z'),
})

/** Who commits what is made on the web, and by the API for an App. */
export const webFlow = (at: Date): Person => ({
  name: 'GitHub',
  email: 'noreply@github.com',
  date: at.toISOString().replace(/\.\d+Z$/, 'Z'),
})

/** A commit of these files on top of the branch's, signed as GitHub does for who names no author. */
export function commitFiles(
  git: GitStore,
  by: Committer,
  now: Date,
  what: { readonly parent?: string; readonly files: ReadonlyMap<string, Buffer>; readonly message: string },
): LabCommit {
  const parent = what.parent === undefined ? undefined : git.commit(what.parent)
  const files = new Map(parent ? git.filesOf(parent.tree) : [])
  for (const [path, bytes] of what.files) files.set(path, git.putBlob(bytes))
  return git.putCommit({
    tree: git.putTree(files),
    parents: parent ? [parent.sha] : [],
    message: what.message,
    author: personOf(by, now),
    committer: webFlow(now),
    signed: true,
  })
}
