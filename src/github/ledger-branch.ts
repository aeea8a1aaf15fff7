/** A branch of one repository that only grows, `prism-ledger` or `prism-evidence`: git's data by REST, and one mutation of GraphQL that compares before it commits. */
import { z } from 'zod'
import { type GitHubClient, GitHubError, type Repository } from '../domain/github.ts'
import { type BranchHead, branchName, type LedgerBranch, type LedgerCommit } from '../domain/ledger/branch.ts'
import type { Clock } from '../domain/ports.ts'
import { once, safely } from './client.ts'
import { commitOnBranch } from './commit-on-branch.ts'
import { parse } from './parse.ts'
import { unprotectedBranch } from './unprotected-branch.ts'

const refSchema = z.object({ object: z.object({ sha: z.string() }) })
const shaSchema = z.object({ sha: z.string() })
const commitSchema = z.object({
  sha: z.string(),
  message: z.string(),
  tree: shaSchema,
  parents: z.array(shaSchema),
  author: z.object({ name: z.string(), email: z.string() }),
  committer: z.object({ date: z.string(), email: z.string() }),
  verification: z.object({ verified: z.boolean() }),
})
const treeSchema = z.object({
  truncated: z.boolean(),
  tree: z.array(z.object({ path: z.string(), type: z.string(), sha: z.string() })),
})
const blobSchema = z.object({ content: z.string(), encoding: z.literal('base64') })
export type BranchOptions = {
  readonly client: GitHubClient
  readonly clock: Clock
  readonly repository: Repository
  /** Absent: the ledger's own. */
  readonly branch?: string
  readonly graphqlUrl?: string
  /** Where people look at repositories. */
  readonly webUrl?: string
}

export function ledgerBranch({
  client,
  clock,
  repository,
  branch = branchName,
  graphqlUrl = '/graphql',
  webUrl = 'https://github.com',
}: BranchOptions): LedgerBranch {
  const git = '/repos/{owner}/{repo}/git'
  const isGitHubCom = new URL(webUrl).host === 'github.com'
  const ask = async <T>(schema: z.ZodType<T>, route: string, parameters: Record<string, unknown> = {}): Promise<T> =>
    parse(schema, await safely(client, clock, route, { ...repository, ...parameters }), route)

  /** What git keeps under an id stays the same, so it is safe to say it again. */
  const put = async (what: string, parameters: Record<string, unknown>): Promise<string> =>
    (await ask(shaSchema, `POST ${git}/${what}`, parameters)).sha

  async function commitAt(oid: string): Promise<LedgerCommit & { readonly tree: string }> {
    const found = await ask(commitSchema, `GET ${git}/commits/{commit_sha}`, { commit_sha: oid })
    const parent = found.parents[0]?.sha
    return {
      oid: found.sha,
      ...(parent === undefined ? {} : { parent }),
      message: found.message,
      author: found.author.name,
      verified: found.verification.verified && (!isGitHubCom || isOfGitHub(found)),
      at: new Date(found.committer.date),
      tree: found.tree.sha,
    }
  }

  async function head(): Promise<BranchHead | undefined> {
    const oid = await unlessAbsent(ask(refSchema, `GET ${git}/ref/{ref}`, { ref: `heads/${branch}` }))
    if (!oid) return undefined
    const { tree, ...commit } = await commitAt(oid.object.sha)
    const entries = (await listed(tree)).find((e) => e.type === 'tree' && e.path === 'entries')
    const inside = entries ? await listed(entries.sha, { recursive: '1' }) : []
    return { commit, files: new Map(inside.filter((e) => e.type === 'blob').map((e) => [`entries/${e.path}`, e.sha])) }
  }

  async function listed(tree: string, how: { readonly recursive?: '1' } = {}) {
    const route = `GET ${git}/trees/{tree_sha}`
    const all = await ask(treeSchema, route, { tree_sha: tree, ...how })
    // what is not listed could be what is looked for
    if (all.truncated) throw new GitHubError('unexpected', `${route}: more files than GitHub lists`)
    return all.tree
  }

  async function namesIn(oid: string, folder: string): Promise<ReadonlySet<string>> {
    let { tree } = await commitAt(oid)
    for (const name of folder.split('/')) {
      const next = (await listed(tree)).find((e) => e.type === 'tree' && e.path === name)
      if (!next) return new Set()
      tree = next.sha
    }
    return new Set((await listed(tree)).map((e) => e.path))
  }

  return {
    head,
    commit: commitAt,
    read: async (blob) => Buffer.from((await ask(blobSchema, `GET ${git}/blobs/{file_sha}`, { file_sha: blob })).content, 'base64'),
    begin: async (files, message) => {
      const tree = await put('trees', { tree: [...files].map(([path, content]) => ({ path, mode: '100644', type: 'blob', content })) })
      const sha = await put('commits', { message, tree, parents: [] })
      const created = once(client, clock, `POST ${git}/refs`, { ...repository, ref: `refs/heads/${branch}`, sha })
      await created.catch(async (error: unknown) => {
        // somebody else began it, or GitHub's answer was lost
        if (!(await head())) throw error
      })
    },
    namesIn,
    append: (on, files, { headline, body }) =>
      commitOnBranch(
        { client, clock, graphqlUrl },
        { repository, branch, expected: on, files, headline, ...(body === undefined ? {} : { body }) },
      ),
    unprotected: () => unprotectedBranch(client, clock, repository, branch),
    urlOf: (oid, path) => `${webUrl}/${repository.owner}/${repository.repo}/blob/${oid}/${path}`,
  }
}

/**
 * Whether the signature is GitHub's own: it also says `verified` of what somebody signed with a key of theirs, who may then write any author
 * into it; and a name is anybody's, an address of this form the bot's alone. A server of one's own has other addresses.
 */
const isOfGitHub = ({ author, committer }: z.infer<typeof commitSchema>): boolean =>
  committer.email === 'noreply@github.com' && author.email.endsWith(`+${author.name}@users.noreply.github.com`)

async function unlessAbsent<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof GitHubError && error.code === 'not-found') return undefined
    throw error
  }
}
