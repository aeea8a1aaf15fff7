/** The only file that builds adapters and hands them round. Every door gets a `Prism` from here. */
import type { PrismError } from './domain/catalogue.ts'
import type { Origin, Request } from './domain/request.ts'
import type { Run } from './domain/run.ts'
import type { Sink } from './runs/journal.ts'

export type PrismOptions = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly region?: string
  readonly profile?: string
}

/** done: the run ended (see `run.state`) · waiting: for an approval · unknown: its outcome is in doubt */
export type DriveResult = { readonly state: 'done' | 'waiting' | 'unknown'; readonly run: Run }

export type Prism = {
  /** Records a request and returns its run id (26 characters, ULID); nothing has happened yet. */
  readonly request: (request: Request, origin: Origin, options?: { readonly dryRun?: boolean }) => Promise<string>
  /** Takes the run as far as it goes: authorise → inspect → plan → apply → verify. Never throws for what a run can end with. */
  readonly drive: (runId: string, options?: { readonly signal?: AbortSignal }) => Promise<DriveResult>
  /** The fold of the run's events; undefined when there is no such run. */
  readonly run: (runId: string) => Promise<Run | undefined>
  readonly runs: () => Promise<readonly Run[]>
  readonly listen: (sink: Sink) => () => void
  /** Cancels the SSM commands of a run that are under way (an interrupt, a cancelled workflow). Returns the command ids. */
  readonly cancel: (runId: string) => Promise<readonly string[]>
  /** Cancels commands by id, for a door that only kept those (the Action's post step). */
  readonly cancelCommands: (commandIds: readonly string[]) => Promise<void>
}

/** Throws `aws-region` when no region is configured; touches no network. SDK clients load on first use. */
export function compose(_options: PrismOptions): Prism {
  throw new Error('not composed yet')
}

export type { PrismError }
