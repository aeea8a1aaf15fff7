/** What an answer means is decided once: verdict, end, findings and exit code agree. */
import { type Finding, finding } from '../../../../src/domain/catalogue.ts'
import {
  diagnosesIn,
  distinct,
  endOf,
  findingsIn,
  leavesOut,
  reportsIn,
  sameFinding,
  verdictOf,
} from '../../../../src/domain/meaning/answer.ts'
import { exitCodeOf, exitCodeOfFindings } from '../../../../src/domain/meaning/exit.ts'
import { outcomeOf, reactionFor } from '../../../../src/domain/meaning/reaction.ts'
import { stepOf } from '../../../../src/domain/meaning/step.ts'
import { nothingCounted } from '../../../../src/domain/people/migration.ts'
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
const people = { verb: 'sync-people', region: 'r', hosts: [], jobs: [], refused: [], digest: '0' } as const
const synced = (verdict: 'holds' | 'differs' | 'unknown'): Answer => ({
  kind: 'people',
  plan: people,
  report: { runId: 'r', region: 'r', hosts: [], findings: [], verdict, startedAt: '', endedAt: '' },
})

const rule = { under: 'users/ubuntu', uid: 1000, gid: 1000, to: { uid: 65_536, gid: 65_536 }, itself: false }
const asked = { kind: 'migration', plan: { ...people, verb: 'migrate' }, rule, counted: nothingCounted, open: [], unasked: [] } as const
const moved = (verdict: 'holds' | 'differs' | 'unknown', findings: readonly Finding[] = []): Answer => ({
  ...asked,
  report: { runId: 'r', rows: [], after: nothingCounted, moved: 0, findings, verdict, startedAt: '', endedAt: '' },
})

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
  ['people who are as the registry says', synced('holds'), 'holds', 'done', false],
  ['people of whom one differs', synced('differs'), 'differs', 'failed', false],
  ['people of whom one was not seen', synced('unknown'), 'unknown', 'unknown', false],
  ['a plan for people', { kind: 'people', plan: people }, undefined, 'done', false],
  ['a plan for people without somebody', { kind: 'people', plan: { ...people, refused: [offline] } }, undefined, 'failed', true],
  ['a plan for people that policy denies', { kind: 'people', plan: people, refusal: refusal('denied') }, undefined, 'denied', false],
  ['a plan for people that was not done', { kind: 'people', plan: people, refusal: refusal('plan-changed') }, undefined, 'failed', false],
  ['old data that all became a person’s', moved('holds'), 'holds', 'done', false],
  ['old data of which some stayed', moved('differs'), 'differs', 'failed', false],
  ['old data of which not all was seen', moved('unknown'), 'unknown', 'unknown', false],
  ['a plan for old data', asked, undefined, 'done', false],
  ['a plan for old data that somebody has open', { ...asked, plan: { ...asked.plan, refused: [offline] } }, undefined, 'failed', true],
  ['a plan for old data that policy denies', { ...asked, refusal: refusal('denied') }, undefined, 'denied', false],
  ['what was created', { kind: 'created', steps: [] }, undefined, 'done', false],
  ['what was deleted', { kind: 'deleted', volume: 'v', fileSystemId: 'fs-1', steps: [] }, undefined, 'done', false],
])('%s: verdict, end, and whether something was left out', (_, answer, verdict, end, out) => {
  expect([verdictOf(answer), endOf(answer), leavesOut(answer)]).toEqual([verdict, end, out])
})

const [here, there] = [finding('instance-offline', { seen: 'here' }), finding('instance-offline', { seen: 'there' })]
const refusing = { ...plan, operation: { ...operation, unresolved: [here] }, refused: [there] }
const oldRefused = { ...asked, plan: { ...asked.plan, refused: [there] } }

