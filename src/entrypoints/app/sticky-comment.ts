/**
 * One comment that lives through a run: created once, edited through its stages, at most one stage every two seconds; the end does not
 * wait for that. GitHub may fail in the middle: stages are then skipped, but the last body is tried again until it stands or its time
 * is over.
 */
import { GitHubError, type OwnComment, type Thread } from '../../domain/github.ts'
import type { Clock } from '../../domain/ports.ts'
import { framed, type Marker } from './comment-body.ts'
import { NotOurs } from './held-thread.ts'
import type { Log } from './log.ts'

export type StickyComment = {
  /** Something changed: the body is asked for when it is time to write. */
  readonly touch: () => void
  /** Resolves when the first write was tried: false where GitHub refuses this thread to us for good. */
  readonly begun: Promise<boolean>
  /**
   * The last body. Resolves to the comment in which it stands; to `refused` where GitHub does not take it for good, to undefined where its
   * time was over (both logged) or another replica writes there.
   */
  readonly finish: (body: string) => Promise<OwnComment | 'refused' | undefined>
}

export type StickyOptions = {
  readonly thread: Thread
  readonly clock: Clock
  readonly log: Log
  readonly marker: Marker
  /** The body of the moment. */
  readonly body: () => Promise<string>
  /** Below the body, as it is at the moment; never cut. */
  readonly foot?: () => string
  /** Since when a comment of an earlier process may stand: it is looked for before one is created. */
  readonly standsSince?: Date | undefined
  /** Milliseconds between two stages. */
  readonly every?: number
  /** How long the last body is tried, in milliseconds. */
  readonly patience?: number
  /** Aborted when the server must end: no more waiting, one more try. */
  readonly signal?: AbortSignal
}

export const defaultEvery = 2_000
const defaultPatience = 15 * 60_000
const longestPause = 60_000

export function startStickyComment(options: StickyOptions): StickyComment {
  const { clock, log, marker, signal } = options
  const every = options.every ?? defaultEvery
  let wanted = false
  let last: { readonly body: string; readonly deadline: number } | undefined
  let wake: () => void = () => {}
  const ending = new AbortController()
  const { promise: begun, resolve: begin } = Promise.withResolvers<boolean>()
  const writer = makeWriter(options, clock.now())

  const somethingToWrite = async (): Promise<void> => {
    while (!last && (!wanted || signal?.aborted))
      await new Promise<void>((resolve) => {
        wake = resolve
      })
  }

  const written = (async (): Promise<OwnComment | 'refused' | undefined> => {
    for (let failures = 0; ; ) {
      await somethingToWrite()
      wanted = false
      const final = last
      try {
        const standing = await writer.write(framed(final?.body ?? (await options.body()), marker, options.foot?.()), final !== undefined)
        begin(true)
        if (final) return standing
        failures = 0
      } catch (error) {
        if (error instanceof NotOurs) {
          begin(true)
          return undefined
        }
        failures++
        wanted = true
        begin(!isHopeless(error))
        log.warn('the sticky comment could not be written', { marker, attempt: failures, error })
        if (final && (isHopeless(error) || signal?.aborted || clock.now().getTime() > final.deadline)) {
          log.error('the result could not be posted', { marker, body: final.body })
          return isHopeless(error) ? 'refused' : undefined
        }
        await clock.sleep(pause(error, failures, every), signal)
        continue
      }
      await clock.sleep(every, ending.signal)
    }
  })()

  return {
    begun,
    touch: () => {
      wanted = true
      wake()
    },
    finish: (body) => {
      last = { body, deadline: clock.now().getTime() + (options.patience ?? defaultPatience) }
      wake()
      ending.abort()
      return written
    },
  }
}

/** Creates or edits, whichever it takes for the thread to hold exactly one comment of ours with this marker. */
function makeWriter({ thread, marker, standsSince }: StickyOptions, startedAt: Date) {
  /** GitHub's clock may be behind ours. */
  const since = new Date((standsSince ?? startedAt).getTime() - 5 * 60_000)
  let comment: OwnComment | undefined
  let perhapsCreated = standsSince !== undefined
  let stands = ''

  return {
    write: async (body: string, isLast: boolean): Promise<OwnComment> => {
      if (comment && body === stands) return comment
      if (!comment && perhapsCreated) comment = await thread.findOurs(marker, since)
      if (comment && (await edited(comment.id, body, isLast))) return comment
      try {
        comment = await thread.create(body)
        stands = body
        return comment
      } catch (error) {
        perhapsCreated ||= error instanceof GitHubError && error.code === 'unavailable'
        throw error
      }
    },
  }

  /** False where the comment was deleted and the last body must be posted again; a stage is not worth a second comment. */
  async function edited(id: number, body: string, isLast: boolean): Promise<boolean> {
    try {
      await thread.edit(id, body)
      stands = body
      return true
    } catch (error) {
      if (!(error instanceof GitHubError && error.code === 'not-found')) throw error
      if (isLast) comment = undefined
      return !isLast
    }
  }
}

const isHopeless = (error: unknown): boolean =>
  error instanceof GitHubError && ['unauthorised', 'forbidden', 'not-found', 'refused'].includes(error.code)

function pause(error: unknown, failures: number, every: number): number {
  const asked = error instanceof GitHubError ? (error.retryAfterSeconds ?? 0) * 1_000 : 0
  return Math.max(asked, Math.min(longestPause, every * 2 ** Math.min(failures - 1, 10)))
}
