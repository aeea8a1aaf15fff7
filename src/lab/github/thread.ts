/** A thread as a person reads it: comments in order, who wrote them, how they changed, what was reacted. */
import { bodyOf, type LabComment, type LabIssue, type LabIssueVersion, type LabRepository, shownIssue } from './model.ts'

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

export type IssueEntry = Omit<LabIssueVersion, 'by'> & {
  readonly number: number
  readonly author: string
  /** Earlier versions, oldest first. */
  readonly history: readonly LabIssueVersion[]
}

export function showEntry(issue: LabIssue): IssueEntry {
  const { by: _, ...shown } = shownIssue(issue)
  return { ...shown, number: issue.number, author: issue.author.login, history: issue.versions.slice(0, -1) }
}
