/**
 * One instance's result of one job. The transcript decides, whatever SSM's status says; without one, SSM's status tells
 * what may have happened, and silence is never green.
 */
import { type Finding, type FindingCode, finding } from '../domain/catalogue.ts'
import { quote } from '../domain/names.ts'
import type { HostJob } from '../domain/plan.ts'
import type { Invocation } from '../domain/ports.ts'
import type { JobResult } from '../domain/run.ts'
import { membersShared, type Share } from '../domain/shared-values.ts'
import { hasEnded, type Watched } from './await-invocations.ts'
import type { DispatchContext } from './dispatch-context.ts'
import { distributorResult } from './distributor-result.ts'
import { orRefusal, passes } from './refusal.ts'

export async function resultOf(
  ...asked: readonly [job: HostJob, instanceId: string, commandId: string, watched: Watched, ctx: DispatchContext]
): Promise<JobResult> {
  return kept(await judged(...asked), asked[4].share)
}

/** Of thousands of hosts what is equal is kept once, and nothing of the texts. */
function kept(result: JobResult, share: Share): JobResult {
  if (result.kind !== 'transcript') return share(result)
  const { observation, ...told } = result
  if (observation?.kind !== 'observed') return membersShared(told, share)
  return { ...membersShared(told, share), observation: { ...observation, facts: membersShared(observation.facts, share) } }
}

async function judged(job: HostJob, instanceId: string, commandId: string, watched: Watched, ctx: DispatchContext): Promise<JobResult> {
  const none = (code: FindingCode, seen: string): JobResult => ({
    kind: 'none',
    instanceId,
    finding: finding(code, { seen: `${seen} (command ${commandId})`, instanceId }),
  })
  const invocation = watched.seen.get(instanceId)
  if (!invocation || !hasEnded(invocation)) {
    const last = invocation ? `, last state ${invocation.details}` : ''
    if (watched.cancel?.refused) return none('not-cancelled', watched.cancel.refused.seen)
    if (watched.lost) return none('sight-lost', `${watched.lost.seen}${last}`)
    if (watched.cancel) return none('cancelled', 'interrupted while the command was running')
    return none('outcome-unknown', `the command did not end within the time limit${last}`)
  }
  if (job.script === 'distributor') return distributorResult(instanceId, commandId, invocation)
  await ctx.turn()
  const at = ctx.clock.now().toISOString()
  const fromSummary = ctx.scripts.readTranscript(job, instanceId, at, invocation.output, 'summary')
  if (fromSummary.kind === 'transcript') return fromSummary
  const { full, refused }: Fetched = hasNothing(job, invocation, ctx) ? {} : await fetched(commandId, invocation, ctx)
  if (full) {
    const result = ctx.scripts.readTranscript(job, instanceId, at, full.output, 'full')
    if (result.kind === 'transcript') return result
    if (result.kind === 'none' && (result.finding.code !== 'transcript-missing' || invocation.state === 'success')) return result
  }
  switch (invocation.state) {
    case 'not-delivered':
      return none('not-delivered', invocation.details)
    case 'cancelled':
      return none('invocation-cancelled', invocation.details)
    case 'timed-out':
      return none('invocation-timed-out', invocation.details)
    case 'failed':
      return none(
        'invocation-failed',
        `${invocation.details}, exit ${invocation.exitCode ?? '?'}: ${quote((full?.errorOutput ?? invocation.errorOutput).trim().slice(-200), 200)}`,
      )
    case 'success':
    case 'pending':
    case 'running':
      if (refused) return none('sight-lost', refused.seen)
      return none('transcript-missing', 'SSM lists the command as ended but does not show its output')
  }
}

/** What was never begun printed nothing, nor did a look that an interrupt cancelled before its end: that is not asked again of each of thousands. */
const hasNothing = (job: HostJob, { state, output }: Invocation, { signal }: Pick<DispatchContext, 'signal'>): boolean =>
  state === 'not-delivered' || (state === 'cancelled' && output === '' && !job.changes && signal.aborted)

/** Pauses in milliseconds before GetCommandInvocation is asked again: it can lag behind the list that told of the end. */
const pauses = [500, 1000, 2000, 4000]

type Fetched = { readonly full?: Invocation; readonly refused?: Finding }

async function fetched(commandId: string, listed: Invocation, ctx: DispatchContext): Promise<Fetched> {
  for (let n = 0; ; n++) {
    const asked = await orRefusal(ctx.runCommand.output(commandId, listed.instanceId))
    if (!asked.refused && hasCaughtUp(asked.answer, listed)) return { full: asked.answer }
    const refused = asked.refused
    if (n === pauses.length || (refused && !passes(refused))) return refused ? { refused } : {}
    await ctx.clock.sleep(pauses[n]!, ctx.signal)
  }
}

const hasCaughtUp = (full: Invocation, listed: Invocation): boolean => hasEnded(full) && (full.output !== '' || listed.output === '')
