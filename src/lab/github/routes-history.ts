/** A repository, its files, its commits and its pull requests, as far as an App that reads a file of it asks. */
import { addPull, blobSha, commitAt, type LabCheck, type LabCommit, type LabPull, trialMerge } from './history.ts'
import { type Exchange, installationId, type Lab, repositoryAt } from './lab.ts'
import { fullName, type LabRepository, type LabUser } from './model.ts'
import { created, invalid, notByIntegration, notFound, ok, type Reply } from './replies.ts'
import { type Json, showUser } from './represent.ts'
import { showRepository } from './represent-repository.ts'

/** `needs`: the permission that a token has to have for it; metadata has every token. */
function onRepository(
  needs: 'metadata' | 'contents' | 'pull_requests' | 'checks',
  handler: (exchange: Exchange, repository: LabRepository) => Reply,
) {
  return (exchange: Exchange): Reply => {
    const { lab, caller, params } = exchange
    const repository = repositoryAt(lab, params.owner ?? '', params.repo ?? '')
    if (!repository || caller.kind !== 'token' || !caller.reaches(repository)) return notFound
    if (needs !== 'metadata' && caller.permissions[needs] === undefined) return notByIntegration
    return handler(exchange, repository)
  }
}

const onPull = (handler: (exchange: Exchange, repository: LabRepository, pull: LabPull) => Reply) =>
  onRepository('pull_requests', (exchange, repository) => {
    const pull = repository.history.pulls.get(Number(exchange.params.pull_number))
    return pull ? handler(exchange, repository, pull) : notFound
  })

export const routes = {
  'GET /repos/{owner}/{repo}': onRepository('metadata', ({ lab }, repository) =>
    ok({ ...showRepository(lab.base(), repository), network_count: 0, subscribers_count: 0 }),
  ),

  'GET /repos/{owner}/{repo}/contents/{path}': onRepository('contents', ({ lab, params, query }, repository) => {
    const path = params.path ?? ''
    const text = commitAt(repository.history, query.get('ref'))?.files[path]
    return text === undefined ? notFound : ok(content(lab, repository, path, text))
  }),

  'GET /repos/{owner}/{repo}/commits': onRepository('contents', ({ lab, query }, repository) => {
    const path = query.get('path')
    const size = Number(query.get('per_page') ?? 30)
    const those = repository.history.commits.filter((c) => path === null || c.changed.includes(path)).toReversed()
    return ok(those.slice(0, size).map((c) => commit(lab, repository, c)))
  }),

  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls': onRepository('pull_requests', ({ lab, params }, repository) => {
    const sha = params.commit_sha ?? ''
    const all = [...repository.history.pulls.values()]
    const merged = all.filter((p) => p.mergedAs.includes(sha))
    const those = merged.length > 0 ? merged : all.filter((p) => p.mergedAt === null && p.commits.some((c) => c.sha === sha))
    return ok(those.map((p) => pullJson(lab, repository, p)))
  }),

  'GET /repos/{owner}/{repo}/pulls': onRepository('pull_requests', ({ lab, query }, repository) => {
    const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')]
    const those = [...repository.history.pulls.values()].filter(
      (p) =>
        (state === 'all' || (p.mergedAt === null) === (state === 'open')) &&
        (base === null || p.base === base) &&
        (head === null || head === `${repository.owner.login}:${p.branch}`),
    )
    return ok(those.toReversed().map((p) => pullJson(lab, repository, p)))
  }),

  'POST /repos/{owner}/{repo}/pulls': onRepository('pull_requests', ({ lab, caller, body }, repository) => {
    const { history } = repository
    const branch = history.branches.get(String(body.head))
    if (caller.kind !== 'token' || !branch) return invalid('PullRequest', 'head', 'invalid', 'no such branch')
    if (branch.commits.length === 0) return invalid('PullRequest', 'head', 'custom', 'No commits between main and it')
    if ([...history.pulls.values()].some((p) => p.branch === body.head && p.mergedAt === null))
      return invalid('PullRequest', 'head', 'custom', 'A pull request already exists for it.')
    const pull = addPull(history, {
      title: String(body.title),
      ...(typeof body.body === 'string' ? { body: body.body } : {}),
      author: caller.user,
      branch: String(body.head),
      isOfFork: false,
      from: branch.from,
      commits: branch.commits,
    })
    lab.later(() => lab.deliveries.deliver('pull_request', pullEvent(lab, repository, pull, 'opened', caller.user)))
    return created(fullPullJson(lab, repository, pull))
  }),

  'POST /repos/{owner}/{repo}/check-runs': onRepository('checks', ({ lab, body }, repository) => {
    const output = body.output as { title: string; summary: string; annotations?: LabCheck['annotations'] }
    if (output.summary.length > 65_535) return invalid('CheckRun', 'summary', 'too_long', 'summary exceeds a maximum of 65535 characters')
    if (output.annotations?.some(({ message }) => Buffer.byteLength(message) > 65_536))
      return invalid('CheckRun', 'annotations', 'too_long', 'message exceeds a maximum of 64 KB')
    const check: LabCheck = {
      id: lab.world.nextId(),
      sha: String(body.head_sha),
      name: String(body.name),
      conclusion: String(body.conclusion),
      title: output.title,
      summary: output.summary,
      annotations: output.annotations ?? [],
    }
    repository.history.checks.push(check)
    return created(checkJson(lab, repository, check))
  }),

  'GET /repos/{owner}/{repo}/pulls/{pull_number}': onPull(({ lab }, repository, pull) => ok(fullPullJson(lab, repository, pull))),
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits': onPull(({ lab }, repository, pull) =>
    ok(pull.commits.map((c) => commit(lab, repository, c))),
  ),
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews': onPull(({ lab, query }, repository, pull) =>
    ok(
      pull.reviews.slice(0, Number(query.get('per_page') ?? 30)).map(({ id, user, state, commitId, at }) => ({
        id,
        node_id: String(id),
        user: showUser(lab.base(), user),
        body: '',
        state,
        html_url: html(lab, repository, pull),
        pull_request_url: `${lab.base()}/repos/${fullName(repository)}/pulls/${pull.number}`,
        _links: { html: { href: html(lab, repository, pull) }, pull_request: { href: html(lab, repository, pull) } },
        submitted_at: at,
        commit_id: commitId,
        author_association: 'COLLABORATOR',
      })),
    ),
  ),
}

