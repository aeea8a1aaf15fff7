/**
 * When to ask SSM about a command: not before commands of its kind have ended so far, then soon again. Nothing is known of the first of a
 * kind, so it is asked about in steps that grow with its age; of many that were sent together a few are, until one of them has ended.
 */
import type { HostJob } from '../domain/plan.ts'

/** How long commands of a kind took to be seen as ended, in milliseconds. Of a process: what one run learned the next one knows. */
export type Durations = Map<string, number>

export type Asked = {
  /** Milliseconds since it was sent, at the last question, and now. 0: not asked yet. */
  readonly last: number
  readonly now: number
  /** Its place among the commands of its job. */
  readonly place: number
}

export type Pace = {
  /** Milliseconds from now until the next question; what is learned meanwhile changes it. */
  readonly wait: (asked: Asked) => number
  /** It was seen to have ended. */
  readonly ended: (milliseconds: number) => void
}

const first = 300
const longest = 2000
/** Of what it has taken until now: being late by a third of a short command is nothing, and of a long one it is 2 s at most. */
const step = 0.35
/** Where it is known how long it takes: the first question comes a little before, the others soon after. */
const early = 0.9
const soon = 0.1
const soonest = 150
/** What was known may be of a harder case: a few are asked about after this long, and then at twice their age. */
const doubt = 5000
/** So many are asked about while nothing is known, and the others so many times less often. */
const scouts = 4
const seldom = 5

const kindOf = ({ script, params }: HostJob): string => `${script} ${params.depth ?? ''}${params.phase ?? ''}`

export function paceFor(job: HostJob, durations: Durations): Pace {
  const kind = kindOf(job)
  return {
    wait: ({ last, now, place }) => {
      const known = durations.get(kind)
      if (known === undefined) {
        const next = last + Math.min(longest, Math.max(first, last * step)) * (place < scouts ? 1 : seldom)
        return next - now
      }
      if (last >= known * early) return last + Math.min(longest, Math.max(soonest, last * soon)) - now
      return (place < scouts ? Math.min(known * early, last + Math.max(doubt, last)) : known * early) - now
    },
    ended: (milliseconds) => void durations.set(kind, milliseconds),
  }
}
