/** What others may read of a run's events. */
import type { RunEvent } from './run.ts'

/** Without what was sent to, and came from, instances that whoever asked does not reach. */
export function withoutBeyond(events: readonly RunEvent[]): readonly RunEvent[] {
  const keys = new Set(events.flatMap((e) => (e.type === 'dispatching' && e.data.job.beyond ? [e.data.job.key] : [])))
  const keyOf = (event: RunEvent): string | undefined =>
    event.type === 'dispatching' ? event.data.job.key : 'key' in event.data ? event.data.key : undefined
  return events.filter((event) => !keys.has(keyOf(event) ?? ''))
}
