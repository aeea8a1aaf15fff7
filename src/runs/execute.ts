/** The one road: every entry point asks here, and a run goes authorise → resolve → inspect → plan → apply → verify → answer. */
import { type Finding, finding, kindOf, PrismError } from '../domain/catalogue.ts'
import { endOf, findingsIn } from '../domain/meaning/answer.ts'
import type { Execution } from '../domain/meaning/reaction.ts'
import type { Clock, FileSystems, HostScripts, Instances, RunCommand, Surveyor } from '../domain/ports.ts'
import type { Origin, Request } from '../domain/request.ts'
import { type Answer, type Decision, type EventBody, foldRun, nextRun, type Run, type RunEnd } from '../domain/run.ts'
import { perform } from '../engine/perform.ts'
import type { Transports } from './choose-transports.ts'
import { dispatch } from './dispatch.ts'
import type { Journal } from './journal.ts'

export type ExecuteContext = {
  readonly journal: Journal
  readonly clock: Clock
  readonly region: string
  readonly fileSystems: FileSystems
  readonly instances: Instances
  readonly surveyor: Surveyor
  readonly runCommand: RunCommand
  readonly scripts: HostScripts
  /** By which documents commands are sent. */
  readonly transports: Transports
  readonly authorise: (request: Request, origin: Origin) => Decision
  /** Aborted on an interrupt: what is under way is cancelled, nothing new is sent. */
  readonly signal: AbortSignal
}

/** done: the run has ended, see `run.state` · waiting: for an approval · unknown: ended, and its outcome is in doubt */
export type { Execution }

/** Re-entrant: a run that was executed before goes on from its events. Throws only where there is no such run. */
export async function execute(runId: string, ctx: ExecuteContext): Promise<Execution> {
  let run = foldRun(await ctx.journal.read(runId))
  let last: Promise<void> = Promise.resolve()
  // one after the other, also when jobs run side by side: so the fold stays equal to what the journal keeps
  const emit = (body: EventBody): Promise<void> => {
    last = last.then(async () => {
      run = nextRun(run, await ctx.journal.append(runId, body))
    })
    return last
  }
  const end = async (state: RunEnd, findings: readonly Finding[], answer?: Answer): Promise<Execution> => {
    await emit({ type: 'ended', data: { state, findings, ...(answer ? { answer } : {}) } })
    return { state: state === 'unknown' ? 'unknown' : 'done', run }
  }

  if (run.endedAt !== undefined) return { state: run.state === 'unknown' ? 'unknown' : 'done', run }
  if (!run.decision) await emit({ type: 'decided', data: ctx.authorise(run.request, run.origin) })
  const decision = run.decision
  if (decision?.kind === 'denied') return end('denied', [decision.finding])
  if (decision?.kind !== 'allowed') return { state: 'waiting', run }

  try {
    const answer = await perform(run.request, {
      runId,
      region: ctx.region,
      fileSystems: ctx.fileSystems,
      instances: ctx.instances,
      surveyor: ctx.surveyor,
      now: ctx.clock.now,
      run: () => run,
      emit,
      dispatch: (job, options) =>
        dispatch(
          job,
          {
            run: () => run,
            emit,
            onProgress: ctx.journal.progress,
            runCommand: ctx.runCommand,
            scripts: ctx.scripts,
            transports: ctx.transports,
            clock: ctx.clock,
            signal: ctx.signal,
          },
          options,
        ),
    })
    return await end(endOf(answer), findingsIn(answer), answer)
  } catch (error) {
    if (error instanceof PrismError) {
      const doubt = isUnderWay(run) || (kindOf(error.finding.code) === 'doubt' && changedAnything(run))
      return end(doubt ? 'unknown' : 'failed', [error.finding, ...error.others])
    }
    const seen = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return end(changedAnything(run) ? 'unknown' : 'failed', [finding('internal-error', { seen })])
  }
}

/** Whether a job that changes hosts was handed to SSM and its end was not seen. */
function isUnderWay(run: Run): boolean {
  return run.jobs.some((j) => j.job.changes && !j.results)
}

/** Whether anything was sent that could have changed a host. */
function changedAnything(run: Run): boolean {
  return run.jobs.some((j) => j.job.changes) || run.provisioned.length > 0
}
