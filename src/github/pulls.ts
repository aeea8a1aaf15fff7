/** Pull requests, as far as a file of the repository is looked at in them, or proposed by one; and the check runs that say what was found. */
import { z } from 'zod'
import {
  type CheckRun,
  type GitHubClient,
  GitHubError,
  type PolicyVersion,
  type ProposedFile,
  type PullRequest,
  type Pulls,
  type Repository,
} from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { once, safely } from './client.ts'
import { commitOnBranch } from './commit-on-branch.ts'
import { contentAt } from './content.ts'
import { parse } from './parse.ts'
import { publicKeysOf } from './public-keys.ts'
import { whoami } from './whoami.ts'

const repositorySchema = z.object({ default_branch: z.string(), private: z.boolean() })
const refSchema = z.object({ object: z.object({ sha: z.string() }) })
const pullSchema = z.object({
  number: z.int(),
  html_url: z.string(),
  state: z.string(),
  mergeable: z.boolean().nullish(),
  merge_commit_sha: z.string().nullish(),
  user: z.object({ id: z.int(), login: z.string(), type: z.string() }).nullish(),
  head: z.object({ sha: z.string(), ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
  base: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }) }),
})
const listedSchema = z.array(z.object({ number: z.int(), html_url: z.string(), user: z.object({ login: z.string() }).nullish() }))
const userSchema = z.object({ id: z.int(), login: z.string() })

const base = '/repos/{owner}/{repo}'
const pageSize = 100
const maxPages = 5
/** GitHub computes the merge after a push; milliseconds before each look for it. */
const looks = [0, 1_000, 3_000, 5_000]
/** Of an annotation, as its words may be somebody's: GitHub refuses all of a check run for one that is longer than 64 KB. */
const longestMessage = 2_000
/** Annotations that one request takes. */
const mostAnnotations = 50

export type PullsOptions = {
  readonly client: GitHubClient
  readonly clock: Clock
  readonly repository: Repository
  readonly graphqlUrl?: string
}

export function pullsOf({ client, clock, repository, graphqlUrl = '/graphql' }: PullsOptions): Pulls {
  const ask = async <T>(schema: z.ZodType<T>, route: string, parameters: Record<string, unknown> = {}): Promise<T> =>
    parse(schema, await safely(client, clock, route, { ...repository, ...parameters }), route)
  const fileAt = (path: string, ref: string): Promise<PolicyVersion | undefined> => contentAt({ client, clock, repository, path }, ref)

  return {
    read: async (number) => {
      for (const wait of looks) {
        if (wait > 0) await clock.sleep(wait)
        const pull = await ask(pullSchema, `GET ${base}/pulls/{pull_number}`, { pull_number: number })
        if (pull.mergeable !== null && pull.mergeable !== undefined) return toPull(pull)
        if (wait === looks.at(-1)) return toPull(pull)
      }
      throw new GitHubError('unexpected', 'no look at a pull request')
    },
    defaultBranch: async () => (await ask(repositorySchema, `GET ${base}`)).default_branch,
    openOn: async (branch) => {
      const found: number[] = []
      for (let page = 1; page <= maxPages; page++) {
        const items = await ask(listedSchema, `GET ${base}/pulls`, { state: 'open', base: branch, per_page: pageSize, page })
        found.push(...items.map((p) => p.number))
        if (items.length < pageSize) break
      }
      return found
    },
    fileAt,
    account: async (login) => {
      try {
        return parse(userSchema, await safely(client, clock, 'GET /users/{username}', { username: login }), 'GET /users/{username}')
      } catch (error) {
        if (error instanceof GitHubError && error.code === 'not-found') return undefined
        throw error
      }
    },
    keysOf: (id) => publicKeysOf(client, clock, id),
    check: async (sha, run) => {
      await once(client, clock, `POST ${base}/check-runs`, { ...repository, ...checkJson(sha, run) })
    },
    propose: (file) => propose(file),
  }

  /** One branch and one pull request for a `branch`: asked again it finds what it made. */
  async function propose({ branch, path, text, on, headline, body, title, about }: ProposedFile) {
    const into = (await ask(repositorySchema, `GET ${base}`)).default_branch
    const known = await opened(branch, into)
    if (known) return known
    const { object } = await ask(refSchema, `GET ${base}/git/ref/{ref}`, { ref: `heads/${into}` })
    // what is written on was read before: another one may have been merged since
    if ((await fileAt(path, object.sha))?.blob !== on) throw new GitHubError('refused', `${path} was changed meanwhile`)
    const made = once(client, clock, `POST ${base}/git/refs`, { ...repository, ref: `refs/heads/${branch}`, sha: object.sha })
    await made.catch((error: unknown) => {
      if (!(error instanceof GitHubError && error.code === 'refused')) throw error
    })
    const commit = { repository, branch, expected: object.sha, files: [{ path, content: text }], headline, body }
    const committed = await commitOnBranch({ client, clock, graphqlUrl }, commit)
    // moved: an earlier attempt committed, and only the pull request is missing
    if (committed.kind === 'moved' && (await fileAt(path, branch))?.text !== text)
      throw new GitHubError('refused', `the branch ${branch} holds something else`)
    const route = `POST ${base}/pulls`
    try {
      const pull = await once(client, clock, route, { ...repository, title, body: about, head: branch, base: into })
      return toProposed(parse(listedSchema.element, pull, route))
    } catch (error) {
      // of two who ask at once one makes it, and GitHub refuses the other
      const made = error instanceof GitHubError && error.code === 'refused' ? await opened(branch, into) : undefined
      if (!made) throw error
      return made
    }
  }

  async function opened(branch: string, into: string) {
    const head = `${repository.owner}:${branch}`
    const found = await ask(listedSchema, `GET ${base}/pulls`, { state: 'all', head, base: into, per_page: pageSize })
    if (found.length === 0) return undefined
    // a branch's name can be guessed, and another one's pull request from it is not what was asked for
    const ours = await whoami(client, clock, graphqlUrl)
    const own = found.find((p) => p.user?.login === ours)
    return own && toProposed(own)
  }
}

const toProposed = ({ number, html_url: url }: { readonly number: number; readonly html_url: string }) => ({ number, url })

const toPull = ({
  number,
  state,
  user,
  head,
  base: into,
  mergeable,
  merge_commit_sha: merged,
}: z.infer<typeof pullSchema>): PullRequest => ({
  number,
  isOpen: state === 'open',
  head: head.sha,
  base: into.ref,
  isOfFork: head.repo?.full_name !== into.repo.full_name,
  ...(user ? { author: { id: user.id, login: user.login, isPerson: user.type === 'User' } } : {}),
  // of an open one GitHub's trial merge; a conflict has none
  ...(mergeable === true && merged ? { merge: merged } : {}),
  conflicts: mergeable === false,
})

function checkJson(sha: string, { name, conclusion, title, summary, path, errors }: CheckRun): Record<string, unknown> {
  const annotations = errors.slice(0, mostAnnotations).map(({ line, message }) => ({
    path,
    start_line: line,
    end_line: line,
    annotation_level: 'failure',
    message: message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message,
  }))
  return {
    name,
    head_sha: sha,
    status: 'completed',
    conclusion,
    output: { title, summary, ...(annotations.length > 0 ? { annotations } : {}) },
  }
}
