/** What differs or is unknown in a report, all of it, with what to do next: the part of a page that is cut last. */
import { catalogue, type FindingCode } from '../domain/catalogue.ts'
import { isOff, nextSteps } from '../domain/next-steps.ts'
import type { InstanceReport, Report, Row } from '../domain/report.ts'
import type { Request } from '../domain/request.ts'
import { code, markdown } from './escape.ts'
import { causesList } from './markdown-doctor.ts'
import { findingsList } from './markdown-findings.ts'
import { pairsList } from './markdown-sharing.ts'
import { commandList, tableList } from './markdown-table.ts'
import { type List, list, type Section } from './page.ts'
import { rowMarks } from './words.ts'

export function differingSections(report: Report, say: ((request: Request) => string) | undefined): Section[] {
  const names = new Map(report.instances.map((i) => [i.instanceId, i.name]))
  return [
    causesList(report.diagnoses ?? []),
    findingsList(report.findings, '#### ❌ Not done', (id) => names.get(id)),
    findingsList(
      report.instances.flatMap((i) => i.findings),
      '#### Found on the instances',
      (id) => names.get(id),
    ),
    rowsList(report),
    pairsList(report),
    meaningList(report),
    ...(say ? stepsLists(report, say) : []),
  ]
}

function rowsList({ instances }: Report): List {
  const rows = instances.flatMap((i) => offRows(i).map((cells) => [cells[0]!, markdown(i.name), ...cells.slice(1)]))
  return tableList(
    'rows that differ or are unknown',
    '#### What differs or is unknown',
    ['', 'Instance', 'Path or user', 'Expected', 'Seen'],
    rows,
  )
}

/** A host of which nothing was seen says so once. */
function offRows({ rows }: InstanceReport): string[][] {
  if (rows.length > 1 && rows.every((r) => r.verdict === 'unknown'))
    return [[rowMarks.unknown.mark, `all ${rows.length} rows`, '', 'nothing was seen']]
  return rows.filter(isOff).map((r) => [rowMarks[r.verdict].mark, subjectOf(r), markdown(r.expected), markdown(r.observed)])
}

export const subjectOf = ({ subject }: Row): string => (/^\/\S*$/.test(subject) ? code(subject) : markdown(subject))

/** More instances than that are counted. */
const maxNames = 3

/** Why each kind of row matters, and what to do about it in general. */
function meaningList({ instances }: Report): List {
  const where = new Map<FindingCode, string[]>()
  for (const { name, rows } of instances)
    for (const kind of codesOf(rows.filter(isOff))) where.set(kind, [...(where.get(kind) ?? []), name])
  const entries = [...where].map(([kind, names]) => {
    const more = names.length - maxNames
    const on = `${names.slice(0, maxNames).map(markdown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
    return `- **${kind}** on ${on}: ${catalogue[kind].why} **Next:** ${catalogue[kind].next}`
  })
  return list('kinds of what differs', '', entries)
}

const codesOf = (rows: readonly Row[]): Set<FindingCode> => new Set(rows.flatMap((r) => r.code ?? []))

function stepsLists(report: Report, say: (request: Request) => string): List[] {
  const { repair, explain } = nextSteps(report)
  const undo = report.operation.verb === 'unmount'
  return [
    commandList('commands', undo ? '**To try it again:**' : '**To repair what a mount may repair:**', repair.map(say)),
    commandList('commands', '**To see why:**', explain.map(say)),
  ]
}
