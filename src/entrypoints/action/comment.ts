/** Posts the table on the issue or pull request. */
import type { CommentPlace } from './comment-place.ts'
import { fit, limitsOf } from './fit.ts'

export type PostComment = (token: string, place: CommentPlace, markdown: string) => Promise<void>

/** Loads Octokit only when a comment is asked for. Throws what GitHub answers. */
export const postComment: PostComment = async (token, { owner, repo, issue }, markdown) => {
  const { getOctokit } = await import('@actions/github')
  const { rest } = getOctokit(token)
  await rest.issues.createComment({ owner, repo, issue_number: issue, body: fit(markdown, limitsOf.comment) })
}
