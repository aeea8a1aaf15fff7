/** A 👍 on a plan's comment is heard as another person's word for it, each once; with the last one that is needed the plan is carried out. */
import { type GitHub, mayWrite } from '../../domain/github.ts'
import type { Run } from '../../domain/run.ts'
import { code } from '../../render/escape.ts'
import type { Answering } from './answer-comment.ts'
import { thumbMarker } from './comment-body.ts'
import { type Followed, followRun } from './follow-run.ts'
import { footOf } from './ledgers.ts'
import { approvalReply, refusedReply, thumbReply } from './replies.ts'
import { runIdOfThumb } from './run-id.ts'
import { startStickyComment } from './sticky-comment.ts'
import type { ThumbEvent } from './thumb-event.ts'

/** Never throws. `open`: it has to be tried again, as long as the plan waits. */
export async function answerThumb(on: Answering, github: GitHub, event: ThumbEvent, again: boolean): Promise<'settled' | 'open'> {
  const { prism, log, clock } = on
  const plan = await prism.run(event.planOf).catch(() => undefined)
  const { offer, origin } = plan ?? {}
  if (!plan || !offer || origin?.entrypoint !== 'github') return 'settled'
  try {
    return (await heard()) === 'told' ? 'settled' : 'open'
  } catch (error) {
    log.error('a 👍 could not be heard', { reaction: event.thumbId, planOf: plan.id, error })
    return Date.parse(offer.expiresAt) > clock.now().getTime() ? 'open' : 'settled'
  }

  async function heard(): Promise<Followed['told']> {
    if (!offer || origin?.entrypoint !== 'github') return 'told'
    const thread = github.thread(event.repository, event.issue)
    const standsSince = again ? new Date(event.at) : undefined
    const runId = runIdOfThumb(on.gitHubAt, event)
    const following = { ...on, thread, standsSince, spoken: on.language.formatCommand }
    const follow = async (run: Run) => (await followRun(following, run.id, run.request, origin, { begun: true })).told
    const say = async (body: string): Promise<Followed['told']> => {
      const pace = { signal: on.signal, standsSince, ...(on.every === undefined ? {} : { every: on.every }) }
      const foot = (): string => footOf(on.ledgers, origin.repository, false)
      const comment = startStickyComment({ thread, clock, log, marker: thumbMarker(event.thumbId), body: async () => body, foot, ...pace })
      return (await comment.finish(thumbReply(event.by.login, body))) === undefined ? 'open' : 'told'
    }
    const begun = again ? await prism.run(runId) : undefined
    if (begun) {
      // it was released, and perhaps the run that planned was not ended any more
      if (begun.agreed) await prism.execute(begun.agreed.planOf)
      return follow(begun)
    }
    // on a public repository everybody can react; who has no say gets no answer
    if (!mayWrite(await github.permission(event.repository, event.by))) {
      log.info('a 👍 of somebody who may not write', { reaction: event.thumbId, by: event.by.id })
      return 'told'
    }
    const actor = { id: String(event.by.id), name: event.by.login }
    const said = await prism.plans.approve(origin.repository, offer.digest, { actor, reactionId: event.thumbId, runId })
    switch (said.kind) {
      case 'refused':
        return say(refusedReply([said.finding]))
      case 'recorded':
        return say(approvalReply(said.missing.count, said.missing.from.map(code)))
      case 'released':
        return follow(said.run)
    }
  }
}
