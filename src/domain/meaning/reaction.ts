/** How a comment's work ended, and the reaction that says so. */
import type { Reaction } from '../github.ts'
import type { Run } from '../run.ts'

/** As far as a run was taken. */
export type Execution = { readonly state: 'done' | 'waiting' | 'unknown'; readonly run: Run }

/** `waiting`: for an approval; nothing to cheer or to mourn yet. */
export type Outcome = 'done' | 'failed' | 'unknown' | 'waiting'

export function outcomeOf({ state, run }: Execution): Outcome {
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
