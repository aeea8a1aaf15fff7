/** Issues: listed, opened, read and changed by whoever has been given `issues`. */
import { addIssue, changeIssue, commentJson, type Exchange, type IssueChange, issueJson, repositoryAt } from './lab.ts'
import { type LabIssue, type LabRepository, shownIssue } from './model.ts'
import { created, invalid, notByIntegration, notFound, ok, type Reply } from './replies.ts'

type Token = Extract<Exchange['caller'], { readonly kind: 'token' }>

/** Characters. */
const limits = { title: 256, body: 65_536 }

export const routes = {
  // before what is about one issue, whose number it is not
  'GET /repos/{owner}/{repo}/issues/comments': onRepository('read', ({ lab, query }, { repository }) => {
    const since = query.get('since')
    const size = Number(query.get('per_page') ?? 30)
    const page = Number(query.get('page') ?? 1)
    const all = [...lab.world.comments.values()]
      .filter((c) => c.repository === repository && (since === null || (c.versions.at(-1)?.at ?? '') >= since))
      // by id, which is by when they were posted
      .sort((a, b) => (query.get('direction') === 'desc' ? b.id - a.id : a.id - b.id))
    return ok(all.slice((page - 1) * size, page * size).map((c) => commentJson(lab, c)))
  }),

  'GET /repos/{owner}/{repo}/issues': onRepository('read', ({ lab, query }, { repository }) => {
    const state = query.get('state') ?? 'open'
    const labels = (query.get('labels') ?? '').split(',').filter((l) => l !== '')
    const creator = query.get('creator')
    const size = Number(query.get('per_page') ?? 30)
    const page = Number(query.get('page') ?? 1)
    return ok(
      [...repository.issues.values()]
        .filter((i) => lab.isListed(i))
        .filter((i) => state === 'all' || shownIssue(i).state === state)
        .filter((i) => labels.every((l) => shownIssue(i).labels.includes(l)))
        .filter((i) => creator === null || i.author.login === creator)
        // newest first, as GitHub does when nothing else is asked for
        .sort((a, b) => b.number - a.number)
        .slice((page - 1) * size, page * size)
        .map((i) => issueJson(lab, repository, i)),
    )
  }),

  'POST /repos/{owner}/{repo}/issues': onRepository('write', ({ lab, body }, { repository, caller }) => {
    const wanted = acceptedChange(body)
    if ('status' in wanted) return wanted
    if (wanted.title === undefined) return invalid('Issue', 'title', 'missing_field', 'Title cannot be blank')
    const issue = addIssue(lab, repository, caller.user, wanted, caller.appId)
    lab.onNewIssue(issue)
    return created(issueJson(lab, repository, issue))
  }),

  'GET /repos/{owner}/{repo}/issues/{issue_number}': onIssue('read', ({ lab }, { repository, issue }) =>
    ok(issueJson(lab, repository, issue)),
  ),

  'PATCH /repos/{owner}/{repo}/issues/{issue_number}': onIssue('write', ({ lab, body }, { repository, issue, caller }) => {
    const wanted = acceptedChange(body)
    if ('status' in wanted) return wanted
    changeIssue(lab, issue, caller.user, wanted)
    return ok(issueJson(lab, repository, issue))
  }),
}

function acceptedChange(body: Exchange['body']): IssueChange | Reply {
  const { title, labels, state, state_reason: stateReason } = body
  const text = body.body
  if (title !== undefined && (typeof title !== 'string' || title.trim() === '' || title.length > limits.title))
    return invalid('Issue', 'title', 'invalid', `title is blank or too long (maximum is ${limits.title} characters)`)
  if (text !== undefined && (typeof text !== 'string' || text.length > limits.body))
    return invalid('Issue', 'body', 'too_long', `body is too long (maximum is ${limits.body} characters)`)
  if (state !== undefined && state !== 'open' && state !== 'closed') return invalid('Issue', 'state', 'invalid', 'state is open or closed')
  if (stateReason !== undefined && stateReason !== 'completed' && stateReason !== 'not_planned' && stateReason !== 'reopened')
    return invalid('Issue', 'state_reason', 'invalid', 'not a reason')
  return {
    ...(title === undefined ? {} : { title }),
    ...(text === undefined ? {} : { body: text }),
    ...(Array.isArray(labels) ? { labels: labels.map(String) } : {}),
    ...(state === undefined ? {} : { state }),
    ...(stateReason === undefined ? {} : { stateReason }),
  }
}

type Access = 'read' | 'write'
type OnRepository = { readonly repository: LabRepository; readonly caller: Token }
type OnIssue = OnRepository & { readonly issue: LabIssue }

function onRepository(access: Access, handler: (exchange: Exchange, on: OnRepository) => Reply) {
  return (exchange: Exchange): Reply => {
    const { lab, caller, params } = exchange
    const repository = repositoryAt(lab, params.owner ?? '', params.repo ?? '')
    if (!repository || caller.kind !== 'token' || !caller.reaches(repository)) return notFound
    const granted = caller.permissions.issues
    if (granted !== 'write' && granted !== access) return notByIntegration
    return handler(exchange, { repository, caller })
  }
}

function onIssue(access: Access, handler: (exchange: Exchange, on: OnIssue) => Reply) {
  return onRepository(access, (exchange, on) => {
    const issue = on.repository.issues.get(Number(exchange.params.issue_number))
    return issue ? handler(exchange, { ...on, issue }) : notFound
  })
}
