/** One request from start to end, shown in one sticky comment. */
import type { Ledgers } from '../../compose/ledgers.ts'
import type { Prism } from '../../compose/prism.ts'
import type { Queue } from '../../compose/store.ts'
import { atMost } from '../../domain/at-most.ts'
import { finding, PrismError } from '../../domain/catalogue.ts'
import type { OwnComment, Thread } from '../../domain/github.ts'
import { type Outcome, outcomeOf } from '../../domain/meaning/reaction.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Origin, Request } from '../../domain/request.ts'
import type { Run } from '../../domain/run.ts'
import { specOfVerb } from '../../domain/verbs.ts'
import { endMarker, replyMarker, runMarker } from './comment-body.ts'
import { footOf } from './ledgers.ts'
import { type Answered, makeLiveCounts } from './live-counts.ts'
import type { Log } from './log.ts'
import { endedReply, notBegunReply, plainEndReply, refusedReply, unknownReply, waitingReply, waitsReply } from './replies.ts'
import { startStickyComment } from './sticky-comment.ts'
import { tellPlan } from './tell-plan.ts'

export type Following = {
  readonly ledgers?: Pick<Ledgers, 'stateFor' | 'written'>
  readonly prism: Prism
  readonly thread: Thread
  readonly clock: Clock
  readonly log: Log
  /** Markdown for a run in any state, with the live counts while it is under way. */
  readonly render: (run: Run, live?: Answered) => string
  /** The request as in a comment. */
  readonly spoken: (request: Request) => string
  readonly queue: Queue
  /** Aborted when the server must end: the run is given up and shown as unknown. */
  readonly signal: AbortSignal
  /** Aborted when another replica works on it: nothing more is said. */
  readonly lost?: AbortSignal
  /** The conversation is locked, according to GitHub\'s event. */
  readonly locked?: boolean
  readonly every?: number
  /** An earlier process may have begun this: what it posted is looked for. Since when. */
  readonly standsSince?: Date | undefined
  /** A result that comes later is announced in a new comment, since edits notify nobody. Milliseconds. */
  readonly longRun?: number
}

const defaultLongRun = 60_000
/** How long a run's last word waits for its entry in the ledger; the entry itself is written whenever that is possible. Milliseconds. */
const ledgerPatience = 10 * 60_000

/** `open`: it is not told, and has to be tried again. */
export type Followed = { readonly outcome: Outcome; readonly told: 'told' | 'open' }

/**
 * `runId` is the comment's own, so a run that was begun before is carried on. `begun`: it is recorded already, as one that carries out an approved
 * plan.
 */
