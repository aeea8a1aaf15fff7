/** The journal: where run events are kept, and who is told. Stores differ in where they keep; the contract is this. */
import type { EventBody, Progress, RunEvent } from '../domain/run.ts'

/** A listener. Idempotent by (runId, seq); it must not throw (a sink that fails is reported to `onSinkError`, the run goes on). */
export type Sink = {
  readonly onEvent?: (event: RunEvent) => void | Promise<void>
  /** Live counts; any of them may be dropped. */
  readonly onProgress?: (progress: Progress) => void
}

export type Journal = {
  /** Appends, then wakes the sinks. */
  readonly append: (runId: string, body: EventBody) => Promise<RunEvent>
  readonly read: (runId: string) => Promise<readonly RunEvent[]>
  /** Run ids, newest first. */
  readonly list: () => Promise<readonly string[]>
  /** Returns the way to stop listening. */
  readonly listen: (sink: Sink) => () => void
  readonly progress: (progress: Progress) => void
}