const html = (lab: Lab, repository: LabRepository, pull: LabPull): string => `${lab.base()}/${fullName(repository)}/pull/${pull.number}`

function content(lab: Lab, repository: LabRepository, path: string, text: string): Json {
  const url = `${lab.base()}/repos/${fullName(repository)}/contents/${path}`
  return {
    type: 'file',
    encoding: 'base64',
    size: Buffer.byteLength(text),
    name: path.split('/').at(-1) ?? '',
    path,
    content: Buffer.from(text).toString('base64'),
    sha: blobSha(text),
    url,
    git_url: null,
    html_url: null,
    download_url: null,
    _links: { git: null, html: null, self: url },
  }
}

function commit(lab: Lab, repository: LabRepository, { sha, at, message, author, committer, signed }: LabCommit): Json {
  const url = `${lab.base()}/repos/${fullName(repository)}/commits/${sha}`
  const person = (user: LabUser | null): Json => ({
    name: user?.login ?? 'Somebody',
    email: `${user?.login ?? 'somebody'}@example.com`,
    date: at,
  })
  return {
    sha,
    node_id: sha,
    url,
    html_url: url,
    comments_url: `${url}/comments`,
    commit: {
      url,
      author: person(author),
      committer: person(committer),
      message,
      comment_count: 0,
      tree: { sha, url },
      verification: { verified: signed, reason: signed ? 'valid' : 'unsigned', signature: null, payload: null, verified_at: null },
    },
    author: author && showUser(lab.base(), author),
    committer: committer && showUser(lab.base(), committer),
    parents: [],
  }
}

