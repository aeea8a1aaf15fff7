/** Waits for a command's invocations: one ListCommandInvocations per tick, 0.5 s growing to 2 s (measured in facts). */
import { PrismError } from '../domain/catalogue.ts'
import type { HostJob } from '../domain/plan.ts'
import type { Invocation } from '../domain/ports.ts'
import { type DispatchContext, deliverySeconds } from './dispatch-context.ts'

const firstTick = 500
const longestTick = 2000
const growth = 1.3
/** Beyond delivery and execution: SSM's own slowness in telling. */
const graceSeconds = 30
/** How long an interrupted run waits for SSM to say that it cancelled; a runner kills us soon after. */
const cancelSeconds = 4

/** Returns what was last seen of each instance; one that is absent was never listed. Stops at the job's own limits; throws what waiting cannot cure. */
export async function awaitInvocations(
  job: HostJob,
  instanceIds: readonly string[],
  commandId: string,
  ctx: DispatchContext,
  cleanup: boolean,
): Promise<ReadonlyMap<string, Invocation>> {
  let deadline = ctx.clock.now().getTime() + (deliverySeconds + job.executionSeconds + graceSeconds) * 1000
  let seen: ReadonlyMap<string, Invocation> = new Map()
  let cancelled = false
  for (let tick = firstTick; ; tick = Math.min(tick * growth, longestTick)) {
    await ctx.clock.sleep(tick, cancelled || cleanup ? undefined : ctx.signal)
    if (ctx.signal.aborted && !cancelled && !cleanup) {
      cancelled = true
      deadline = Math.min(deadline, ctx.clock.now().getTime() + cancelSeconds * 1000)
      await ctx.runCommand.cancel(commandId).catch(() => undefined)
    }
    const listed = await ctx.runCommand.invocations(commandId).catch(passing)
    if (listed) seen = new Map(listed.map((i) => [i.instanceId, i]))
    ctx.onProgress({
      runId: ctx.run().id,
      job: job.key,
      script: job.script,
      invocations: instanceIds.map((instanceId) => ({ instanceId, state: seen.get(instanceId)?.state ?? 'pending' })),
    })
    if (instanceIds.every((id) => hasEnded(seen.get(id)))) return seen
    if (ctx.clock.now().getTime() >= deadline) return seen
  }
}

/** A poll that fails is made again, but not one that will fail for ever. */
function passing(error: unknown): undefined {
  if (error instanceof PrismError && (error.finding.code === 'aws-denied' || error.finding.code === 'aws-credentials')) throw error
  return undefined
}

export function hasEnded(invocation: Invocation | undefined): boolean {
  return invocation !== undefined && invocation.state !== 'pending' && invocation.state !== 'running'
}
