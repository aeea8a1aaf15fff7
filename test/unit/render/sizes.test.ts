/** The size of what is shown follows what differs, not how many were asked: lines and characters, never times. */
import { finding } from '../../../src/domain/catalogue.ts'
import type { HostFacts } from '../../../src/domain/facts.ts'
import type { Report } from '../../../src/domain/report.ts'
import { formatCommand, formatCommandLine } from '../../../src/language/format.ts'
import { renderRunMarkdown } from '../../../src/render/markdown.ts'
import { shownWidth } from '../../../src/render/print/terminal-wrap.ts'
import { renderTerminal } from '../../../src/render/terminal.ts'
import { fleetReport, manyReport, runOf } from '../../support/many.ts'
import { twoGreen } from '../../support/two-green.ts'

const withoutLine =
  (which: (n: number) => boolean) =>
  (facts: HostFacts, n: number): HostFacts =>
    which(n) ? { ...facts, fstab: [] } : facts

const comment = (report: Report): string => renderRunMarkdown(runOf(report), formatCommand)
const terminal = (report: Report, width = 80): string =>
  renderTerminal({ kind: 'report', report }, { color: false, width }, formatCommandLine)
/** As a reader sees it before anything is unfolded. */
const unfolded = (text: string): string[] =>
  text
    .replace(/<details><summary>(.*)<\/summary>[\s\S]*?\n<\/details>/g, '▸ $1')
    .split('\n')
    .filter((line) => line !== '')

test('two green instances are at most 45 lines before anything is unfolded', () => {
  const lines = unfolded(comment(twoGreen()))
  expect(lines.length).toBeLessThanOrEqual(45)
  expect(lines[0]).toBe('### ✅ `research-data` is mounted on ubuntu-instance and rocky-instance, and shared')
  // what changes the meaning of green stands beside it
  expect(lines[1]).toMatch(/^⚠️ uid 1000 is \*\*ubuntu and rocky\*\*: one person to EFS/)
})

test('a phone has room for three columns: what names a row is one of them, with its mark', () => {
  const red = manyReport({ instances: 9, accounts: 1, change: withoutLine((n) => n === 3) })
  const heads = [twoGreen(), red].flatMap((report) =>
    unfolded(comment(report)).filter((line, n, all) => line.startsWith('|') && all[n + 1]?.startsWith('| -')),
  )
  expect(heads).toEqual([
    '| Path · Owner, group, mode | ubuntu-instance | rocky-instance |',
    '| Instance · What | Expected | Seen |',
    '| Path · Owner, group, mode | 9 instances |',
    '| Instances | Rows that hold | Accounts |',
  ])
})

