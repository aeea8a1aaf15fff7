/** The report: what differs or is unknown, then path by path and user by user what holds. */
import type { InstanceReport, Report, Row } from '../domain/report.ts'
import type { Request } from '../domain/request.ts'
import { code, markdown } from './escape.ts'
import { differingSections, subjectOf } from './markdown-differing.ts'
import { identityMarkdown } from './markdown-identity.ts'
import { matrixMarkdown, sharingMarkdown } from './markdown-sharing.ts'
import { table } from './markdown-table.ts'
import { joined, type Parts, type Whole, whole } from './page.ts'
import { headline, rowMarks, seconds } from './words.ts'

/** `say`: a request as a comment says it; left out where somebody else offers the repair. `among`: the volume, where there are several on the page. */
export function reportParts(report: Report, say: ((request: Request) => string) | undefined, among?: string): Parts {
  const { mark, text } = headline(report)
  const { operation } = report
  return {
    head: joined([
      `### ${mark} ${markdown(text)}`,
      `${code(operation.fileSystemId)} at ${code(operation.mountPoint)} · ${seconds(report.startedAt, report.endedAt)}`,
    ]),
    first: differingSections(report, say),
    rest: [
      ...worstFirst(report.instances).map((i) => instanceSection(i, report.instances.length, among)),
      whole('the sharing between users', sharingMarkdown(report)),
      whole('the sharing matrix', matrixMarkdown(report), { late: true }),
      whole('who is who to EFS', identityMarkdown(report)),
      whole('the notes', report.notes.map((n) => `> ${markdown(n)}`).join('\n>\n')),
      whole('what was done on the hosts', stepsMarkdown(report), { late: true }),
    ],
    foot: '',
  }
}

const order = ['differs', 'unknown', 'holds'] as const
const worstFirst = (instances: readonly InstanceReport[]): InstanceReport[] =>
  instances.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))

/** Among many instances, those where everything holds fold away: what needs a look stays in sight. */
const maxInSight = 3

function instanceSection(instance: InstanceReport, all: number, among: string | undefined): Whole {
  const { mark, word } = rowMarks[instance.verdict]
  const body = joined([instance.about ? markdown(instance.about) : '', rowsMarkdown(instance)])
  const where = among === undefined ? '' : ` · ${markdown(among)}`
  const folded = all > maxInSight && instance.verdict === 'holds'
  const text = folded
    ? `<details><summary>${mark} ${markdown(instance.name)} (${instance.instanceId})${where}: ${word}</summary>\n\n${body}\n\n</details>`
    : joined([`#### ${mark} ${markdown(instance.name)} ${code(instance.instanceId)}${where}: ${word}`, body])
  return whole('every row of', text, { of: instance.name, ...(folded ? { late: true } : {}) })
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
  return [`${mark} ${word}`, subjectOf(row), markdown(row.expected), markdown(row.observed)]
}

function stepsMarkdown(report: Report): string {
  const rows = report.instances.flatMap((i) =>
    i.steps.map((s) => [markdown(i.name), markdown(s.step), s.status, markdown(s.detail), `${s.milliseconds} ms`]),
  )
  return rows.length === 0
    ? ''
    : `<details><summary>What was done on the hosts</summary>\n\n${table(['Instance', 'Step', 'Status', 'Detail', 'Time'], rows)}\n\n</details>`
}
