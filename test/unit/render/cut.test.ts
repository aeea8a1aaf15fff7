/** Whatever the size: nothing that differs or is unknown is lost from a page that is cut, and nothing is left open. */

import { finding } from '../../../src/domain/catalogue.ts'
import { type DoctorReport, judgeDoctor, judgeEvidence } from '../../../src/domain/doctor-report.ts'
import { driftOf } from '../../../src/domain/drift.ts'
import type { HostFacts } from '../../../src/domain/facts.ts'
import { plainSpec } from '../../../src/domain/mount-spec.ts'
import type { Report } from '../../../src/domain/report.ts'
import type { Answer } from '../../../src/domain/run.ts'
import { issueText, turnText } from '../../../src/drift/issue-text.ts'
import { planMount } from '../../../src/engine/plan.ts'
import { limits, limitsOf } from '../../../src/entrypoints/action/fit.ts'
import { outcomeOfRun } from '../../../src/entrypoints/action/outcome.ts'
import { bodyLimit, framed, runMarker } from '../../../src/entrypoints/app/comment-body.ts'
import { formatCommand, formatCommandLine } from '../../../src/language/format.ts'
import { commentLimit, renderRunMarkdown } from '../../../src/render/markdown.ts'
import type { Limit } from '../../../src/render/page.ts'
import { healthy, unseen } from '../../support/evidence.ts'
import { everyPair, manyId, manyIdentities, manyReport, manyRunId, runOf } from '../../support/many.ts'
import { arnOf, observed, operation } from '../../support/operation.ts'
import { checkOf, driftedFacts } from '../../support/volume-checks.ts'

const withoutLine =
  (which: (n: number) => boolean) =>
  (facts: HostFacts, n: number): HostFacts =>
    which(n) ? { ...facts, fstab: [] } : facts
const characters = (most: number): Limit => ({ most, size: (text) => text.length })
const comment = (report: Report, limit = commentLimit): string => renderRunMarkdown(runOf(report), formatCommand, { limit })
const answered = (answer: Answer, limit = commentLimit): string =>
  renderRunMarkdown({ ...runOf(manyReport({ instances: 1, accounts: 1 })), answer }, formatCommand, { limit })

/** No fold and no fence is left open, and no table begins that has no row. */
function expectWhole(text: string): void {
  const lines = text.split('\n')
  expect(lines.filter((l) => l.startsWith('<details')).length).toBe(lines.filter((l) => l.endsWith('</details>')).length)
  expect(lines.filter((l) => l.startsWith('```')).length % 2).toBe(0)
  for (const [i, line] of lines.entries()) if (/^\|(?: :?-+:? \|)+$/.test(line)) expect(lines[i + 1]).toMatch(/^\|/)
}
/** How many rows of the first table are shown, and how many are said not to be. */
function counted(text: string, title: string, what: string) {
  // the line of dashes stands in it too
  const shown = text.slice(text.indexOf(title)).split('\n\n')[0]!.split('\n').length - 2
  return { shown, more: Number(new RegExp(`… and (\\d+) more ${what}`).exec(text)?.[1] ?? 0) }
}
const rowsOff = 'rows that differ or are unknown'
const offHead = '| Instance · What | Expected | Seen |'
const pairsHead = '| Wrote | Read and appended | What came of it | Pairs |'

test('one red row of 8 instances with 12 accounts is in the comment, with what to do, before anything that holds', () => {
  const report = manyReport({ instances: 8, accounts: 12, change: withoutLine((n) => n === 5) })
  const text = comment(report)
  expect(text.length).toBeLessThanOrEqual(64_000)
  expect(text).toMatch(/^### ❌ /)
  const row = /^\| ❌ calc-6 · `?\/etc\/fstab`? \|.*$/m.exec(text)
  expect(row!.index).toBeLessThan(1_000)
  const fix = text
    .split('\n')
    .findIndex((l) => /^- \*\*not-persistent\*\* on calc-6: .*\*\*Fix:\*\* comment `\/prism mount research-data calc-6 --users /.test(l))
  expect(fix).toBeGreaterThan(0)
  expect(fix).toBeLessThan(12)
  expect(text).toContain('**why:** `/prism doctor research-data calc-6`')
  expect(text.indexOf('✅')).toBeGreaterThan(text.indexOf('/prism mount'))
  expect(text).toMatch(/\*\(Left out for its size: every row of 7 instances; the sharing matrix/)
  expect(text).toContain('Everything: `prism volume verify research-data tag:team=calc --full` at a terminal, or its JSON.')
  expect(text.length).toBeLessThanOrEqual(12_000)
  expectWhole(text)
})

const sizes = [1, 2, 3, 4, 8, 12].flatMap((instances) => [1, 3, 12].map((accounts) => ({ instances, accounts })))
test.each(sizes)('$instances × $accounts with one red row, at any limit', ({ instances, accounts }) => {
  const report = manyReport({ instances, accounts, change: withoutLine((n) => n === instances - 1) })
  for (const most of [6_000, 12_000, 40_000, 64_000, 400_000]) {
    const text = comment(report, characters(most))
    expect(text.length).toBeLessThanOrEqual(most)
    expect(text).toMatch(new RegExp(`^\\| ❌ calc-${instances} · .?/etc/fstab`, 'm'))
    expect(text).toMatch(/\*\*Fix:\*\* comment `\/prism mount /)
    expectWhole(text)
  }
})

