/**
 * A look by one command at all that have a tag. AWS resolves the tag, after the list was agreed to, so each answer is held against the list:
 * of others nothing is read, and whoever of the list the command did not reach is sent to by id. All pages of its answers are read when so
 * many have ended as are waited for, which one call tells; each page is judged while the next one is read.
 */
import type { HostJob } from '../domain/plan.ts'
import type { Invocation } from '../domain/ports.ts'
import type { JobResult } from '../domain/run.ts'
import { awaitInvocations, hasEnded, type Reading, type Sent, type Watched } from './await-invocations.ts'
import type { DispatchContext } from './dispatch-context.ts'
import { resultOf } from './result-of.ts'

type Ways = {
  /** Takes turns with what else is read. */
  readonly reading: <T>(work: () => Promise<T>) => Promise<T>
  /** Of a page, as it is judged. */
  readonly tell: (results: readonly JobResult[]) => Promise<void>
}

/** The results that were not told yet. Of whom there is none at all the command did not reach. */
export async function collectByTag(
  job: HostJob,
  sent: Sent & Ways,
  ctx: DispatchContext,
  cleanup: boolean,
): Promise<{ readonly watched: Watched; readonly results: readonly JobResult[] }> {
  const { commandId, instanceIds, reading, tell } = sent
  const meant = new Set(instanceIds)
  const open = new Set(instanceIds)
  const judging: Promise<void>[] = []
  const judge = (page: readonly Invocation[]): readonly Invocation[] => {
    const ours = page.filter((one) => meant.has(one.instanceId))
    const ended = ours.filter((one) => open.has(one.instanceId) && hasEnded(one) && !isRefused(one))
    for (const { instanceId } of ended) open.delete(instanceId)
    if (ended.length > 0) {
      const seen = new Map(ended.map((one) => [one.instanceId, one]))
      const work = reading(async () => {
        await tell(await Promise.all(ended.map(({ instanceId }) => resultOf(job, instanceId, commandId, { seen }, ctx))))
      })
      // heard of at the end
      work.catch(() => undefined)
      judging.push(work)
    }
    // of what is judged only that it has ended is kept
    return ours.map(({ instanceId, state, details }) => ({ instanceId, state, details, output: '', errorOutput: '' }))
  }
  const watched = await awaitInvocations(job, sent, ctx, cleanup, readWhenEnded(sent, ctx, judge))
  await Promise.all(judging)
  const missed = (id: string): boolean => {
    const listed = watched.seen.get(id)
    return !watched.cancel && !watched.lost && (listed === undefined || isRefused(listed))
  }
  const late = [...open].filter((id) => !missed(id))
  return { watched, results: await Promise.all(late.map((id) => resultOf(job, id, commandId, watched, ctx))) }
}

/** Not let through to that one by its tags; by its id it may be. */
const isRefused = ({ details }: Invocation): boolean => /^access ?denied$/i.test(details)

function readWhenEnded(
  { commandId, instanceIds }: Sent,
  { runCommand }: DispatchContext,
  judge: (page: readonly Invocation[]) => readonly Invocation[],
): Reading {
  let enough = instanceIds.length
  return async (last) => {
    const { ended = 0, over = false } = (await runCommand.counts(commandId)) ?? {}
    if (ended < enough && !over && !last) return undefined
    const invocations = await runCommand.invocations(commandId, judge)
    const done = new Set(invocations.flatMap((one) => (hasEnded(one) ? [one.instanceId] : [])))
    // others were among those that ended
    enough = ended + instanceIds.filter((id) => !done.has(id)).length
    return { invocations, over }
  }
}
