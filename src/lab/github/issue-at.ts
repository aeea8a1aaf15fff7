/** An issue by its number; each pull request is one too. */
import type { LabPull } from './history.ts'
import type { LabIssue, LabRepository } from './model.ts'

const threads = new WeakMap<LabPull, LabIssue>()

export const issueAt = ({ issues, history }: LabRepository, number: number, now: Date): LabIssue | undefined =>
  issues.get(number) ?? threadOfPull(history.pulls.get(number), now.toISOString())

function threadOfPull(pull: LabPull | undefined, at: string): LabIssue | undefined {
  if (!pull) return undefined
  const { number, author, title, body = '' } = pull
  const version = { at, by: author, title, body, labels: [], state: 'open', stateReason: null } as const
  const thread = threads.get(pull) ?? { number, author, isPullRequest: true, createdAt: at, versions: [version] }
  threads.set(pull, thread)
  return thread
}