export async function followRun(
  on: Following,
  runId: string,
  request: Request,
  origin: Origin & { readonly entrypoint: 'github' },
  how: { readonly dryRun?: boolean; readonly begun?: boolean } = {},
): Promise<Followed> {
  const { prism, thread, clock, log, render, signal, standsSince } = on
  let pending = false
  const foot = (): string => footOf(on.ledgers, origin.repository, pending)
  const pace = { signal, standsSince, foot, ...(on.every === undefined ? {} : { every: on.every }) }
  try {
    if (!how.begun) await prism.request(request, origin, { runId, dryRun: how.dryRun ?? false })
  } catch (error) {
    log.error('the request could not be recorded', { error })
    const findings = error instanceof PrismError ? [error.finding, ...error.others] : [unrecorded]
    const reply = startStickyComment({ thread, clock, log, marker: replyMarker(origin.commentId), body: async () => '', ...pace })
    return { outcome: 'failed', told: toldBy(await reply.finish(refusedReply(findings))) }
  }

  const startedAt = (standsSince ?? clock.now()).getTime()
  const live = makeLiveCounts()
  /** In the queue; undefined where it is this run's turn. */
  let place: number | undefined
  let began = false
  let leave = (): void => {}
  const marker = runMarker(runId)
  const body = async (): Promise<string> => {
    const run = await prism.run(runId)
    if (place !== undefined) return waitingReply(place, on.spoken(request))
    if (!run) throw new Error('the journal does not know the run that it has just recorded')
    return render(run, live.of(run))
  }
  const sticky = startStickyComment({ thread, clock, log, marker, body, ...pace })
  const isLost = (): boolean => on.lost?.aborted === true
  sticky.touch()
  if (changes(request) && !(await sticky.begun) && !isLost()) {
    const seen = on.locked ? 'the conversation is locked' : 'the first comment was refused'
    log.error('not started: GitHub refuses every answer', { runId, locked: on.locked === true })
    const closed = finding('thread-closed', { seen })
    await prism.refuse(runId, closed)
    return { outcome: 'failed', told: toldBy(await sticky.finish(refusedReply([closed]))) }
  }
  const stop = prism.listen({
    onEvent: (event) => {
      if (event.runId === runId) sticky.touch()
    },
    onProgress: (progress) => {
      if (progress.runId === runId && live.take(progress)) sticky.touch()
    },
  })
  try {
    // a plan that was told waits for others, as long as it says
    if (standsSince && changes(request) && isLate(standsSince, clock) && !(await prism.run(runId))?.offer)
      await prism.refuse(runId, finding('too-late', { seen: standsSince.toISOString() }))
    const asked = { runId, request, asker: origin.actor.id }
    leave = await on.queue.enter(asked, waits, on.lost ? AbortSignal.any([signal, on.lost]) : signal)
    began = true
    if (place !== undefined) {
      place = undefined
      sticky.touch()
    }
    const result = await unlessStopped(prism.execute(runId, { signal }), signal, clock)
    // whoever carries it on tells how it ends
    if (result.state === 'taken' || isLost()) return { outcome: 'unknown', told: 'open' }
    const plan = result.state === 'waiting' ? await planTold(result.run) : undefined
    await inLedger(result.run)
    if (plan === undefined) return { outcome: outcomeOf(result), told: await end(lastBody(result.run)) }
    // the plan stands in a new comment, which notifies
    return { outcome: outcomeOf(result), told: toldBy(await sticky.finish(waitsReply(on.spoken(request), runId, plan))) }
  } catch (error) {
    if (isLost()) return { outcome: 'unknown', told: 'open' }
    log.error('a run could not be followed', { runId, error })
    if (!began) {
      await end(notBegunReply(on.spoken(request)))
      return { outcome: 'waiting', told: 'open' }
    }
    const seen = signal.aborted ? 'the server was stopped during the run' : 'Prism itself failed during the run'
    await end(unknownReply(runId, request, seen, on.spoken))
    // the run has not ended: whoever carries it on tells how it did
    return { outcome: 'unknown', told: 'open' }
  } finally {
    leave()
    stop()
  }

  function waits(at: number): void {
    place = at
    sticky.touch()
  }

  /** The end of a run that was recorded is told when it stands in the ledger, or when it is known that it will not soon. */
  async function inLedger({ seq, endedAt }: Run): Promise<void> {
    if (!on.ledgers || endedAt === undefined) return
    pending = true
    const late = new AbortController()
    const waited = on.ledgers.written(origin, runId, seq, AbortSignal.any([signal, late.signal]), sticky.touch)
    await atMost(waited, ledgerPatience, clock)
    late.abort()
    pending = !(await waited)
  }

  /** Where others read it; an earlier attempt may have told it. */
  async function planTold(run: Run): Promise<string | undefined> {
    return run.offer?.told?.url ?? (await tellPlan({ plans: prism.plans, thread, clock, log, render, standsSince }, runId, origin))
  }

  async function end(body: string): Promise<Followed['told']> {
    const comment = await sticky.finish(body)
    const isLong = clock.now().getTime() - startedAt > (on.longRun ?? defaultLongRun)
    if (isLong && typeof comment === 'object') await announce(body, comment)
    return toldBy(comment)
  }

  async function announce(body: string, { url }: OwnComment): Promise<void> {
    const notice = startStickyComment({ thread, clock, log, marker: endMarker(runId), body: async () => '', ...pace })
    await notice.finish(endedReply(body, url))
  }

  function lastBody(run: Run): string {
    try {
      return render(run)
    } catch (error) {
      log.error('the report could not be rendered', { runId, error })
      return plainEndReply(runId, run.state, on.spoken(request))
    }
  }
}

/** What GitHub refuses for good is not tried again. */
const toldBy = (comment: OwnComment | 'refused' | undefined): Followed['told'] => (comment === undefined ? 'open' : 'told')

/** What was not begun for so long is not begun any more: whoever asked may have done something else by now. Milliseconds. */
export const freshFor = 15 * 60_000
export const isLate = (since: Date, clock: Pick<Clock, 'now'>): boolean => clock.now().getTime() - since.getTime() > freshFor

/** A change is not started if nobody could be told about it. */
const changes = ({ verb }: Request): boolean => ['instances', 'aws', 'locks'].includes(specOfVerb(verb).changes)

const unrecorded = finding('step-failed', { seen: 'the request could not be recorded' })

/** After the signal, `execute` has a moment to end by itself. */
const moment = 2_000

async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal, clock: Clock): Promise<T> {
  const ended = new AbortController()
  const stopped = async (): Promise<never> => {
    await aborted(signal, ended.signal)
    await clock.sleep(moment, ended.signal)
    throw new Error('stopped')
  }
  try {
    return await Promise.race([work, stopped()])
  } finally {
    ended.abort()
  }
}

/** When either is. */
const aborted = (one: AbortSignal, other: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const either = AbortSignal.any([one, other])
    if (either.aborted) resolve()
    else either.addEventListener('abort', () => resolve(), { once: true })
  })
