/** Lists of issues are eventually consistent: a new issue stays out of them for a while. */
import type { LabIssue } from './model.ts'

export type LaggingLists = {
  /** Issues opened from now on are not listed for so many milliseconds. */
  readonly lag: (milliseconds: number) => void
  readonly onNewIssue: (issue: LabIssue) => void
  readonly isListed: (issue: LabIssue) => boolean
}

export function makeLaggingLists(): LaggingLists {
  const listedFrom = new WeakMap<LabIssue, number>()
  let behind = 0
  return {
    lag: (milliseconds) => {
      behind = milliseconds
    },
    onNewIssue: (issue) => {
      if (behind > 0) listedFrom.set(issue, performance.now() + behind)
    },
    isListed: (issue) => performance.now() >= (listedFrom.get(issue) ?? 0),
  }
}
