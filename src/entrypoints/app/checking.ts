/** What the checks of a pull request have in common. */
import type { Prism } from '../../compose/prism.ts'
import type { PullRequest, Pulls, Repository } from '../../domain/github.ts'
import type { Log } from './log.ts'

export type Checking = {
  readonly prism: Pick<Prism, 'request' | 'execute'>
  readonly log: Log
  /** Whether the newest version of a repository's policy counts, whoever wrote it. */
  readonly reviewWaived: (repository: string) => boolean
}

export type Place = { readonly pulls: Pulls; readonly branch: string; readonly pull: PullRequest; readonly repository: Repository }

/** Of what was looked at, where it was not GitHub's own trial merge. */
export function mergeNotes({ merge, conflicts }: PullRequest): readonly string[] {
  if (merge) return []
  return [
    conflicts
      ? 'It conflicts with the default branch: this is of its own last commit.'
      : 'GitHub has made no trial merge: this is of its own last commit.',
  ]
}
