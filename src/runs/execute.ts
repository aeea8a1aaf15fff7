/** The one way in: every entry point calls this, and a run goes mayAsk → resolve → inspect → plan → mayApply → apply → verify → answer. */
import { type Finding, fail, finding, kindOf, PrismError } from '../domain/catalogue.ts'
import type { Decision, Judged, Policy } from '../domain/decision.ts'
import type { GitHub } from '../domain/github.ts'
import type { Turn } from '../domain/in-turns.ts'
import { endOf, findingsIn } from '../domain/meaning/answer.ts'
import type { Execution } from '../domain/meaning/reaction.ts'
import type { Held } from '../domain/people/held.ts'
import type { Clock, Cloud, HostScripts, RunCommand } from '../domain/ports.ts'
import type { Actor, Origin } from '../domain/request.ts'
import type { Rights } from '../domain/rights.ts'
import { type Answer, type EventBody, foldRun, nextRun, type Run, type RunEnd } from '../domain/run.ts'
import { inParts } from '../domain/run-parts.ts'
import { sharing } from '../domain/shared-values.ts'
import type { EngineContext } from '../engine/context.ts'
import { perform } from '../engine/perform.ts'
import { whyKeysArePinned } from '../policy/keys-follow.ts'
import { reachOf } from '../policy/reach.ts'
import type { Transports } from './choose-transports.ts'
import { dispatch } from './dispatch.ts'
import { registryBefore } from './given-numbers.ts'
import type { Journal } from './journal.ts'
import type { Locks } from './locks.ts'
import { locksFor } from './locks-for.ts'
import { release } from './open-plans.ts'
import type { Durations } from './pace.ts'
import { propose, Waits } from './propose.ts'
import type { RegistrySource } from './repository-registry.ts'
import { withinRights } from './within-rights.ts'

/** AWS as one identity sees it. */
export type AsIdentity = {
  readonly cloud: Cloud
  readonly runCommand: RunCommand
  /** By which documents commands are sent: anew for each run, as each looks once at what SSM holds. */
  readonly transports: () => Transports
}

/** `cloud` and what sends: the process's own identity. */
export type ExecuteContext = AsIdentity & {
  readonly journal: Journal
  readonly clock: Clock
  readonly scripts: HostScripts
  /** Of a role that the operator names for the repository, for whoever asked. */
  readonly assumed: (role: string, actor: Actor) => AsIdentity
  readonly policy: Policy
  /** What counts at this moment for whoever asked for a run; asked when it begins, and again before anything is changed. Does not throw. */
  readonly rights: (run: Run) => Promise<Rights>
  /** The registry of people that counts for whoever asked for a run. Throws `registry-unread`, `bad-registry`. */
  readonly registry: RegistrySource
  /** Set by hand, for all who share the store. */
  readonly locks: Locks
  /** Who left and is kept out, for a terminal, whose own runs are in no store. Throws where its store does not say. */
  readonly left: () => Promise<readonly Held[]>
  readonly durations: Durations
  /** Others of this process, while much is judged. */
  readonly turn: Turn
  /** Told of the run as it is after each event: whoever shows it need not read it from the store again. */
  readonly onRun?: (run: Run) => void
  /** Aborted on an interrupt: what is under way is cancelled, nothing new is sent. */
  readonly signal: AbortSignal
  /** Aborted when the run is another replica's: what is under way is left to it. */
  readonly lost?: AbortSignal
}

export type { Execution }

/** Another worker appended to the run. Whatever this one does next it does not: it appends nothing, and nothing is sent without an append. */
class Taken extends Error {}