test.each<[string, Answer, readonly Finding[]]>([
  [
    'a report',
    { kind: 'report', report: { ...green, findings: [here], instances: green.instances.map((i) => ({ ...i, findings: [there] })) } },
    [here, there],
  ],
  ['volumes', { kind: 'checks', region: 'r', checks: [{ ...(check('holds') as object), places: [], findings: [here] } as never] }, [here]],
  ['a plan', { kind: 'plan', plan: refusing }, [here, there]],
  ['a plan that was refused', { kind: 'plan', plan: refusing, refusal: offline }, [offline, here, there]],
  ['old data', moved('differs', [here]), [here]],
  ['a plan for old data', oldRefused, [there]],
  ['a plan for old data that was refused', { ...oldRefused, refusal: here }, [here, there]],
  ['instances', { kind: 'instances', instances: [], findings: [here] }, [here]],
  ['a diagnosis', { kind: 'doctor', report: { verdict: 'ill', findings: [here], instances: [] } } as never, [here]],
  ['a list', { kind: 'volumes', volumes: [] }, []],
])('%s: all that it found is told', (_, answer, told) => expect(findingsIn(answer)).toEqual(told))

test('what was found about people is told: by the report, or else by the plan and what refused it', () => {
  const [ofAll, ofHost] = [finding('instance-offline', { seen: 'all' }), finding('instance-offline', { seen: 'host' })]
  const plan = { ...people, refused: [offline] }
  const host = { instanceId: 'i-1', name: 'h', rows: [], did: [], data: [], findings: [ofHost], verdict: 'unknown' } as const
  const report = { runId: 'r', region: 'r', hosts: [host], findings: [ofAll], verdict: 'unknown', startedAt: '', endedAt: '' } as const
  expect(findingsIn({ kind: 'people', plan, report })).toEqual([ofAll, ofHost])
  expect(findingsIn({ kind: 'people', plan, refusal: refusal('denied') })).toEqual([refusal('denied'), offline])
  expect(findingsIn({ kind: 'people', plan })).toEqual([offline])
})

test('no answer proves nothing and leaves nothing out', () => {
  expect([verdictOf(undefined), leavesOut(undefined)]).toEqual([undefined, false])
})

describe('in an answer there are', () => {
  const why = [{ instanceId: 'i-1', causes: [] }] as never
  const report = { ...green, diagnoses: why }
  const checked = (...reports: (typeof green)[]): Answer => ({
    kind: 'checks',
    region: 'us-east-1',
    checks: [{ places: reports.map((of) => ({ report: of })) }] as never,
  })
  const doctor: Answer = { kind: 'doctor', report: { verdict: 'ill', findings: [], instances: why } as never }

  test('the reports of all places that were looked at', () => {
    expect(reportsIn({ kind: 'report', report })).toEqual([report])
    expect(reportsIn(checked(green, red))).toEqual([green, red])
    for (const answer of [undefined, doctor, { kind: 'plan', plan } as const]) expect(reportsIn(answer)).toEqual([])
  })

  test('and why something failed, for each instance of them', () => {
    expect(diagnosesIn({ kind: 'report', report })).toEqual(why)
    expect(diagnosesIn(checked(report, green, report))).toEqual([...why, ...why])
    expect(diagnosesIn(doctor)).toEqual(why)
    expect(diagnosesIn({ kind: 'plan', plan, diagnoses: why })).toEqual(why)
    for (const answer of [
      undefined,
      { kind: 'plan', plan } as const,
      { kind: 'report', report: green } as const,
      { kind: 'volumes', volumes: [] } as const,
    ])
      expect(diagnosesIn(answer)).toEqual([])
  })

  test('findings that say the same of the same instance, or of none', () => {
    expect(sameFinding(offline, { ...offline })).toBe(true)
    for (const other of [{ instanceId: 'i-1' }, { seen: 'x' }, { code: 'aws-denied' as const }])
      expect(sameFinding(offline, { ...offline, ...other })).toBe(false)
    expect(
      distinct([offline, { ...offline, instanceId: 'i-1' }, { ...offline, instanceId: 'i-2' }, { ...offline, instanceId: '' }]),
    ).toHaveLength(3)
  })
})
