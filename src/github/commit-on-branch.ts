/** One commit by the mutation that compares before it commits, so that GitHub signs it. */
import { z } from 'zod'
import { type GitHubClient, GitHubError, type GitHubErrorCode, type Repository } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { once } from './client.ts'
import { parse } from './parse.ts'

const schema = z.object({
  data: z.object({ createCommitOnBranch: z.object({ commit: z.object({ oid: z.string() }) }).nullish() }).nullish(),
  errors: z.array(z.object({ type: z.string().optional(), message: z.string() })).optional(),
})
const mutation = 'mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }'

const byType: Readonly<Record<string, GitHubErrorCode>> = {
  FORBIDDEN: 'forbidden',
  INSUFFICIENT_SCOPES: 'forbidden',
  NOT_FOUND: 'not-found',
  RATE_LIMITED: 'rate-limited',
  UNPROCESSABLE: 'refused',
}

export type BranchCommit = {
  readonly repository: Repository
  readonly branch: string
  /** What the branch has to point to. */
  readonly expected: string
  readonly files: readonly { readonly path: string; readonly content: string | Buffer }[]
  readonly headline: string
  readonly body?: string
}

/** One attempt. moved: the branch points to something else, and nothing was committed. Throws `GitHubError`. */
export async function commitOnBranch(
  on: { readonly client: GitHubClient; readonly clock: Clock; readonly graphqlUrl: string },
  { repository, branch, expected, files, headline, body }: BranchCommit,
): Promise<{ readonly kind: 'appended'; readonly oid: string } | { readonly kind: 'moved' }> {
  const input = {
    branch: { repositoryNameWithOwner: `${repository.owner}/${repository.repo}`, branchName: branch },
    expectedHeadOid: expected,
    message: { headline, ...(body === undefined ? {} : { body }) },
    fileChanges: { additions: files.map(({ path, content }) => ({ path, contents: base64(content) })) },
  }
  const route = `POST ${on.graphqlUrl}`
  const { data, errors } = parse(schema, await once(on.client, on.clock, route, { query: mutation, variables: { input } }), route)
  const oid = data?.createCommitOnBranch?.commit.oid
  if (oid !== undefined) return { kind: 'appended', oid }
  const refused = errors?.[0]
  if (refused?.type === 'STALE_DATA') return { kind: 'moved' }
  throw new GitHubError(byType[refused?.type ?? ''] ?? 'refused', `createCommitOnBranch: ${refused?.message ?? 'no answer'}`)
}

const base64 = (content: string | Buffer): string => (typeof content === 'string' ? Buffer.from(content) : content).toString('base64')