/** Re-entrant: a run that was executed before goes on from its events, each of which is applied once. Throws only where there is no such run. */
export async function execute(runId: string, ctx: ExecuteContext): Promise<Execution> {
  const run = foldRun(await ctx.journal.read(runId))
  const worker = follow(run, ctx)
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
function follow(begun: Run, { journal, onRun = () => {}, lost }: Pick<ExecuteContext, 'journal' | 'onRun' | 'lost'>): Worker {
  let run = begun
  onRun(run)
  let taken = false
  const isTaken = (): boolean => taken || lost?.aborted === true
  let last: Promise<void> = Promise.resolve()
  const append = async (body: EventBody): Promise<void> => {
    const appended = isTaken() ? undefined : await journal.append(run.id, run.seq, body)
    taken = appended?.kind !== 'appended'
    if (appended?.kind !== 'appended') throw new Taken(`${run.id} has events after ${run.seq} that are not ours`)
    run = nextRun(run, appended.event)
    onRun(run)
  }
  return {
    known: () => run,
    run: () => {
      if (isTaken()) throw new Taken(`${run.id} is carried on by another worker`)
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
    const told = answer && (await inEvents(answer, emit))
    await emit({ type: 'ended', data: { state, findings, ...(told ? { answer: told } : {}) } })
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
    const answer = await perform(request, engineContext({ run, emit }, rights, { ...ctx, ...identityFor(rights, origin, ctx) }))
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

/** Whose calls AWS sees: the operator's file may name a role for the repository. */
export const identityFor = (
  rights: Rights,
  { actor }: Pick<Origin, 'actor'>,
  { cloud, runCommand, transports, assumed }: WithRoles,
): AsIdentity =>
  rights.kind === 'repository' && rights.bounds?.role !== undefined ? assumed(rights.bounds.role, actor) : { cloud, runCommand, transports }

type WithRoles = AsIdentity & Pick<ExecuteContext, 'assumed'>

/** What is too long for one event is told before; what is left is for the last. */
async function inEvents(answer: Answer, emit: Worker['emit']): Promise<Answer> {
  if (answer.kind !== 'report') return answer
  const { parts, rest } = inParts(answer.report)
  for (const part of parts) await emit({ type: 'reported', data: part })
  return { ...answer, report: rest }
}

const ended = (run: Run): Execution => ({ state: run.state === 'unknown' ? 'unknown' : 'done', run })

const judged = (decision: Decision, rights: Rights): Judged =>
  rights.kind === 'repository' && rights.inForce ? { ...decision, policy: rights.inForce.blob } : decision

const notAsked =
  'of a registry that is given as a file GitHub is not asked; a sync in a comment or a workflow step of the repository asks it, and keys that stand in the file need nobody who is asked'

function engineContext({ run, emit }: Pick<Worker, 'run' | 'emit'>, rights: Rights, ctx: ExecuteContext): EngineContext {
  const { runCommand, scripts, transports, clock, durations, turn, signal, journal } = ctx
  const dispatching = {
    run,
    emit,
    onProgress: journal.progress,
    runCommand,
    scripts,
    transports: transports(),
    clock,
    durations,
    turn,
    signal,
    share: sharing(),
  }
  let keysOf: GitHub['keysOf'] | undefined
  const whyPinned = whyKeysArePinned(rights)
  return {
    runId: run().id,
    cloud: withinRights(ctx.cloud, reachOf(rights, run().request.verb), run().request),
    everywhere: ctx.cloud.instances,
    now: clock.now,
    turn,
    run,
    emit,
    registry: async () => {
      const { registry, keysOf: asked, ...read } = await ctx.registry(run())
      keysOf = asked
      if (run().registryRead?.blob !== read.blob) await emit({ type: 'registry-read', data: read })
      return registry
    },
    gitHubKeys: () =>
      keysOf && whyPinned === undefined ? { kind: 'asked', of: keysOf } : { kind: 'not', why: keysOf ? whyPinned! : notAsked },
    given: async () => (await registryBefore(run(), journal))?.given ?? [],
    held: async () => (run().origin.entrypoint === 'terminal' ? ctx.left() : ((await registryBefore(run(), journal))?.held ?? [])),
    locks: locksFor(ctx.locks, run(), rights, clock.now),
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
