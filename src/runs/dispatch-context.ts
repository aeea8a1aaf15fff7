/** What a dispatch is given, and its one number that the host must agree with. */
import type { Turn } from '../domain/in-turns.ts'
import type { Clock, HostScripts, RunCommand } from '../domain/ports.ts'
import type { EventBody, Progress, Run } from '../domain/run.ts'
import type { Share } from '../domain/shared-values.ts'
import type { Transports } from './choose-transports.ts'
import type { Durations } from './pace.ts'

/** How long SSM may take to deliver; the job's not-after time is the same moment, so that what is late does nothing. */
export const deliverySeconds = 60

/** Of each of two commands, or pages of one, at a time: what does not fit the list is fetched for so many at once. */
export const readAtOnce = 5

export type DispatchContext = {
  readonly run: () => Run
  readonly emit: (event: EventBody) => Promise<void>
  readonly onProgress: (progress: Progress) => void
  readonly runCommand: RunCommand
  readonly scripts: HostScripts
  /** By which document to send. */
  readonly transports: Transports
  readonly clock: Clock
  readonly durations: Durations
  /** Others of this process, such as a webhook, between two transcripts. */
  readonly turn: Turn
  /** What the run's hosts say alike is kept once. */
  readonly share: Share
  /** Aborted on an interrupt. */
  readonly signal: AbortSignal
}
