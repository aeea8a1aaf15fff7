import type { DriveResult } from '../../../../src/compose.ts'
import type { RunState } from '../../../../src/domain/run.ts'
import { outcomeOf, reactionFor, worst } from '../../../../src/doors/app/outcome.ts'

const result = (state: DriveResult['state'], runState: RunState): DriveResult => ({ state, run: { state: runState } as DriveResult['run'] })

test.each([
  [result('done', 'done'), 'done', 'rocket'],
  [result('done', 'failed'), 'failed', '-1'],
  [result('done', 'denied'), 'failed', '-1'],
  [result('done', 'unknown'), 'unknown', 'confused'],
  [result('unknown', 'applying'), 'unknown', 'confused'],
  [result('waiting', 'planned'), 'waiting', undefined],
  // silence is not green
  [result('done', 'applying'), 'unknown', 'confused'],
])('%p is %s, shown as %s', (driven, outcome, reaction) => {
  expect(outcomeOf(driven)).toBe(outcome)
  expect(reactionFor(outcomeOf(driven))).toBe(reaction)
})

test('doubt weighs more than failure, failure more than success; nothing at all is doubt', () => {
  expect(worst(['done', 'failed', 'unknown'])).toBe('unknown')
  expect(worst(['done', 'failed'])).toBe('failed')
  expect(worst(['done'])).toBe('done')
  expect(worst([])).toBe('unknown')
})