test('an instance that was not reached is called by its name wherever it is known', () => {
  const green = manyReport({ instances: 2, accounts: 1 })
  const seen = 'calc-77 (i-00000000000000077): SSM says Connection Lost'
  const lost = finding('instance-offline', { seen, instanceId: 'i-00000000000000077', instanceName: 'calc-77' })
  const text = comment({ ...green, verdict: 'differs', findings: [lost] })
  expect(text).toMatch(/^### .* not reached: \*\*calc-77\*\*\n/)
  expect(text).toMatch(/\| ❌ calc-77 · `instance-offline` +\| SSM says Connection Lost +\|/)
  expect(text).toContain('**instance-offline** on calc-77: ')
})

test('8 instances with 12 accounts and one red row: row and fix in the first twelve lines of at most 12,000 characters', () => {
  const report = manyReport({ instances: 8, accounts: 12, change: withoutLine((n) => n === 5) })
  const text = comment(report)
  const first = text.split('\n').slice(0, 12).join('\n')
  expect(first).toMatch(/\| ❌ calc-6 · `\/etc\/fstab` \|/)
  expect(first).toMatch(/\*\*Fix:\*\* comment `\/prism mount research-data calc-6 /)
  expect(text.length).toBeLessThanOrEqual(12_000)
  const shown = terminal(report).split('\n')
  expect(shown.slice(0, 12).join('\n')).toMatch(/✗ differs +calc-6 +\/etc\/fstab/)
  expect(shown.length).toBeLessThanOrEqual(60)
})

test.each([500, 5_000])('%i instances with three red ones: one screen', (instances) => {
  const report = fleetReport(instances, [3, 77, 400])
  const text = comment(report)
  expect(text.length).toBeLessThanOrEqual(20_000)
  expect(text).toContain('| ❌ calc-4, calc-78 and calc-401 · `/etc/fstab` |')
  expect(text).toContain('`/prism mount research-data calc-4 calc-78 calc-401 --users person-1`')
  expect(text).toContain(`every row of ${instances - 3} instances`)
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length)
  expect(terminal(report).split('\n').length).toBeLessThanOrEqual(60)
})

test('12 instances with 9 accounts: a comment within its size, and one screen of a terminal', () => {
  const report = manyReport({ instances: 12, accounts: 9, change: withoutLine((n) => n === 11) })
  expect(comment(report).length).toBeLessThanOrEqual(12_000)
  expect(terminal(report).split('\n').length).toBeLessThanOrEqual(60)
})

test.each([60, 80, 120])('a terminal of %i columns: no line is wider, no id is split, and the verdict is the last line too', (width) => {
  const text = terminal(manyReport({ instances: 9, accounts: 3, change: withoutLine((n) => n === 8) }), width)
  for (const line of text.split('\n')) expect(shownWidth(line)).toBeLessThanOrEqual(width)
  expect(text.match(/fs-[0-9a-f]*/g)!.every((id) => id === 'fs-0123456789abcdef0')).toBe(true)
  expect(text.split('\n\n').at(-1)).toBe(text.split('\n\n')[0])
})

test('a wrong instance name: it is in the first line and in the first table, and no row is pointed at that is not there', () => {
  const green = manyReport({ instances: 2, accounts: 1 })
  const report: Report = { ...green, verdict: 'differs', findings: [finding('instance-not-found', { seen: 'calc-9 in us-east-1' })] }
  for (const text of [comment(report), terminal(report, 200)]) {
    const [first = '', table = '', causes = ''] = text.split('\n\n')
    expect(first).toContain('2 of 3 instances hold')
    expect(first).toMatch(/not reached: \**calc-9 in us-east-1/)
    expect(first).not.toContain('differs in')
    expect(table).toContain('instance-not-found')
    expect(causes).toMatch(/prism instance list/)
  }
})

test('a group that has the number: one line for all that follows from it, and the command has the names filled in', () => {
  const green = manyReport({ instances: 1, accounts: 12 })
  const [instance] = green.instances
  const rows = instance!.rows.map((r) => ({ ...r, verdict: 'unknown' as const, observed: 'not seen', code: 'not-looked-at' as const }))
  const taken = finding('gid-taken', { seen: 'gid 3000 is lab', instanceId: instance!.instanceId })
  const report: Report = { ...green, verdict: 'differs', instances: [{ ...instance!, verdict: 'differs', rows, findings: [taken] }] }
  const table = comment(report).split('\n\n')[1]!
  expect(table.split('\n')).toHaveLength(4)
  expect(table).toContain('| ❌ calc-1 · `gid-taken` | gid 3000 is lab |')
})

test('two instances with the same fault are one row and one command', () => {
  const report = manyReport({ instances: 9, accounts: 1, change: withoutLine((n) => n < 2) })
  const text = comment(report)
  expect(text.match(/^\| ❌ calc-1 and calc-2 · `\/etc\/fstab` \|/gm)).toHaveLength(1)
  expect(text.match(/\/prism mount /g)).toHaveLength(1)
})

test('who reads on more instances than a matrix has room for is said by groups, and nothing of it is dropped', () => {
  const report = manyReport({ instances: 16, accounts: 3 })
  const [lost] = report.sharing.cells.filter((c) => c.reader.instanceId === report.instances[4]!.instanceId && c.verdict === 'shared')
  const broken = {
    ...report,
    sharing: { ...report.sharing, cells: report.sharing.cells.map((c) => (c === lost ? { ...c, verdict: 'not-shared' as const } : c)) },
  }
  const text = renderTerminal({ kind: 'report', report: broken }, { color: false, width: 200 }, formatCommandLine, { full: true })
  const tried = report.sharing.cells.filter((c) => c.reader.instanceId === lost!.reader.instanceId && c.verdict !== 'same-identity').length
  expect(text).toContain('Sharing, by instance that read (16)')
  expect(text).toMatch(new RegExp(`✗ differs +1: calc-5 +${tried - 1} of ${tried} pairs each`))
  expect(text).toMatch(/✓ holds +15: calc-1, calc-2, calc-3, calc-4, calc-6, calc-7 and 9 more +\d+ of \d+ pairs each/)
})
