/** JUnit's XML, read by a parser of XML. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { finding } from '../../../src/domain/catalogue.ts'
import type { Run } from '../../../src/domain/run.ts'
import { formatCommandLine } from '../../../src/language/format.ts'
import { renderJunit } from '../../../src/render/junit.ts'
import { manyReport, runOf } from '../../support/many.ts'

type Case = {
  readonly name: string
  readonly classname: string
  readonly failure?: { readonly message: string; readonly type: string; readonly text: string }
  readonly error?: { readonly message: string; readonly type: string; readonly text: string }
}
type Suite = {
  readonly name: string
  readonly tests: string
  readonly failures: string
  readonly hostname?: string
  readonly testcase: readonly Case[]
}
type Read = {
  readonly testsuites: { readonly tests: string; readonly failures: string; readonly errors: string; readonly testsuite: readonly Suite[] }
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  textNodeName: 'text',
  parseTagValue: false,
  isArray: (name) => ['testsuite', 'testcase'].includes(name),
})
function read(run: Run, findings = run.findings): Read['testsuites'] {
  const text = renderJunit(run, findings, formatCommandLine)
  expect(XMLValidator.validate(text)).toBe(true)
  return (parser.parse(text) as Read).testsuites
}

const red = () => manyReport({ instances: 3, accounts: 2, change: (facts, n) => (n === 1 ? { ...facts, fstab: [] } : facts) })

test('a suite an instance, a case a row; one that differs has its cause and the command', () => {
  const report = red()
  const { testsuite, ...total } = read(runOf(report))
  expect(testsuite.map((s) => s.name)).toEqual([
    'research-data on calc-1',
    'research-data on calc-2',
    'research-data on calc-3',
    'research-data: sharing',
    'Prism',
  ])
  for (const [n, instance] of report.instances.entries()) {
    expect(testsuite[n]).toMatchObject({ hostname: instance.instanceId, tests: String(instance.rows.length) })
    expect(testsuite[n]!.testcase).toHaveLength(instance.rows.length)
  }
  const wrong = testsuite[1]!.testcase.filter((c) => c.failure ?? c.error)
  expect(wrong.length).toBe(report.instances[1]!.rows.filter((r) => r.verdict !== 'holds').length)
  expect(wrong[0]!.failure).toMatchObject({ type: 'not-persistent', message: expect.stringMatching(/^expected .*; seen /) })
  expect(wrong[0]!.failure!.text).toMatch(
    /\nCause: .+\nFix: prism volume mount research-data calc-2 --users person-1,person-2\nWhy: prism volume doctor research-data calc-2$/,
  )
  // the row and the verdict
  expect(Number(total.failures) + Number(total.errors)).toBe(wrong.length + 1)
  expect(testsuite.reduce((sum, s) => sum + Number(s.tests), 0)).toBe(Number(total.tests))
})

test('a green run has no case that is wrong', () => {
  const { failures, errors } = read(runOf(manyReport({ instances: 2, accounts: 2 })))
  expect({ failures, errors }).toEqual({ failures: '0', errors: '0' })
})

test('a run without a report is not green', () => {
  const { answer: _, ...bare } = runOf(red())
  const run: Run = { ...bare, state: 'failed', findings: [finding('volume-not-found', { seen: 'no volume "x"' })] }
  const { testsuite, errors } = read(run)
  expect(errors).toBe('2')
  expect(testsuite[0]!.testcase[0]).toMatchObject({ name: 'finding: volume-not-found', error: { message: 'no volume "x"' } })
})

test('what a host says is text', () => {
  const hostile = `"/><failure>]]>&amp;<!--\u0000\u001b[2J\ud800\uffff\u2028é`
  const report = red()
  const named = {
    ...report,
    instances: report.instances.map((i) => ({
      ...i,
      rows: i.rows.map((r) => ({ ...r, subject: hostile, observed: hostile, verdict: 'differs' as const })),
    })),
  }
  const { testsuite } = read(runOf(named))
  const shown = `"/><failure>]]>&amp;<!--\\u{0}\\u{1b}[2J\\u{d800}\\u{ffff}\\u{2028}é`
  expect(testsuite[0]!.testcase[0]!.name).toContain(shown)
  expect(testsuite[0]!.testcase[0]!.failure!.message).toContain(shown)
})
