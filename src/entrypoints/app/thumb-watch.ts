/** Looks for a 👍 on the plans that one can approve. Where no policy takes any, GitHub is asked nothing. */
import type { Prism } from '../../compose/prism.ts'
import type { GitHub, Repository } from '../../domain/github.ts'
import type { Log } from './log.ts'
import type { ThumbEvent } from './thumb-event.ts'

type Watching = {
  readonly prism: Pick<Prism, 'plans'>
  readonly github: (repository: Repository) => Promise<Pick<GitHub, 'thread'>>
  /** Of a 👍 that was taken before nothing comes. */
  readonly take: (event: ThumbEvent) => Promise<void>
  readonly log: Log
}

/** Returns one look. Whether a 👍 counts is decided where it is heard; here only what can be nobody's approval is left out. */
export function makeThumbWatch({ prism, github, take, log }: Watching): () => Promise<void> {
  return async () => {
    for (const { id, offer, origin, approved = [] } of await prism.plans.byThumb()) {
      const told = offer?.told
      if (!told) continue
      try {
        const [owner = '', repo = ''] = told.repository.split('/')
        const thread = (await github({ owner, repo })).thread({ owner, repo }, told.issue)
        const { thumbs = [] } = (await thread.thumbs(told.commentId)) ?? {}
        // whoever wrote it, or asked for it, has no more to say by a 👍
        const silent = [origin.actor.id, ...approved.flatMap((a) => (a.reactionId === undefined ? a.by.id : []))]
        for (const { id: thumbId, by, isPerson, at } of thumbs)
          if (isPerson && !silent.includes(String(by.id)))
            await take({ thumbId, by, at, repository: { owner, repo }, issue: told.issue, planOf: id })
      } catch (error) {
        log.warn('the reactions to a plan could not be read', { planOf: id, error })
      }
    }
  }
}
