/** Git's data by REST, and the rules of a branch. Writing wants `contents`; rules are told to whoever may read. */
import { type LabCommit, personOf, webFlow } from './git-store.ts'
import { commitAt } from './history.ts'
import { type Exchange, type Lab, repositoryAt } from './lab.ts'
import { fullName, type LabRepository } from './model.ts'
import { conflict, created, invalid, notByIntegration, notFound, ok, type Reply } from './replies.ts'

type Token = Extract<Exchange['caller'], { readonly kind: 'token' }>
type On = { readonly repository: LabRepository; readonly caller: Token }

const base = '/repos/{owner}/{repo}'

export const routes = {
  [`GET ${base}/git/ref/{ref}`]: on('read', ({ lab, params }, { repository }) => {
    const branch = branchOf(params.ref ?? '') ?? ''
    const sha = repository.git.branches.get(branch) ?? commitAt(repository.history, branch)?.sha
    return sha === undefined ? notFound : ok(refJson(lab, repository, params.ref ?? '', sha))
  }),

  [`POST ${base}/git/refs`]: on('write', ({ lab, body }, { repository }) => {
    const ref = String(body.ref)
    const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1]
    if (branch === undefined) return invalid('Reference', 'ref', 'invalid', 'Reference name must start with refs/')
    const from = commitAt(repository.history, String(body.sha))
    if (from) {
      if (repository.history.branches.has(branch)) return conflict('Reference already exists')
      repository.history.branches.set(branch, { from, commits: [] })
      return created(refJson(lab, repository, ref.slice(5), from.sha))
    }
    if (!repository.git.commit(String(body.sha))) return invalid('Reference', 'sha', 'invalid', 'Object does not exist')
    if (repository.git.branches.has(branch)) return conflict('Reference already exists')
    repository.git.branches.set(branch, String(body.sha))
    return created(refJson(lab, repository, ref.slice(5), String(body.sha)))
  }),

  [`GET ${base}/git/commits/{commit_sha}`]: on('read', ({ lab, params }, { repository }) => {
    const commit = repository.git.commit(params.commit_sha ?? '')
    return commit ? ok(commitJson(lab, repository, commit)) : notFound
  }),

  [`POST ${base}/git/commits`]: on('write', ({ lab, body }, { repository, caller }) => {
    const { git } = repository
    const { message, tree, parents = [], author, committer } = body
    if (typeof message !== 'string' || typeof tree !== 'string' || !git.filesOf(tree))
      return invalid('Commit', 'tree', 'invalid', 'Tree SHA does not exist')
    const own = (given: unknown) => given as LabCommit['author'] | undefined
    // GitHub signs where it is left to say who commits
    const signed = author === undefined && committer === undefined
    const commit = git.putCommit({
      tree,
      message,
      parents: Array.isArray(parents) ? parents.map(String) : [],
      author: own(author) ?? personOf(caller.user, lab.now()),
      committer: own(committer) ?? (signed ? webFlow(lab.now()) : personOf(caller.user, lab.now())),
      signed,
    })
    return created(commitJson(lab, repository, commit))
  }),

  [`GET ${base}/git/trees/{tree_sha}`]: on('read', ({ lab, params, query }, { repository }) => {
    const all = repository.git.walk(params.tree_sha ?? '')
    if (!all) return notFound
    return ok(treeJson(lab, repository, params.tree_sha ?? '', query.has('recursive') ? all : all.filter((e) => !e.path.includes('/'))))
  }),

  [`POST ${base}/git/trees`]: on('write', ({ lab, body }, { repository }) => {
    const { git } = repository
    const files = new Map(typeof body.base_tree === 'string' ? git.filesOf(body.base_tree) : [])
    for (const entry of Array.isArray(body.tree) ? (body.tree as Readonly<Record<string, unknown>>[]) : []) {
      const sha = typeof entry.content === 'string' ? git.putBlob(Buffer.from(entry.content)) : String(entry.sha)
      if (!git.blob(sha)) return invalid('Tree', 'sha', 'invalid', 'tree.sha does not exist')
      files.set(String(entry.path), sha)
    }
    const tree = git.putTree(files)
    return created(
      treeJson(
        lab,
        repository,
        tree,
        (git.walk(tree) ?? []).filter((e) => !e.path.includes('/')),
      ),
    )
  }),

  [`GET ${base}/git/blobs/{file_sha}`]: on('read', ({ lab, params }, { repository }) => {
    const bytes = repository.git.blob(params.file_sha ?? '')
    if (!bytes) return notFound
    const [sha, url] = [params.file_sha, `${urlOf(lab, repository)}/git/blobs/${params.file_sha}`]
    return ok({ sha, url, node_id: 'B_lab', size: bytes.length, content: bytes.toString('base64'), encoding: 'base64' })
  }),

  [`GET ${base}/rules/branches/{branch}`]: on('none', ({ params }, { repository }) => {
    const rules = repository.git.rules.get(params.branch ?? '') ?? []
    return ok(
      rules.map(({ type }, i) => ({ type, ruleset_source_type: 'Repository', ruleset_source: fullName(repository), ruleset_id: i + 1 })),
    )
  }),

  [`GET ${base}/rulesets/{ruleset_id}`]: on('none', ({ params }, { repository }) => {
    const rule = [...repository.git.rules.values()].flat()[Number(params.ruleset_id) - 1]
    if (!rule) return notFound
    return ok({
      id: Number(params.ruleset_id),
      name: `protects by ${rule.type}`,
      target: 'branch',
      source_type: 'Repository',
      source: fullName(repository),
      enforcement: 'active',
      // who may bypass it is told to administrators only
      current_user_can_bypass: rule.canBypass ?? 'never',
    })
  }),
} as const

