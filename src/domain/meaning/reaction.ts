/** How a comment's commands ended, and the reaction that shows it. */
import type { Reaction } from '../github.ts'
import type { Run } from '../run.ts'

/**
 * done: the run has ended, see `run.state` · waiting: for an approval · unknown: ended, and its outcome is in doubt · taken: another worker
 * carries the run on, and this one stopped; `run` is what this one knew
 */
export type Execution = { readonly state: 'done' | 'waiting' | 'unknown' | 'taken'; readonly run: Run }

/** `waiting`: for an approval, or for another worker that carries the run on; neither good nor bad yet. */
export type Outcome = 'done' | 'failed' | 'unknown' | 'waiting'

export function outcomeOf({ state, run }: Execution): Outcome {
  if (state === 'taken') return 'waiting'
  if (state !== 'done') return state
  switch (run.state) {
    case 'done':
    case 'failed':
      return run.state
    case 'denied':
      return 'failed'
    default:
      // unknown, or executed to its end and yet not ended: silence is not green
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