test.each([40, 400, 2_000])(
  '%i instances that all differ otherwise: as many rows as fit, and an exact count of the others',
  (instances) => {
    const report = { ...manyReport({ instances: 1, accounts: 1 }) }
    const one = manyReport({ instances: 1, accounts: 1, change: withoutLine(() => true) }).instances[0]!
    const targets = Array.from({ length: instances }, (_, n) => ({
      instanceId: manyId(n + 1),
      arn: arnOf(manyId(n + 1)),
      name: `calc-${n + 1}`,
      spec: plainSpec,
    }))
    const all = {
      ...report,
      operation: { ...report.operation, targets },
      verdict: 'differs' as const,
      instances: Array.from({ length: instances }, (_, n) => ({
        ...one,
        instanceId: manyId(n + 1),
        name: `calc-${n + 1}`,
        rows: one.rows.map((r) => (r.verdict === 'holds' ? r : { ...r, observed: `${r.observed} ${n}` })),
      })),
    }
    for (const most of [8_000, 64_000]) {
      const text = comment(all, characters(most))
      expect(text.length).toBeLessThanOrEqual(most)
      expect(text).toMatch(/^### ❌ /)
      const rows = counted(text, offHead, rowsOff)
      expect(rows.shown).toBeGreaterThan(5)
      expect(rows.shown + rows.more).toBe(instances * one.rows.filter((r) => r.verdict === 'differs' || r.verdict === 'unknown').length)
      if (rows.more > 0) expect(text).toContain('Everything: `prism volume verify research-data tag:team=calc --full` at a terminal')
      expectWhole(text)
    }
  },
)

test('pairs that do not share and rows that differ do not take each other’s room', () => {
  const many = { instances: 6, accounts: 10 }
  const facts = everyPair(manyIdentities(many)).map((f) => ({ ...f, append: 'refused' as const }))
  const report = manyReport({ ...many, change: withoutLine((n) => n === 3) }, facts)
  const text = comment(report)
  expect(text).toMatch(/^\| ❌ calc-4 · .?\/etc\/fstab/m)
  const off = report.sharing.cells.filter((c) => c.verdict === 'not-shared').length
  // what one instance read, with one result, is one row that counts them
  const pairs = text.slice(text.indexOf(pairsHead)).split('\n\n')[0]!.split('\n').slice(2)
  expect(pairs).toHaveLength(6)
  expect(pairs.reduce((sum, line) => sum + Number(/\| (\d+) \|$/.exec(line)?.[1]), 0)).toBe(off)
  expect(text.length).toBeLessThanOrEqual(64_000)
  expectWhole(text)
})

test('a comment of the App and a step’s summary have the red row too', () => {
  const run = runOf(manyReport({ instances: 12, accounts: 9, change: withoutLine((n) => n === 11) }))
  const body = framed(renderRunMarkdown(run, formatCommand), runMarker(manyRunId))
  expect(body.length).toBeLessThanOrEqual(bodyLimit)
  const { markdown, report } = outcomeOfRun(run, false)
  for (const text of [body, ...Object.values(limitsOf).map((limit) => markdown(limit))]) {
    expect(text).toMatch(/^\| ❌ calc-12 · .?\/etc\/fstab/m)
    expectWhole(text)
  }
  expect(limitsOf.summary.size(markdown(limitsOf.summary))).toBeLessThanOrEqual(limits.summary)
  // nor does the output lose it to pairs that are shared
  expect(JSON.stringify(JSON.parse(report).instances)).toContain('not-persistent')
})

test('text of hosts that grows where it is made harmless does not push anything over the limit', () => {
  const evil = '<!-- --> <details> ``` '.repeat(8)
  const report = manyReport({ instances: 80, accounts: 1, change: withoutLine(() => true) })
  const instances = report.instances.map((i) => ({
    ...i,
    name: evil,
    rows: i.rows.map((r) => ({ ...r, subject: `/${evil.replaceAll(' ', '')}`, observed: `${evil}${i.instanceId}` })),
  }))
  const body = framed(comment({ ...report, instances }), runMarker(manyRunId))
  expect(body.length).toBeLessThanOrEqual(bodyLimit)
  expect(body).toContain(' more rows that differ or are unknown.')
  expectWhole(body)
})

test.each([1, 30, 300])('a doctor of %i instances: each that is not healthy is shown or counted, healthy ones give way', (count) => {
  const instances = Array.from({ length: count * 2 }, (_, n) => ({
    ...judgeEvidence(
      `host-${n}`,
      n % 2 === 0 ? healthy : { ...healthy, facts: { ...healthy.facts!, mounts: [] }, ...(n % 4 === 1 ? {} : unseen) },
    ),
    instanceId: manyId(n),
  }))
  const ill = instances.filter((i) => i.verdict !== 'healthy')
  expect(ill).toHaveLength(count)
  const parts = { instances, findings: [finding('instance-not-found', { seen: 'nobody' })] }
  const report: DoctorReport = {
    ...parts,
    runId: manyRunId,
    volume: 'research-data',
    fileSystemId: operation.fileSystemId,
    region: 'us-east-1',
    mountPoint: operation.mountPoint,
    verdict: judgeDoctor(parts),
    startedAt: '2026-11-23T12:00:00.000Z',
    endedAt: '2026-11-23T12:00:20.000Z',
  }
  const text = answered({ kind: 'doctor', report })
  expect(text.length).toBeLessThanOrEqual(64_000)
  expect(text).toContain('instance-not-found')
  const shown = ill.filter((i) => text.includes(`**${i.name}** \`${i.instanceId}\`: `)).length
  const more = [...text.matchAll(/… and (\d+) more instances (?:with a cause|that are not healthy)/g)].reduce(
    (sum, m) => sum + Number(m[1]),
    0,
  )
  expect(shown + more).toBe(count)
  expect(shown).toBeGreaterThan(Math.min(count, 15) - 1)
  expectWhole(text)
})

test.each([3, 60, 900])('a plan for %i instances counts the differences that it does not show, and keeps its digest', (count) => {
  const targets = Array.from({ length: count }, (_, n) => ({
    instanceId: manyId(n + 1),
    arn: arnOf(manyId(n + 1)),
    name: `calc-${n + 1}`,
    spec: plainSpec,
  }))
  const plan = planMount(
    manyRunId,
    { ...operation, targets },
    targets.map((t) => observed(t.instanceId, driftedFacts())),
  )
  const text = answered({ kind: 'plan', plan })
  expect(text.length).toBeLessThanOrEqual(64_000)
  const rows = counted(text, '| Instance | What | Expected | Seen | Would |', 'differences')
  // what is to be done alike everywhere is one row
  expect(rows.shown + rows.more).toBe(new Set(plan.differences.map((d) => `${d.subject} ${d.expected} ${d.observed} ${d.repair}`)).size)
  expect(text).toContain(`would change ${plan.differences.length} things on `)
  expect(text).toContain(plan.digest.slice(0, 16))
  expectWhole(text)
})

test.each([1, 30, 400])('the drift issue of %i drifted instances counts what it does not show, and says how to repair', (count) => {
  const hosts = [...Array<'healthy'>(count).fill('healthy'), ...Array<'drifted'>(count).fill('drifted')]
  const before = driftOf('first-look', checkOf(hosts.map(() => 'healthy')), '2026-11-22T03:17:00.000Z').record
  const drift = driftOf(before, checkOf(hosts), '2026-11-23T03:17:00.000Z')
  const saying = { comment: formatCommand, terminal: formatCommandLine }
  const { body } = issueText(drift, saying)
  expect(body.length).toBeLessThanOrEqual(65_536)
  const rows = counted(body, offHead, rowsOff)
  const off = drift.check.places
    .flatMap((p) => p.report.instances.flatMap((i) => i.rows))
    .filter((r) => r.verdict === 'differs' || r.verdict === 'unknown')
  // a fact of the volume is said once, however many instances see it
  expect(rows).toEqual({ shown: new Set(off.map((r) => `${r.subject} ${r.observed}`)).size, more: 0 })
  expect(body).toMatch(/\/prism mount research-data host-\d/)
  expect(body.slice(0, body.indexOf('<details>'))).not.toContain('i-00000')
  expectWhole(body)
  const turn = turnText(drift, saying).body
  expect(turn.length).toBeLessThanOrEqual(65_536)
  expectWhole(turn)
})

test('of many volumes those that differ come first, and the first line says how many there are', () => {
  const checks = Array.from({ length: 60 }, (_, n) =>
    checkOf(n === 57 ? ['healthy', 'drifted'] : ['healthy', 'healthy'], { volume: `data-${n}` }),
  )
  const text = answered({ kind: 'checks', region: 'us-east-1', checks })
  expect(text).toMatch(/^### ❌ 60 volumes: 1 differs \(\*\*data-57\*\*\), 59 are as they should be\n\n#### ❌ `data-57`: /)
  expect(text).toMatch(/^\| ❌ host-2 · .?\/etc\/fstab/m)
  expect(text.length).toBeLessThanOrEqual(64_000)
  expectWhole(text)
})
