/** A run without what it saw and sent: enough for a list. Kept beside the events, so that a list folds no run. */
import { type Run, type RunEvent, stateAfter } from './run.ts'

export type RunSummary = Pick<Run, 'id' | 'state' | 'request' | 'origin' | 'dryRun' | 'startedAt' | 'endedAt' | 'seq'>

/** Throws where a run begins with something else than its request. */
export function nextSummary(summary: RunSummary | undefined, event: RunEvent): RunSummary {
  if (summary) {
    const next = { ...summary, seq: event.seq, state: stateAfter(summary.state, event) }
    return event.type === 'ended' ? { ...next, endedAt: event.at } : next
  }
  if (event.type !== 'requested') throw new Error('a run begins with its request')
  return { id: event.runId, state: 'requested', ...event.data, startedAt: event.at, seq: event.seq }
}
