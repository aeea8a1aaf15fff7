/** The drift issues of a repository as they stand, by volume. Only what we ourselves opened is believed to be one. */
import type { DriftRecord } from '../domain/drift.ts'
import type { GitHub, Issues, OwnIssue, Repository } from '../domain/github.ts'
import type { KnownPlace } from '../domain/request.ts'
import { readIssue } from './issue-text.ts'

export const label = 'prism-drift'

export type Kept = {
  readonly issue: OwnIssue
  readonly record?: DriftRecord
  /** Opened later for the same volume, by two looks at one moment. */
  readonly duplicates: readonly OwnIssue[]
}

export type KeptIssues = {
  /** Our own login. */
  readonly author: string
  readonly issues: Issues
  readonly byVolume: ReadonlyMap<string, Kept>
}

/** Throws `GitHubError`: then nothing is known, which is not an absence. */
export async function keptIssues(github: Pick<GitHub, 'whoami' | 'issues'>, repository: Repository): Promise<KeptIssues> {
  const author = await github.whoami()
  const issues = github.issues(repository)
  return { author, issues, byVolume: byVolume(await issues.labelled(label, author)) }
}

/** The oldest issue of a volume is the one. */
export function byVolume(found: readonly OwnIssue[]): ReadonlyMap<string, Kept> {
  const kept = new Map<string, Kept>()
  for (const issue of found) {
    const read = readIssue(issue)
    if (!read) continue
    const { fileSystemId, record } = read
    const older = kept.get(fileSystemId)
    if (older) kept.set(fileSystemId, { ...older, duplicates: [...older.duplicates, issue] })
    else kept.set(fileSystemId, { issue, duplicates: [], ...(record ? { record } : {}) })
  }
  return kept
}

/** Where volumes were mounted at the last look: what a look has to ask for, beside what it finds. */
export function knownPlaces({ byVolume: kept }: Pick<KeptIssues, 'byVolume'>): KnownPlace[] {
  return [...kept].flatMap(([fileSystemId, { record }]) =>
    (record?.instances ?? []).map(({ instanceId, mountPoint }) => ({ fileSystemId, instanceId, mountPoint })),
  )
}
