/** What an answer means is decided once: verdict, end, findings and exit code agree. */
import { finding } from '../../../../src/domain/catalogue.ts'
import { distinct, endOf, findingsIn, leavesOut, verdictOf } from '../../../../src/domain/meaning/answer.ts'
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

const check = (verdict: 'holds' | 'differs' | 'unknown') =>
  ({
    volume: 'v',
    fileSystemId: 'fs-1',
    region: 'r',
    places: [{ report: { ...green, verdict } }],
    findings: [],
    unasked: [],
    gone: [],
    left: [],
  }) as never
const doctor = (verdict: 'healthy' | 'ill' | 'unknown') => ({ kind: 'doctor', report: { verdict, findings: [], instances: [] } }) as never
const refusal = (code: 'denied' | 'plan-changed') => finding(code, { seen: '' })

test.each<[string, Answer, string | undefined, string, boolean]>([
  ['a healthy diagnosis', doctor('healthy'), 'holds', 'done', false],
  ['a diagnosis of a cause', doctor('ill'), 'differs', 'failed', false],
  ['a diagnosis in doubt', doctor('unknown'), 'unknown', 'unknown', false],
  ['a volume that holds', { kind: 'checks', region: 'r', checks: [check('holds')] }, 'holds', 'done', false],
  ['a volume that differs', { kind: 'checks', region: 'r', checks: [check('holds'), check('differs')] }, 'differs', 'failed', false],
  ['a volume in doubt', { kind: 'checks', region: 'r', checks: [check('unknown')] }, 'unknown', 'unknown', false],
  ['a plan that policy denies', { kind: 'plan', plan, refusal: refusal('denied') }, undefined, 'denied', false],
  ['a plan that was not done', { kind: 'plan', plan, refusal: refusal('plan-changed') }, undefined, 'failed', false],
  [
    'a plan without an instance that was named',
    { kind: 'plan', plan: { ...plan, operation: { ...operation, unresolved: [offline] } } },
    undefined,
    'failed',
    true,
  ],
  ['a plan that refuses one', { kind: 'plan', plan: { ...plan, refused: [offline] } }, undefined, 'failed', true],
  ['a plan', { kind: 'plan', plan }, undefined, 'done', false],
  ['instances', { kind: 'instances', instances: [], findings: [] }, undefined, 'done', false],
  ['instances of which one is not there', { kind: 'instances', instances: [], findings: [offline] }, undefined, 'failed', false],
  ['what was created', { kind: 'created', steps: [] }, undefined, 'done', false],
  ['what was deleted', { kind: 'deleted', volume: 'v', fileSystemId: 'fs-1', steps: [] }, undefined, 'done', false],
])('%s: verdict, end, and whether something was left out', (_, answer, verdict, end, out) => {
  expect([verdictOf(answer), endOf(answer), leavesOut(answer)]).toEqual([verdict, end, out])
})

test('no answer proves nothing and leaves nothing out', () => {
  expect([verdictOf(undefined), leavesOut(undefined)]).toEqual([undefined, false])
})
