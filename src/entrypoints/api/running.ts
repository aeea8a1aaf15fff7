/** The runs that this server is executing: begun here, waited for, stopped on shutdown. Those that change instances wait for their turn first. */
import type { Prism } from '../../compose/prism.ts'
import type { Claims, Queue } from '../../compose/store.ts'
import { atMost } from '../../domain/at-most.ts'
import { finding } from '../../domain/catalogue.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Origin, Request } from '../../domain/request.ts'
import type { Cancellation, Run } from '../../domain/run.ts'
import { specOfVerb } from '../../domain/verbs.ts'

export type Running = {
  /** Records the request and begins to execute it; returns the run id as soon as it is recorded. */
  readonly begin: (request: Request, origin: Origin, dryRun: boolean) => Promise<string>
  /** Carries on a run that was recorded before; one that is carried on here already goes on once more when it has ended. */
  readonly resume: (runId: string) => void
  /** The same, unless it is carried on here already. */
  readonly takeUp: (runId: string) => void
  /** Its place in the queue, 1 is next; undefined where it does not wait here. */
  readonly place: (runId: string) => number | undefined
  /** The run, after it went as far as it goes or after so many milliseconds, whichever is first. */
  readonly wait: (runId: string, milliseconds: number) => Promise<Run | undefined>
  /**
   * Cancels what SSM still does for the run and stops executing it. One that another replica works on is left to it, which sees its commands end:
   * `elsewhere` is what SSM answered of these.
   */
  readonly cancel: (runId: string) => Promise<{ readonly commandIds: readonly string[]; readonly elsewhere: readonly Cancellation[] }>
  /** Waits for what is under way, then interrupts it. What waits for its turn is left to whoever starts next. */
  readonly drain: (milliseconds: number) => Promise<void>
}

/** That change instances, at once. */
export const defaultRuns = 8

export type RunningOptions = {
  readonly prism: Prism
  readonly clock: Clock
  readonly queue: Queue
  readonly claims: Claims
  /** Told of a run that has ended, before whoever waits for it. */
  readonly onEnd?: (run: Run) => void
  readonly onError: (error: unknown, runId: string) => void
}

type Executing = { readonly ended: Promise<void>; readonly controller: AbortController; place?: number | undefined; again?: true }

/** Why it is interrupted: whoever asked for it, or may, does not want it any more. */
const cancelled = new Error('cancelled')

export function createRunning({ prism, clock, queue, claims, onEnd = () => {}, onError }: RunningOptions): Running {
  const executing = new Map<string, Executing>()
  const draining = new AbortController()

  function execute(runId: string): void {
    const controller = new AbortController()
    const ended = inTurn(runId, controller.signal)
      // another may have it, or it was over here in the same moment
      .then(() => (controller.signal.reason === cancelled ? cancelElsewhere(runId) : undefined))
      // execute does not throw for what a run can end with: the store was away, or this is a fault of ours; whoever looks next for what is open carries it on
      .catch((error: unknown) => onError(error, runId))
      .then(() => {
        const { again } = executing.get(runId) ?? {}
        executing.delete(runId)
        if (again && !draining.signal.aborted) execute(runId)
      })
    executing.set(runId, { ended, controller })
  }

  async function inTurn(runId: string, signal: AbortSignal): Promise<void> {
    const run = await prism.run(runId)
    if (!run || !waits(run)) return carryOn(runId, signal)
    // claimed, so that no other replica takes it up while it waits at this one
    const claim = await claims.claim(`turn of ${runId}`)
    if (!claim) return
    try {
      const leave = await turnOf(run, AbortSignal.any([signal, draining.signal, claim.lost]))
      if (leave) await carryOn(runId, signal).finally(leave)
      // it ends here; what only was interrupted while it waited is left to whoever starts next
      else if (signal.reason === cancelled) await carryOn(runId, signal)
    } finally {
      // a lease that cannot be given back ends by itself
      await claim.release().catch(() => {})
    }
  }

  /** The way to give it back; undefined where it was stopped before. */
  async function turnOf({ id: runId, request, origin }: Run, signal: AbortSignal): Promise<(() => void) | undefined> {
    const at = (place: number | undefined): void => {
      const known = executing.get(runId)
      if (known) known.place = place
    }
    try {
      return await queue.enter({ runId, request, asker: origin.actor.id }, at, signal)
    } catch (error) {
      if (signal.aborted) return undefined
      throw error
    } finally {
      at(undefined)
    }
  }

  async function carryOn(runId: string, signal: AbortSignal): Promise<void> {
    const { state, run } = await prism.execute(runId, { signal })
    if (state === 'waiting') await offer(runId)
    else if (state !== 'taken') onEnd(run)
  }

  /** One that waits at another replica, or for whoever starts next, is not begun any more. What somebody works on already nobody else ends. */
  async function cancelElsewhere(runId: string): Promise<void> {
    const run = await prism.run(runId)
    if (run && waits(run) && !run.decision) await prism.refuse(runId, finding('cancelled', { seen: 'before anything of it was done' }))
  }

  /** Whoever may approve it reads it here; there is no comment to tell it in. */
  async function offer(runId: string): Promise<void> {
    const waiting = await prism.plans.waiting(runId)
    if (waiting) await prism.plans.offer(runId, waiting.offer)
  }

  return {
    begin: async (request, origin, dryRun) => {
      const runId = await prism.request(request, origin, { dryRun })
      execute(runId)
      return runId
    },
    resume: (runId) => {
      const known = executing.get(runId)
      if (known) known.again = true
      else execute(runId)
    },
    takeUp: (runId) => {
      if (!executing.has(runId)) execute(runId)
    },
    place: (runId) => executing.get(runId)?.place,
    wait: async (runId, milliseconds) => {
      const ended = executing.get(runId)?.ended
      if (ended && milliseconds > 0) await atMost(ended, milliseconds, clock)
      return prism.run(runId)
    },
    cancel: async (runId) => {
      const commandIds = await prism.cancel(runId)
      const here = executing.get(runId)
      if (here) {
        here.controller.abort(cancelled)
        return { commandIds, elsewhere: [] }
      }
      await cancelElsewhere(runId)
      return { commandIds, elsewhere: await prism.cancelCommands(commandIds) }
    },
    drain: async (milliseconds) => {
      const all = () => Promise.all([...executing.values()].map((d) => d.ended))
      draining.abort()
      await atMost(all(), milliseconds, clock)
      for (const { controller } of executing.values()) controller.abort()
      // an interrupt cancels commands, which takes a call or two
      await atMost(all(), 10_000, clock)
    },
  }
}

/** What only looks is begun at once: whoever asked waits for the answer. */
const waits = ({ request, dryRun, endedAt }: Run): boolean =>
  endedAt === undefined && !dryRun && specOfVerb(request.verb).changes === 'instances'
