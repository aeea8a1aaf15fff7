import type { Execution } from '../../../../src/compose/prism.ts'
import { outcomeOf, reactionFor, worst } from '../../../../src/domain/meaning/reaction.ts'
import type { RunState } from '../../../../src/domain/run.ts'

const result = (state: Execution['state'], runState: RunState): Execution => ({ state, run: { state: runState } as Execution['run'] })

test.each([
  [result('done', 'done'), 'done', 'rocket'],
  [result('done', 'failed'), 'failed', '-1'],
  [result('done', 'denied'), 'failed', '-1'],
  [result('done', 'unknown'), 'unknown', 'confused'],
  [result('unknown', 'applying'), 'unknown', 'confused'],
  [result('waiting', 'planned'), 'waiting', undefined],
  [result('taken', 'applying'), 'waiting', undefined],
  // silence is not green
  [result('done', 'applying'), 'unknown', 'confused'],
])('%p is %s, shown as %s', (executed, outcome, reaction) => {
  expect(outcomeOf(executed)).toBe(outcome)
  expect(reactionFor(outcomeOf(executed))).toBe(reaction)
})

test('doubt weighs more than failure, failure more than success; nothing at all is doubt', () => {
  expect(worst(['done', 'failed', 'unknown'])).toBe('unknown')
  expect(worst(['done', 'failed'])).toBe('failed')
  expect(worst(['done'])).toBe('done')
  expect(worst([])).toBe('unknown')
})
