/** After a look: updates every volume's issue. An error with one does not stop the others. */
import { type DriftState, driftOf, goneDrift } from '../domain/drift.ts'
import type { GitHub, OwnIssue, Repository } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import type { VolumeCheck } from '../domain/volume-check.ts'
import type { DriftSaying } from '../render/markdown-drift.ts'
import { keepIssue } from './keep-issue.ts'
import { keptIssues } from './kept-issues.ts'

export type CheckedVolumes = {
  readonly checks: readonly VolumeCheck[]
  /** The region whose volumes were all looked at: an issue whose volume was not among them belongs to one that is gone. */
  readonly wholeRegion?: string
}

export type KeptVolume = { readonly volume: string; readonly fileSystemId: string } & (
  | { readonly kind: 'kept'; readonly state: DriftState; readonly turned: boolean; readonly issue?: Pick<OwnIssue, 'number' | 'url'> }
  | { readonly kind: 'failed'; readonly error: unknown }
)

export type KeepingIssues = {
  readonly github: Pick<GitHub, 'whoami' | 'issues'>
  readonly repository: Repository
  readonly clock: Clock
  readonly saying: DriftSaying
}

/** The issues are read afresh: another look may have written since. Throws `GitHubError` where they cannot be read. */
export async function keepIssues({ github, repository, clock, saying }: KeepingIssues, look: CheckedVolumes): Promise<KeptVolume[]> {
  const { author, issues, byVolume } = await keptIssues(github, repository)
  const at = clock.now().toISOString()
  const drifts = look.checks.map((check) => {
    const before = byVolume.get(check.fileSystemId)
    return driftOf(before ? (before.record ?? 'unreadable') : 'first-look', check, at)
  })
  const seen = new Set(look.checks.map((c) => c.fileSystemId))
  for (const [id, { record }] of byVolume)
    if (record && !seen.has(id) && record.state !== 'gone' && record.region === look.wholeRegion) drifts.push(goneDrift(record, at))
  const kept: KeptVolume[] = []
  for (const drift of drifts) {
    const { volume, fileSystemId, state } = drift.record
    try {
      const issue = await keepIssue({ issues, author, clock, saying }, drift, byVolume.get(fileSystemId))
      kept.push({ kind: 'kept', volume, fileSystemId, state, turned: drift.turned, ...(issue ? { issue } : {}) })
    } catch (error) {
      kept.push({ kind: 'failed', volume, fileSystemId, error })
    }
  }
  return kept
}
