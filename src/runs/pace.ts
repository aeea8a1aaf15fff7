/**
 * When to ask SSM about a command: a little before the last one of its kind had ended, then in steps that grow. Of the first of a kind is known
 * that it takes what the shortest of the others took, or nothing; of many that were sent together a few are asked about until one has ended.
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

const soonest = 200
const longest = 2000
/** Of how much longer than expected it has taken until now: late by a third of a short command is nothing, and of a long one it is 2 s at most. */
const step = 0.35
/** Of its age, as to a long one some time does not matter. */
const least = 0.05
/** The first question comes a little before its end is expected. */
const early = 0.9
/** What was known may be of a harder case: a few are asked about after this long, and then at twice their age. */
const doubt = 5000
/** So many are asked about while nothing is known, and the others so many times less often. */
const scouts = 4
const seldom = 5

const kindOf = ({ script, params }: HostJob): string => `${script} ${params.depth ?? ''}${params.phase ?? ''}`
/** One command to a whole fleet takes as long as the slowest of all: of what one of fifty takes it says nothing. */
const fleet = 'by tag: '

/** `by`: one command by a tag, or fifty instances each. */
export function paceFor(job: HostJob, durations: Durations, by: 'tag' | 'ids' = 'ids'): Pace {
  const kind = `${by === 'tag' ? fleet : ''}${kindOf(job)}`
  return {
    wait: ({ last, now, place }) => {
      const known = durations.get(kind)
      // of what SSM itself takes every kind has its part
      const expected = (known ?? shortest(durations)) * early
      const isScout = place < scouts
      const next = (): number => {
        if (last < expected) return known !== undefined && !isScout ? expected : Math.min(expected, last + Math.max(doubt, last))
        return (
          last +
          Math.min(longest, Math.max(soonest, last * least, (last - expected) * step)) * (known === undefined && !isScout ? seldom : 1)
        )
      }
      return next() - now
    },
    ended: (milliseconds) => void durations.set(kind, milliseconds),
  }
}

function shortest(durations: Durations): number {
  const some = [...durations].flatMap(([kind, milliseconds]) => (kind.startsWith(fleet) ? [] : [milliseconds]))
  return some.length > 0 ? Math.min(...some) : 0
}
