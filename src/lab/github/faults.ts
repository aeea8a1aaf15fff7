/** What goes wrong on demand: each fault waits for requests of its route and happens a number of times. */
import { forbidden, primaryRateLimit, type Reply, secondaryRateLimit, unavailable } from './replies.ts'

export type LabFault = {
  /** As in GitHub's documentation: `PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}`. */
  readonly route: string
  /** How many requests it spoils; 1 when left out. */
  readonly times?: number
  readonly kind:
    | 'unavailable'
    | 'forbidden'
    /** The connection is closed without an answer; nothing was done. */
    | 'dropped'
    /** It was done, and then the answer was lost. */
    | 'answer-lost'
    | { readonly rateLimited: 'primary' | 'secondary'; readonly seconds: number }
    | { readonly delayMilliseconds: number }
}

export type Faults = {
  readonly add: (fault: LabFault) => void
  readonly clear: () => void
  /** The fault that befalls this request, counted as used. */
  readonly take: (route: string) => LabFault['kind'] | undefined
}

export function makeFaults(): Faults {
  let waiting: { readonly fault: LabFault; left: number }[] = []
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 })
    },
    clear: () => {
      waiting = []
    },
    take: (route) => {
      const next = waiting.find((w) => w.fault.route === route && w.left > 0)
      if (!next) return undefined
      next.left--
      return next.fault.kind
    },
  }
}

/** What the caller gets instead of an answer; undefined where the request is served (perhaps late, perhaps in vain). */
export function faultReply(kind: LabFault['kind'], now: Date): Reply | 'dropped' | undefined {
  if (kind === 'unavailable') return unavailable
  if (kind === 'forbidden') return forbidden
  if (kind === 'dropped') return 'dropped'
  if (kind === 'answer-lost' || 'delayMilliseconds' in kind) return undefined
  return kind.rateLimited === 'primary' ? primaryRateLimit(kind.seconds, now) : secondaryRateLimit(kind.seconds)
}
