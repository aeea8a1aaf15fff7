/** The two GraphQL questions that are asked here: who a token is, which REST cannot tell of an installation's, and one commit on a branch. */
import { commitFiles } from './git-store.ts'
import { makeCommit } from './history.ts'
import { type Exchange, repositoryAt } from './lab.ts'
import { webFlow } from './model.ts'
import { badCredentials, ok, type Reply } from './replies.ts'
import { mayContents } from './routes-git.ts'

type Input = {
  readonly branch?: { readonly repositoryNameWithOwner?: string; readonly branchName?: string }
  readonly expectedHeadOid?: string
  readonly message?: { readonly headline?: string; readonly body?: string }
  readonly fileChanges?: { readonly additions?: readonly { readonly path: string; readonly contents: string }[] }
}

export const routes = {
  'POST /graphql': (exchange: Exchange): Reply => {
    const { caller, body } = exchange
    if (caller.kind !== 'token') return badCredentials
    const query = String(body.query).replace(/\s+/g, ' ').trim()
    if (query === 'query { viewer { login } }') return ok({ data: { viewer: { login: caller.user.login } } })
    if (
      /^mutation ?\(\$input: CreateCommitOnBranchInput!\) \{ createCommitOnBranch\(input: \$input\) \{ commit \{ oid \} \} \}$/.test(query)
    )
      return commitOnBranch(exchange, (body.variables as { readonly input?: Input } | undefined)?.input ?? {})
    return ok({ data: null, errors: [{ message: 'the stand-in does not know this query' }] })
  },
}

/** Compare and swap: the branch points to the expected commit, or nothing is done. */
function commitOnBranch({ lab, caller }: Exchange, { branch, expectedHeadOid, message, fileChanges }: Input): Reply {
  const [owner = '', name = ''] = (branch?.repositoryNameWithOwner ?? '').split('/')
  const repository = repositoryAt(lab, owner, name)
  if (caller.kind !== 'token' || !repository || !caller.reaches(repository))
    return refused('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`)
  if (!mayContents(caller, 'write')) return refused('FORBIDDEN', 'Resource not accessible by integration')
  const { git, history } = repository
  const branchName = branch?.branchName ?? ''
  const text = [message?.headline ?? '', ...(message?.body ? [message.body] : [])].join('\n\n')
  const ofHistory = history.branches.get(branchName)
  if (ofHistory) {
    const last = ofHistory.commits.at(-1) ?? ofHistory.from
    if (last.sha !== expectedHeadOid) return refused('STALE_DATA', `Expected branch to point to "${expectedHeadOid}" but it did not.`)
    const [file] = fileChanges?.additions ?? []
    const change = { path: file?.path ?? '', text: Buffer.from(file?.contents ?? '', 'base64').toString() }
    const commit = makeCommit(last, change, { author: caller.user, committer: webFlow(lab.world) }, lab.now().toISOString())
    ofHistory.commits.push({ ...commit, message: text })
    return ok({ data: { createCommitOnBranch: { commit: { oid: commit.sha } } } })
  }
  const head = git.branches.get(branchName)
  if (head === undefined) return refused('NOT_FOUND', `No such branch: ${branchName}`)
  if (head !== expectedHeadOid)
    return refused('STALE_DATA', `Expected branch to point to "${expectedHeadOid}" but it did not.  Pull and try again.`)
  const files = new Map((fileChanges?.additions ?? []).map(({ path, contents }) => [path, Buffer.from(contents, 'base64')]))
  const commit = commitFiles(git, caller.user, lab.now(), { parent: head, files, message: text })
  git.branches.set(branchName, commit.sha)
  return ok({ data: { createCommitOnBranch: { commit: { oid: commit.sha } } } })
}

const refused = (type: string, message: string): Reply =>
  ok({
    data: { createCommitOnBranch: null },
    errors: [{ type, path: ['createCommitOnBranch'], locations: [{ line: 1, column: 53 }], message }],
  })