/** `none`: what every App has, metadata, is enough. */
function on(access: 'none' | 'read' | 'write', handler: (exchange: Exchange, on: On) => Reply) {
  return (exchange: Exchange): Reply => {
    const { lab, caller, params } = exchange
    const repository = repositoryAt(lab, params.owner ?? '', params.repo ?? '')
    if (!repository || caller.kind !== 'token' || !caller.reaches(repository)) return notFound
    return mayContents(caller, access) ? handler(exchange, { repository, caller }) : notByIntegration
  }
}

export function mayContents(caller: Token, access: 'none' | 'read' | 'write'): boolean {
  const granted = caller.permissions.contents
  return access === 'none' || granted === 'write' || granted === access
}

const branchOf = (ref: string): string | undefined => /^heads\/(.+)$/.exec(ref)?.[1]
const urlOf = (lab: Lab, repository: LabRepository): string => `${lab.base()}/repos/${fullName(repository)}`

const refJson = (lab: Lab, repository: LabRepository, ref: string, sha: string) => ({
  ref: `refs/${ref}`,
  node_id: 'R_lab',
  url: `${urlOf(lab, repository)}/git/refs/${ref}`,
  object: { type: 'commit', sha, url: `${urlOf(lab, repository)}/git/commits/${sha}` },
})

function commitJson(lab: Lab, repository: LabRepository, commit: LabCommit) {
  const url = urlOf(lab, repository)
  const html = `${lab.base()}/${fullName(repository)}`
  return {
    sha: commit.sha,
    node_id: 'C_lab',
    url: `${url}/git/commits/${commit.sha}`,
    html_url: `${html}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({ sha, url: `${url}/git/commits/${sha}`, html_url: `${html}/commit/${sha}` })),
    verification: {
      verified: commit.signed,
      reason: commit.signed ? 'valid' : 'unsigned',
      signature: commit.signed ? 'the lab has no key: it says that it signed, and nobody can check it' : null,
      payload: null,
      verified_at: null,
    },
  }
}

const treeJson = (
  lab: Lab,
  repository: LabRepository,
  sha: string,
  entries: readonly { readonly path: string; readonly sha: string }[],
) => ({
  sha,
  url: `${urlOf(lab, repository)}/git/trees/${sha}`,
  truncated: false,
  tree: entries,
})