function pullJson(lab: Lab, repository: LabRepository, pull: LabPull): Json {
  const url = `${lab.base()}/repos/${fullName(repository)}/pulls/${pull.number}`
  const at = pull.commits[0]?.at ?? ''
  const user = showUser(lab.base(), pull.author)
  const side = (ref: string, sha: string): Json => ({
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: showUser(lab.base(), repository.owner),
    repo: showRepository(lab.base(), repository),
  })
  return {
    url,
    id: pull.number,
    node_id: String(pull.number),
    html_url: html(lab, repository, pull),
    number: pull.number,
    state: pull.mergedAt === null ? 'open' : 'closed',
    locked: false,
    assignee: null,
    assignees: [],
    author_association: 'COLLABORATOR',
    auto_merge: null,
    draft: false,
    labels: [],
    milestone: null,
    ...Object.fromEntries(
      ['comments', 'commits', 'diff', 'issue', 'patch', 'review_comment', 'review_comments', 'statuses'].map((name) => [
        `${name}_url`,
        `${url}/${name}`,
      ]),
    ),
    title: pull.title,
    user,
    body: null,
    created_at: at,
    updated_at: at,
    closed_at: pull.mergedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergedAs[0] ?? null,
    head: { ...side(pull.branch, pull.commits.at(-1)?.sha ?? ''), ...(pull.isOfFork ? { repo: null } : {}) },
    _links: Object.fromEntries(
      ['comments', 'commits', 'statuses', 'html', 'issue', 'review_comments', 'review_comment', 'self'].map((name) => [
        name,
        { href: `${url}/${name}` },
      ]),
    ),
    base: side(pull.base, pull.commits[0]?.sha ?? ''),
  }
}

/** One by itself also says whether it can be merged, and as what. */
function fullPullJson(lab: Lab, repository: LabRepository, pull: LabPull): Json {
  const merge = pull.mergedAt === null ? trialMerge(repository.history, pull) : undefined
  return {
    ...pullJson(lab, repository, pull),
    ...(pull.mergedAt === null ? { merge_commit_sha: merge?.sha ?? null } : {}),
    mergeable: pull.mergedAt === null ? merge !== undefined : null,
    mergeable_state: merge ? 'clean' : 'dirty',
    merged: pull.mergedAt !== null,
    merged_by: null,
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: pull.commits.length,
    additions: 1,
    deletions: 1,
    changed_files: 1,
  }
}

/** The payload of `pull_request`, as far as an App reads it. */
export const pullEvent = (lab: Lab, repository: LabRepository, pull: LabPull, action: string, sender: LabUser): Json => ({
  action,
  number: pull.number,
  pull_request: fullPullJson(lab, repository, pull),
  repository: showRepository(lab.base(), repository),
  sender: showUser(lab.base(), sender),
  installation: { id: installationId(repository), node_id: 'I_lab' },
})

/** The payload of `push` to the default branch, as far as an App reads it. */
export const pushEvent = (lab: Lab, repository: LabRepository, commit: LabCommit, sender: LabUser): Json => ({
  ref: `refs/heads/${repository.history.branch}`,
  before: '0'.repeat(40),
  after: commit.sha,
  commits: [{ id: commit.sha, added: [], removed: [], modified: commit.changed }],
  repository: showRepository(lab.base(), repository),
  sender: showUser(lab.base(), sender),
  installation: { id: installationId(repository), node_id: 'I_lab' },
})

const checkJson = (lab: Lab, repository: LabRepository, { id, sha, name, conclusion, title, summary, annotations }: LabCheck): Json => ({
  id,
  head_sha: sha,
  node_id: String(id),
  external_id: '',
  url: `${lab.base()}/repos/${fullName(repository)}/check-runs/${id}`,
  html_url: null,
  details_url: null,
  status: 'completed',
  conclusion,
  started_at: lab.now().toISOString(),
  completed_at: lab.now().toISOString(),
  output: { title, summary, text: null, annotations_count: annotations.length, annotations_url: `${lab.base()}/annotations/${id}` },
  name,
  check_suite: null,
  app: null,
  pull_requests: [],
})
