/** Comments in issues and pull requests, and the reactions to them. */

import { issueAt } from './issue-at.ts'
import { addComment, commentEvent, commentJson, commentsOf, type Exchange, editComment, repositoryAt } from './lab.ts'
import type { LabComment, LabIssue, LabRepository } from './model.ts'
import { created, invalid, locked, noContent, notByIntegration, notFound, ok, type Reply } from './replies.ts'
import { reactionNames, showReaction } from './represent.ts'

type Token = Extract<Exchange['caller'], { readonly kind: 'token' }>

/** Characters. */
const bodyLimit = 65_536

export const routes = {
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': onIssue('read', ({ lab, query }, { repository, issue }) => {
    const since = query.get('since')
    const size = Number(query.get('per_page') ?? 30)
    const page = Number(query.get('page') ?? 1)
    return ok(
      commentsOf(lab, repository, issue)
        .filter((c) => since === null || (c.versions.at(-1)?.at ?? '') >= since)
        .slice((page - 1) * size, page * size)
        .map((c) => commentJson(lab, c)),
    )
  }),

  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': onIssue('write', ({ lab, body }, { repository, issue, caller }) => {
    if (issue.locked) return locked
    const text = acceptedBody(body.body)
    if (typeof text !== 'string') return text
    const comment = addComment(lab, repository, issue, caller.user, text, caller.appId)
    lab.later(() => lab.deliveries.deliver('issue_comment', commentEvent(lab, comment, caller.user, 'created')))
    return created(commentJson(lab, comment))
  }),

  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}': onComment('read', ({ lab }, { comment }) => ok(commentJson(lab, comment))),

  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': onComment('own', ({ lab, body }, { comment, caller }) => {
    const text = acceptedBody(body.body)
    if (typeof text !== 'string') return text
    const { before } = editComment(lab, comment, text)
    lab.later(() => lab.deliveries.deliver('issue_comment', commentEvent(lab, comment, caller.user, { before })))
    return ok(commentJson(lab, comment))
  }),

  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}': onComment('own', ({ lab }, { comment }) => {
    lab.world.comments.delete(comment.id)
    return noContent
  }),

  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': onComment('read', ({ lab, query }, { comment }) => {
    const [content, size, page] = [query.get('content'), Number(query.get('per_page') ?? 30), Number(query.get('page') ?? 1)]
    const those = comment.reactions.filter((r) => content === null || r.content === content)
    return ok(those.slice((page - 1) * size, page * size).map((r) => showReaction(lab.base(), r)))
  }),

  'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': onComment('write', ({ lab, body }, { comment, caller }) => {
    const content = reactionNames.find((name) => name === body.content)
    if (content === undefined) return invalid('Reaction', 'content', 'invalid', 'content is not a reaction')
    const known = comment.reactions.find((r) => r.content === content && r.user === caller.user)
    if (known) return ok(showReaction(lab.base(), known))
    const reaction = { id: lab.world.nextId(), content, user: caller.user, createdAt: lab.now().toISOString() }
    comment.reactions.push(reaction)
    return created(showReaction(lab.base(), reaction))
  }),
}

function acceptedBody(text: unknown): string | Reply {
  if (typeof text !== 'string' || text.trim() === '') return invalid('IssueComment', 'body', 'missing_field', 'Body cannot be blank')
  if (text.length > bodyLimit)
    return invalid('IssueComment', 'data', 'unprocessable', `Body is too long (maximum is ${bodyLimit} characters)`)
  return text
}

type OnIssue = { readonly repository: LabRepository; readonly issue: LabIssue; readonly caller: Token }

function onIssue(access: 'read' | 'write', handler: (exchange: Exchange, on: OnIssue) => Reply) {
  return (exchange: Exchange): Reply => {
    const { lab, caller, params } = exchange
    const repository = repositoryAt(lab, params.owner ?? '', params.repo ?? '')
    if (!repository || caller.kind !== 'token' || !caller.reaches(repository)) return notFound
    const issue = issueAt(repository, Number(params.issue_number), lab.now())
    if (!issue) return notFound
    if (!permitted(caller, issue, access)) return notByIntegration
    return handler(exchange, { repository, issue, caller })
  }
}

function onComment(access: 'read' | 'write' | 'own', handler: (exchange: Exchange, on: { comment: LabComment; caller: Token }) => Reply) {
  return (exchange: Exchange): Reply => {
    const { lab, caller, params } = exchange
    const repository = repositoryAt(lab, params.owner ?? '', params.repo ?? '')
    if (!repository || caller.kind !== 'token' || !caller.reaches(repository)) return notFound
    const comment = lab.world.comments.get(Number(params.comment_id))
    if (comment?.repository !== repository) return notFound
    if (!permitted(caller, comment.issue, access === 'read' ? 'read' : 'write')) return notByIntegration
    // stricter than GitHub, where write permission also allows to edit what others wrote: no entry point of ours has a reason to
    if (access === 'own' && comment.user !== caller.user) return notByIntegration
    return handler(exchange, { comment, caller })
  }
}

/** A comment in a pull request wants `pull_requests`, one in an issue `issues`. */
function permitted(caller: Token, issue: LabIssue, access: 'read' | 'write'): boolean {
  const granted = caller.permissions[issue.isPullRequest ? 'pull_requests' : 'issues']
  return granted === 'write' || granted === access
}
