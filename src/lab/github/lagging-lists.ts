/** Lists of issues are eventually consistent: a new issue stays out of them for a while. */
import type { LabIssue } from './model.ts'

export type LaggingLists = {
  /** While they lag, what is opened is not listed; when they have caught up, everything is. */
  readonly lag: (lagging: boolean) => void
  readonly onNewIssue: (issue: LabIssue) => void
  readonly isListed: (issue: LabIssue) => boolean
}

export function makeLaggingLists(): LaggingLists {
  const unlisted = new Set<LabIssue>()
  let lagging = false
  return {
    lag: (wanted) => {
      lagging = wanted
      if (!lagging) unlisted.clear()
    },
    onNewIssue: (issue) => {
      if (lagging) unlisted.add(issue)
    },
    isListed: (issue) => !unlisted.has(issue),
  }
}
