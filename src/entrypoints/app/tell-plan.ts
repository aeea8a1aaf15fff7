/** A plan that others have to approve, told in a comment of its own that is never edited: what stands there is what they approve. */
import type { OpenPlans } from '../../compose/prism.ts'
import { GitHubError, type OwnComment, type Thread } from '../../domain/github.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Origin } from '../../domain/request.ts'
import type { Run } from '../../domain/run.ts'
import { code, fence } from '../../render/escape.ts'
import { framed, type Marker, planMarker } from './comment-body.ts'
import type { Log } from './log.ts'

export type Telling = {
  readonly plans: OpenPlans
  readonly thread: Thread
  readonly clock: Clock
  readonly log: Log
  /** Markdown of the plan. */
  readonly render: (run: Run) => string
  /** An earlier process may have told it and kept no record of that: since when. */
  readonly standsSince?: Date | undefined
}

/** Milliseconds before the next attempt; a comment that was perhaps made is looked for first. */
const pauses = [1_000, 5_000, 15_000, 60_000]

/** Undefined where there was nothing to tell, or GitHub takes no comment: then nobody can approve the plan, and it is asked for again. */
export async function tellPlan(
  on: Telling,
  runId: string,
  origin: Origin & { readonly entrypoint: 'github' },
): Promise<string | undefined> {
  const waiting = await on.plans.waiting(runId)
  if (!waiting) return undefined
  const { run, answer, needs, offer } = waiting
  const marker = planMarker(runId)
  const people = needs.count === 1 ? 'one person' : `${needs.count} people`
  const asker = run.origin.actor.name
  const text = [
    on.render({ ...run, state: 'done', endedAt: on.clock.now().toISOString(), answer }),
    '',
    `**Waits for approval** by ${people} besides ${code(asker)}: ${needs.from.map(code).join(', or ')}. To approve exactly this plan, until ${offer.expiresAt}:`,
    '',
    fence([`/prism approve ${offer.code}`]),
    '',
    ...(needs.thumbs
      ? ['A 👍 on this comment approves it too, where a rule takes one, as long as it stands: take it away, and it does not count.', '']
      : []),
    'This comment is never edited; if anybody edits it, the plan is void. When it is carried out everything is looked at and planned again, and anything else than this is refused.',
  ].join('\n')
  const body = framed(text, marker)
  const comment = await posted(on, body, marker)
  if (!comment) return undefined
  const told = { repository: origin.repository, issue: origin.issue, commentId: comment.id, url: comment.url, body }
  await on.plans.offer(runId, offer, told)
  return comment.url
}

/**
 * What an earlier process posted, and nobody could approve, since no record was kept of it, is taken away: it is told with another time, and
 * may have been edited.
 */
async function posted({ thread, clock, log, standsSince }: Telling, body: string, marker: Marker): Promise<OwnComment | undefined> {
  const since = new Date((standsSince ?? clock.now()).getTime() - 5 * 60_000)
  let isPosted = false
  for (let attempt = 0; ; attempt++) {
    try {
      const stands = isPosted || standsSince ? await thread.findOurs(marker, since) : undefined
      if (stands && isPosted) return stands
      if (stands) await thread.remove(stands.id)
      isPosted = true
      return await thread.create(body)
    } catch (error) {
      const pause = pauses[attempt]
      const passes = error instanceof GitHubError && (error.code === 'unavailable' || error.code === 'rate-limited')
      log.warn('a plan could not be told', { error, again: passes && pause !== undefined })
      if (!passes || pause === undefined) return undefined
      await clock.sleep(Math.max(pause, (error.retryAfterSeconds ?? 0) * 1_000))
    }
  }
}
