/** Waits for a command's invocations: one ListCommandInvocations for all of them at a time, when the pace says so. */
import type { Finding } from '../domain/catalogue.ts'
import type { HostJob } from '../domain/plan.ts'
import type { Invocation } from '../domain/ports.ts'
import { type DispatchContext, deliverySeconds } from './dispatch-context.ts'
import type { Pace } from './pace.ts'
import { isFinal, orRefusal, passes } from './refusal.ts'

/** What other commands of the job teach is heard of after so long. */
const longestSleep = 500
/** Beyond delivery and execution: SSM's own slowness in telling. */
const graceSeconds = 30
/** How long an interrupted run waits for SSM to say that it cancelled; a runner kills us soon after. */
const cancelSeconds = 4
/** A question that AWS refuses so many times one after the other it will go on refusing. */
const refusalsInARow = 3

/** One of the commands of a job. */
export type Sent = {
  readonly commandId: string
  readonly instanceIds: readonly string[]
  /** Its place among them. */
  readonly place: number
  readonly pace: Pace
}

export type Watched = {
  /** What was last seen of each instance; one that is absent was never listed. */
  readonly seen: ReadonlyMap<string, Invocation>
  /** Set where waiting was given up because AWS refuses the question itself: what happened after is not known. */
  readonly lost?: Finding
  /** Set where an interrupt asked SSM to cancel: `refused` where SSM did not take it. */
  readonly cancel?: { readonly refused?: Finding }
}

/** Reads what SSM lists, or no more than how many have `ended`, who is not known, where it is not worth reading yet. */
export type Reading = (limit: Limit) => Promise<Listed | { readonly ended: number }>
/** `left`: milliseconds; at none it is read for the last time. `cancelled`: whoever waits will be killed soon after. */
export type Limit = { readonly left: number; readonly cancelled: boolean }
/** `over`: whoever is not listed will not be. */
export type Listed = { readonly invocations: readonly Invocation[]; readonly over: boolean }

/** Stops at the job's own limits. Throws nothing that AWS answers. */
export async function awaitInvocations(
  job: HostJob,
  { commandId, instanceIds, place, pace }: Sent,
  ctx: DispatchContext,
  cleanup: boolean,
  read: Reading = async () => ({ invocations: await ctx.runCommand.invocations(commandId), over: false }),
): Promise<Watched> {
  const now = () => ctx.clock.now().getTime()
  let deadline = now() + (deliverySeconds + job.executionSeconds + graceSeconds) * 1000
  /** What was waited for it, and at the last question. By sleeps, so that a question that AWS was slow to answer teaches nothing. */
  let age = 0
  let last = 0
  let seen: ReadonlyMap<string, Invocation> = new Map()
  let cancel: Watched['cancel']
  let refusals = 0
  const watched = (lost?: Finding): Watched => ({ seen, ...(lost ? { lost } : {}), ...(cancel ? { cancel } : {}) })
  const untilDue = async (): Promise<void> => {
    for (;;) {
      if (ctx.signal.aborted && !cleanup && !cancel) return
      const left = Math.min(pace.wait({ last, now: age, place }), deadline - now())
      if (left <= 0) return
      const some = Math.min(left, longestSleep)
      await ctx.clock.sleep(some, cancel || cleanup ? undefined : ctx.signal)
      age += some
    }
  }
  for (;;) {
    await untilDue()
    last = Math.max(age, last + 1)
    if (ctx.signal.aborted && !cleanup && (!cancel || (cancel.refused && passes(cancel.refused)))) {
      if (!cancel) deadline = Math.min(deadline, now() + cancelSeconds * 1000)
      const { refused } = await orRefusal(ctx.runCommand.cancel(commandId))
      cancel = refused ? { refused } : {}
    }
    const { answer, refused: trouble } = await orRefusal(read({ left: deadline - now(), cancelled: cancel !== undefined }))
    const listed = answer && 'invocations' in answer ? answer : undefined
    if (listed) seen = new Map(listed.invocations.map((i) => [i.instanceId, i]))
    ctx.onProgress({
      runId: ctx.run().id,
      job: job.key,
      script: job.script,
      invocations: instanceIds.map((instanceId) => ({ instanceId, state: seen.get(instanceId)?.state ?? 'pending' })),
      ...(answer && 'ended' in answer ? { ended: answer.ended } : {}),
      ...(trouble ? { trouble } : {}),
    })
    refusals = trouble && !passes(trouble) ? refusals + 1 : 0
    if (trouble && (isFinal(trouble) || refusals >= refusalsInARow)) return watched(trouble)
    const isOver = listed?.over === true
    if (listed && instanceIds.every((id) => hasEnded(seen.get(id)) || (isOver && !seen.has(id)))) {
      pace.ended(last)
      return watched()
    }
    if (now() >= deadline && (listed || trouble)) return watched(trouble)
  }
}

export function hasEnded(invocation: Invocation | undefined): boolean {
  return invocation !== undefined && invocation.state !== 'pending' && invocation.state !== 'running'
}
