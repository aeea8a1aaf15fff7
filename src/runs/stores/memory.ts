/** Runs kept in this process: enough for a CLI or an Action that waits, gone with the process. */
import type { EventBody, Progress, RunEvent } from '../../domain/run.ts'
import type { Journal, Sink } from '../journal.ts'

export type MemoryJournalOptions = {
  readonly now: () => Date
  /** A sink that throws is told here; the run goes on. */
  readonly onSinkError: (error: unknown) => void
  /** Ended runs beyond this many are forgotten, oldest first. */
  readonly keep?: number
}

export function memoryJournal({ now, onSinkError, keep = 1000 }: MemoryJournalOptions): Journal {
  const runs = new Map<string, RunEvent[]>()
  const sinks = new Set<Sink>()

  async function append(runId: string, body: EventBody): Promise<RunEvent> {
    const events = runs.get(runId) ?? []
    const event: RunEvent = { ...body, runId, seq: events.length + 1, at: now().toISOString() }
    events.push(event)
    runs.set(runId, events)
    forgetOldest()
    for (const sink of sinks) {
      try {
        await sink.onEvent?.(event)
      } catch (error) {
        onSinkError(error)
      }
    }
    return event
  }

  function forgetOldest(): void {
    for (const [id, events] of runs) {
      if (runs.size <= keep) return
      if (events.at(-1)?.type === 'ended') runs.delete(id)
    }
  }

  function progress(counts: Progress): void {
    for (const sink of sinks) {
      try {
        sink.onProgress?.(counts)
      } catch (error) {
        onSinkError(error)
      }
    }
  }

  return {
    append,
    progress,
    read: async (runId) => [...(runs.get(runId) ?? [])],
    list: async () => [...runs.keys()].reverse(),
    listen: (sink) => {
      sinks.add(sink)
      return () => sinks.delete(sink)
    },
  }
}
