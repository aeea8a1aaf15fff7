/** The journal: a store of run events, and who is told of them. */
import type { Clock } from '../domain/ports.ts'
import type { EventBody, Progress, RunEvent } from '../domain/run.ts'
import type { Appended, JournalStore } from './journal-store.ts'

/** A listener. Idempotent by (runId, seq); it must not throw (a sink that fails is reported to `onSinkError`, the run goes on). */
export type Sink = {
  readonly onEvent?: (event: RunEvent) => void | Promise<void>
  /** Live counts; any of them may be dropped. */
  readonly onProgress?: (progress: Progress) => void
}

export type Journal = Omit<JournalStore, 'append'> & {
  /** Appends, then wakes the sinks of this process and waits for them. Nobody hears of what was refused. */
  readonly append: (runId: string, expectedSeq: number, body: EventBody) => Promise<Appended>
  /** What this process appends from now on; whoever was away, or listens from another process, asks with `readSince`. Returns the way to stop listening. */
  readonly listen: (sink: Sink) => () => void
  readonly progress: (progress: Progress) => void
}

export type JournalOptions = {
  readonly store: JournalStore
  readonly clock: Pick<Clock, 'now'>
  /** A sink that throws is told here; the run goes on. */
  readonly onSinkError: (error: unknown) => void
}

export function openJournal({ store, clock, onSinkError }: JournalOptions): Journal {
  const sinks = new Set<Sink>()
  return {
    read: store.read,
    readSince: store.readSince,
    summaries: store.summaries,
    unfinished: store.unfinished,
    append: async (runId, expectedSeq, body) => {
      const appended = await store.append(runId, expectedSeq, { ...body, at: clock.now().toISOString() })
      if (appended.kind === 'conflict') return appended
      for (const sink of sinks) {
        try {
          await sink.onEvent?.(appended.event)
        } catch (error) {
          onSinkError(error)
        }
      }
      return appended
    },
    listen: (sink) => {
      sinks.add(sink)
      return () => sinks.delete(sink)
    },
    progress: (counts) => {
      for (const sink of sinks) {
        try {
          sink.onProgress?.(counts)
        } catch (error) {
          onSinkError(error)
        }
      }
    },
  }
}
