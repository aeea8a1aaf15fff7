/** Runs that an earlier process began and that no comment waits for: a scheduled look is finished, its result is in the journal. */
import type { Prism } from '../../compose/prism.ts'
import type { RunSummary } from '../../domain/run-summary.ts'
import type { Log } from './log.ts'

type Resuming = {
  readonly prism: Pick<Prism, 'execute'>
  readonly log: Log
  readonly underWay: Set<Promise<void>>
  readonly signal: AbortSignal
}

export function resumeOthers({ prism, log, underWay, signal }: Resuming, unfinished: readonly RunSummary[]): void {
  for (const { id, origin } of unfinished) {
    // a comment's run is carried on with it, by its delivery; a request's by the REST API
    if (origin.entrypoint !== 'schedule') continue
    const work: Promise<void> = prism
      .execute(id, { signal })
      .then(({ run }) => log.info('a run that was begun before has ended', { runId: id, state: run.state }))
      .catch((error: unknown) => log.error('a run that was begun before could not be carried on', { runId: id, error }))
      .finally(() => underWay.delete(work))
    underWay.add(work)
  }
}
