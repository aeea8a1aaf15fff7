/**
 * A look by one command at all that have a tag. AWS resolves the tag, after the list was agreed to, so each answer is held against the list:
 * of others nothing is read, and whoever of the list the command did not reach is sent to by id. All pages of its answers are read when so
 * many have ended as are waited for, which one call tells; each page is judged while the next one is read.
 */
import { PrismError } from '../domain/catalogue.ts'
import type { HostJob } from '../domain/plan.ts'
import type { Counts, Invocation, RunCommand } from '../domain/ports.ts'
import type { JobResult } from '../domain/run.ts'
import { awaitInvocations, hasEnded, type Reading, type Sent, type Watched } from './await-invocations.ts'
import { type DispatchContext, readAtOnce } from './dispatch-context.ts'
import { orRefusal } from './refusal.ts'
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
  /** Of the list, nobody else. */
  const open = new Set(instanceIds)
  const judging = new Set<Promise<void>>()
  const failed: unknown[] = []
  const interrupted = new Promise<void>((resolve) => ctx.signal.addEventListener('abort', () => resolve(), { once: true }))
  const judge: Judge = async (page) => {
    const ended = page.filter((one) => open.has(one.instanceId) && hasEnded(one) && !isRefused(one))
    for (const { instanceId } of ended) open.delete(instanceId)
    const seen = new Map(ended.map((one) => [one.instanceId, one]))
    const work = reading(async () => {
      const results: JobResult[] = []
      for (let at = 0; at < ended.length; at += readAtOnce) {
        const some = ended.slice(at, at + readAtOnce)
        results.push(...(await Promise.all(some.map(({ instanceId }) => resultOf(job, instanceId, commandId, { seen }, ctx)))))
      }
      await tell(results)
    })
    // heard of at the end
    const done = work.catch((error: unknown) => void failed.push(error)).finally(() => judging.delete(done))
    judging.add(done)
    // the text of more is not kept: AWS may give pages faster than they are judged
    while (judging.size > pagesAhead && !ctx.signal.aborted) await Promise.race([...judging, interrupted])
    // of what is judged only that it has ended is kept
    return page.map(({ instanceId, state, details }) => ({ instanceId, state, details, output: '', errorOutput: '' }))
  }
  const watched = await awaitInvocations(job, sent, ctx, cleanup, readWhenEnded(sent, { ...ctx, cleanup }, judge))
  await Promise.all(judging)
  if (failed.length > 0) throw failed[0]
  const missed = (id: string): boolean => {
    const listed = watched.seen.get(id)
    return !watched.cancel && !watched.lost && (listed === undefined || isRefused(listed))
  }
  const late = [...open].filter((id) => !missed(id))
  return { watched, results: await Promise.all(late.map((id) => resultOf(job, id, commandId, watched, ctx))) }
}

/** Of the pages that wait to be judged. */
const pagesAhead = 8

type Judge = (page: readonly Invocation[]) => Promise<readonly Invocation[]>

/** Not let through to that one by its tags, or not together with so many others; by its id it may be. */
const isRefused = ({ details }: Invocation): boolean => /^(?:access ?denied|rate ?exceeded)$/i.test(details)

/** Milliseconds. With counts that tell nothing new the list is read all the same after so long, and then after twice as long. */
export const patience = { least: 2000, ofPage: 100, agreed: 30_000 }
/** Of what it took to read the list, so long it is left alone. */
const rest = 2
/** Of an interrupted run, for reading what is listed then. Milliseconds. */
const lastRead = 2000

/**
 * Reads all pages when the counts say that those who are waited for can have ended. The counts may come late, be wrong or be withheld, and
 * others with the tag may end one by one: neither hides who has ended, nor has the pages read again and again.
 */
function readWhenEnded(
  { commandId, instanceIds }: Sent,
  { runCommand, clock, signal, cleanup }: DispatchContext & { readonly cleanup: boolean },
  judge: Judge,
): Reading {
  const now = () => clock.now().getTime()
  let enough = instanceIds.length
  let wait = Math.max(patience.least, patience.ofPage * Math.ceil(enough / 50))
  let last: Counts | undefined
  let news = now()
  let rested = now()
  return async ({ left, cancelled }) => {
    const until = now() + left
    const counts = await countsOf(commandId, runCommand)
    const { ended, of, over } = counts ?? { ended: 0, of: 0, over: false }
    const isWorkedOut = of > 0 && of === last?.of
    if (counts && ended !== last?.ended) news = now()
    last = counts
    const isTold = ended >= enough || over
    const isLate = now() - news >= wait
    const isDue = now() >= rested && (isTold || isLate || (cancelled && left <= lastRead))
    // others, as far as it is worked out who they are, may be all that have ended
    if (!isDue && left > 0) return { ended: Math.max(0, ended - Math.max(0, of - instanceIds.length)) }
    const from = now()
    let listed = 0
    let listedEnded = 0
    // the command is to be cancelled before anything else
    const isCut = (): boolean => (cancelled ? now() >= until : signal.aborted && !cleanup)
    const read = async (page: readonly Invocation[]): Promise<readonly Invocation[] | undefined> => {
      if (listed > 0 && isCut()) return undefined
      listed += page.length
      listedEnded += page.filter(hasEnded).length
      return judge(page)
    }
    const invocations = await runCommand.invocations(commandId, read).finally(() => {
      news = now()
      rested = news + (isCut() ? 0 : rest * (news - from))
      if (isLate) wait *= 2
    })
    if (counts && listedEnded >= ended) wait = Math.max(wait, patience.agreed)
    const done = new Set(invocations.flatMap((one) => (hasEnded(one) ? [one.instanceId] : [])))
    // others were among those that ended
    enough = ended + instanceIds.filter((id) => !done.has(id)).length
    return { invocations, over: over || (isWorkedOut && listed >= of) }
  }
}

/** Whoever may not be told them, or is asked to slow down, reads the list. */
async function countsOf(commandId: string, { counts }: Pick<RunCommand, 'counts'>): Promise<Counts | undefined> {
  const { answer, refused } = await orRefusal(counts(commandId))
  if (refused?.code === 'aws-credentials') throw new PrismError(refused)
  return answer
}
