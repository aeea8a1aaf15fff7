/** Deliveries from the webhook to the end of the conversation: kept before they are acknowledged, worked on after it, settled when nothing is left to say. */
import type { Inbox, KeptDelivery } from '../../compose.ts'
import type { Clock } from '../../domain/ports.ts'
import { type CommentEvent, parseCommentEvent } from './comment-event.ts'
import type { Log } from './log.ts'
import type { Delivery } from './webhook-server.ts'

/** `again`: an earlier attempt, perhaps another process's, got as far as nobody knows. Resolves to whether nothing is left to do. */
export type Answer = (event: CommentEvent, again: boolean) => Promise<'settled' | 'open'>

export type Deliveries = {
  /** Resolves when the delivery is kept, to the work on it; to undefined where there is none. */
  readonly receive: (delivery: Delivery) => Promise<(() => Promise<void>) | undefined>
  /** Works on all that is open and that nobody works on. Resolves when the work has begun. */
  readonly resume: () => Promise<void>
}

type Options = {
  readonly inbox: Inbox
  readonly answer: Answer
  /** Holds the work while it lasts, so that a shutdown can wait for it. */
  readonly underWay: Set<Promise<void>>
  readonly log: Log
  readonly clock: Pick<Clock, 'now'>
}

export function makeDeliveries({ inbox, answer, underWay, log, clock }: Options): Deliveries {
  /** By id, so that nothing is worked on twice at a time. */
  const working = new Set<string>()

  function work(id: string, event: CommentEvent, again: boolean): Promise<void> {
    if (working.has(id)) return Promise.resolve()
    working.add(id)
    const done = (async () => {
      if ((await answer(event, again)) === 'open') return log.warn('not everything was said; it is tried again', { delivery: id })
      await inbox.settle(id)
      log.info('settled', { delivery: id, comment: event.commentId })
    })()
      .catch((error: unknown) => log.error('a delivery could not be worked on', { delivery: id, error }))
      .finally(() => {
        working.delete(id)
        underWay.delete(done)
      })
    underWay.add(done)
    return done
  }

  async function workAgain({ id, content }: KeptDelivery): Promise<void> {
    const parsed = parseCommentEvent(id, content)
    if (parsed.kind === 'comment') return work(id, parsed.event, true)
    log.error('a kept delivery is not understood by this version', { delivery: id, why: parsed.why })
  }

  return {
    receive: async ({ id, payload }) => {
      const parsed = parseCommentEvent(id, payload)
      if (parsed.kind === 'ignored') {
        log.debug('ignored', { delivery: id, why: parsed.why })
        return undefined
      }
      const { event, content } = parsed
      // most comments of a busy repository are nobody's business here
      if (!/\/prism/i.test(event.body)) return undefined
      const subject = `comment ${event.commentId}`
      if ((await inbox.keep({ id, subject, receivedAt: clock.now().toISOString(), content })) === 'kept')
        return () => work(id, event, false)
      log.info('delivered before', { delivery: id, comment: event.commentId })
      const open = (await inbox.open()).find((d) => d.subject === subject && !working.has(d.id))
      return open && (() => workAgain(open))
    },
    resume: async () => {
      for (const delivery of await inbox.open()) if (!working.has(delivery.id)) void workAgain(delivery)
    },
  }
}
