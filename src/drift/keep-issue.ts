/**
 * One drift issue for each volume: opened once, rewritten at every look, opened on drift, closed on health, left as it is if nothing
 * is known. Two looks at one moment must not make two, and an answer that GitHub lost must not either.
 */
import type { Drift } from '../domain/drift.ts'
import { GitHubError, type Issues, type IssueText, type OwnIssue } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import type { DriftSaying } from '../render/markdown-drift.ts'
import { issueText, turnText } from './issue-text.ts'
import { byVolume, type Kept, label } from './kept-issues.ts'

export type Keeping = {
  readonly issues: Issues
  readonly author: string
  readonly clock: Clock
  readonly saying: DriftSaying
}

/** Waits before looking whether an issue came to be whose opening got no answer: lists lag. Milliseconds. */
const lookAgain = [2_000, 5_000, 15_000]
/** GitHub's clock may be behind ours. Milliseconds. */
const clockMargin = 10 * 60_000

/** Undefined where there is nothing to keep: no issue yet, and the volume is mounted nowhere. Throws `GitHubError`. */
export async function keepIssue(on: Keeping, drift: Drift, kept: Kept | undefined): Promise<OwnIssue | undefined> {
  const text = issueText(drift, on.saying)
  if (!kept) {
    if (drift.record.state === 'healthy' && drift.record.instances.length === 0) return undefined
    const { issue, mine } = await openOnce(on, drift.record.fileSystemId, text)
    // if another look opened the issue at this moment, that look reports its state
    if (mine) await rewrite(on, issue, drift, text)
    return issue
  }
  for (const duplicate of kept.duplicates) await closeDuplicate(on, duplicate, kept.issue)
  if (drift.turned) {
    const since = new Date(Date.parse(kept.record?.at ?? drift.record.at) - clockMargin)
    await on.issues.sayOnce(kept.issue.number, { author: on.author, since, ...turnText(drift, on.saying) })
  }
  await rewrite(on, kept.issue, drift, text)
  return kept.issue
}

/** Body, title and state at once. What was just opened needs no second writing, unless it is to be closed. */
async function rewrite(on: Keeping, issue: OwnIssue, drift: Drift, text: IssueText): Promise<void> {
  const state = stateFor(drift)
  if (issue.body === text.body && (state === undefined || issue.state === state)) return
  await on.issues.change(issue.number, state === undefined ? text : { ...text, state })
}

/** unknown is neither: what is open stays open, what is closed stays closed, and the title says that it is not known. */
function stateFor({ record }: Drift): 'open' | 'closed' | undefined {
  switch (record.state) {
    case 'drifted':
      return 'open'
    case 'healthy':
    case 'gone':
      return 'closed'
    case 'unknown':
      return undefined
  }
}

type Opened = { readonly issue: OwnIssue; readonly mine: boolean }

async function openOnce(on: Keeping, fileSystemId: string, text: IssueText): Promise<Opened> {
  const mine = await openOrFind(on, fileSystemId, text)
  const oldest = (await found(on, fileSystemId))?.issue
  if (!oldest || oldest.number >= mine.number) return { issue: mine, mine: true }
  await closeDuplicate(on, mine, oldest)
  return { issue: oldest, mine: false }
}

/** No answer does not prove that nothing was opened. Where it cannot be found either, the next look finds it, or opens one. */
async function openOrFind(on: Keeping, fileSystemId: string, text: IssueText): Promise<OwnIssue> {
  try {
    return await on.issues.open({ ...text, label })
  } catch (error) {
    if (!(error instanceof GitHubError && error.code === 'unavailable')) throw error
    for (const wait of lookAgain) {
      await on.clock.sleep(wait)
      const there = await found(on, fileSystemId)
      if (there) return there.issue
    }
    throw error
  }
}

async function found({ issues, author }: Keeping, fileSystemId: string): Promise<Kept | undefined> {
  return byVolume(await issues.labelled(label, author)).get(fileSystemId)
}

async function closeDuplicate({ issues, author, clock }: Keeping, duplicate: OwnIssue, original: OwnIssue): Promise<void> {
  if (duplicate.state === 'closed') return
  const marker = `<!-- prism:duplicate-of=${original.number} -->`
  const since = new Date(clock.now().getTime() - clockMargin)
  await issues.sayOnce(duplicate.number, { author, marker, since, body: `Duplicate of #${original.number}\n\n${marker}` })
  await issues.closeAsDuplicate(duplicate.number)
}
