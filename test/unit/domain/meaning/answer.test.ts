/** What an answer means is decided once: verdict, end, findings and exit code agree. */
import { finding } from '../../../../src/domain/catalogue.ts'
import { distinct, endOf, findingsIn, verdictOf } from '../../../../src/domain/meaning/answer.ts'
import { exitCodeOf, exitCodeOfFindings } from '../../../../src/domain/meaning/exit.ts'
import { outcomeOf, reactionFor } from '../../../../src/domain/meaning/reaction.ts'
import { stepOf } from '../../../../src/domain/meaning/step.ts'
import type { Answer, Run } from '../../../../src/domain/run.ts'
import { manyReport, runOf } from '../../../support/many.ts'
import { operation } from '../../../support/operation.ts'

const green = manyReport({ instances: 1, accounts: 1 })
const red = manyReport({ instances: 2, accounts: 1, change: (facts, n) => (n === 1 ? { ...facts, fstab: [] } : facts) })
const dark = { ...green, verdict: 'unknown' as const }
const offline = finding('instance-offline', { seen: 'calc-9' })
const plan = { operation, clients: [], differences: [], jobs: [], refused: [], digest: '0' }

const ended = (answer: Answer): Run => ({ ...runOf(green), state: endOf(answer), answer, findings: findingsIn(answer) })

test.each([
  ['a green report', { kind: 'report', report: green }, 'done', 'holds', 0, 'rocket', 'holds'],
  ['a red report', { kind: 'report', report: red }, 'failed', 'differs', 1, '-1', 'differs'],
  ['a report in doubt', { kind: 'report', report: dark }, 'unknown', 'unknown', 3, 'confused', 'unknown'],
  ['no volume at all', { kind: 'checks', region: 'us-east-1', checks: [] }, 'done', 'holds', 0, 'rocket', 'holds'],
  ['a plan', { kind: 'plan', plan }, 'done', undefined, 0, 'rocket', 'refused'],
  ['a plan that leaves something out', { kind: 'plan', plan: { ...plan, refused: [offline] } }, 'failed', undefined, 4, '-1', 'failed'],
  ['a list', { kind: 'volumes', volumes: [] }, 'done', undefined, 0, 'rocket', 'unknown'],
  ['a list that lacks one', { kind: 'instances', instances: [], findings: [offline] }, 'failed', undefined, 4, '-1', 'failed'],
] as const satisfies readonly (readonly [string, Answer, string, string | undefined, number, string, string])[])(
  '%s: end, verdict, exit code, reaction and the step agree',
  (_, answer, end, verdict, exit, reaction, step) => {
    const run = ended(answer)
    expect(run.state).toBe(end)
    expect(verdictOf(answer)).toBe(verdict)
    expect(exitCodeOf({ state: run.state === 'unknown' ? 'unknown' : 'done', run })).toBe(exit)
    expect(reactionFor(outcomeOf({ state: 'done', run }))).toBe(reaction)
    expect(stepOf(run, false).verdict).toBe(step)
  },
)

test('an interrupted step is never green where something was not seen', () => {
  const run: Run = { ...runOf(green), state: 'applying' }
  expect(stepOf(run, true)).toMatchObject({ verdict: 'unknown', findings: [{ code: 'cancelled' }] })
})

test('the same finding of the same instance is one; words that were not understood exit with 2', () => {
  expect(distinct([offline, { ...offline }, { ...offline, instanceId: 'i-1' }])).toHaveLength(2)
  expect(exitCodeOfFindings([finding('bad-option', { seen: 'x' })])).toBe(2)
  expect(exitCodeOfFindings([finding('bad-option', { seen: 'x' }), finding('outcome-unknown', { seen: 'x' })])).toBe(3)
})
