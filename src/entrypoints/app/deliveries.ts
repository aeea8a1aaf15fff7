/** Deliveries from the webhook to the end of the conversation: kept before they are acknowledged, worked on after it, settled when nothing is left to say. */
import type { Claims, Inbox, KeptDelivery } from '../../compose/store.ts'
import type { Clock } from '../../domain/ports.ts'
import { type CommentEvent, parseCommentEvent } from './comment-event.ts'
import { type Held, holding } from './held-thread.ts'
import { isLeft, type LeftEvent, parseLeftEvent } from './left-event.ts'
import type { Log } from './log.ts'
import { type PullEvent, parsePullEvent } from './pull-event.ts'
import { isThumb, parseThumbEvent, type ThumbEvent } from './thumb-event.ts'
import type { Delivery } from './webhook-server.ts'

type Received = CommentEvent | PullEvent | LeftEvent | ThumbEvent

/** `again`: an earlier attempt, perhaps another process's, got as far as nobody knows. Resolves to whether nothing is left to do. */
export type Answer = (event: Received, again: boolean, held: Held) => Promise<'settled' | 'open'>

export type Deliveries = {
  /** Resolves when the delivery is kept, to the work on it; to undefined where there is none. */
  readonly receive: (delivery: Delivery) => Promise<(() => Promise<void>) | undefined>
  /** What no webhook tells, and was found by looking: kept and worked on as a delivery is, each once. */
  readonly take: (event: ThumbEvent) => Promise<void>
  /** Works on all that is open and that nobody works on. Resolves when the work has begun. */
  readonly resume: () => Promise<void>
}

type Options = {
  readonly inbox: Inbox
  /** Of several replicas one works on a delivery. */
  readonly claims: Claims
  readonly answer: Answer
  /** Holds the work while it lasts, so that a shutdown can wait for it. */
  readonly underWay: Set<Promise<void>>
  readonly log: Log
  readonly clock: Clock
}

/** Seconds, one a look. */
const mostLooks = 1_800

export function makeDeliveries({ inbox, claims, answer, underWay, log, clock }: Options): Deliveries {
  /** By id, so that nothing is worked on twice at a time. */
  const working = new Set<string>()

  function work(id: string, event: Received, content: unknown, again: boolean): Promise<void> {
    if (working.has(id)) return Promise.resolve()
    working.add(id)
    const done = claimed(id, event, content, again)
      .catch((error: unknown) => log.error('a delivery could not be worked on', { delivery: id, error }))
      .then((worked) => {
        working.delete(id)
        underWay.delete(done)
        // it may be nobody's: what became free while we were still at it was not taken up
        if (worked === 'lost')
          void resume().catch((error: unknown) => log.error('what was lost is perhaps not taken up', { delivery: id, error }))
      })
    underWay.add(done)
    return done
  }

  async function claimed(id: string, event: Received, content: unknown, again: boolean): Promise<'lost' | 'over'> {
    const claim = await claims.claim(`delivery ${id}`)
    // another replica's, or settled by one
    if (!claim) return 'over'
    try {
      if (!(await inbox.isOpen(id))) return 'over'
      const said = await answer(
        event,
        again,
        holding(claim, () => void sayAgain(id, content)),
      )
      if (!(await claim.holds())) {
        log.warn('it is another replica’s by now, or nobody’s', { delivery: id })
        return 'lost'
      }
      if (said === 'open') log.warn('not everything was said; it is tried again', { delivery: id })
      else {
        await inbox.settle(id)
        log.info('settled', { delivery: id, ...('commentId' in event ? { comment: event.commentId } : {}) })
      }
      return 'over'
    } finally {
      await claim.release()
    }
  }

  /** Once whoever works on it by now has said its last word: that may stand below what was written late. */
  async function sayAgain(id: string, content: unknown): Promise<void> {
    try {
      for (let looks = 0; looks < mostLooks && (await inbox.isOpen(id)); looks++) await clock.sleep(1_000)
      await inbox.reopen(id, content)
      log.warn('it was written late; it is said again', { delivery: id })
      await resume()
    } catch (error) {
      log.error('it was written late, and is perhaps not said again', { delivery: id, error })
    }
  }

  async function workAgain({ id, content }: KeptDelivery): Promise<void> {
    const parsed = isComment(content)
      ? parseCommentEvent(id, content)
      : isThumb(content)
        ? parseThumbEvent(content)
        : isLeft(content)
          ? parseLeftEvent(id, content)
          : parsePullEvent(id, content)
    if (parsed.kind !== 'ignored') return work(id, parsed.event, content, true)
    log.error('a kept delivery is not understood by this version', { delivery: id, why: parsed.why })
  }

  async function resume(): Promise<void> {
    for (const delivery of await inbox.open()) if (!working.has(delivery.id)) void workAgain(delivery)
  }

  return {
    receive: async ({ id, name, payload }) => {
      const parsed = parserOf(name)(id, payload)
      if (parsed.kind === 'ignored') {
        log.debug('ignored', { delivery: id, why: parsed.why })
        return undefined
      }
      const { event, content } = parsed
      // most comments of a busy repository are nobody's business here
      if ('body' in event && !/\/prism/i.test(event.body)) return undefined
      // a pull request is looked at as it is then, however often
      const subject = 'commentId' in event ? `comment ${event.commentId}` : `delivery ${id}`
      if ((await inbox.keep({ id, subject, receivedAt: clock.now().toISOString(), content })) === 'kept')
        return () => work(id, event, content, false)
      log.info('delivered before', { delivery: id, subject })
      const open = (await inbox.open()).find((d) => d.subject === subject && !working.has(d.id))
      return open && (() => workAgain(open))
    },
    take: async (event) => {
      const id = `reaction ${event.thumbId}`
      const content = { thumb: event }
      if ((await inbox.keep({ id, subject: id, receivedAt: clock.now().toISOString(), content })) === 'known') return
      log.info('a 👍 was found', { delivery: id, planOf: event.planOf, by: event.by.id })
      void work(id, event, content, false)
    },
    resume,
  }
}

const parserOf = (name: string) =>
  name === 'issue_comment' ? parseCommentEvent : name === 'organization' || name === 'membership' ? parseLeftEvent : parsePullEvent

const isComment = (content: unknown): boolean => typeof content === 'object' && content !== null && 'comment' in content
