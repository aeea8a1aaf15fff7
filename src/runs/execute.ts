/** The one way in: every entry point calls this, and a run goes mayAsk → resolve → inspect → plan → mayApply → apply → verify → answer. */
import { type Finding, fail, finding, kindOf, PrismError } from '../domain/catalogue.ts'
import type { Decision, Judged, Policy } from '../domain/decision.ts'
import { endOf, findingsIn } from '../domain/meaning/answer.ts'
import type { Execution } from '../domain/meaning/reaction.ts'
import type { Clock, Cloud, HostScripts, RunCommand } from '../domain/ports.ts'
import type { Rights } from '../domain/rights.ts'
import { type Answer, type EventBody, foldRun, nextRun, type Run, type RunEnd } from '../domain/run.ts'
import { sharing } from '../domain/shared-values.ts'
import type { EngineContext } from '../engine/context.ts'
import { perform } from '../engine/perform.ts'
import { reachOf } from '../policy/reach.ts'
import type { Transports } from './choose-transports.ts'
import { dispatch } from './dispatch.ts'
import type { Journal } from './journal.ts'
import { release } from './open-plans.ts'
import type { Durations } from './pace.ts'
import { propose, Waits } from './propose.ts'
import { withinRights } from './within-rights.ts'

export type ExecuteContext = {
  readonly journal: Journal
  readonly clock: Clock
  readonly cloud: Cloud
  readonly runCommand: RunCommand
  readonly scripts: HostScripts
  /** By which documents commands are sent. */
  readonly transports: Transports
  readonly policy: Policy
  /** What counts at this moment for whoever asked for a run; asked when it begins, and again before anything is changed. Does not throw. */
  readonly rights: (run: Run) => Promise<Rights>
  readonly durations: Durations
  /** Told of the run as it is after each event: whoever shows it need not read it from the store again. */
  readonly onRun?: (run: Run) => void
  /** Aborted on an interrupt: what is under way is cancelled, nothing new is sent. */
  readonly signal: AbortSignal
}

export type { Execution }

/** Another worker appended to the run. Whatever this one does next it does not: it appends nothing, and nothing is sent without an append. */
class Taken extends Error {}

/** Re-entrant: a run that was executed before goes on from its events, each of which is applied once. Throws only where there is no such run. */
export async function execute(runId: string, ctx: ExecuteContext): Promise<Execution> {
  const run = foldRun(await ctx.journal.read(runId))
  const worker = follow(run, ctx.journal, ctx.onRun)
  try {
    return await carryOn(worker, ctx)
  } catch (error) {
    if (error instanceof Taken) return { state: 'taken', run: worker.known() }
    throw error
  }
}

type Worker = {
  /** Throws `Taken` once the run is another's: so that waiting ends too. */
  readonly run: () => Run
  readonly known: () => Run
  readonly emit: (event: EventBody) => Promise<void>
}

/** The run as this worker appends to it. One event after the other, also when jobs run side by side: so the fold stays equal to what the journal keeps. */
function follow(begun: Run, journal: Journal, onRun: (run: Run) => void = () => {}): Worker {
  let run = begun
  onRun(run)
  let taken = false
  let last: Promise<void> = Promise.resolve()
  const append = async (body: EventBody): Promise<void> => {
    const appended = taken ? undefined : await journal.append(run.id, run.seq, body)
    taken = appended?.kind !== 'appended'
    if (appended?.kind !== 'appended') throw new Taken(`${run.id} has events after ${run.seq} that are not ours`)
    run = nextRun(run, appended.event)
    onRun(run)
  }
  return {
    known: () => run,
    run: () => {
      if (taken) throw new Taken(`${run.id} is carried on by another worker`)
      return run
    },
    emit: (body) => {
      const appending = last.then(() => append(body))
      last = appending.catch(() => undefined)
      return appending
    },
  }
}

async function carryOn({ run, emit }: Worker, ctx: ExecuteContext): Promise<Execution> {
  const end = async (state: RunEnd, findings: readonly Finding[], answer?: Answer): Promise<Execution> => {
    await emit({ type: 'ended', data: { state, findings, ...(answer ? { answer } : {}) } })
    return ended(run())
  }

  const { request, origin, endedAt } = run()
  if (endedAt !== undefined) return ended(run())
  if (run().released) {
    await release(run(), ctx.journal)
    return { state: 'done', run: foldRun(await ctx.journal.read(run().id)) }
  }
  const rights = await ctx.rights(run())
  if (!run().decision) await emit({ type: 'decided', data: judged(ctx.policy.mayAsk(request, origin, rights), rights) })
  const { decision } = run()
  if (decision?.kind === 'denied') return end('denied', [decision.finding])
  if (decision?.kind !== 'allowed') return { state: 'waiting', run: run() }

  try {
    if (rights.kind === 'unknown') throw fail('policy-unread', { seen: rights.why })
    const answer = await perform(request, engineContext({ run, emit }, rights, ctx))
    return await end(endOf(answer), findingsIn(answer), answer)
  } catch (error) {
    if (error instanceof Taken) throw error
    if (error instanceof Waits) return { state: 'waiting', run: run() }
    if (error instanceof PrismError) {
      if (kindOf(error.finding.code) === 'denied' && !isUnderWay(run())) return end('denied', [error.finding])
      const doubt = isUnderWay(run()) || (kindOf(error.finding.code) === 'doubt' && changedAnything(run()))
      return end(doubt ? 'unknown' : 'failed', [error.finding, ...error.others])
    }
    const seen = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return end(changedAnything(run()) ? 'unknown' : 'failed', [finding('internal-error', { seen })])
  }
}

const ended = (run: Run): Execution => ({ state: run.state === 'unknown' ? 'unknown' : 'done', run })

const judged = (decision: Decision, rights: Rights): Judged =>
  rights.kind === 'repository' && rights.inForce ? { ...decision, policy: rights.inForce.blob } : decision

function engineContext({ run, emit }: Pick<Worker, 'run' | 'emit'>, rights: Rights, ctx: ExecuteContext): EngineContext {
  const { runCommand, scripts, transports, clock, durations, signal, journal } = ctx
  const dispatching = {
    run,
    emit,
    onProgress: journal.progress,
    runCommand,
    scripts,
    transports,
    clock,
    durations,
    signal,
    share: sharing(),
  }
  return {
    runId: run().id,
    cloud: withinRights(ctx.cloud, reachOf(rights, run().request.verb), run().request),
    now: clock.now,
    run,
    emit,
    propose: (plan) => propose(plan, { run, emit, ...ctx }),
    dispatch: (job, options) => dispatch(job, dispatching, options),
  }
}

/** Whether a job that changes hosts was handed to SSM and its end was not seen. */
function isUnderWay(run: Run): boolean {
  return run.jobs.some((j) => j.job.changes && !j.results)
}

/** Whether anything was sent that could have changed a host. */
function changedAnything(run: Run): boolean {
  return run.jobs.some((j) => j.job.changes) || run.provisioned.some((s) => s.status === 'changed')
}
