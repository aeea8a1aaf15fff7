/** A thread as a person reads it: comments in order, who wrote them, how they changed, what was reacted. */
import { bodyOf, type LabComment, type LabRepository } from './model.ts'

export type ThreadEntry = {
  readonly id: number
  readonly author: string
  readonly body: string
  /** Earlier versions, oldest first. */
  readonly history: readonly { readonly at: string; readonly body: string }[]
  readonly reactions: readonly { readonly content: string; readonly by: string }[]
}

export function showThread(comments: readonly LabComment[], repository: LabRepository, issue: number): ThreadEntry[] {
  return comments
    .filter((c) => c.repository === repository && c.issue.number === issue)
    .map((c) => ({
      id: c.id,
      author: c.user.login,
      body: bodyOf(c),
      history: c.versions.slice(0, -1),
      reactions: c.reactions.map((r) => ({ content: r.content, by: r.user.login })),
    }))
}
