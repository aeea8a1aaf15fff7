/** JUnit's XML, read by a parser of XML. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { finding } from '../../../src/domain/catalogue.ts'
import type { Report } from '../../../src/domain/report.ts'
import type { Run } from '../../../src/domain/run.ts'
import { formatCommandLine } from '../../../src/language/format.ts'
import { renderJunit } from '../../../src/render/junit.ts'
import { manyId, manyReport, runOf } from '../../support/many.ts'
import { host, row, smallReport } from '../../support/small-report.ts'

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

describe('as it is written', () => {
  const report: Report = {
    ...smallReport([
      host(1, { rows: [row('/mnt/research-data')] }),
      host(2, {
        verdict: 'differs',
        rows: [
          row('/etc/fstab', {
            section: 'persistence',
            expected: 'one line',
            observed: 'no line',
            verdict: 'differs',
            code: 'not-persistent',
          }),
          row('mode', { expected: '2775', observed: '0755', verdict: 'differs' }),
          row('boot', { observed: 'not seen', verdict: 'unknown' }),
          row('groups', { observed: '17 groups', verdict: 'note' }),
        ],
      }),
      host(3, {
        verdict: 'differs',
        rows: [row('x', { verdict: 'unknown', observed: '' })],
        findings: [finding('mount-failed', { seen: 'timed out', instanceId: manyId(3) })],
      }),
    ]),
  }
  const lines = (run: Run, findings: Run['findings'] = []) => renderJunit(run, findings, formatCommandLine).split('\n')

  test('each instance is a suite, each row a case with its cause and its fix', () => {
    expect(lines(runOf(report))).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="prism verify" tests="8" failures="3" errors="3" skipped="1" time="3.500">',
      '  <testsuite name="research-data on calc-1" tests="1" failures="0" errors="0" skipped="0" time="0" timestamp="2026-11-23T12:00:00" hostname="i-00000000000000001">',
      '    <testcase classname="research-data on calc-1" name="mount: /mnt/research-data" time="0"/>',
      '  </testsuite>',
      '  <testsuite name="research-data on calc-2" tests="4" failures="2" errors="1" skipped="1" time="0" timestamp="2026-11-23T12:00:00" hostname="i-00000000000000002">',
      '    <testcase classname="research-data on calc-2" name="persistence: /etc/fstab" time="0">',
      '      <failure message="expected one line; seen no line" type="not-persistent">expected one line; seen no line',
      'Cause: fstab does not mount the volume again after a reboot. The host does not match the permission table.',
      'Fix: prism volume mount research-data calc-2',
      'Why: prism volume doctor research-data calc-2</failure>',
      '    </testcase>',
      '    <testcase classname="research-data on calc-2" name="mount: mode" time="0">',
      '      <failure message="expected 2775; seen 0755" type="row-differs">expected 2775; seen 0755',
      'Cause: fstab does not mount the volume again after a reboot. The host does not match the permission table.',
      'Fix: prism volume mount research-data calc-2',
      'Why: prism volume doctor research-data calc-2</failure>',
      '    </testcase>',
      '    <testcase classname="research-data on calc-2" name="mount: boot" time="0">',
      '      <error message="expected as asked; not seen" type="not-looked-at">expected as asked; not seen',
      'Cause: fstab does not mount the volume again after a reboot. The host does not match the permission table.',
      'Fix: prism volume mount research-data calc-2',
      'Why: prism volume doctor research-data calc-2</error>',
      '    </testcase>',
      '    <testcase classname="research-data on calc-2" name="mount: groups" time="0">',
      '      <skipped message="17 groups"/>',
      '    </testcase>',
      '  </testsuite>',
      '  <testsuite name="research-data on calc-3" tests="2" failures="0" errors="2" skipped="0" time="0" timestamp="2026-11-23T12:00:00" hostname="i-00000000000000003">',
      '    <testcase classname="research-data on calc-3" name="finding: mount-failed" time="0">',
      '      <error message="timed out" type="mount-failed">timed out',
      'Cause: The mount command failed.',
      'Fix: Read the error above and /var/log/amazon/efs/mount.log on the instance.</error>',
      '    </testcase>',
      '    <testcase classname="research-data on calc-3" name="mount: x" time="0">',
      '      <error message="expected as asked; not seen" type="not-looked-at">expected as asked; not seen',
      'Cause: The mount command failed.',
      'Fix: Read the error above and /var/log/amazon/efs/mount.log on the instance.',
      'Why: prism volume doctor research-data calc-3</error>',
      '    </testcase>',
      '  </testsuite>',
      '  <testsuite name="Prism" tests="1" failures="1" errors="0" skipped="0" time="0" timestamp="2026-11-23T12:00:00">',
      '    <testcase classname="Prism" name="verdict" time="0">',
      '      <failure message="the run ended failed: differs" type="differs">the run ended failed: differs</failure>',
      '    </testcase>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ])
  })

  test('each pair of the sharing test is a case, with what came of it', () => {
    const who = (n: number, account: string) => ({ instanceId: manyId(n), account, uid: n, temporary: false })
    const verdicts = ['shared', 'as-one', 'read-only', 'same-identity', 'not-shared', 'unknown'] as const
    const cells = verdicts.map((verdict, n) => ({
      writer: who(1, 'ada'),
      reader: who(2, `p${n}`),
      read: 'done' as const,
      append: 'refused' as const,
      verdict,
      ...(verdict === 'unknown' ? { detail: 'no answer' } : {}),
    }))
    const green = smallReport([host(1), host(2)])
    const all = lines(runOf({ ...green, sharing: { verdict: 'differs', cells, notes: [] } }))
    expect(
      all.slice(
        all.findIndex((l) => l.includes(': sharing')),
        all.findIndex((l) => l.includes('"Prism"')),
      ),
    ).toEqual([
      '  <testsuite name="research-data: sharing" tests="6" failures="1" errors="1" skipped="1" time="0" timestamp="2026-11-23T12:00:00">',
      '    <testcase classname="research-data: sharing" name="ada on calc-1 writes, p0 on calc-2 reads and appends" time="0"/>',
      '    <testcase classname="research-data: sharing" name="ada on calc-1 writes, p1 on calc-2 reads and appends" time="0"/>',
      '    <testcase classname="research-data: sharing" name="ada on calc-1 writes, p2 on calc-2 reads and appends" time="0"/>',
      '    <testcase classname="research-data: sharing" name="ada on calc-1 writes, p3 on calc-2 reads and appends" time="0">',
      '      <skipped message="both are one person to EFS, so nothing is proved"/>',
      '    </testcase>',
      '    <testcase classname="research-data: sharing" name="ada on calc-1 writes, p4 on calc-2 reads and appends" time="0">',
      '      <failure message="read: done; append: refused" type="not-shared">read: done; append: refused</failure>',
      '    </testcase>',
      '    <testcase classname="research-data: sharing" name="ada on calc-1 writes, p5 on calc-2 reads and appends" time="0">',
      '      <error message="read: done; append: refused; no answer" type="unknown">read: done; append: refused; no answer</error>',
      '    </testcase>',
      '  </testsuite>',
    ])
  })

  test('what belongs to no instance stands with the verdict, each once', () => {
    const lost = finding('no-instances', { seen: 'tag:team=none' })
    const of = runOf({ ...report, findings: [lost] })
    const all = lines(of, [lost, finding('aws-error', { seen: 'throttled' }), ...report.instances[2]!.findings])
    expect(all.slice(all.findIndex((l) => l.includes('"Prism"')))).toEqual([
      '  <testsuite name="Prism" tests="3" failures="1" errors="2" skipped="0" time="0" timestamp="2026-11-23T12:00:00">',
      '    <testcase classname="Prism" name="finding: no-instances" time="0">',
      '      <error message="tag:team=none" type="no-instances">tag:team=none',
      'Cause: No instance matches.',
      'Fix: Check the tag and the names, by `/prism instances` or `prism instance list`.</error>',
      '    </testcase>',
      '    <testcase classname="Prism" name="finding: aws-error" time="0">',
      '      <error message="throttled" type="aws-error">throttled',
      'Cause: AWS refused the call.',
      'Fix: Fix the error above, then retry.</error>',
      '    </testcase>',
      '    <testcase classname="Prism" name="verdict" time="0">',
      '      <failure message="the run ended failed: differs" type="differs">the run ended failed: differs</failure>',
      '    </testcase>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ])
  })

  test('a run that has not ended has no verdict, and one that holds has a case for it', () => {
    const green = runOf(smallReport([host(1)]))
    expect(lines(green).slice(-5)).toEqual([
      '  <testsuite name="Prism" tests="1" failures="0" errors="0" skipped="0" time="0" timestamp="2026-11-23T12:00:00">',
      '    <testcase classname="Prism" name="verdict" time="0"/>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ])
    const { answer: _, endedAt: __, ...bare } = { ...green, state: 'applying' as const }
    expect(lines(bare)).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="prism verify" tests="1" failures="0" errors="1" skipped="0" time="0.000">',
      '  <testsuite name="Prism" tests="1" failures="0" errors="1" skipped="0" time="0" timestamp="2026-11-23T12:00:00">',
      '    <testcase classname="Prism" name="verdict" time="0">',
      '      <error message="the run ended applying" type="applying">the run ended applying</error>',
      '    </testcase>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ])
    expect(lines({ ...green, state: 'unknown' }).filter((l) => l.includes('<error'))).toEqual([
      '      <error message="the run ended unknown: holds" type="holds">the run ended unknown: holds</error>',
    ])
  })
})
