/** The verification table: path by path and user by user, what holds. */
import type { Finding } from '../domain/catalogue.ts'
import { byPair, everybodyIn } from '../domain/pairs.ts'
import type { InstanceReport, Report, Row, SharingCell } from '../domain/report.ts'
import { code, markdown } from './escape.ts'
import { causesMarkdown } from './markdown-doctor.ts'
import { findingsMarkdown } from './markdown-findings.ts'
import { identityMarkdown } from './markdown-identity.ts'
import { table } from './markdown-table.ts'
import { headline, rowMarks, seconds } from './words.ts'

export function reportMarkdown(report: Report): string {
  const { mark, text } = headline(report)
  const { operation } = report
  return [
    `### ${mark} ${markdown(text)}`,
    `${code(operation.fileSystemId)} at ${code(operation.mountPoint)} · ${seconds(report.startedAt, report.endedAt)}`,
    causesMarkdown(report.diagnoses ?? []),
    unresolved(report.findings),
    ...report.instances.map(instanceMarkdown),
    sharingMarkdown(report),
    identityMarkdown(report),
    report.notes.map((n) => `> ${markdown(n)}`).join('\n>\n'),
    stepsMarkdown(report),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function unresolved(findings: readonly Finding[]): string {
  return findings.length === 0 ? '' : `#### ❌ Not done\n\n${findingsMarkdown(findings)}`
}

/** Among many instances, those where everything holds fold away: what needs a look stays in sight. */
const mostInSight = 3

function instanceMarkdown(instance: InstanceReport, _index: number, all: readonly InstanceReport[]): string {
  const { mark, word } = rowMarks[instance.verdict]
  const body = [instance.about ? markdown(instance.about) : '', findingsMarkdown(instance.findings), rowsMarkdown(instance)]
    .filter((part) => part !== '')
    .join('\n\n')
  const title = `${mark} ${markdown(instance.name)} ${code(instance.instanceId)}: ${word}`
  if (all.length <= mostInSight || instance.verdict !== 'holds') return `#### ${title}\n\n${body}`
  return `<details><summary>${mark} ${markdown(instance.name)} (${instance.instanceId}): ${word}</summary>\n\n${body}\n\n</details>`
}

/** A host of which nothing was seen says so once, instead of in every row. */
function rowsMarkdown({ rows }: InstanceReport): string {
  if (rows.length === 0) return ''
  if (rows.every((r) => r.verdict === 'unknown'))
    return `Nothing was seen here: all ${rows.length} rows are ${rowMarks.unknown.mark} unknown.`
  return table(['', 'Path or user', 'Expected', 'Observed'], rows.map(rowCells))
}

function rowCells(row: Row): string[] {
  const { mark, word } = rowMarks[row.verdict]
  return [
    `${mark} ${word}`,
    /^\/\S*$/.test(row.subject) ? code(row.subject) : markdown(row.subject),
    markdown(row.expected),
    markdown(row.observed),
  ]
}

function sharingMarkdown(report: Report): string {
  const { sharing, operation } = report
  if (operation.verb === 'unmount') return ''
  const word = { holds: '✅ holds', differs: '❌ differs', unknown: '❔ unknown', 'not-tried': '❔ not tried' }[sharing.verdict]
  const notes = sharing.notes.map((n) => `> ${markdown(n)}`).join('\n>\n')
  return [`#### Sharing between users: ${word}`, matrix(report), notes].filter((p) => p !== '').join('\n\n')
}

/** Who wrote, down; who then read and appended, across. */
function matrix({ sharing, operation }: Report): string {
  if (sharing.cells.length === 0) return ''
  const host = new Map(operation.targets.map((t) => [t.instanceId, t.name]))
  const label = (i: SharingCell['writer']) => `${markdown(i.account)}@${markdown(host.get(i.instanceId) ?? i.instanceId)} (uid ${i.uid})`
  const who = everybodyIn(sharing.cells)
  const cellOf = byPair(sharing.cells)
  return table(
    ['wrote ↓ · read and appended →', ...who.map(label)],
    who.map((w) => [label(w), ...who.map((r) => (w === r ? '·' : cellText(cellOf(w, r))))]),
  )
}

function cellText(cell: SharingCell | undefined): string {
  if (!cell) return '❔ unknown'
  switch (cell.verdict) {
    case 'shared':
      return '✅ read, appended'
    case 'as-one':
      return '✅ read, appended, as one person'
    case 'read-only':
      return '✅ read; append refused, as asked'
    case 'same-identity':
      return '＝ same identity'
    case 'unknown':
      return '❔ unknown'
    case 'not-shared':
      return `❌ read: ${cell.read}, append: ${cell.append}`
  }
}

function stepsMarkdown(report: Report): string {
  const rows = report.instances.flatMap((i) =>
    i.steps.map((s) => [markdown(i.name), markdown(s.step), s.status, markdown(s.detail), `${s.milliseconds} ms`]),
  )
  return rows.length === 0
    ? ''
    : `<details><summary>What was done on the hosts</summary>\n\n${table(['Instance', 'Step', 'Status', 'Detail', 'Time'], rows)}\n\n</details>`
}
