/** What a run means to a workflow’s step: it goes on only where everything was proven. */
import { fail, finding, PrismError } from '../../../../src/domain/catalogue.ts'
import { stepOf, stepOfError } from '../../../../src/domain/meaning/step.ts'
import type { Answer, Run } from '../../../../src/domain/run.ts'
import { manyReport, runOf } from '../../../support/many.ts'
import { operation } from '../../../support/operation.ts'

const green = manyReport({ instances: 1, accounts: 1 })
const reported = (verdict: 'holds' | 'differs' | 'unknown'): Answer => ({ kind: 'report', report: { ...green, verdict } })
const plan = { operation, clients: [], differences: [], jobs: [], refused: [], digest: '0' }
const planned: Answer = { kind: 'plan', plan }
const run = (state: Run['state'], answer?: Answer, more: Partial<Run> = {}): Run => {
  const { answer: _, ...bare } = runOf(green)
  return { ...bare, state, findings: [], ...(answer ? { answer } : {}), ...more }
}

test.each<[string, Run, string]>([
  ['a green report', run('done', reported('holds')), 'holds'],
  ['a red one', run('done', reported('differs')), 'differs'],
  ['one in doubt', run('done', reported('unknown')), 'unknown'],
  ['a plan that was asked for alone', run('done', planned, { dryRun: true }), 'planned'],
  ['a plan of which nothing was done', run('done', planned, { dryRun: false }), 'refused'],
  ['a list, which proves nothing', run('done', { kind: 'volumes', volumes: [] }), 'unknown'],
  ['nothing at all', run('done'), 'unknown'],
  ['a denial', run('denied', planned), 'refused'],
  ['a failure', run('failed'), 'failed'],
  ['a failure whose report is red', run('failed', reported('differs')), 'differs'],
  ['a failure whose report is in doubt', run('failed', reported('unknown')), 'unknown'],
  ['a failure although its report is green', run('failed', reported('holds')), 'failed'],
  ['an outcome in doubt', run('unknown', reported('holds')), 'unknown'],
  ['a run that has not ended', run('applying'), 'unknown'],
])('%s', (_, of, verdict) => {
  expect(stepOf(of, false)).toMatchObject({ verdict, also: [] })
})

describe('a job that was cancelled', () => {
  const cancelled = { code: 'cancelled', seen: 'the job was cancelled while the run was failed' }
  test('is in doubt where something was not seen, and says that it was cancelled', () => {
    expect(stepOf(run('failed'), true)).toMatchObject({ verdict: 'unknown', also: [cancelled], findings: [cancelled] })
    expect(stepOf(run('failed', reported('differs')), true).verdict).toBe('unknown')
  })
  test('is what it was where that was seen, and says nothing of it', () => {
    expect(stepOf(run('done', reported('holds')), true)).toMatchObject({ verdict: 'holds', also: [] })
    expect(stepOf(run('denied'), true)).toMatchObject({ verdict: 'refused', also: [] })
  })
})

test('the run’s findings and the report’s are told once', () => {
  const offline = finding('instance-offline', { seen: 'calc-9' })
  const report = { ...green, findings: [offline, finding('volume-not-found', { seen: 'x' })] }
  const { findings } = stepOf(run('done', { kind: 'report', report }, { findings: [offline] }), false)
  expect(findings.map((f) => f.code)).toEqual(['instance-offline', 'volume-not-found'])
  const checks: Answer = {
    kind: 'checks',
    region: 'us-east-1',
    checks: [{ volume: 'v', fileSystemId: 'fs-1', region: 'r', places: [], findings: [offline], unasked: [], gone: [] } as never],
  }
  expect(stepOf(run('done', checks), false).findings.map((f) => f.code)).toContain('instance-offline')
  const left: Answer = { kind: 'plan', plan: { ...plan, refused: [offline] } }
  expect(stepOf(run('done', left), false).findings).toEqual([])
})

test('an adoption whose plan was not the one that was agreed to says which it is', () => {
  const agree = { verb: 'adopt', plan: '0123456789abcdef' } as const
  const answer = { ...planned, agree } as Answer
  expect(stepOf(run('done', answer), false).also).toMatchObject([
    { code: 'plan-needed', seen: 'the input plan was not this plan’s digest, 0123456789abcdef' },
  ])
  expect(stepOf(run('done', { ...planned, agree: { ...agree, verb: 'mount' } } as unknown as Answer), false).also).toEqual([])
})

describe('what was thrown', () => {
  const denied = fail('aws-denied', { seen: 'no' })
  const doubt = fail('outcome-unknown', { seen: 'lost' })
  test('before there is a run nothing was touched', () => {
    expect(stepOfError(denied, '')).toMatchObject({ verdict: 'refused', findings: [{ code: 'aws-denied' }], also: [] })
    expect(stepOfError(doubt, '').verdict).toBe('refused')
    expect(stepOfError(new TypeError('x is undefined'), '')).toMatchObject({
      verdict: 'failed',
      findings: [{ code: 'internal-error', seen: 'TypeError: x is undefined' }],
    })
  })
  test('in a run it failed, or is in doubt where that is what is known, or nothing is', () => {
    expect(stepOfError(denied, 'r').verdict).toBe('failed')
    expect(stepOfError(doubt, 'r').verdict).toBe('unknown')
    expect(stepOfError(new PrismError(denied.finding, { others: [doubt.finding] }), 'r').verdict).toBe('unknown')
    expect(stepOfError('a text', 'r')).toMatchObject({ verdict: 'unknown', findings: [{ seen: 'a text' }] })
  })
  test('is told with what else was found, once', () => {
    const both = new PrismError(denied.finding, { others: [denied.finding, doubt.finding] })
    expect(stepOfError(both, 'r').findings.map((f) => f.code)).toEqual(['aws-denied', 'outcome-unknown'])
  })
})
