/** How a comment's commands ended, and the reaction that shows it. */
import type { Execution } from '../../compose.ts'
import type { Reaction } from '../../domain/github.ts'

/** `waiting`: for an approval, or for another worker that carries the run on; neither good nor bad yet. */
export type Outcome = 'done' | 'failed' | 'unknown' | 'waiting'

export function outcomeOf({ state, run }: Execution): Outcome {
  if (state === 'taken') return 'waiting'
  if (state !== 'done') return state
  switch (run.state) {
    case 'done':
    case 'failed':
    case 'unknown':
      return run.state
    case 'denied':
      return 'failed'
    default:
      // executed to its end, and yet not ended: silence is not green
      return 'unknown'
  }
}

const worstFirst: readonly Outcome[] = ['unknown', 'failed', 'waiting', 'done']

export const worst = (outcomes: readonly Outcome[]): Outcome => worstFirst.find((o) => outcomes.includes(o)) ?? 'unknown'

const reactions: Readonly<Record<Outcome, Reaction | undefined>> = {
  done: 'rocket',
  failed: '-1',
  unknown: 'confused',
  waiting: undefined,
}

export const reactionFor = (outcome: Outcome): Reaction | undefined => reactions[outcome]
